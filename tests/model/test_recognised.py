"""What is told in English alone is said in Chinese by its form."""

from string import Formatter

import pytest

from provenance.model.recognised import said_in_chinese
from provenance.words.table import sentences_of


@pytest.mark.parametrize("form", sentences_of("rejections"))
def test_every_form_is_said_with_its_facts(form: str) -> None:
    facts = {name: f"{name}-9" for _, name, *_ in Formatter().parse(form) if name}
    found = said_in_chinese(form.format(**facts), "rejections", "doubts")
    assert found != form.format(**facts)
    assert all(fact in found for name, fact in facts.items() if name != "part")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("country is missing", "缺少 country"),
        (
            "items.0.reo_kg must be greater than 0 kg, got 0 (and 1 more problem in this record)",
            "items.0.reo_kg 应大于 0 kg，此处为 0（此记录另有 1 处问题）",
        ),
        (
            "date is '1/2/2026', which does not begin with its year; write it such as 2026-03-05",
            "date 为 '1/2/2026'：年份不在最前，日与月无法分辨；写成 2026-03-05 这样",
        ),
        (
            "output.reo_kgs is not a field of output; did you mean reo_kg?",
            "output 没有字段 output.reo_kgs；是否指 reo_kg？",
        ),
        ("the line must be UTF-8: byte 7 is not", "此行应为 UTF-8 编码：第 7 个字节不是"),
        ("a sentence of no form", "a sentence of no form"),
    ],
)
def test_why_a_line_was_rejected(english: str, chinese: str) -> None:
    assert said_in_chinese(english, "rejections", "doubts") == chinese

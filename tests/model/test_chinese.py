"""Traditional characters as simplified ones, and names as they are typed in pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.chinese import as_pinyin, pinyin_of, simplified
from tests.ledger.build import steady


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贛州稀土冶煉分離廠", "赣州稀土冶炼分离厂"),
        ("龍南縣", "龙南县"),
        ("赣州", "赣州"),
        ("Baogang", "Baogang"),
        ("", ""),
    ],
)
def test_simplified(text: str, expected: str) -> None:
    assert simplified(text) == expected


@steady
@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=8))
def test_each_character_is_simplified_by_itself(text: str) -> None:
    assert simplified(text) == "".join(map(simplified, text))
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("北方稀土", ("beifangxitu", "bfxt")),
        ("贛州", ("ganzhou", "gz")),
        ("重庆", ("chongqing", "cq")),
        ("绿色", ("lvse", "ls")),
        ("Baogang", ()),
        ("", ()),
    ],
)
def test_pinyin_of_names(name: str, expected: tuple[str, ...]) -> None:
    assert pinyin_of(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beifang", "beifang"),
        ("běifāng", "beifang"),
        ("lüse", "lvse"),
        ("lǜse", "lvse"),
        ("b", None),
        ("北fang", None),
        ("", None),
    ],
)
def test_as_pinyin(text: str, expected: str | None) -> None:
    assert as_pinyin(text) == expected

"""What a control record must say, and what is said where it does not."""

import pytest

from provenance.model.recognised import said_in_chinese
from provenance.records.canonical import record_of
from provenance.records.explain import explain
from provenance.records.kinds.controls import Control
from tests.graph.test_controls import control

HOLMIUM = {"element": "Ho", "control_code": "1C909", "forms": ["a", "b", "c"]}


@pytest.mark.parametrize(
    ("fields", "words", "chinese"),
    [
        (
            {"items": [{"element": "Ho", "forms": ["a"]}]},
            "items.0 must have a control_code, or hs_codes of the catalogue",
            "items.0 须有 control_code，或目录的 hs_codes",
        ),
        (
            {"items": [{"element": "Ho", "control_code": "1C909"}]},
            "items.0 must have forms beside its control_code",
            "items.0 有 control_code，还须有 forms",
        ),
        (
            {"items": [{"element": "Ho", "control_code": "1C909.b", "forms": ["b"]}]},
            "items.0 must have its form in forms, not in its control_code",
            "items.0 的形态应写在 forms 中",
        ),
        (
            {"items": [{"element": "Ho", "control_code": "1C909", "forms": ["a", "oxide"]}]},
            "items.0 must have forms that begin with a, b or c",
            "items.0 的 forms 应以 a、b 或 c 开头",
        ),
        (
            {"items": [{"element": "Ho", "control_code": "1C909", "forms": ["B"]}]},
            "items.0 must have forms that begin with a, b or c",
            "items.0 的 forms 应以 a、b 或 c 开头",
        ),
        (
            {"suspended_to": "2020-01-01"},
            "suspended_to must not be before suspended_from (2025-11-07), got 2020-01-01",
            "suspended_to 不能早于 suspended_from（2025-11-07），此处为 2020-01-01",
        ),
        ({"expires": "2025-11-07"}, "expires must not be before effective", "不能早于 effective"),
        ({"undecided_from": "2027-01-02", "undecided_to": "2027-01-01"}, "undecided_to must not",
         "undecided_to 不能早于"),
        ({"suspended_from": None}, "must have suspended_from beside its suspended_to",
         "有 suspended_to，还须有 suspended_from"),
        ({"undecided_to": "2027-01-01"}, "must have undecided_from beside its undecided_to",
         "有 undecided_to，还须有 undecided_from"),
        ({"items": [HOLMIUM | {"element": "Hq"}]}, "got 'Hq'", "此处为 'Hq'"),
        (
            {"items": [HOLMIUM | {"hs_codes": ["28469019", "unknown"]}]},
            "items.0.hs_codes.1 must be digits alone",
            "items.0.hs_codes.1 只能为数字",
        ),
        ({"items": []}, "items must name at least one", "items 至少要列一项"),
        ({"sources": []}, "sources must name at least one", "sources 至少要列一项"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(fields: dict[str, object], words: str, chinese: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are matched
        record_of(control(**fields))
    _, reason = explain(caught.value, Control)  # type: ignore[arg-type]
    assert words in reason
    assert chinese in said_in_chinese(reason, "rejections")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"items": [{"element": "*", "hs_codes": ["2846"]}]},
        {"expires": "2025-11-08", "suspended_from": None, "suspended_to": None},
        {"suspended_to": None},
        {"items": [HOLMIUM | {"threshold": 0.02}]},
    ],
)
def test_what_is_good(fields: dict[str, object]) -> None:
    assert isinstance(record_of(control(**fields)), Control)

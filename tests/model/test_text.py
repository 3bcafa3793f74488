"""How names and numbers are cut up to be found by any part of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.text import fold
from tests.ledger.build import steady

CHARS: st.SearchStrategy[str] = st.text(
    st.sampled_from("北方稀土氧化镝ABCabcßÉé019 -/().（）Ａｂ１，　\t")
    | st.characters(max_codepoint=0xD7FF),
    max_size=12,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("北方稀土", "北方稀土"),
        ("Northern Rare Earth", "northernrareearth"),
        ("９１１５００００７０１４６３６２２Ｄ", "91150000701463622d"),  # full width
        ("北方稀土（集团）高科技", "北方稀土集团高科技"),
        ("26-EL-000123", "26el000123"),
        ("LOT/T1/2", "lott12"),
        ("Dy₂O₃", "dy2o3"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        (" \t-（）", ""),
        ("", ""),
    ],
)
def test_fold_keeps_letters_and_digits_without_width_or_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@steady
@given(CHARS)
def test_fold_leaves_letters_and_digits_only(text: str) -> None:
    folded = fold(text)
    assert folded == "" or folded.isalnum()
    assert fold(f" {text}-") == folded


@steady
@given(st.text(st.sampled_from("abcABC019 -北方稀土"), max_size=12))
def test_width_and_case_do_not_matter(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert fold(wide) == fold(text.upper()) == fold(text.lower()) == fold(text)

"""How names and numbers are cut up to be found by any part of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.text import fold, pairs, terms
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


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("稀", ["稀"]),
        ("稀土", ["稀土", "土"]),
        ("稀土矿", ["稀土", "土矿", "矿"]),
        ("a", ["a"]),
        ("530", ["53", "30", "0"]),
        ("", []),
    ],
)
def test_pairs_overlap_and_the_last_character_is_alone_too(
    folded: str, expected: list[str]
) -> None:
    assert pairs(folded) == expected


def test_terms_are_the_pairs_of_each_name() -> None:
    assert terms(["北方稀土", "NRE", "（）", "1"]) == "北方 方稀 稀土 土 nr re e 1"
    assert terms([]) == terms(["", "-"]) == ""


@steady
@given(CHARS)
def test_fold_leaves_letters_and_digits_only(text: str) -> None:
    folded = fold(text)
    assert folded == "" or folded.isalnum()
    assert fold(f" {text}-") == folded
    assert "".join(pair[0] for pair in pairs(folded)) == folded


@steady
@given(st.text(st.sampled_from("北方稀土氧化镝ABCabc019"), min_size=1, max_size=12), st.data())
def test_any_part_is_found(name: str, data: st.DataObject) -> None:
    """A part of two characters or more is a phrase of a name's pairs; one begins a pair."""
    start = data.draw(st.integers(0, len(name) - 1))
    part = fold(name[start : data.draw(st.integers(start + 1, len(name)))])
    written = terms([name]).split()
    if len(part) == 1:
        assert any(term.startswith(part) for term in written)
    else:
        asked = pairs(part)[:-1]
        places = range(len(written) - len(asked) + 1)
        assert any(written[at : at + len(asked)] == asked for at in places)


@steady
@given(st.text(st.sampled_from("abcABC019 -北方稀土"), max_size=12))
def test_width_and_case_do_not_matter(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert fold(wide) == fold(text.upper()) == fold(text.lower()) == fold(text)

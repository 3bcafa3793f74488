"""How names and numbers are cut up to be found by any part of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.rows.found_by import (
    LONGEST_WHOLE,
    FoundBy,
    Sought,
    folded_for_search,
    found_by,
    pairs,
    terms,
)
from provenance.model.terms import Label, Ref
from provenance.records.changes import Node
from tests.ledger.build import steady

CHARACTERS = st.sampled_from("北方稀土氧化镝贛冶煉廠ABCabc019")


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


def test_terms_are_each_text_whole_and_the_pairs_of_each() -> None:
    found = terms(["北方稀土", "NRE", "（）", "1"])
    assert found == "=北方稀土 =nre =1 北方 方稀 稀土 土 nr re e 1"
    assert terms(["稀土", "北方稀土"]) == "=北方稀土 =稀土 北方 方稀 稀土 土"
    assert terms([]) == terms(["", "-"]) == ""


def test_what_a_node_is_found_by() -> None:
    firm = Ref(Label.ENTERPRISE, "91X")
    node = Node(firm, {}, ("北矿", "North"), ("1502",))
    assert found_by(firm, node) == FoundBy(
        terms=terms(["91X", "1502"]),
        named=terms(["北矿", "North"]),
        sounds="=beikuang =bk be ei ik ku ua an ng g bk k",
    )
    item = found_by(Ref(Label.EVENT, "transfer:T1/2"))
    assert item.terms.startswith("=transfert12 =t12 =t1 ")
    assert (item.named, item.sounds) == ("", "")


@steady
@given(st.text("aB0-/. 稀é", max_size=8), st.integers(1, 20))
def test_the_quick_way_finds_the_same_terms(id_: str, n: int) -> None:
    for kind in ("transfer", "extraction"):
        key = f"{kind}:{id_}/{n}"
        record = id_ if kind == "transfer" else f"{id_}/{n}"
        assert found_by(Ref(Label.EVENT, key)).terms == terms([key, f"{id_}/{n}", record])
    assert found_by(Ref(Label.LOT, id_)).terms == terms([id_])


@steady
@given(st.text(CHARACTERS, min_size=1, max_size=12), st.data())
def test_any_part_is_found(name: str, data: st.DataObject) -> None:
    """A part of two characters or more is a phrase of a name's pairs; one begins a pair."""
    start = data.draw(st.integers(0, len(name) - 1))
    part = folded_for_search(name[start : data.draw(st.integers(start + 1, len(name)))])
    written = terms([name]).split()
    if len(part) == 1:
        assert any(term.startswith(part) for term in written)
    else:
        asked = pairs(part)[:-1]
        places = range(len(written) - len(asked) + 1)
        assert any(written[at : at + len(asked)] == asked for at in places)


@pytest.mark.parametrize("text", ["贛州稀土", "赣州稀土", "赣州 稀土", "（贛州）稀土"])
def test_traditional_characters_are_sought_as_simplified(text: str) -> None:
    assert folded_for_search(text) == "赣州稀土"


def test_words_are_sought_each_once() -> None:
    sought = Sought.of("bei  Fāng　—  bei")
    assert sought is not None
    assert (sought.text, sought.words) == ("beifāngbei", ("bei", "fāng"))
    assert sought.pinyin == ("beifangbei", ("bei", "fang"))
    assert Sought.of(" — ") is None


def edits(text: str, data: st.DataObject) -> str:
    """A text with one character changed, put in or left out."""
    at = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(CHARACTERS)
    changed = (text[:at] + character + text[at + 1 :], text[:at] + character + text[at:])
    return data.draw(st.sampled_from([*changed, text[:at] + text[at + 1 :]]))


@steady
@given(st.text(CHARACTERS, min_size=5, max_size=12), st.text(CHARACTERS, max_size=3), st.data())
def test_one_wrong_character_is_near_and_a_half_is_right(
    part: str, more: str, data: st.DataObject
) -> None:
    name = folded_for_search(more + part + more)
    sought = Sought.of(edits(folded_for_search(part), data))
    assert sought is not None
    if sought.one_wrong is not None:
        assert re.search(sought.one_wrong, terms([name]))
        assert any(half in name for half in sought.halves)


@pytest.mark.parametrize("text", ["稀", "稀土", "abcd", "", "D1"])
def test_short_texts_are_near_nothing(text: str) -> None:
    sought = Sought.of(text)
    assert sought is None or sought.one_wrong is None


def test_long_texts_are_told_apart_by_how_they_begin() -> None:
    longest = "稀" * LONGEST_WHOLE
    first, second = (Sought.of(longest + more) for more in "ab")
    assert first is not None
    assert second is not None
    assert first.whole == second.whole
    assert first.text != second.text

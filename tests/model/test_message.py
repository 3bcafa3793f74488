"""Sentences with facts, said in either language, and kept."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model.errors import MisuseError
from provenance.model.message import Fact, Message, each_once, said
from provenance.words import table
from provenance.words.table import Language

MADE = "{made:kg} came out of {put_in:kg}, {share:percent}"
FACTS: st.SearchStrategy[Fact] = st.recursive(
    st.text() | st.integers(0, 10**12) | st.floats(0, 1) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.builds(lambda one: Message("of {one}", one=one), inner)
    ),
    max_leaves=8,
)


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {
        MADE: "投入{put_in:kg}，产出{made:kg}（{share:percent}）",
        "a {product:product} on {day}": "{day}的{product:product}",
    }
    monkeypatch.setattr(table, "_sentences", lambda: rows)


@pytest.mark.usefixtures("chinese")
def test_facts_are_told_in_the_language() -> None:
    made = Message(MADE, made=7_500_000, put_in=10_000_500, share=0.75)
    assert str(made) == "7,500 kg came out of 10,000.5 kg, 75.0%"
    assert made.said(Language.ZH) == "投入10,000.5 千克，产出7,500 千克（75.0%）"
    assert made.said(Language.BOTH) == f"{made.said(Language.ZH)} / {made}"


@pytest.mark.usefixtures("chinese")
def test_lists_words_and_days() -> None:
    one = Message("a {product:product} on {day}", product="ionic_concentrate", day=date(2026, 3, 5))
    both = Message("found: {all}; {n:,} in {places}", all=(one, one), n=12_000, places=("A", "B"))
    assert str(both) == (
        "found: a ionic concentrate on 2026-03-05; a ionic concentrate on 2026-03-05;"
        " 12,000 in A, B"
    )
    assert both.said(Language.ZH) == (
        "found: 2026-03-05的离子型精矿；2026-03-05的离子型精矿; 12,000 in A、B"
    )


def test_without_chinese_english_stands() -> None:
    assert Message("nobody translated {this}", this="{x}").said(Language.ZH) == (
        "nobody translated {x}"
    )
    assert said("as it is {x}", Language.ZH) == "as it is {x}"


@given(st.text() | st.just('{"en": "x"}'))
def test_a_text_is_kept_as_it_is(text: str) -> None:
    said = Message.of_text(text)
    if not text.startswith('{"en": '):
        assert (str(said), said.said(Language.ZH), said.to_text()) == (text, text, text)
    assert Message.of_text(said.to_text()) == said


def test_what_begins_as_a_sentence_is_kept_as_one() -> None:
    odd = Message("{text}", text='{"en": 1')
    assert str(Message.of_text(odd.to_text())) == '{"en": 1'


def test_what_says_the_same_is_said_once() -> None:
    one, other = (Message("of {x}", x=x) for x in "ab")
    assert each_once([one, other, one]) == (one, other)
    assert hash(one) != hash(other)
    day, text = (Message("on {x}", x=x) for x in (date(2026, 3, 5), "2026-03-05"))
    assert (day, hash(day)) == (text, hash(text))


@given(st.dictionaries(st.sampled_from(["a", "b", "made"]), FACTS))
def test_a_store_keeps_it(facts: dict[str, Fact]) -> None:
    message = Message("{a} {b} {made}", **facts)
    kept = json.loads(json.dumps(message.to_json()))
    assert Message.from_json(kept) == message
    assert hash(Message.from_json(kept)) == hash(message)
    assert Message.of_text(message.to_text()) == message


def test_errors_speak_both() -> None:
    error = MisuseError(Message("Origin lawful"))
    assert (str(error), error.said(Language.ZH)) == ("Origin lawful", "来源合法")
    assert MisuseError("plain").said(Language.ZH) == "plain"

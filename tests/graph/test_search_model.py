"""Search finds what a plain look through all names and numbers finds, in the same order."""

import random
from collections.abc import Iterator

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.rows.found_by import folded_for_search
from provenance.model.chinese import as_pinyin, pinyin_of
from provenance.model.terms import Label, Ref
from tests.graph.kit import enterprise, extraction
from tests.loading import load_all

CHARACTERS = "北方稀土贛矿aB1"
Known = dict[Ref, tuple[set[str], set[str], set[str]]]
"""Of each thing its numbers, its names, and how these sound."""


def some(rng: random.Random, least: int, most: int, characters: str = CHARACTERS) -> str:
    return "".join(rng.choices(characters, k=rng.randint(least, most)))


def differs_by_one(text: str, within: str) -> bool:
    """Whether some part of a longer text is this one with one character put in, out or changed."""
    parts = {within[at : at + n] for n in range(len(text) - 1, len(text) + 2)
             for at in range(len(within) - n + 1)}  # fmt: skip
    return any(one_edit(text, part) for part in parts)


def one_edit(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def rank(text: str, numbers: set[str], names: set[str], sounds: set[str]) -> int | None:
    words = [folded for word in text.split() if (folded := folded_for_search(word))]
    whole = "".join(words)

    def written(word: str) -> bool:
        return any(word in one for one in numbers | names)

    def sounding(word: str) -> bool:
        pinyin = as_pinyin(word)
        return pinyin is not None and any(pinyin in sound for sound in sounds)

    fits = [
        whole in numbers,
        any(number.startswith(whole) for number in numbers),
        whole in names,
        written(whole) or all(map(written, words)),
        sounding(whole) or all(written(word) or sounding(word) for word in words),
    ]
    return fits.index(True) if True in fits else None


def expected(known: Known, text: str) -> tuple[list[Ref], bool]:
    """What is to be found, and whether that only is like the text."""
    whole = folded_for_search(text)
    if not whole:
        return [], False
    ranked = {ref: found for ref, of in known.items() if (found := rank(text, *of)) is not None}
    only_like = not ranked and len(whole) >= (5 if whole.isascii() else 3)
    if only_like:
        ranked = {
            ref: 0
            for ref, (_, names, sounds) in known.items()
            if any(differs_by_one(whole, one) for one in names | sounds)
        }
    found = sorted(ranked, key=lambda ref: (ranked[ref], len(ref.key), ref.key, ref.label))
    return found, only_like


def questions(rng: random.Random, known: Known) -> Iterator[str]:
    """Parts of what there is, with words in any order and one character wrong; and anything."""
    texts = sorted({text for of in known.values() for one in of for text in one})
    for _ in range(120):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        part = text[start : start + rng.randint(1, 9)]
        at = rng.randrange(len(part))
        yield part
        yield f"{part[at:]} {part[:at]}"
        yield part[:at] + some(rng, 0, 1) + part[at + rng.randint(0, 1) :]
    for _ in range(60):
        yield some(rng, 1, 7, f"{CHARACTERS} -")


@pytest.mark.parametrize("seed", range(3))
async def test_search_is_a_look_through_everything(seed: int, store: GraphStore) -> None:
    rng = random.Random(seed)
    names = {f"9115000070146{n:05}": [some(rng, 1, 6) for _ in range(2)] for n in range(25)}
    lots = {some(rng, 1, 5) for _ in range(25)}
    known: Known = {}
    for ref in [Ref(Label.LOT, lot) for lot in lots]:
        known[ref] = ({folded_for_search(ref.key)}, set(), set())
    for number, (name, alias) in names.items():
        called = {folded_for_search(name), folded_for_search(alias)}
        sounds = {folded_for_search(s) for one in (name, alias) for s in pinyin_of(one)}
        known[Ref(Label.ENTERPRISE, number)] = ({number}, called, sounds)
    firms = [enterprise(id_, name=name, aliases=[alias]) for id_, (name, alias) in names.items()]
    made = [extraction(f"E{n}", lot) for n, lot in enumerate(sorted(lots))]
    await load_all(store, [*firms, *made])
    for text in questions(rng, known):
        found = [thing.ref for thing in await store.graph.search(text, 1_000)]
        of_these = [ref for ref in found if ref in known]
        best, only_like = expected(known, text)
        # Places and events are found too, and may fit better than what is only like the text.
        better = only_like and found and not of_these
        assert better or of_these == best, text
        few = await store.graph.search(text, 3)
        assert [thing.ref for thing in few] == found[:3], text

"""How Neo4j finds things by text: what fits best first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.queries import query
from provenance.graph.rows.found_by import Sought, pairs, whole
from provenance.model.terms import Label

Row = tuple[Label, Mapping[str, Any]]

_LABELS = [label.value for label in Label]


async def bearing(ask: Ask, texts: Iterable[str], most: int) -> Mapping[str, Sequence[Row]]:
    """The things that bear each folded text whole, as a number or a name."""
    rows = [[text, _in(("terms", "named"), f'"{whole(text)}"')] for text in texts]
    found = await ask(query("bearing"), rows=rows, labels=_LABELS, most=most) if rows else ()
    return {text: _things(things) for text, things in found}


async def search(ask: Ask, sought: Sought, first: int) -> list[Row]:
    """The things that fit a text, those that fit best first."""
    found = await ask(
        query("search"),
        phrase=_phrase(sought),
        labels=_LABELS,
        whole=f" {sought.whole}",
        part=_written(sought.text),
        words=[_written(word) for word in sought.words],
        first=first,
    )
    if not found and (pattern := sought.one_wrong):
        halves = [_in(("named", "sounds"), _part(half)) for half in sought.halves]
        found = await ask(
            query("search_near"),
            phrase=" OR ".join(halves),
            labels=_LABELS,
            near=f".*(?:{pattern}).*",
            first=first,
        )
    return _things(found)


def _things(found: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Row]:
    return [(Label(label), props) for label, props in found]


def _phrase(sought: Sought) -> str:
    """What the index is asked: a part of a number or a name, or of its pinyin."""
    written = ("terms", "named")
    words = [_in(written, _part(word)) for word in sought.words]
    asked = [_in(written, _part(sought.text)), f"({' AND '.join(words)})"]
    pinyin, each = sought.pinyin
    if pinyin or any(each):
        sounding = [
            f"({said} OR sounds:{_part(sound)})" if sound else said
            for said, sound in zip(words, each, strict=True)
        ]
        asked += [f"sounds:{_part(pinyin)}"] if pinyin else []
        asked.append(f"({' AND '.join(sounding)})")
    return " OR ".join(asked)


def _in(fields: Iterable[str], part: str) -> str:
    return f"({' OR '.join(f'{field}:{part}' for field in fields)})"


def _part(folded: str) -> str:
    """A folded text anywhere in a number or a name: a phrase of its pairs, or how one begins."""
    return f"{folded}*" if len(folded) == 1 else f'"{" ".join(pairs(folded)[:-1])}"'


def _written(folded: str) -> str:
    """The same as it stands within what an index is made of, which has a blank at both ends."""
    return f" {folded}" if len(folded) == 1 else f" {' '.join(pairs(folded)[:-1])} "

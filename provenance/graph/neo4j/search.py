"""How Neo4j finds things by text: what fits best first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    return {text: [(Label(label), props) for label, props in things] for text, things in found}


async def search(ask: Ask, sought: Sought, first: int, labels: Collection[Label] = ()) -> list[Row]:
    """The things, of some kinds or any, that fit a text, those that fit best first.

    Others only as far as asked for.
    """
    among = [label.value for label in labels or Label]
    rows = await ask(
        query("search"),
        begun=f'terms:\\{sought.whole}* OR named:"{sought.whole}"',
        part=_parts(sought),
        sound=_sounds(sought),
        labels=among,
        whole=sought.whole,
        first=first,
    )
    if not rows and (pattern := sought.one_wrong):
        rows = await ask(
            query("search_near"),
            phrase=" OR ".join(_in(("named", "sounds"), _part(half)) for half in sought.halves),
            labels=among,
            near=f".*(?:{pattern}).*",
            first=first,
        )
    found: dict[tuple[str, str], Row] = {}
    for label, props in rows:  # what fits in several ways counts where it fits best
        found.setdefault((label, props["key"]), (Label(label), props))
    return list(found.values())[:first]


def _parts(sought: Sought) -> str:
    """What the index is asked for parts: of all of a text, or of each of its words."""
    words = " AND ".join(_written(word) for word in sought.words)
    return f"{_written(sought.text)} OR ({words})"


def _sounds(sought: Sought) -> str:
    """The same where parts may be pinyin; nothing where none is."""
    pinyin, each = sought.pinyin
    if not pinyin and not any(each):
        return ""
    words = [
        f"({_written(word)} OR sounds:{_part(sound)})" if sound else _written(word)
        for word, sound in zip(sought.words, each, strict=True)
    ]
    joined = [f"sounds:{_part(pinyin)}"] if pinyin else []
    return " OR ".join([*joined, f"({' AND '.join(words)})"])


def _written(folded: str) -> str:
    """A folded text as part of a number or a name."""
    return _in(("terms", "named"), _part(folded))


def _in(fields: Iterable[str], part: str) -> str:
    return f"({' OR '.join(f'{field}:{part}' for field in fields)})"


def _part(folded: str) -> str:
    """A folded text anywhere in a number or a name: a phrase of its pairs, or how one begins."""
    return f"{folded}*" if len(folded) == 1 else f'"{" ".join(pairs(folded)[:-1])}"'

"""What of Neo4j waits to be audited."""

from collections import defaultdict
from collections.abc import Iterable

from provenance.graph.changes import RecordKey, Unaudited
from provenance.graph.neo4j_ask import Ask, many
from provenance.graph.neo4j_queries import query
from provenance.graph.neo4j_rows import record_from
from provenance.model import Label, Ref

QUEUED = 1_000
"""Keys that wait to be audited, kept in one node."""


async def queue(ask: Ask, refs: Iterable[Ref]) -> None:
    """Let things wait to be audited, many to a node."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for label, key in refs:
        keys[label.value].append(key)
    rows = [
        [label, all_[at : at + QUEUED]]
        for label, all_ in keys.items()
        for at in range(0, len(all_), QUEUED)
    ]
    await many(ask, query("queue"), rows)


async def unaudited(ask: Ask) -> Unaudited:
    last, before = await ask(query("heard"))
    return Unaudited(await _waiting(ask), last if before is None else before, last)


async def audited(ask: Ask, done: Unaudited) -> None:
    left = await _waiting(ask) - done.things
    await ask(query("unqueue"))
    await queue(ask, left)
    await ask(query("audited"), last=done.last)


async def received(ask: Ask, after: int, last: int) -> list[RecordKey]:
    found = await ask(query("received"), after=after, last=last)
    return sorted(record_from(text) for text in found)


async def _waiting(ask: Ask) -> frozenset[Ref]:
    labels = {label.value: label for label in Label}
    waiting = await ask(query("unaudited"))
    return frozenset(Ref(labels[label], key) for label, keys in waiting for key in keys)

"""What of Neo4j waits to be audited."""

from collections import defaultdict
from collections.abc import Iterable

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import record_from
from provenance.graph.port.findings import Unaudited
from provenance.model.terms import Label, Ref
from provenance.records.changes import RecordKey

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
    labels = {label.value: label for label in Label}
    last, before, turn = await ask(query("heard"))
    waiting = await ask(query("unaudited"))
    things = frozenset(Ref(labels[label], key) for label, keys in waiting for key in keys)
    return Unaudited(things, last if before is None else before, last, turn)


async def audited(ask: Ask, done: Unaudited) -> None:
    await ask(query("unqueue"), turn=done.turn)
    await ask(query("audited"), last=done.last)


async def received(ask: Ask, after: int, last: int) -> list[RecordKey]:
    found = await ask(query("received"), after=after, last=last)
    return sorted(record_from(text) for text in found)

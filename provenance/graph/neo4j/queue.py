"""What of Neo4j waits to be audited."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import query
from provenance.graph.port.findings import Unaudited
from provenance.model.terms import Label, Ref

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


class AuditQueue(WriterAspect):
    """What waits to be audited."""

    @asking
    async def unaudited(self, ask: Ask) -> Unaudited:
        labels = {label.value: label for label in Label}
        last, before, turn = await ask(query("heard"))
        waiting = await ask(query("unaudited"))
        things = frozenset(Ref(labels[label], key) for label, keys in waiting for key in keys)
        return Unaudited(things, last if before is None else before, last, turn)

    @changing
    async def audited(self, ask: Ask, done: Unaudited) -> None:
        await ask(query("unqueue"), turn=done.turn)
        await ask(query("audited"), last=done.last, now=datetime.now(UTC).isoformat())

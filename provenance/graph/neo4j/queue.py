"""What of Neo4j waits to be audited, and how what waits is kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import query
from provenance.graph.port.findings import Unaudited
from provenance.model.terms import Label, Ref

TOGETHER = 1_000
"""Keys that wait, kept in one node."""


def many_to_a_node(words: Iterable[tuple[StrEnum, str]]) -> list[tuple[str, list[str]]]:
    """Keys by the words they wait under, as rows of the nodes that hold them."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for word, key in words:
        keys[word.value].append(key)
    return [
        (word, all_[at : at + TOGETHER])
        for word, all_ in keys.items()
        for at in range(0, len(all_), TOGETHER)
    ]


class AuditQueue(WriterAspect):
    """What waits to be audited."""

    @asking
    async def unaudited(self, ask: Ask, *, things: bool = True) -> Unaudited:
        labels = {label.value: label for label in Label}
        last, before, turn = await ask(query("heard"))
        told = await ask(query("unaudited")) if things else ()
        waiting = frozenset(Ref(labels[label], key) for label, keys in told for key in keys)
        return Unaudited(waiting, last if before is None else before, last, turn)

    @changing
    async def audited(self, ask: Ask, done: Unaudited) -> None:
        await ask(query("unqueue"), turn=done.turn)
        await ask(query("audited"), last=done.last, now=datetime.now(UTC).isoformat())

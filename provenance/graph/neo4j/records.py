"""What Neo4j answers of records as they were received."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import Aspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import label_of, record_from, record_text, version_from
from provenance.graph.port.paging import Page
from provenance.graph.port.records import (
    LOOKED_THROUGH,
    SYNTHETIC,
    Holding,
    Rejected,
    Settled,
    State,
    loads_page,
)
from provenance.graph.rows.register import REGISTERED, register_from
from provenance.ledger.quota.register import Register
from provenance.model.terms import EventKind, Label
from provenance.records.changes import WITHDRAWAL, History, RecordKey, Version, latest, received_by


class Records(Aspect):
    """What is answered of what was filed, and of whether it is settled."""

    @asking
    async def stated(
        self, ask: Ask, kinds: Sequence[str], until: datetime | None
    ) -> Sequence[Version]:
        rows = await ask(query("stated"), rows=[*{*kinds, WITHDRAWAL}])
        return received_by(until, [version_from(record_from(text), row) for text, *row in rows])

    @asking
    async def received(self, ask: Ask, after: int, last: int) -> list[RecordKey]:
        found = await ask(query("received"), after=after, last=last)
        return sorted(record_from(text) for text in found)

    @asking
    async def withdrawn(
        self, ask: Ask, records: Sequence[RecordKey]
    ) -> Mapping[RecordKey, datetime]:
        keys = {record_text(key): key for key in records}
        rows = await many(ask, query("withdrawn"), list(keys))
        return latest((keys[text], at) for text, at in rows)

    @asking
    async def rejected(self, ask: Ask, after: int, first: int) -> list[tuple[int, Rejected]]:
        found = await ask(query("rejected"), after=after, first=first)
        return [
            (number, Rejected(file, line, field, reason, excerpt, datetime.fromisoformat(at)))
            for number, file, line, field, reason, excerpt, at in found
        ]

    @asking
    async def loads(self, ask: Ask, before: int | None, first: int) -> Page:
        rows = await ask(query("loads"), before=before or 2**62, looked=LOOKED_THROUGH)
        return loads_page(rows or (), first)

    @asking
    async def register(self, ask: Ask) -> Register:
        return register_of(await ask(query("known", any_of=REGISTERED)))

    @asking
    async def settled(self, ask: Ask) -> Settled:
        at, waiting = await ask(query("settled"))
        return Settled(at and datetime.fromisoformat(at), waiting)

    @asking
    async def state(self, ask: Ask) -> State:
        *times, waiting, synthetic = await ask(query("state"), synthetic=SYNTHETIC)
        settled, audited = (at and datetime.fromisoformat(at) for at in times)
        return State(settled, audited, waiting, synthetic)

    @asking
    async def holding(self, ask: Ask) -> Holding:
        things: dict[Label | EventKind, int] = {}
        for label in Label:
            text = query("count" if label is Label.LOT else "on_record", label=label)
            if label is not Label.EVENT and (n := await ask(text)):
                things[label] = n
        things |= {EventKind(kind): n for kind, n in await ask(query("events_on_record"))}
        *times, to_settle, to_audit, rejected, synthetic = await ask(
            query("holding"), synthetic=SYNTHETIC
        )
        received, settled, audited = (at and datetime.fromisoformat(at) for at in times)
        return Holding(
            things, received, settled, audited, to_settle, to_audit, rejected, bool(synthetic)
        )


async def histories_of(ask: Ask, keys: Iterable[RecordKey]) -> dict[RecordKey, History]:
    """All versions of each record and what withdraws it; of records nobody sent none."""
    records = {record_text(key): key for key in keys}
    found = {key: History() for key in records.values()}
    for text, versions, by in await many(ask, query("histories"), list(records)):
        key = records[text]
        received = tuple(version_from(key, row) for row in versions)
        found[key] = History(received, frozenset(by))
    return found


def register_of(known: Iterable[Sequence[Any]]) -> Register:
    """The register from what is on record of its kinds, each with its labels."""
    found: defaultdict[Label, list[tuple[str, Any]]] = defaultdict(list)
    for labels, props in known:
        found[label_of(labels)].append((props["key"], props))
    return register_from(found)

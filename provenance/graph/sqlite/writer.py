"""Writing to the embedded store: one transaction, from one thread."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.graph.port.findings import Unaudited
from provenance.graph.port.graph import Downstream, Rejected, Settlement
from provenance.graph.port.kept import ConclusionChange, Decision, Found, Keeping, Review
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.graph.sqlite import findings as keeping
from provenance.graph.sqlite import queue
from provenance.graph.sqlite import settle as settling
from provenance.graph.sqlite import watches as watching
from provenance.graph.sqlite import write as records
from provenance.ledger.lineage import Event
from provenance.ledger.quota.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.terms import Label, Ref
from provenance.records.changes import Changes, History, Mark, RecordKey

Run = Callable[[Callable[[sqlite3.Connection], Any]], Awaitable[Any]]


class SqliteWriter:
    """A Writer within one transaction; every method is one trip to the writing thread."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def histories(self, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        found: Mapping[RecordKey, History]
        found = await self._run(lambda db: records.histories(db, keys))
        return found

    async def apply(self, changes: Changes) -> None:
        await self._run(lambda db: records.apply(db, changes))

    async def reject(self, lines: Sequence[Rejected]) -> None:
        await self._run(lambda db: records.reject(db, lines))

    async def marks(self) -> frozenset[Mark]:
        found: frozenset[Mark] = await self._run(settling.marks)
        return found

    async def register(self) -> Register:
        found: Register = await self._run(settling.register)
        return found

    async def papers(
        self, declarations: Sequence[str], inspections: Sequence[str], invoices: Sequence[str]
    ) -> Papers:
        wanted = [
            *(Ref(Label.DECLARATION, key) for key in declarations),
            *(Ref(Label.INSPECTION, key) for key in inspections),
            *(Ref(Label.INVOICE, key) for key in invoices),
        ]
        found: Papers = await self._run(lambda db: settling.papers(db, wanted))
        return found

    async def named_in(self, documents: Sequence[Ref]) -> Sequence[str]:
        found: list[str] = await self._run(lambda db: settling.named_in(db, documents))
        return found

    async def draws_of(self, enterprises: Sequence[str]) -> Sequence[Event]:
        found: list[Event] = await self._run(lambda db: settling.draws_of(db, enterprises))
        return found

    async def undesignated(self) -> Sequence[str]:
        found: list[str] = await self._run(settling.undesignated)
        return found

    async def producers(self, lots: Sequence[str]) -> Sequence[str]:
        found: list[str] = await self._run(lambda db: settling.producers(db, lots))
        return found

    async def downstream(self, seeds: Sequence[Ref]) -> Downstream:
        found: Downstream = await self._run(lambda db: settling.downstream(db, seeds))
        return found

    async def settle(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        await self._run(lambda db: settling.settle(db, settlement, marks))

    async def unaudited(self) -> Unaudited:
        found: Unaudited = await self._run(queue.unaudited)
        return found

    async def audited(self, done: Unaudited) -> None:
        await self._run(lambda db: queue.audited(db, done))

    async def keep_findings(
        self, scopes: Sequence[str], found: Sequence[Found], at: datetime
    ) -> Keeping:
        def work(db: sqlite3.Connection) -> Keeping:
            last = keeping.last_raised(db)
            kept = keeping.keep_findings(db, scopes, found, at)
            watching.log(db, last)
            return kept

        kept: Keeping = await self._run(work)
        return kept

    async def review(self, finding: str, review: Review) -> bool:
        known: bool = await self._run(lambda db: keeping.review(db, finding, review))
        return known

    async def decide(self, declaration: str, decision: Decision) -> None:
        await self._run(lambda db: keeping.decide(db, declaration, decision))

    async def keep_conclusions(self, changes: Sequence[ConclusionChange]) -> None:
        await self._run(lambda db: keeping.keep_conclusions(db, changes))

    async def keep_watch(self, watch: Watch) -> None:
        await self._run(lambda db: watching.keep_watch(db, watch))

    async def remove_watch(self, id_: str) -> bool:
        removed: bool = await self._run(lambda db: watching.remove_watch(db, id_))
        return removed

    async def lease_watches(self, ids: Sequence[str], lease: Lease) -> Sequence[Watch]:
        found: list[Watch] = await self._run(lambda db: watching.lease_watches(db, ids, lease))
        return found

    async def advance_watch(self, id_: str, delivery: Delivery, lease: Lease) -> bool:
        held: bool = await self._run(lambda db: watching.advance_watch(db, id_, delivery, lease))
        return held

"""Writing to Neo4j: one transaction, alone over all processes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from provenance.graph.neo4j import findings as keeping
from provenance.graph.neo4j import queue
from provenance.graph.neo4j import settle as settling
from provenance.graph.neo4j import watches as watching
from provenance.graph.neo4j import write as records
from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.lineage import downstream
from provenance.graph.neo4j.queries import query
from provenance.graph.port.findings import Unaudited
from provenance.graph.port.graph import Downstream, Rejected, Settlement
from provenance.graph.port.kept import ConclusionChange, Decision, Found, Keeping, Review
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.ledger.lineage import Event
from provenance.ledger.quota.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.terms import Label, Ref
from provenance.records.changes import Changes, History, Mark, RecordKey


class Neo4jWriter:
    """A Writer within one transaction; `changed` says whether there is anything to commit."""

    changed = False

    def __init__(self, ask: Ask, apart: settling.Apart) -> None:
        self._ask, self._apart = ask, apart

    async def histories(self, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        return await records.histories(self._ask, keys)

    async def apply(self, changes: Changes) -> None:
        self.changed = True
        await records.apply(self._ask, changes)

    async def reject(self, lines: Sequence[Rejected]) -> None:
        self.changed = True
        await records.reject(self._ask, lines)

    async def marks(self) -> frozenset[Mark]:
        return await settling.marks(self._ask)

    async def register(self) -> Register:
        return await settling.register(self._ask)

    async def papers(
        self, declarations: Sequence[str], inspections: Sequence[str], invoices: Sequence[str]
    ) -> Papers:
        wanted = {
            Label.DECLARATION: declarations,
            Label.INSPECTION: inspections,
            Label.INVOICE: invoices,
        }
        return await settling.papers(self._ask, wanted)

    async def named_in(self, documents: Sequence[Ref]) -> Sequence[str]:
        return await settling.named_in(self._ask, documents)

    async def draws_of(self, enterprises: Sequence[str]) -> Sequence[Event]:
        return await settling.draws_of(self._ask, enterprises)

    async def undesignated(self) -> Sequence[str]:
        found: list[str] = await self._ask(query("undesignated"))
        return found

    async def producers(self, lots: Sequence[str]) -> Sequence[str]:
        return await settling.producers(self._ask, lots)

    async def downstream(self, seeds: Sequence[Ref]) -> Downstream:
        return await downstream(self._ask, seeds)

    async def settle(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        apart = None if self.changed else self._apart  # which would not see what has changed
        self.changed = True
        await settling.settle(self._ask, settlement, marks, apart)

    async def unaudited(self) -> Unaudited:
        return await queue.unaudited(self._ask)

    async def audited(self, done: Unaudited) -> None:
        self.changed = True
        await queue.audited(self._ask, done)

    async def keep_findings(
        self, scopes: Sequence[str], found: Sequence[Found], at: datetime
    ) -> Keeping:
        self.changed = True
        return await keeping.keep_findings(self._ask, scopes, found, at)

    async def review(self, finding: str, review: Review) -> bool:
        self.changed = True
        return await keeping.review(self._ask, finding, review)

    async def decide(self, declaration: str, decision: Decision) -> None:
        self.changed = True
        await keeping.decide(self._ask, declaration, decision)

    async def keep_conclusions(self, changes: Sequence[ConclusionChange]) -> None:
        self.changed = True
        await keeping.keep_conclusions(self._ask, changes)

    # Readers go by the graph, not by how far watches have been told: of the last two of these
    # they need not be told, and so need not read again.

    async def keep_watch(self, watch: Watch) -> None:
        self.changed = True
        await watching.keep_watch(self._ask, watch)

    async def remove_watch(self, id_: str) -> bool:
        self.changed = True
        return await watching.remove_watch(self._ask, id_)

    async def lease_watches(self, ids: Sequence[str], lease: Lease) -> Sequence[Watch]:
        return await watching.lease_watches(self._ask, ids, lease)

    async def advance_watch(self, id_: str, delivery: Delivery, lease: Lease) -> bool:
        return await watching.advance_watch(self._ask, id_, delivery, lease)

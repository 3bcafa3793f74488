"""Writing to Neo4j: one transaction, alone over all processes."""

from collections.abc import Mapping, Sequence

from provenance.graph import neo4j_settle as settling
from provenance.graph import neo4j_write as records
from provenance.graph.lineage import Event
from provenance.graph.neo4j_ask import Ask
from provenance.graph.neo4j_lineage import downstream
from provenance.graph.neo4j_queries import query
from provenance.graph.papers import Papers
from provenance.graph.port import (
    Changes,
    Downstream,
    History,
    Mark,
    RecordKey,
    Rejected,
    Settlement,
)
from provenance.graph.register import Register
from provenance.model import Label, Ref


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

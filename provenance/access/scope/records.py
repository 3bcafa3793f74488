"""Records, sums, watches and cases as one viewer may see them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.access.policy.tables import Sight, sight_of
from provenance.access.scope.graph import ScopedGraph, refuse
from provenance.access.viewer import Role
from provenance.graph.port.cases import CaseVersion
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.paging import Page
from provenance.graph.port.records import Holding, Records, Rejected, Settled, State
from provenance.graph.port.sums import Drawn, Invoiced, Moved, Sums
from provenance.graph.port.watches import Watch
from provenance.ledger.lineage import Event
from provenance.ledger.quota.register import Register
from provenance.records.changes import WITHDRAWAL, RecordKey, Version
from provenance.records.mapping import LABEL_OF


@dataclass(frozen=True, slots=True)
class ScopedRecords:
    """Of what was filed and registered, what concerns the viewer's own firms."""

    records: Records
    graph: ScopedGraph

    async def stated(self, kinds: Sequence[str], until: datetime | None) -> list[Version]:
        return [one for one in await self.records.stated(kinds, until) if self._may_read(one)]

    def _may_read(self, version: Version) -> bool:
        kind = version.record.kind
        if kind == WITHDRAWAL:  # that a number is withdrawn tells nothing of what it was
            return True
        if sight_of(self.graph.viewer, LABEL_OF[kind]) is Sight.ALL:
            return True
        return self._names_own(json.loads(version.body))

    def _names_own(self, body: Mapping[str, object]) -> bool:
        said = (body.get("enterprise") or body.get("id"),)
        return any(number in self.graph.own.numbers for number in said)

    async def received(self, after: int, last: int) -> Sequence[RecordKey]:
        refuse()

    async def withdrawn(self, records: Sequence[RecordKey]) -> Mapping[RecordKey, datetime]:
        # Whose a withdrawn record was is no longer in the graph: nobody is told but its officials.
        return {}

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        refuse()

    async def loads(self, before: int | None, first: int) -> Page:
        refuse()

    async def register(self) -> Register:
        whole, own = await self.records.register(), self.graph.own.numbers
        quotas = [quota for quota in whole.quotas if quota.enterprise in own]
        known = {quota.id for quota in quotas}
        return replace(
            whole,
            quotas=quotas,
            adjustments=[one for one in whole.adjustments if one.quota in known],
            designations=[one for one in whole.designations if one.enterprise in own],
            permits=[one for one in whole.permits if one.enterprise in own],
            tests=(),
            parents={firm: parent for firm, parent in whole.parents.items() if firm in own},
            regions={firm: region for firm, region in whole.regions.items() if firm in own},
        )

    async def settled(self) -> Settled:
        return await self.records.settled()

    async def state(self) -> State:
        return await self.records.state()

    async def holding(self) -> Holding:
        if self.graph.viewer.role is not Role.OPERATOR:  # who counts, and reads none of it
            refuse()
        return await self.records.holding()


@dataclass(frozen=True, slots=True)
class ScopedSums:
    """Sums by month of the viewer's own firms."""

    sums: Sums
    graph: ScopedGraph

    async def drawn(self, first: str, last: str) -> list[Drawn]:
        own = self.graph.own.numbers
        return [one for one in await self.sums.drawn(first, last) if one.enterprise in own]

    async def draws(self, first: str, last: str, known_by: datetime) -> list[Event]:
        own = self.graph.own.numbers
        found = await self.sums.draws(first, last, known_by)
        return [event for event in found if event.enterprise in own]

    async def moved(self, first: str, last: str) -> list[Moved]:
        own = self.graph.own.numbers
        return [one for one in await self.sums.moved(first, last) if one.enterprise in own]

    async def invoiced(self, first: str, last: str) -> list[Invoiced]:
        own = self.graph.own.numbers
        return [one for one in await self.sums.invoiced(first, last) if one.seller in own]


class NoWatches:
    """Who is told of findings is no matter of those who see a part: theirs they listen to."""

    async def all(self) -> Sequence[Watch]:
        return ()

    async def raisings(
        self, wanted: FindingFilter, after: int, first: int
    ) -> Sequence[KeptFinding]:
        return ()


class NoCases:
    """Cases are of those who investigate, and see all."""

    async def page(self, *, open: bool | None, before: str | None, first: int) -> Page:
        return Page((), False)

    async def versions(self, case: str) -> Sequence[CaseVersion]:
        return ()

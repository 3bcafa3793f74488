"""What one enterprise did, got and holds, as far as one viewer may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.access.scope.graph import ScopedGraph
from provenance.access.viewer import Role
from provenance.graph.port.doings import Doings, DoneFilter, Flowed
from provenance.graph.port.paging import Page
from provenance.model.terms import Label, Ref


@dataclass(frozen=True, slots=True)
class ScopedDoings:
    """Of the viewer's own firms what they did; of others what of it is shown anyway."""

    doings: Doings
    graph: ScopedGraph

    async def flowed(self, enterprise: str, first: str, last: str) -> Sequence[Flowed]:
        # An importer's are its shipments: what else the firm does is not asked in that role.
        own = enterprise in self.graph.own.numbers and self.graph.viewer.role is not Role.IMPORTER
        found = await self.doings.flowed(enterprise, first, last) if own else ()
        # Its own documents name whom it dealt with.
        self.graph.named |= {Ref(Label.ENTERPRISE, one.partner) for one in found if one.partner}
        return found

    async def done(
        self, enterprise: str, wanted: DoneFilter, after: str | None, first: int
    ) -> Page:
        if not await self.graph.opened(Ref(Label.ENTERPRISE, enterprise)):
            return Page((), False)
        return await self.graph.seen_of(await self.doings.done(enterprise, wanted, after, first))

    async def held(self, enterprise: str, after: str | None, first: int) -> Page:
        if not await self.graph.opened(Ref(Label.ENTERPRISE, enterprise)):
            return Page((), False)
        return await self.graph.seen_of(await self.doings.held(enterprise, after, first))

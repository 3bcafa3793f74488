"""What declarations come to, of those that one viewer may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from provenance.access.scope.graph import ScopedGraph, refuse
from provenance.graph.port.declared import DeclarationFilter, Declarations, Order, Summary
from provenance.graph.port.paging import Page
from provenance.model.terms import Label, Ref


@dataclass(frozen=True, slots=True)
class ScopedDeclarations:
    """The viewer's own declarations: their kilograms, bounds and advice name nobody upstream."""

    declared: Declarations
    graph: ScopedGraph

    async def summaries(self, refs: Sequence[Ref]) -> Mapping[Ref, Summary]:
        return await self.declared.summaries(await self.graph.own_of(refs))

    async def page(
        self, wanted: DeclarationFilter, order: Order, after: str | None, first: int
    ) -> Page:
        return await self.declared.page(await self._narrowed(wanted), order, after, first)

    async def count(self, wanted: DeclarationFilter, most: int) -> int:
        return await self.declared.count(await self._narrowed(wanted), most)

    async def waiting(self, first: int) -> NoReturn:
        refuse()

    async def _narrowed(self, wanted: DeclarationFilter) -> DeclarationFilter:
        own = await self.graph.own.listed(Label.DECLARATION)
        return replace(wanted, keys=tuple(ref.key for ref in own))

"""What Neo4j answers of one enterprise: what it did, got and holds."""

from collections.abc import Sequence

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Aspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import thing_from
from provenance.graph.port.doings import OF_INPUT, OF_OUTPUT, DoneFilter, Flowed, in_order
from provenance.graph.port.paging import Page
from provenance.model.terms import EventKind, Label


class Doings(Aspect):
    """What is answered of one enterprise."""

    @asking
    async def flowed(self, ask: Ask, enterprise: str, first: str, last: str) -> Sequence[Flowed]:
        rows = await ask(
            query("flowed"),
            enterprise=enterprise,
            first=first,
            behind=f"{last}~",
            handed=[EventKind.TRANSFER.value],
            made=[kind.value for kind in OF_OUTPUT],
            gone=[kind.value for kind in OF_INPUT],
        )
        return in_order(Flowed(month, EventKind(kind), *rest) for month, kind, *rest in rows or ())

    @asking
    async def done(
        self, ask: Ask, enterprise: str, wanted: DoneFilter, after: str | None, first: int
    ) -> Page:
        rows = await ask(
            query("done_down" if wanted.newest else "done_up"),
            enterprise=enterprise,
            since=wanted.since and wanted.since.isoformat(),
            until=wanted.until and wanted.until.isoformat(),
            kinds=[kind.value for kind in wanted.kinds] or None,
            after=after,
            most=first + 1,
        )
        things = [thing_from(Label.EVENT, props) for props in rows or ()]
        return Page(things[:first], len(things) > first)

    @asking
    async def held(self, ask: Ask, enterprise: str, after: str | None, first: int) -> Page:
        rows = await ask(query("held"), enterprise=enterprise, after=after or "", most=first + 1)
        things = [thing_from(Label.LOT, props) for props in rows or ()]
        return Page(things[:first], len(things) > first)

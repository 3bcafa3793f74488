"""Lots and enterprises listed by number, those that a filter leaves."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.port.graph import Thing
from provenance.model.dates import check_window
from provenance.model.regions import beginnings
from provenance.model.terms import Label
from provenance.schema.base.connection import (
    After,
    Connection,
    Cursor,
    Edge,
    First,
    PageInfo,
    checked,
    cursor_of,
    things_page,
)
from provenance.schema.base.context import Context, Info
from provenance.schema.base.enums import Feed, Product, Role
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Day
from provenance.schema.base.things import node_of
from provenance.schema.nouns.enterprise import Enterprise
from provenance.schema.nouns.lot import Lot

READ = 1_000
LOOKED_THROUGH = 20_000
"""So many things are looked through for a page; then it ends, and says that there may be more."""

Wanted = Callable[[Thing], bool]
"""Whether a thing is asked for."""

_SHORT = (
    f" A page of what a filter leaves is looked for among {LOOKED_THROUGH:,}: it may be short, or"
    " empty, and there be more behind it."
)


@strawberry.input(
    description="Which enterprises are asked for; what is not said does not restrict."
)
class EnterpriseFilter:
    """Enterprises by where they sit and what they do."""

    region: str | None = strawberry.field(
        default=None, description="Who sits here: a GB/T 2260 code, or a place's name."
    )
    roles: list[Role] | None = strawberry.field(
        default=None, description="Who has any of these roles."
    )

    async def wanted(self, context: Context) -> Wanted:
        """Whether an enterprise is asked for; MisuseError for a place that there is not."""
        region = await place_asked(context.store, self.region)
        within, roles = region and beginnings(region), set(self.roles or ())

        def asked(thing: Thing) -> bool:
            seat = str(thing.props.get("region") or "")
            has = set(thing.props.get("roles") or ())
            return (not within or seat.startswith(within)) and (not roles or bool(roles & has))

        return asked


@strawberry.input(description="Which lots are asked for; what is not said does not restrict.")
class LotFilter:
    """Lots by what they are, whose, and since when."""

    products: list[Product] | None = strawberry.field(
        default=None, description="What the material is: any of these."
    )
    feeds: list[Feed] | None = strawberry.field(
        default=None, description="Where it came from by the records: any of these."
    )
    holder: str | None = strawberry.field(
        default=None, description="Who holds or held it, by credit code or name."
    )
    since: Day | None = strawberry.field(
        default=None, name="from", description="Produced on this day or later."
    )
    until: Day | None = strawberry.field(
        default=None, name="to", description="Produced on this day or earlier."
    )

    async def wanted(self, context: Context) -> Wanted:
        """Whether a lot is asked for; MisuseError, UnknownSubjectError for what names nothing."""
        check_window(self.since, self.until)
        holder = await firm_asked(context.store, self.holder)
        among: dict[str, set[Any]] = {
            "product": set(self.products or ()),
            "feed": set(self.feeds or ()),
        }
        first, last = str(self.since or "0"), str(self.until or "9")
        of_days = self.since is not None or self.until is not None

        def asked(thing: Thing) -> bool:
            day = str(thing.props.get("produced_on") or "")
            return (
                all(thing.props.get(name) in of for name, of in among.items() if of)
                and holder in {None, thing.props.get("holder")}
                and (not of_days or first <= day <= last)
            )

        return asked


@strawberry.type(description="Queries that list lots and enterprises.")
class ListQuery:
    """Lists by number."""

    @field("Lots, by number." + _SHORT)
    async def lots(
        self,
        info: Info,
        filter: Annotated[
            LotFilter | None, argument(description="Which of them; all without.")
        ] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Lot]]:
        wanted = await filter.wanted(info.context) if filter else None
        return await _listed(info.context, Label.LOT, wanted, first, after)

    @field("Enterprises, by credit code." + _SHORT)
    async def enterprises(
        self,
        info: Info,
        filter: Annotated[
            EnterpriseFilter | None, argument(description="Which of them; all without.")
        ] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Enterprise]]:
        wanted = await filter.wanted(info.context) if filter else None
        return await _listed(info.context, Label.ENTERPRISE, wanted, first, after)


async def _listed(
    context: Context, label: Label, wanted: Wanted | None, first: int, after: str | None
) -> Connection[Any]:
    graph, size, behind = context.store.graph, checked(first), cursor_of(after).after or None
    if wanted is None:
        return things_page(await graph.page(label, behind, size), lambda: graph.count(label))
    found: list[Thing] = []
    more, looked = True, 0
    while more and looked < LOOKED_THROUGH and len(found) < size:
        page = await graph.page(label, behind, READ)
        for thing in page.items:
            behind, looked = thing.ref.key, looked + 1
            if wanted(thing):
                found.append(thing)
            if len(found) == size:
                break
        more = page.more or (bool(page.items) and behind != page.items[-1].ref.key)
    edges = [Edge(cursor=str(Cursor(thing.ref.key)), node=node_of(thing)) for thing in found]
    end = str(Cursor(behind)) if behind else None
    return Connection(edges=edges, page_info=PageInfo(has_next_page=more, end_cursor=end))

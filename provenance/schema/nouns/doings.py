"""What an enterprise did, got and holds, by month, partner and day; what is found of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.graph.port.doings import DoneFilter, Flowed
from provenance.graph.port.kept import FindingFilter
from provenance.model.dates import check_window, check_year
from provenance.model.errors import MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import (
    MOST_COUNTED,
    After,
    Connection,
    Cursor,
    Edge,
    First,
    checked,
    cursor_of,
    page_of,
    things_page,
)
from provenance.schema.base.context import Info
from provenance.schema.base.enums import EventKind, FindingOrder
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EnterpriseRef, EventRef, KeptFindingRef, LotRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.things import node_of

Year = Annotated[int, argument(description="The calendar year.")]


@strawberry.type(description="What came to an enterprise in a month, and went from it, in REO.")
class MonthlyFlow:
    """Sums of provenance.graph.port.doings.Flowed."""

    month: str = strawberry.field(description="The month, such as 2026-03.")
    in_g: Kilograms = strawberry.field(
        name="inKg", description="Mined, imported, taken in, released to it, or handed to it."
    )
    out_g: Kilograms = strawberry.field(
        name="outKg", description="Handed on, exported, disposed of, or seized."
    )


@strawberry.type(description="Whom an enterprise got material from, or handed it to, in a year.")
class Counterparty:
    """Sums of provenance.graph.port.doings.Flowed."""

    key: str = strawberry.field(description="Its unified social credit code, as filed.")
    in_g: Kilograms = strawberry.field(name="inKg", description="What came from it, in REO.")
    out_g: Kilograms = strawberry.field(name="outKg", description="What went to it, in REO.")
    events: int = strawberry.field(description="By so many transfers, item by item.")

    @field("The enterprise itself.")
    async def enterprise(self, info: Info) -> EnterpriseRef | None:
        found: Any = await info.context.things.load(Ref(Label.ENTERPRISE, self.key))
        return found


async def flows(self: Any, info: Info, year: Year) -> list[MonthlyFlow]:
    """Twelve months, those in which nothing moved among them."""
    sums = {f"{year}-{n:02}": [0, 0] for n in range(1, 13)}
    for one in await _flowed(self, info, year):
        sums[one.month][not one.incoming] += one.reo_g
    return [
        MonthlyFlow(month=month, in_g=Kilograms(came), out_g=Kilograms(went))
        for month, (came, went) in sums.items()
    ]


async def counterparties(
    self: Any, info: Info, year: Year, first: First = 20
) -> list[Counterparty]:
    """Those with most mass first."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in await _flowed(self, info, year):
        if one.partner:
            sums[one.partner][not one.incoming] += one.reo_g
            sums[one.partner][2] += one.events
    found = sorted(sums.items(), key=lambda item: (-item[1][0] - item[1][1], item[0]))
    return [
        Counterparty(key=key, in_g=Kilograms(came), out_g=Kilograms(went), events=events)
        for key, (came, went, events) in found[: checked(first)]
    ]


async def activity(  # noqa: PLR0913, PLR0917 - of when, which, in what order, and which page
    self: Any,
    info: Info,
    since: Annotated[Day | None, argument(name="from", description="Of this day or later.")] = None,
    until: Annotated[Day | None, argument(name="to", description="Of this day or earlier.")] = None,
    kinds: Annotated[list[EventKind] | None, argument(description="Of these kinds.")] = None,
    newest_first: Annotated[bool, argument(description="The latest first.")] = True,
    first: First = 50,
    after: After = None,
) -> Connection[Edge[EventRef]]:
    """A page by day, then key."""
    check_window(since, until)
    wanted = DoneFilter(since=since, until=until, kinds=tuple(kinds or ()), newest=newest_first)
    behind, size = cursor_of(after).after or None, checked(first)
    page = await info.context.store.doings.done(_key(self), wanted, behind, size)
    edges: list[Edge[Any]] = [
        Edge(cursor=str(Cursor(f"{one.props['date']} {one.ref.key}")), node=node_of(one))
        for one in page.items
    ]
    return page_of(edges, more=page.more)


async def lots_in_hand(
    self: Any, info: Info, first: First = 50, after: After = None
) -> Connection[Edge[LotRef]]:
    """A page by number."""
    behind, size = cursor_of(after).after or None, checked(first)
    return things_page(await info.context.store.doings.held(_key(self), behind, size))


async def findings(
    self: Any,
    info: Info,
    order: Annotated[
        FindingOrder, argument(description="What stands first.")
    ] = FindingOrder.SEVERITY,
    first: First = 50,
    after: After = None,
) -> Connection[Edge[KeptFindingRef]]:
    """Those that are there, a page in an order."""
    kept, wanted = info.context.store.findings, FindingFilter(enterprise=_key(self))
    page = await kept.page(wanted, cursor_of(after).after or None, checked(first), order)
    edges: list[Edge[Any]] = [
        Edge(cursor=str(Cursor(order.place(one))), node=one) for one in page.items
    ]
    return page_of(edges, more=page.more, counted=lambda: kept.count(wanted, MOST_COUNTED))


async def _flowed(self: Any, info: Info, year: int) -> Sequence[Flowed]:
    check_year(year)
    return await info.context.store.doings.flowed(_key(self), f"{year}-01", f"{year}-12")


def _key(self: Any) -> str:
    """Whose doings are asked for: as they are on record now."""
    if self.thing.at is not None:
        raise MisuseError("what an enterprise did is told as it is on record now, without asOf")
    key: str = self.thing.ref.key
    return key

"""How far quota is used, rolled up as it is asked for."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Self

import strawberry
from strawberry import argument

from provenance.model.regions import Place as PlaceOf
from provenance.model.regions import levels
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import (
    After,
    Connection,
    Cursor,
    Edge,
    First,
    PageInfo,
    checked,
    cursor_of,
)
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Activity, OreClass, RegionLevel
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EnterpriseRef
from provenance.schema.base.scalars import Day, Kilograms, Moment
from provenance.schema.queries.register import AsOf
from provenance.supervision.utilisation import Rollup, Row, Scope, utilisation
from provenance.supervision.utilisation.rollup import By as UtilisationBy

Told = Annotated[
    list[UtilisationBy],
    argument(description="What rows are told apart by, the first foremost; activity always."),
]


@strawberry.type(description="A place that rows are of, by what it is now.")
class Place:
    """Shows a provenance.model.regions.Place."""

    code: str = strawberry.field(
        description="Its GB/T 2260 code; empty for what sits in no place that is known."
    )
    name: str = strawberry.field(description="Its Chinese name.")
    level: RegionLevel = strawberry.field(
        description="How large it is: more or less than was asked for, where it has no such place."
    )
    city: str | None = strawberry.field(description="The name of the city it lies in.")
    province: str | None = strawberry.field(description="The name of the province it lies in.")

    @classmethod
    def of(cls, place: PlaceOf) -> Self:
        above = levels(place.code)
        return cls(
            code=place.code,
            name=place.name,
            level=RegionLevel(place.level),
            city=above.city.name if above.city else None,
            province=above.province.name if above.province else None,
        )


def kg(name: str, description: str) -> Any:
    """A mass of a row by the name it has there."""

    def resolve(self: Any) -> Kilograms:
        amounts = self.row.amounts
        return Kilograms(getattr(amounts, name))

    return strawberry.field(resolver=resolve, description=description)


@strawberry.type(description="How far some quota is used, in REO; each mass adds up by itself.")
class QuotaUtilisation:
    """Shows a provenance.supervision.utilisation.rollup.Row."""

    row: strawberry.Private[Row]

    allocated_kg: Kilograms = kg(
        "allocated_g",
        "What authorities gave, less what was handed on to affiliates; below zero where more was"
        " handed on than there was.",
    )
    adjusted_kg: Kilograms = kg(
        "adjusted_g",
        "What can be drawn on: as adjusted, never below zero; nothing where issued after the year.",
    )
    overallocated_kg: Kilograms = kg(
        "overallocated_g", "What was handed on to affiliates beyond what there was, as adjusted."
    )
    drawn_kg: Kilograms = kg("drawn_g", "What was drawn, at the enterprise that drew it.")
    covered_kg: Kilograms = kg("covered_g", "What of the draws quota covers.")
    covered_by_group_kg: Kilograms = kg(
        "covered_by_group_g", "What of that is covered out of the quota of its group (until 2024)."
    )
    over_kg: Kilograms = kg("over_g", "What of the draws no quota covers.")
    used_kg: Kilograms = kg(
        "used_g", "What is covered out of this quota by anybody, at the enterprise that holds it."
    )
    used_by_affiliates_kg: Kilograms = kg(
        "used_by_affiliates_g", "What of that others of its group drew."
    )
    remaining_kg: Kilograms = kg(
        "remaining_g", "What is left of it: adjusted less used, at the enterprise that holds it."
    )

    @field("Its calendar year; null where it is of several.")
    def year(self) -> int | None:
        return self.row.year

    @field("Its month, such as 2026-03: draws are of it, and what is used and left is at its end.")
    def month(self) -> str | None:
        return self.row.month

    @field("Mining or separation: these are never added up.")
    def activity(self) -> Activity:
        return Activity(self.row.of[UtilisationBy.ACTIVITY])

    @field("The class of ore, where it is of one.")
    def ore_class(self) -> OreClass | None:
        told = self.row.of.get(UtilisationBy.ORE_CLASS)
        return OreClass(told) if told else self.row.rollup.scope.ore_class

    @field("The place it is of, the smallest where told apart by several.")
    def region(self) -> Place | None:
        return Place.of(self.row.place) if self.row.place else None

    @field("The group it is of: its head, or a member with all below it.")
    async def group(self, info: Info) -> EnterpriseRef | None:
        return await _firm(info, self.row.of.get(UtilisationBy.GROUP))

    @field("The enterprise it is of.")
    async def enterprise(self, info: Info) -> EnterpriseRef | None:
        return await _firm(info, self.row.of.get(UtilisationBy.ENTERPRISE))

    @field("How much of its year had gone by, from 0 to 1; null where it is of several.")
    def share_of_year_elapsed(self) -> float | None:
        return self.row.share_of_year_elapsed

    @field("The month in which it runs out at the pace so far, or did; null if not this year.")
    def runs_out_in(self) -> str | None:
        return self.row.runs_out_in

    @field("The same told further apart: rows whose masses add up to this one's.")
    def children(self, by: Told) -> list["QuotaUtilisation"]:
        return [QuotaUtilisation(row=row) for row in self.row.rows(by)]


async def _firm(info: Info, key: str | None) -> EnterpriseRef | None:
    return await info.context.things.load(Ref(Label.ENTERPRISE, key)) if key else None


@strawberry.type(description="A page of rows, and what everything asked for comes to.")
class QuotaUtilisationConnection(Connection[Edge[QuotaUtilisation]]):
    """Edges of rows, and when this was so."""

    rollup: strawberry.Private[Rollup]

    @field("All that was asked for, by activity.")
    def totals(self) -> list[QuotaUtilisation]:
        return [QuotaUtilisation(row=row) for row in self.rollup.rows()]

    @field("The day in Asia/Shanghai that it is as of.")
    def day(self) -> Day:
        return self.rollup.day

    @field("When records were settled last; null before the first time.")
    def settled_at(self) -> Moment | None:
        return self.rollup.settled.at

    @field("Whether anything waits to be settled, so that draws may lag behind quotas.")
    def waiting(self) -> bool:
        return self.rollup.settled.waiting


@strawberry.type
class UtilisationQuery:
    """What is asked about quota in use."""

    @field(
        "How far quota is used: allocated, adjusted, drawn, covered, over, remaining, rolled up by"
        " place or along groups; every level adds up to the gram (Order 71, Art. 7 to 9)."
    )
    async def quota_utilisation(  # noqa: PLR0913, PLR0917 - the question has so many sides
        self,
        info: Info,
        year: Annotated[int | None, argument(description="Of this calendar year.")] = None,
        month: Annotated[
            str | None,
            argument(description="Of this month, such as 2026-03: its draws, and where they led."),
        ] = None,
        activity: Annotated[Activity | None, argument(description="Of this activity.")] = None,
        region: Annotated[
            str | None,
            argument(description="Of enterprises here, by GB/T 2260 code of any level, past too."),
        ] = None,
        group: Annotated[
            str | None,
            argument(description="Of this enterprise and all below it, by credit code."),
        ] = None,
        enterprise: Annotated[
            str | None, argument(description="Of this enterprise alone, by credit code.")
        ] = None,
        ore_class: Annotated[OreClass | None, argument(description="Of this class of ore.")] = None,
        by: Annotated[
            list[UtilisationBy] | None,
            argument(
                description="What rows are told apart by, the first foremost, and always by"
                " activity; by province without it."
            ),
        ] = None,
        as_of: AsOf = None,
        first: First = 50,
        after: After = None,
    ) -> QuotaUtilisationConnection:
        scope = Scope(year, month, activity, ore_class, region, group, enterprise)
        rollup = await utilisation(info.context.store, scope, as_of=as_of)
        told = [UtilisationBy.PROVINCE] if by is None else by
        rows = await asyncio.to_thread(rollup.rows, told)
        return _page(rollup, rows, checked(first), cursor_of(after))


def _page(
    rollup: Rollup, rows: Sequence[Row], first: int, at: Cursor
) -> QuotaUtilisationConnection:
    # No key is empty, and no character of a number comes before what they are joined with.
    places = {"=" + "\0".join(row.key): row for row in rows}
    behind = [place for place in places if place > at.after]
    edges = [
        Edge(cursor=str(Cursor(place)), node=QuotaUtilisation(row=places[place]))
        for place in behind[:first]
    ]
    info = PageInfo(
        has_next_page=len(behind) > first, end_cursor=edges[-1].cursor if edges else None
    )
    return QuotaUtilisationConnection(edges=edges, page_info=info, rollup=rollup)

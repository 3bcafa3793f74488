"""How it stands with reports: who filed, late or not at all; by enterprise, and by place."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import strawberry
from strawberry import Parent, argument

from provenance.graph.on_record import place_asked
from provenance.model.codes import PERIOD
from provenance.model.errors import MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import (
    After,
    Connection,
    Cursor,
    Edge,
    First,
    checked,
    cursor_of,
    page_of,
)
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Activity, RegionLevel, ReportStatus
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EnterpriseRef, RegionRef
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.schema.nouns.execution_compared import ExecutionCompared
from provenance.supervision.reporting.filed import Firm
from provenance.supervision.reporting.judging import Reported
from provenance.supervision.reporting.reading import reporting
from provenance.supervision.reporting.totals import Total, totals, within


@strawberry.type(description="How many reports stand alike.")
class ReportCount:
    status: ReportStatus = strawberry.field(description="How they stand.")
    count: int = strawberry.field(description="How many there are.")


def counted(counts: Mapping[ReportStatus, int]) -> list[ReportCount]:
    """Counts of every status there is, in the order of the statuses."""
    return [ReportCount(status=status, count=counts.get(status, 0)) for status in ReportStatus]


@strawberry.type(
    description="How an enterprise stands with the flow report of one month of a year."
)
class MonthReporting:
    """Shows a provenance.supervision.reporting.judging.MonthStood."""

    month: str = strawberry.field(description="The month, such as 2026-10.")
    status: ReportStatus = strawberry.field(description="How its flow report stands.")
    movements: int = strawberry.field(description="How many movements it had.")


@strawberry.type(description="How those of a place stand with the flow reports of one month.")
class MonthReports:
    """A month of a year."""

    month: str = strawberry.field(description="The month, such as 2026-10.")
    counts: list[ReportCount] = strawberry.field(description="How many of them stand how.")


@strawberry.type(description="Valid special invoices with the rare-earth mark, by who sold.")
class InvoicedVolume:
    """Shows a provenance.supervision.reporting.judging.Sold."""

    invoices: int = strawberry.field(description="How many.")
    net_g: Kilograms = strawberry.field(name="netKg", description="Net mass of their lines.")
    reo_g: Kilograms | None = strawberry.field(
        name="reoKg", description="REO of their lines; null where a line states none."
    )


@strawberry.type(description="An enterprise's month or year: how it stands with its reports.")
class EnterpriseReporting:
    """Shows a provenance.supervision.reporting.judging.Reported."""

    firm: strawberry.Private[Firm]
    months: strawberry.Private[Mapping[ReportStatus, int]]
    by_month: list[MonthReporting] = strawberry.field(
        description="Of a year: each of its months; empty for a month."
    )
    status: ReportStatus = strawberry.field(
        description="Of a month's flow report, or of a year's execution report."
    )
    due: Moment | None = strawberry.field(
        description="Before when it has to be in; null where none is called for."
    )
    filed_at: Moment | None = strawberry.field(description="When it was filed.")
    movements: int = strawberry.field(description="How many movements it had.")
    execution: list[ExecutionCompared] = strawberry.field(
        description="Its execution reports beside the ledger, by activity."
    )
    sold: InvoicedVolume = strawberry.field(
        name="invoiced", description="The special invoices it issued."
    )

    @field("Its unified social credit code.")
    def key(self) -> str:
        return self.firm.code

    @field("Its registered name; null while it is only named by others.")
    def name(self) -> str | None:
        return self.firm.name or None

    @field("Its name in English.")
    def name_en(self) -> str | None:
        return self.firm.name_en or None

    @field("The enterprise itself.")
    async def enterprise(self, info: Info) -> EnterpriseRef | None:
        return await info.context.things.load(Ref(Label.ENTERPRISE, self.firm.code))

    @field("Of a year: how its months' flow reports stand; empty for a month.")
    def flow_reports(self) -> list[ReportCount]:
        return counted(self.months) if self.months else []


@strawberry.type(description="Execution reports of a place added up, beside the ledger.")
class ExecutionTotal:
    """Shows a provenance.supervision.reporting.totals.ActivityTotal."""

    activity: Activity = strawberry.field(description="Mining or separation.")
    reported_g: Kilograms = strawberry.field(
        name="reportedKg", description="What is reported, in REO; what is not counts as nothing."
    )
    ledger_g: Kilograms = strawberry.field(
        name="ledgerKg", description="What the flow records drew on quota, in REO."
    )
    difference_g: Kilograms = strawberry.field(
        name="differenceKg", description="What is reported beyond the ledger."
    )
    reports: int = strawberry.field(description="Enterprises whose report is in.")
    lacking: int = strawberry.field(description="Enterprises that drew on quota and report none.")
    differing: int = strawberry.field(description="Enterprises whose report differs.")


@strawberry.type(description="What reporting comes to in a place, its parts included.")
class RegionReporting:
    """Shows a provenance.supervision.reporting.totals.Total."""

    place: strawberry.Private[Any]
    statuses: strawberry.Private[Mapping[ReportStatus, int]]
    months: strawberry.Private[Mapping[ReportStatus, int]]
    level: RegionLevel = strawberry.field(
        description="The level it is added up by; who sits in no place of it counts by what it has."
    )
    enterprises: int = strawberry.field(description="How many enterprises it is about.")
    movements: int = strawberry.field(description="How many movements they had.")
    activities: list[ExecutionTotal] = strawberry.field(
        name="execution", description="Their execution reports, by activity."
    )
    sold: InvoicedVolume = strawberry.field(
        name="invoiced", description="The special invoices they issued; REO of lines that state it."
    )
    unstated: int = strawberry.field(
        name="sellersWithoutReo", description="How many of them issued invoices that state no REO."
    )

    @field("Its GB/T 2260 code; empty where nobody has said where they sit.")
    def key(self) -> str:
        code: str = self.place.code
        return code

    @field("Its Chinese name.")
    def name(self) -> str:
        name: str = self.place.name
        return name

    @field("The place itself.")
    async def region(self, info: Info) -> RegionRef | None:
        return await info.context.things.load(Ref(Label.REGION, self.place.code))

    @field("How many of them stand how with their report.")
    def counts(self) -> list[ReportCount]:
        return counted(self.statuses)

    @field("Of a year: how their months' flow reports stand; empty for a month.")
    def flow_reports(self) -> list[ReportCount]:
        return counted(self.months) if self.months else []

    @field("Of a year: each of its months; empty for a month.")
    def by_month(self, root: Parent[Total]) -> list[MonthReports]:
        return [
            MonthReports(month=month, counts=counted(counts))
            for month, counts in sorted(root.by_month.items())
        ]


@strawberry.type(description="How it stands with the reports of a month or a year.")
class ReportingStatus:
    """Enterprises by how they stand, and what they come to by place."""

    month: str = strawberry.field(description="The month or year it is about.")
    at: Moment = strawberry.field(description="As filed by this time.")
    regions: list[RegionReporting] = strawberry.field(
        description="Added up by place: the nation first, counties last."
    )
    rows: strawberry.Private[Sequence[Reported]]

    @field("The enterprises, in order of code.")
    def enterprises(
        self,
        statuses: Annotated[
            list[ReportStatus] | None, argument(description="Only those that stand so.")
        ] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[EnterpriseReporting]]:
        behind, most = cursor_of(after).after, checked(first)
        listed = [
            row
            for row in self.rows
            if row.firm.code > behind and (statuses is None or row.status in statuses)
        ]
        edges: list[Edge[Any]] = [
            Edge(cursor=str(Cursor(row.firm.code)), node=row) for row in listed[:most]
        ]
        return page_of(edges, more=len(listed) > most, counted=lambda: self._count(statuses))

    async def _count(self, statuses: Sequence[ReportStatus] | None) -> int:
        return sum(statuses is None or row.status in statuses for row in self.rows)


@strawberry.type
class ReportingQuery:
    """The part of the root that asks for reports."""

    @field(
        "Who filed the flow report of a month in time, late or not at all (Order 71 Art. 10), or"
        " the execution report of a year (Art. 9), and how reports differ from the ledger."
    )
    async def reporting_status(
        self,
        info: Info,
        month: Annotated[
            str, argument(description="A month such as 2026-10, or a year such as 2026.")
        ],
        region: Annotated[
            str | None, argument(description="Only who sits in this place, by GB/T 2260 code.")
        ] = None,
        level: Annotated[
            RegionLevel | None, argument(description="Add up by this level; by all without it.")
        ] = None,
        at: Annotated[
            Moment | None, argument(description="As filed by this time; now without it.")
        ] = None,
    ) -> ReportingStatus:
        moment = at or datetime.now(UTC)
        month = PERIOD.asked(month)
        region = await place_asked(info.context.store, region)
        if level is RegionLevel.UNKNOWN:
            raise MisuseError("nothing adds up by the level UNKNOWN: ask for COUNTY to NATION")
        limits = info.context.settings.thresholds
        found = await reporting(info.context.store, month, moment, limits)
        rows = within(found, region)
        levels = [level.value] if level else []
        regions: Any = await asyncio.to_thread(totals, rows, *levels)
        return ReportingStatus(month=month, at=moment, regions=regions, rows=rows)

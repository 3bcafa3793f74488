"""Enterprises: who there is, and everything they did, may do and were told."""

import json
from typing import Any

import strawberry

from provenance.graph.port.graph import Thing
from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.connection import (
    After,
    Connection,
    Cursor,
    Edge,
    First,
    checked,
    cursor_of,
    many,
    page_of,
)
from provenance.schema.base.context import Info, Link
from provenance.schema.base.enums import Role
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, filed_list, named, noun
from provenance.schema.base.refs import (
    DeclarationRef,
    DesignationRef,
    EnterpriseRef,
    EventRef,
    ExecutionReportRef,
    ExportLicenceRef,
    FlowReportRef,
    InspectionRef,
    InvoiceRef,
    KeptFindingRef,
    LotRef,
    OrderRef,
    PenaltyRef,
    PermitRef,
    QuotaRef,
    ReferralRef,
    RegionRef,
    ViolationRef,
)
from provenance.schema.base.scalars import Day
from provenance.schema.nouns import doings
from provenance.supervision.consequences import SEIZED, CreditEntry, entry


@strawberry.type(description="A further number of an enterprise.")
class EnterpriseIdentifier:
    """A provenance.records.kinds.enterprises.Identifier."""

    scheme: str = strawberry.field(
        description="What kind of number: customs, former_uscc, lei, duns or another."
    )
    number: str = strawberry.field(description="The number.")


@strawberry.type(description="That a penalty is entered in the credit record of who was punished.")
class CreditRecordEntry:
    """Shows a provenance.supervision.consequences.CreditEntry."""

    thing: strawberry.Private[Thing]
    entry: strawberry.Private[CreditEntry]

    @field("Day of the penalty.")
    def date(self) -> Day:
        return self.entry.day

    @field("The article that was broken; null where no violation is named that says it.")
    def article(self) -> str | None:
        return self.entry.article

    @field("The penalty that is entered.")
    def penalty(self, info: Info) -> PenaltyRef:
        return self._named(info, Label.PENALTY, self.entry.penalty)

    @field("The violation it is for.")
    def violation(self, info: Info) -> ViolationRef | None:
        return self._named(info, Label.VIOLATION, self.entry.violation)

    def _named(self, info: Info, label: Label, key: str | None) -> Any:
        return info.context.of(self.thing).things.load(Ref(label, key)) if key else None


@noun(Label.ENTERPRISE, "A company; its key is its unified social credit code.")
class Enterprise(Node):
    """An enterprise as filed."""

    name: str | None = filed("Registered name.")
    name_en: str | None = filed("Name in English.")
    aliases: list[str] = filed_list("aliases", "Other names it is known by.")
    roles: list[Role] = filed_list("roles", "What it does.")
    region: RegionRef | None = named("region", Label.REGION, "Where it sits.")
    parent: EnterpriseRef | None = named("parent", Label.ENTERPRISE, "Who heads its group.")
    members: Connection[Edge[EnterpriseRef]] = many(EdgeType.MEMBER_OF, "The group it heads.")
    events: Connection[Edge[EventRef]] = many(EdgeType.BY, "What it did.")
    received: Connection[Edge[EventRef]] = many(
        EdgeType.TO, "The transfers by which it received material."
    )
    quotas: Connection[Edge[QuotaRef]] = many(EdgeType.ALLOCATED_TO, "Quotas allocated to it.")
    designations: Connection[Edge[DesignationRef]] = many(
        EdgeType.DESIGNATES, "Its places on the lists of those who may mine or separate."
    )
    permits: Connection[Edge[PermitRef]] = many(EdgeType.PERMITS, "Its mining permits.")
    invoices_sold: Connection[Edge[InvoiceRef]] = many(EdgeType.SOLD_BY, "Invoices it issued.")
    invoices_bought: Connection[Edge[InvoiceRef]] = many(
        EdgeType.BOUGHT_BY, "Invoices issued to it."
    )
    declarations: Connection[Edge[DeclarationRef]] = many(
        EdgeType.DECLARED_BY, "What it declared to customs, for itself or for others."
    )
    declarations_as_party: Connection[Edge[DeclarationRef]] = many(
        EdgeType.ON_BEHALF_OF, "What others declared to customs on its behalf."
    )
    licences: Connection[Edge[ExportLicenceRef]] = many(EdgeType.HELD_BY, "Its export licences.")
    inspections: Connection[Edge[InspectionRef]] = many(
        EdgeType.CONCERNS, "Visits by an authority.", only=Label.INSPECTION
    )
    violations: Connection[Edge[ViolationRef]] = many(
        EdgeType.CONCERNS, "Breaches that an authority established.", only=Label.VIOLATION
    )
    orders: Connection[Edge[OrderRef]] = many(
        EdgeType.CONCERNS, "What an authority ordered it to mend.", only=Label.ORDER
    )
    penalties: Connection[Edge[PenaltyRef]] = many(
        EdgeType.CONCERNS, "What an authority imposed on it.", only=Label.PENALTY
    )
    referrals: Connection[Edge[ReferralRef]] = many(
        EdgeType.CONCERNS, "Cases of it that were handed on.", only=Label.REFERRAL
    )
    flow_reports: Connection[Edge[FlowReportRef]] = many(
        EdgeType.FILED_BY, "The months it reported as filed.", only=Label.FLOW_REPORT
    )
    execution_reports: Connection[Edge[ExecutionReportRef]] = many(
        EdgeType.FILED_BY, "What it says it mined or separated.", only=Label.EXECUTION_REPORT
    )

    flows: list[doings.MonthlyFlow] = strawberry.field(
        resolver=doings.flows,
        description="What came to it and went from it in each month of a year; of own firms alone"
        " where one sees a part.",
    )
    counterparties: list[doings.Counterparty] = strawberry.field(
        resolver=doings.counterparties,
        description="Whom it got material from or handed it to in a year, the most mass first.",
    )
    activity: Connection[Edge[EventRef]] = strawberry.field(
        resolver=doings.activity, description="What it did and got, by day."
    )
    lots_in_hand: Connection[Edge[LotRef]] = strawberry.field(
        resolver=doings.lots_in_hand,
        description="The lots that it holds and that are not drawn on in whole, by number.",
    )
    findings: Connection[Edge[KeptFindingRef]] = strawberry.field(
        resolver=doings.findings, description="The findings counted under it."
    )

    @field("What authorities took away from it.")
    async def seizures(
        self, info: Info, first: First = 50, after: After = None
    ) -> Connection[Edge[EventRef]]:
        size, behind = checked(first), max(cursor_of(after).after, SEIZED)
        link = Link(EdgeType.BY, out=False, after=behind, first=size + 1)
        near = (await info.context.of(self.thing).page(self.thing.ref, link)).items
        taken = [n for n in near if n.thing.ref.key.startswith(SEIZED)]
        edges: list[Edge[EventRef]] = [Edge.of(n, str(Cursor(n.thing.ref.key))) for n in taken]
        return page_of(edges[:size], more=len(edges) > size)

    @field("The entries in its credit record that penalties lead to (Order 785 Art. 27), by day.")
    async def credit_record(self, info: Info) -> list[CreditRecordEntry]:
        near = await info.context.of(self.thing).whole(self.thing.ref, EdgeType.CONCERNS, out=False)
        known = {n.thing.ref: n.thing.props for n in near if n.thing.known}
        found = (
            entry(ref.key, props, known.get(Ref(Label.VIOLATION, props.get("violation") or ""), {}))
            for ref, props in known.items()
            if ref.label is Label.PENALTY
        )
        led_to = sorted(filter(None, found))
        return [CreditRecordEntry(thing=self.thing, entry=one) for one in led_to]

    @field("Further numbers it is known by; what names one of them means it.")
    def identifiers(self) -> list[EnterpriseIdentifier]:
        stated = json.loads(self.thing.props.get("identifiers") or "[]")
        return [EnterpriseIdentifier(**identifier) for identifier in stated]

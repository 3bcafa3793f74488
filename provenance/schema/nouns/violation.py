"""Violations: breaches that an authority established."""

from datetime import date
from typing import Any

from provenance.model.dates import day_of
from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, filed_list, named, noun
from provenance.schema.base.refs import (
    EnterpriseRef,
    InspectionRef,
    KeptFindingRef,
    OrderRef,
    PenaltyRef,
    ReferralRef,
    RegionRef,
)
from provenance.schema.base.scalars import Day
from provenance.schema.nouns.fine_range import ALL_BESIDE, BESIDE, FineRange
from provenance.schema.nouns.passing import passed_up
from provenance.supervision.cases import FineTier, Step, tier_of


@noun(Label.VIOLATION, "A breach that an authority established.")
class Violation(Node):
    """A violation as filed."""

    date: Day | None = filed("Day it was established.")
    authority: str | None = filed("Who established it.")
    article: str | None = filed("The article that was broken.")
    description: str | None = filed("What was done.")
    evidence: list[str] = filed_list("evidence", "Numbers of what proves it.")
    finding_ids: list[str] = filed_list("findings", "Ids of the findings it rests on, as filed.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who committed it.")
    region: RegionRef | None = named("region", Label.REGION, "The place of that authority.")
    passed_up_to: RegionRef | None = passed_up()
    inspection: InspectionRef | None = named(
        "inspection", Label.INSPECTION, "The inspection it came to light in."
    )
    orders: Connection[Edge[OrderRef]] = many(
        EdgeType.FOLLOWS, "The orders to mend it.", only=Label.ORDER
    )
    penalties: Connection[Edge[PenaltyRef]] = many(
        EdgeType.FOLLOWS, "The penalties for it.", only=Label.PENALTY
    )
    referrals: Connection[Edge[ReferralRef]] = many(
        EdgeType.FOLLOWS, "Where it was handed on to.", only=Label.REFERRAL
    )

    @field("The findings it rests on, as they stand now; an id that is none of ours is left out.")
    async def findings(self, info: Info) -> list[KeptFindingRef]:
        ids = self.thing.props.get("findings") or ()
        kept: Any = await info.context.kept.load_many(ids)
        return [finding for finding in kept if finding is not None]

    @field(BESIDE)
    def fine_range(self) -> FineRange | None:
        return FineRange.of(self.article)

    @field(ALL_BESIDE)
    def fine_ranges(self) -> list[FineRange]:
        return FineRange.all_of(self.article)

    @field(
        "Which fines are open: the second tier where an order to mend it stands overdue, or did on"
        " the day of a penalty for it; null where nothing was ordered."
    )
    async def fine_tier(self, info: Info) -> FineTier | None:
        context = info.context.of(self.thing)
        near = await context.whole(self.thing.ref, EdgeType.FOLLOWS, out=False)
        follow = [n.thing for n in near if n.thing.known]
        orders = [Step(t.ref.key, t.props) for t in follow if t.ref.label is Label.ORDER]
        decided = [t.props["date"] for t in follow if t.ref.label is Label.PENALTY]
        today = day_of(self.thing.at)
        return tier_of(orders, [today, *map(date.fromisoformat, decided)])

"""Penalties, as decided."""

from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import (
    EnterpriseRef,
    QuotaAdjustmentRef,
    ReferralRef,
    RegionRef,
    ViolationRef,
)
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.nouns.fine_range import BESIDE, FineRange
from provenance.schema.nouns.passing import passed_up


@noun(Label.PENALTY, "What an authority imposed.")
class Penalty(Node):
    """A penalty as filed."""

    date: Day | None = filed("Day of the decision.")
    authority: str | None = filed("Who decided.")
    fine_cny: float | None = filed("Fine in CNY.")
    next_year_reduction_g: Kilograms | None = filed(
        "Quota to be cut next year, in REO, as decided.", name="nextYearReductionKg"
    )
    description: str | None = filed("What was imposed.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who is punished.")
    region: RegionRef | None = named("region", Label.REGION, "The place of that authority.")
    passed_up_to: RegionRef | None = passed_up()
    violation: ViolationRef | None = named("violation", Label.VIOLATION, "What it is for.")
    adjustments: Connection[Edge[QuotaAdjustmentRef]] = many(
        EdgeType.FOLLOWS, "The changes of quota that carry it out.", only=Label.QUOTA_ADJUSTMENT
    )
    referrals: Connection[Edge[ReferralRef]] = many(
        EdgeType.FOLLOWS, "Where the case was handed on to.", only=Label.REFERRAL
    )

    @field(BESIDE)
    async def fine_range(self, info: Info) -> FineRange | None:
        named_in = self.thing.props.get("violation")
        if not named_in:
            return None
        ref = Ref(Label.VIOLATION, named_in)
        violation = await info.context.of(self.thing).things.load(ref)
        return FineRange.of(violation.article) if violation is not None else None

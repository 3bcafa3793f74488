"""Quotas that covered part of a subject, and how full they were when it drew on them."""

from typing import Any, Self

import strawberry

from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import First, checked
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.refs import EventRef, QuotaRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.verdict import conclusion as judged
from provenance.verdict.drawdown import QuotaDraw as Drawn


@strawberry.type(description="A draw on a quota, and what the quota had left before and after it.")
class QuotaDraw:
    """Shows a provenance.verdict.drawdown.QuotaDraw."""

    drawn: strawberry.Private[Drawn]
    date: Day = strawberry.field(description="The day of the draw.")
    reo_g: Kilograms = strawberry.field(
        name="kg", description="REO equivalent drawn; of the last quota with what is over it."
    )
    covered_g: Kilograms = strawberry.field(name="coveredKg", description="Of it, covered.")
    before_g: Kilograms = strawberry.field(
        name="balanceBeforeKg", description="What the quota had left before it."
    )
    after_g: Kilograms = strawberry.field(
        name="balanceAfterKg", description="What the quota had left after it."
    )

    @field("What drew on it.")
    async def event(self, info: Info) -> EventRef | None:
        return await info.context.things.load(Ref(Label.EVENT, self.drawn.event))

    @classmethod
    def of(cls, drawn: Drawn) -> Self:
        return cls(
            drawn=drawn,
            date=drawn.date,
            reo_g=Kilograms(drawn.reo_g),
            covered_g=Kilograms(drawn.covered_g),
            before_g=Kilograms(drawn.before_g),
            after_g=Kilograms(drawn.after_g),
        )


@strawberry.type(description="A quota that covered part of a subject.")
class QuotaUse:
    """Shows a provenance.verdict.conclusion.QuotaUse."""

    verdict: strawberry.Private[judged.Verdict]
    ref: strawberry.Private[Ref]
    grams: Kilograms = strawberry.field(name="kg", description="How much of the subject.")

    @field("The quota.")
    async def quota(self, info: Info) -> QuotaRef | None:
        return await info.context.things.load(self.ref)

    @field(
        "The draws on it by which the subject came about, in the order in which they count, with"
        " how full it was; the latest where there are more. None where the quota is not yours to"
        " see."
    )
    async def draws(
        self,
        info: Info,
        first: First = 10,
    ) -> list[QuotaDraw]:
        most = checked(first)
        seen: Any = await info.context.things.load(self.ref)
        if seen is None or not seen.on_record:
            return []
        # A balance is what all draws left of it, be they the asker's to see or not.
        drawn = await info.context.drawdowns.load(self.ref.key)
        own = [one for one in drawn if one.event in self.verdict.lineage.events]
        return [QuotaDraw.of(one) for one in own[-most:]]

    @classmethod
    def listed(cls, verdict: judged.Verdict) -> list[Self]:
        """The quotas that covered a subject, the largest part first."""
        return [
            cls(verdict=verdict, ref=Ref(Label.QUOTA, use.quota), grams=Kilograms(use.grams))
            for use in verdict.quotas
        ]

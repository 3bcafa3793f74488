"""Quotas: what one enterprise may mine, or separate, in a year."""

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info
from provenance.schema.base.edges import DrawnByEdge
from provenance.schema.base.enums import Activity, OreClass
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, IndicatorRef, QuotaAdjustmentRef, QuotaRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.nouns.reduction import ReductionDecided, reductions
from provenance.supervision.allocation import adjusted


@noun(Label.QUOTA, "What one enterprise may mine, or separate, in a year.")
class Quota(Node):
    """A quota as filed."""

    year: int | None = filed("Calendar year it is for.")
    batch: str | None = filed("Which batch of the year, such as 1.")
    activity: Activity | None = filed("Mining or separation.")
    ore_class: OreClass | None = filed("Rock or ionic; either if not said.")
    reo_g: Kilograms | None = filed("REO equivalent allocated, before adjustments.", name="reoKg")
    notice: str | None = filed("The notice that states it.")
    issued_on: Day | None = filed("Day it was issued.")
    allocated_to: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who may use it.")
    indicator: IndicatorRef | None = named(
        "indicator", Label.INDICATOR, "The national figure it is a share of."
    )
    within: QuotaRef | None = named("within", Label.QUOTA, "The quota it is sub-allocated from.")
    sub_allocations: Connection[Edge[QuotaRef]] = many(
        EdgeType.WITHIN, "The quotas sub-allocated from it."
    )
    adjustments: Connection[Edge[QuotaAdjustmentRef]] = many(
        EdgeType.ADJUSTS, "Later increases and decreases of it."
    )
    reductions_decided: list[ReductionDecided] = reductions()
    drawn_by: Connection[DrawnByEdge] = many(
        EdgeType.DRAWS, "The events that drew on it.", as_=DrawnByEdge
    )

    @field(
        "REO equivalent as adjusted: what it covers in all. Never below zero; a quota or an"
        " increase issued after 31 December covers nothing of its year. Null while not filed."
    )
    async def adjusted_kg(self, info: Info) -> Kilograms | None:
        if not self.on_record:
            return None
        ref, context = self.thing.ref, info.context.of(self.thing)
        changes = await context.whole(ref, EdgeType.ADJUSTS, out=False)
        return Kilograms(adjusted(self.thing, [near.thing for near in changes]))

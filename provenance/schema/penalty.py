"""Penalties, as decided."""

from provenance.model import EdgeType, Label
from provenance.schema.connection import Connection, Edge, many
from provenance.schema.node import Node, filed, named, noun
from provenance.schema.refs import EnterpriseRef, QuotaAdjustmentRef, ViolationRef
from provenance.schema.scalars import Day, Kilograms


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
    violation: ViolationRef | None = named("violation", Label.VIOLATION, "What it is for.")
    adjustments: Connection[Edge[QuotaAdjustmentRef]] = many(
        EdgeType.FOLLOWS, "The changes of quota that carry it out."
    )

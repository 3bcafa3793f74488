"""Quota adjustments: later increases and decreases."""

from provenance.model.terms import Label
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import PenaltyRef, QuotaRef
from provenance.schema.base.scalars import Day, Kilograms


@noun(Label.QUOTA_ADJUSTMENT, "A later increase or decrease of one quota.")
class QuotaAdjustment(Node):
    """An adjustment as filed."""

    reo_g: Kilograms | None = filed("The change; a decrease is negative.", name="reoKg")
    decided_on: Day | None = filed("Day of the decision.")
    reason: str | None = filed("Why.")
    quota: QuotaRef | None = named("quota", Label.QUOTA, "The quota it changes.")
    penalty: PenaltyRef | None = named("penalty", Label.PENALTY, "The penalty it carries out.")

"""Referrals: cases handed on to another authority."""

from provenance.model.terms import Label
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, PenaltyRef, ViolationRef
from provenance.schema.base.scalars import Day


@noun(Label.REFERRAL, "A case that one authority hands on to another, such as the police.")
class Referral(Node):
    """A referral as filed."""

    date: Day | None = filed("Day it was handed on.")
    authority: str | None = filed("Who hands it on.")
    to: str | None = filed("Who it is handed to.")
    reason: str | None = filed("Why.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Whose case it is.")
    penalty: PenaltyRef | None = named("penalty", Label.PENALTY, "The penalty it follows.")
    violation: ViolationRef | None = named("violation", Label.VIOLATION, "What it is about.")

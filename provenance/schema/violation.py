"""Violations: breaches that an authority established."""

from provenance.model import EdgeType, Label
from provenance.schema.connection import Connection, Edge, many
from provenance.schema.node import Node, filed, named, noun
from provenance.schema.refs import EnterpriseRef, InspectionRef, PenaltyRef
from provenance.schema.scalars import Day


@noun(Label.VIOLATION, "A breach that an authority established.")
class Violation(Node):
    """A violation as filed."""

    date: Day | None = filed("Day it was established.")
    authority: str | None = filed("Who established it.")
    article: str | None = filed("The article that was broken.")
    description: str | None = filed("What was done.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who committed it.")
    inspection: InspectionRef | None = named(
        "inspection", Label.INSPECTION, "The inspection it came to light in."
    )
    penalties: Connection[Edge[PenaltyRef]] = many(EdgeType.FOLLOWS, "The penalties for it.")

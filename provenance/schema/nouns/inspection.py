"""Inspections: visits by an authority."""

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.edges import DrawnByEdge
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import EnterpriseRef, EventRef, RegionRef, ViolationRef
from provenance.schema.base.scalars import Day, Kilograms


@noun(Label.INSPECTION, "A visit by an authority, and the stock it verified.")
class Inspection(Node):
    """An inspection as filed."""

    date: Day | None = filed("Day of the inspection.")
    authority: str | None = filed("Who inspected.")
    verified_reo_g: Kilograms | None = filed("Stock verified, in REO.", name="verifiedReoKg")
    result: str | None = filed("What was found.")
    enterprise: EnterpriseRef | None = named("enterprise", Label.ENTERPRISE, "Who was inspected.")
    region: RegionRef | None = named("region", Label.REGION, "The place of that authority.")
    events: Connection[Edge[EventRef]] = many(
        EdgeType.INSPECTED_IN, "The opening stock that names it."
    )
    drawn_by: Connection[DrawnByEdge] = many(
        EdgeType.DRAWS, "The opening stock that drew on it.", as_=DrawnByEdge
    )
    violations: Connection[Edge[ViolationRef]] = many(
        EdgeType.FOLLOWS, "The violations that came to light in it."
    )

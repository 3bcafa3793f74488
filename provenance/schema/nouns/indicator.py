"""Indicators: the national figures."""

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.enums import Activity, OreClass
from provenance.schema.base.node import Node, filed, noun
from provenance.schema.base.refs import QuotaRef
from provenance.schema.base.scalars import Day, Kilograms


@noun(Label.INDICATOR, "The national total for a year and batch, as a notice states it.")
class Indicator(Node):
    """An indicator as filed."""

    year: int | None = filed("Calendar year it is for.")
    batch: str | None = filed("Which batch of the year, such as 1.")
    activity: Activity | None = filed("Mining or separation.")
    ore_class: OreClass | None = filed("Rock or ionic, where it says.")
    reo_g: Kilograms | None = filed("REO equivalent.", name="reoKg")
    notice: str | None = filed("The notice that states it.")
    issued_on: Day | None = filed("Day the notice was issued.")
    quotas: Connection[Edge[QuotaRef]] = many(EdgeType.PART_OF, "The quotas allocated under it.")

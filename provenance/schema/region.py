"""Places: county, city, province, nation, and who sits there."""

from provenance.model import EdgeType, Label
from provenance.schema.connection import Connection, Edge, many
from provenance.schema.context import Info, Link
from provenance.schema.enums import RegionLevel
from provenance.schema.fields import field
from provenance.schema.node import Node, filed, noun
from provenance.schema.refs import EnterpriseRef, RegionRef
from provenance.schema.things import node_of


@noun(Label.REGION, "A place; its key is its GB/T 2260 code.")
class Region(Node):
    """A place that some enterprise sits in."""

    name: str | None = filed("Its Chinese name; the code itself where it is no code of a place.")
    level: RegionLevel | None = filed("How large it is.")
    enterprises: Connection[Edge[EnterpriseRef]] = many(
        EdgeType.LOCATED_IN, "Who sits in this very place, not in its parts."
    )
    parts: Connection[Edge[RegionRef]] = many(EdgeType.PART_OF, "The places it is made up of.")

    @field("The place it is part of.")
    async def parent(self, info: Info) -> RegionRef | None:
        link = Link(EdgeType.PART_OF, out=True, after="", first=1)
        above = (await info.context.of(self.thing).page(self.thing.ref, link)).items
        return node_of(above[0].thing) if above else None

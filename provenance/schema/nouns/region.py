"""Places: county, city, province, nation, and who sits there."""

import strawberry

from provenance.model.regions import changed_from, changed_to
from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info, Link
from provenance.schema.base.enums import RegionLevel
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, noun
from provenance.schema.base.refs import EnterpriseRef, RegionRef
from provenance.schema.base.things import node_of
from provenance.supervision.documents.places import english_name


@strawberry.type(description="That a GB/T 2260 code became another.")
class RegionChange:
    """One side of a provenance.model.reference.rows.RegionChange."""

    code: str = strawberry.field(description="The code before, or since.")
    name: str = strawberry.field(description="The Chinese name it bore, or bears.")
    since: str = strawberry.field(description="The month in which the change was announced.")
    status: str = strawberry.field(
        description="How firm this is: published, or general knowledge of the field."
    )


@noun(Label.REGION, "A place; its key is its GB/T 2260 code.")
class Region(Node):
    """A place that some enterprise sits in."""

    name: str | None = filed("Its Chinese name; the code itself where it is no code of a place.")
    level: RegionLevel | None = filed("How large it is.")
    enterprises: Connection[Edge[EnterpriseRef]] = many(
        EdgeType.LOCATED_IN, "Who sits in this very place, not in its parts."
    )
    parts: Connection[Edge[RegionRef]] = many(EdgeType.PART_OF, "The places it is made up of.")

    @field("Its name in English: as it is known, else in pinyin.")
    def name_en(self) -> str | None:
        return english_name(self.key, self.thing.props.get("name") or "")

    @field("What became of it, where its code is no more: sums by place count it there.")
    def now_part_of(self) -> RegionChange | None:
        change = changed_to(self.key)
        if change is None:
            return None
        return RegionChange(
            code=change.now, name=change.now_name, since=change.since, status=change.status
        )

    @field("The codes that became this one, in rare-earth areas.")
    def former_codes(self) -> list[RegionChange]:
        return [
            RegionChange(
                code=change.former,
                name=change.former_name,
                since=change.since,
                status=change.status,
            )
            for change in changed_from(self.key)
        ]

    @field("The place it is part of.")
    async def parent(self, info: Info) -> RegionRef | None:
        link = Link(EdgeType.PART_OF, out=True, after="", first=1)
        above = (await info.context.of(self.thing).page(self.thing.ref, link)).items
        return node_of(above[0].thing) if above else None

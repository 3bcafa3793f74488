"""Lots: what there is of a material, who claims to have made it, who used it."""

import json

import strawberry

from provenance.graph.port.graph import Thing
from provenance.ledger import lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import RecordKey
from provenance.records.mapping import record_key
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Context
from provenance.schema.base.edges import AssayShare, ClaimEdge, UseEdge
from provenance.schema.base.enums import Feed, OreClass, Product, Status, Waste
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, filed_list, named, noun
from provenance.schema.base.refs import EnterpriseRef, LabTestRef
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.things import node_of


@strawberry.type(description="The share of a lot that stands one way before the law.")
class StatusShare:
    """One status of a lot's composition."""

    status: Status = strawberry.field(description="Where it stands.")
    share: float = strawberry.field(description="How much of the lot, from 0 to 1.")


@noun(Label.LOT, "A quantity of one product that is produced, handed over and used up.")
class Lot(Node):
    """A lot as settled: all that a store holds of it follows from the events around it."""

    has_more: bool = strawberry.field(
        description="In a lineage: whether it leads further than the answer does. False elsewhere."
    )
    product: Product | None = filed("What the material is.")
    reo_g: Kilograms | None = filed("Rare-earth-oxide equivalent.", name="reoKg")
    feed: Feed | None = filed("Where its material came from, as the records show it.")
    ore_class: OreClass | None = filed("The kind of deposit, where all that went in agrees.")
    claims: int | None = filed("How many events claim to have produced it: 1 is as it should be.")
    produced_on: Day | None = filed("The day it was produced.")
    drawn_g: Kilograms | None = filed("REO equivalent drawn on it, supported.", name="drawnKg")
    waste: list[Waste] = filed_list(
        "waste", "Of scrap that intakes brought and no test looked into: the kinds it is of."
    )
    holder: EnterpriseRef | None = named("holder", Label.ENTERPRISE, "Who holds it, or held it.")
    produced_by: Connection[ClaimEdge] = many(
        EdgeType.OUTPUT, "The events that claim to have produced it.", as_=ClaimEdge
    )
    used_in: Connection[UseEdge] = many(
        EdgeType.INPUT, "The events that drew on it.", out=True, as_=UseEdge
    )
    lab_tests: Connection[Edge[LabTestRef]] = many(
        EdgeType.SAMPLED_FROM, "The laboratory tests of it."
    )

    @field("Whether nothing tells if an import is a mineral product or a compound.")
    def undetermined(self) -> bool:
        return bool(self.thing.props.get("undetermined"))

    @field("Its assay by laboratory test; empty where none was tested.")
    def tested(self) -> list[AssayShare]:
        return AssayShare.listed(self.thing.props.get("tested"))

    @field("How it divides by status, pro rata; the shares add up to 1.")
    def statuses(self) -> list[StatusShare]:
        props = self.thing.props
        pairs = zip(props.get("statuses", ()), props.get("shares", ()), strict=True)
        return [StatusShare(status=status, share=share) for status, share in pairs]

    async def _records(self, context: Context) -> list[RecordKey]:
        """A lot is stated by the events that claim it."""
        claims = await context.whole(self.thing.ref, EdgeType.OUTPUT, out=False)
        found = (record_key(near.thing.ref) for near in claims)
        return list(dict.fromkeys(record for record in found if record))


def lot_in_lineage(lot: lineage.Lot, *, has_more: bool) -> Lot:
    """A lot of a lineage as its GraphQL type."""
    props = {
        "product": lot.product,
        "reo_g": lot.reo_g,
        "feed": lot.feed,
        "ore_class": lot.ore_class,
        "claims": lot.claims,
        "holder": lot.holder,
        "produced_on": lot.produced_on,
        "drawn_g": lot.drawn_g,
        "statuses": lot.shares.keys(),
        "shares": lot.shares.values(),
        "undetermined": lot.undetermined,
        "waste": lot.waste,
        "tested": json.dumps(dict(lot.tested)) if lot.tested else None,
    }
    made: Lot = node_of(Thing(Ref(Label.LOT, lot.key), props, known=True), has_more=has_more)
    return made

"""Lots: what there is of a material, who claims to have made it, who used it."""

import json
from asyncio import gather
from typing import Any, Self

import strawberry

from provenance.graph import lineage
from provenance.graph.port import Neighbour, RecordKey, Thing
from provenance.model import EdgeType, Feed, Label, OreClass, Product, Ref, Status
from provenance.schema.connection import Connection, many
from provenance.schema.context import Context
from provenance.schema.node import Node, filed, named, noun
from provenance.schema.refs import EnterpriseRef, EventRef
from provenance.schema.scalars import Day, Kilograms
from provenance.schema.things import node_of, record_of


@strawberry.type(description="An oxide and its share of a lot's REO.")
class AssayShare:
    """A line of an assay."""

    oxide: str = strawberry.field(description="The oxide, such as Nd2O3.")
    share: float = strawberry.field(description="Its share of REO, from 0 to 1.")


@strawberry.type(description="An event's claim to have produced a lot, as filed.")
class ClaimEdge:
    """An OUTPUT edge, seen from either end."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: EventRef = strawberry.field(description="The event that claims the lot.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent claimed.")
    claim: strawberry.Private["Claim"]

    @strawberry.field(description="What the filer says of the lot.")
    def lot(self) -> "Claim":
        return self.claim

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            reo_g=near.edge["reo_g"],
            claim=Claim.of(near.edge),
        )


@strawberry.type(description="What the filer of an event says of a lot that came out of it.")
class Claim:
    """The fields of a lot as filed, which its producing event bears."""

    product: Product | None = strawberry.field(
        description="What the material is; a transfer's is that of the lot it comes from."
    )
    net_g: Kilograms | None = strawberry.field(name="netKg", description="Net mass.")
    hs_code: str | None = strawberry.field(description="Customs tariff code the filer gives it.")
    feedstock: Feed | None = strawberry.field(
        description="Where the filer says the material came from."
    )
    deposit: str | None = strawberry.field(description="Deposit the material is from.")
    assay: list[AssayShare] = strawberry.field(description="Share of REO by oxide, where known.")

    @classmethod
    def of(cls, bears: Any) -> Self:
        """A claim as the edge bears it: what has no column of its own is one text."""
        more = json.loads(bears["filed"]) if bears.get("filed") else {}
        assay = json.loads(more["assay"]) if "assay" in more else {}
        return cls(
            product=bears.get("product"),
            net_g=bears.get("net_g"),
            hs_code=more.get("hs_code"),
            feedstock=more.get("feedstock"),
            deposit=more.get("deposit"),
            assay=[AssayShare(oxide=oxide, share=share) for oxide, share in assay.items()],
        )


@strawberry.type(description="An event's draw on a lot.")
class UseEdge:
    """An INPUT edge, seen from the lot."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: EventRef = strawberry.field(description="The event that drew on the lot.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent drawn.")
    supported: bool = strawberry.field(
        description="Whether whoever drew could hold it: it was there, and it was theirs."
    )

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            reo_g=near.edge["reo_g"],
            supported=bool(near.edge["supported"]),
        )


@strawberry.type(description="The share of a lot that stands one way before the law.")
class StatusShare:
    """One status of a lot's composition."""

    status: Status = strawberry.field(description="Where it stands.")
    share: float = strawberry.field(description="How much of the lot, from 0 to 1.")


@noun(Label.LOT, "A quantity of one product that is produced, handed over and used up.")
class Lot(Node):
    """A lot as settled: a store keeps nothing of it but what follows from the events around it."""

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
    holder: EnterpriseRef | None = named("holder", Label.ENTERPRISE, "Who holds it, or held it.")
    produced_by: Connection[ClaimEdge] = many(
        EdgeType.OUTPUT, "The events that claim to have produced it.", as_=ClaimEdge
    )
    used_in: Connection[UseEdge] = many(
        EdgeType.INPUT, "The events that drew on it.", out=True, as_=UseEdge
    )

    @strawberry.field(description="How it divides by status, pro rata; the shares add up to 1.")
    def statuses(self) -> list[StatusShare]:
        props = self.thing.props
        pairs = zip(props.get("statuses", ()), props.get("shares", ()), strict=True)
        return [StatusShare(status=status, share=share) for status, share in pairs]

    async def _records(self, context: Context) -> list[RecordKey]:
        """A lot is stated by the events that claim it."""
        claims = await context.whole(self.thing.ref, EdgeType.OUTPUT, out=False)
        found = (record_of(near.thing.ref) for near in claims)
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
    }
    made: Lot = node_of(Thing(Ref(Label.LOT, lot.key), props, known=True), has_more=has_more)
    return made

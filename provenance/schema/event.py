"""Events: what happened to lots, who did it, and the documents and rights it rests on."""

from typing import Self

import strawberry

from provenance.graph import lineage
from provenance.graph.lineage import Gate
from provenance.graph.port import Neighbour, Thing
from provenance.ingest.records import Process
from provenance.model import EdgeType, EventKind, Label, OreClass, Ref
from provenance.schema.connection import Connection, Edge, many
from provenance.schema.context import Info
from provenance.schema.lot import Claim
from provenance.schema.node import Node, filed, load, named, noun
from provenance.schema.refs import (
    DeclarationRef,
    EnterpriseRef,
    InspectionRef,
    InvoiceRef,
    LotRef,
    RegionRef,
)
from provenance.schema.scalars import Day, Kilograms
from provenance.schema.things import node_of


@strawberry.type(description="A lot that went into an event.")
class InputEdge:
    """An INPUT edge, seen from the event."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: LotRef = strawberry.field(description="The lot drawn on.")
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


@strawberry.type(description="A lot that came out of an event, with what the filer says of it.")
class OutputEdge:
    """An OUTPUT edge, seen from the event."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: LotRef = strawberry.field(description="The lot claimed.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent claimed.")
    claim: Claim = strawberry.field(description="What the filer says of the lot.")

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            reo_g=near.edge["reo_g"],
            claim=Claim.of(near.edge),
        )


@strawberry.type(description="What an event drew on a right to a mass, and what the right covered.")
class DrawEdge:
    """A DRAWS edge, seen from the event."""

    cursor: str = strawberry.field(description="Its place: pass it as `after` to go on from here.")
    node: Node = strawberry.field(
        description="The right drawn on: a quota, a declaration, an inspection or an invoice."
    )
    gate: Gate = strawberry.field(description="What the event needed it for.")
    reo_g: Kilograms = strawberry.field(
        name="reoKg", description="Drawn, in the measure of the right: REO, or net mass."
    )
    covered_g: Kilograms = strawberry.field(name="coveredKg", description="Covered by it.")

    @classmethod
    def of(cls, near: Neighbour, cursor: str) -> Self:
        return cls(
            cursor=cursor,
            node=node_of(near.thing),
            gate=near.edge["gate"],
            reo_g=near.edge["reo_g"],
            covered_g=near.edge["covered_g"],
        )


@noun(Label.EVENT, "Something that happened to lots; item n of a transfer or export is one event.")
class Event(Node):
    """An event as filed."""

    has_more: bool = strawberry.field(
        description="In a lineage: whether it leads further than the answer does. False elsewhere."
    )
    kind: EventKind | None = filed("What happened.")
    number: str | None = strawberry.field(
        default=None, description="Its number on the record that states it, such as T1/2."
    )
    date: Day | None = filed("The day it happened.")
    process: Process | None = filed("What the filer says was done: a claim.")
    ore_class: OreClass | None = filed("Rock or ionic, of an extraction.")
    byproduct_of: str | None = filed("The mineral mined for, where rare earths came along.")
    site: str | None = filed("The mine, of an extraction.")
    reason: str | None = filed("Why it was handed over or disposed of.")
    owner: str | None = filed("Whose material it is said to be; the processor's if not said.")
    enterprise: EnterpriseRef | None = named(
        "enterprise", Label.ENTERPRISE, "Who did it: of a transfer, who handed over."
    )
    buyer: EnterpriseRef | None = named("buyer", Label.ENTERPRISE, "Who received it.")
    declaration: DeclarationRef | None = named(
        "declaration", Label.DECLARATION, "The customs declaration it names."
    )
    inspection: InspectionRef | None = named(
        "inspection", Label.INSPECTION, "The inspection that verified it."
    )
    invoices: Connection[Edge[InvoiceRef]] = many(
        EdgeType.INVOICED_BY, "The invoices it names.", out=True
    )
    inputs: Connection[InputEdge] = many(
        EdgeType.INPUT, "The lots that went in.", as_=InputEdge
    )
    outputs: Connection[OutputEdge] = many(
        EdgeType.OUTPUT, "The lots that came out.", out=True, as_=OutputEdge
    )
    draws: Connection[DrawEdge] = many(
        EdgeType.DRAWS, "The rights it drew on.", out=True, as_=DrawEdge
    )

    # A lineage holds what verdicts need of an event; the rest is read from the store when asked.

    @strawberry.field(description="Where it was mined.")
    async def region(self, info: Info) -> RegionRef | None:
        whole = await info.context.things.load(self.thing.ref)
        found: RegionRef | None = await (load(info, Label.REGION, whole.thing.props.get("region")))
        return found

    @strawberry.field(description="Who scrap came from: a code or a name.")
    async def scrap_source(self, info: Info) -> str | None:
        whole = await info.context.things.load(self.thing.ref)
        found: str | None = whole.thing.props.get("source")
        return found


def event_in_lineage(event: lineage.Event, *, has_more: bool) -> Event:
    """An event of a lineage as its GraphQL type."""
    props = {
        "kind": event.kind,
        "id": event.id,
        "date": event.date,
        "enterprise": event.enterprise,
        "buyer": event.buyer,
        "ore_class": event.ore_class,
        "byproduct_of": event.byproduct_of,
        "site": event.site,
        "process": event.process,
        "owner": event.owner,
        "reason": event.reason,
        "declaration": event.declaration,
        "inspection": event.inspection,
    }
    made: Event = node_of(Thing(Ref(Label.EVENT, event.key), props, known=True), has_more=has_more)
    return made

"""Events: what happened to lots, who did it, and the documents and rights it rests on."""

from typing import Any

import strawberry

from provenance.graph.port.graph import Thing
from provenance.ledger import lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.context import Info
from provenance.schema.base.edges import DrawEdge, InputEdge, OutputEdge
from provenance.schema.base.enums import (
    EventKind,
    OreClass,
    Process,
    ReleaseKind,
    Waste,
    WasteStage,
)
from provenance.schema.base.fields import field
from provenance.schema.base.node import Node, filed, named, noun
from provenance.schema.base.refs import (
    DeclarationRef,
    EnterpriseRef,
    InspectionRef,
    InvoiceRef,
    RegionRef,
)
from provenance.schema.base.scalars import Day
from provenance.schema.base.things import node_of


@noun(Label.EVENT, "Something that happened to lots; item n of a transfer or export is one event.")
class Event(Node):
    """An event as filed."""

    has_more: bool = strawberry.field(
        description="In a lineage: whether it leads further than the answer does. False elsewhere."
    )
    kind: EventKind | None = filed("What happened.")
    date: Day | None = filed("The day it happened.")
    process: Process | None = filed("What the filer says was done: a claim.")
    ore_class: OreClass | None = filed("Rock or ionic, of an extraction.")
    byproduct_of: str | None = filed("The mineral mined for, where rare earths came along.")
    site: str | None = filed("The mine, of an extraction.")
    reason: str | None = filed("Why it was handed over or disposed of.")
    owner: str | None = filed("Whose material it is said to be; the processor's if not said.")
    enterprise: EnterpriseRef | None = named(
        "enterprise", Label.ENTERPRISE, "Who did it; of a transfer, who handed over."
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
    inputs: Connection[InputEdge] = many(EdgeType.INPUT, "The lots that went in.", as_=InputEdge)
    outputs: Connection[OutputEdge] = many(
        EdgeType.OUTPUT, "The lots that came out.", out=True, as_=OutputEdge
    )
    draws: Connection[DrawEdge] = many(
        EdgeType.DRAWS, "The rights it drew on.", out=True, as_=DrawEdge
    )

    @field("Its number on the record that states it, such as T1/2.")
    def number(self) -> str | None:
        found: str | None = self.thing.props.get("id")
        return found

    @field("Where it was mined.")
    async def region(self, info: Info) -> RegionRef | None:
        code = (await self._whole(info)).get("region")
        return await info.context.things.load(Ref(Label.REGION, code)) if code else None

    @field("What the buyer needs it for, of a transfer.")
    async def use(self, info: Info) -> str | None:
        found: str | None = (await self._whole(info)).get("use")
        return found

    @field("Whether the buyer uses it up, of a transfer that says so.")
    async def final_consumer(self, info: Info) -> bool | None:
        found: bool | None = (await self._whole(info)).get("final_consumer")
        return found

    @field("The kind of waste, of a scrap intake.")
    async def waste(self, info: Info) -> Waste | None:
        found: Waste | None = (await self._whole(info)).get("waste")
        return found

    @field("Whether scrap is from making things, or from things that were used.")
    async def waste_stage(self, info: Info) -> WasteStage | None:
        found: WasteStage | None = (await self._whole(info)).get("stage")
        return found

    @field("How an authority let it go, of a release.")
    async def release_kind(self, info: Info) -> ReleaseKind | None:
        found: ReleaseKind | None = (await self._whole(info)).get("release_kind")
        return found

    @field("The authority that decided it, of a release or a seizure.")
    async def authority(self, info: Info) -> str | None:
        found: str | None = (await self._whole(info)).get("authority")
        return found

    @field("The number of that decision.")
    async def decision(self, info: Info) -> str | None:
        found: str | None = (await self._whole(info)).get("decision")
        return found

    @field("Who scrap came from: a code or a name.")
    async def scrap_source(self, info: Info) -> str | None:
        found: str | None = (await self._whole(info)).get("source")
        return found

    async def _whole(self, info: Info) -> Any:
        """All that is filed: a lineage holds only what the arithmetic needs of an event."""
        return (await info.context.things.load(self.thing.ref)).thing.props


def event_in_lineage(event: lineage.Event, *, has_more: bool) -> Event:
    """An event of a lineage as its GraphQL type."""
    props = {
        "id": event.id,
        "kind": event.kind,
        "date": event.date,
        "process": event.process,
        "ore_class": event.ore_class,
        "byproduct_of": event.byproduct_of,
        "site": event.site,
        "reason": event.reason,
        "owner": event.owner,
        "enterprise": event.enterprise,
        "buyer": event.buyer,
        "declaration": event.declaration,
        "inspection": event.inspection,
    }
    made: Event = node_of(Thing(Ref(Label.EVENT, event.key), props, known=True), has_more=has_more)
    return made

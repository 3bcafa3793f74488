"""Lineages: all that a subject came from, or all that became of it, with the masses between."""

import asyncio
from operator import itemgetter
from typing import Any

import strawberry

from provenance.ledger import lineage as graph
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Context
from provenance.schema.base.enums import Product, Way
from provenance.schema.base.refs import EventRef, LotRef
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.schema.nouns.event import event_in_lineage
from provenance.schema.nouns.lot import lot_in_lineage
from provenance.schema.queries.window import Window, look
from provenance.verdict.dossier import gather


@strawberry.type(description="A draw on a lot by an event.")
class LineageInput:
    """Shows a provenance.ledger.lineage.Input."""

    lot: str = strawberry.field(description="The key of the lot.")
    event: str = strawberry.field(description="The key of the event.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent drawn.")
    supported: bool = strawberry.field(
        description="Whether whoever drew could hold it: it was there, and it was theirs."
    )


@strawberry.type(description="An event's claim to have produced a lot.")
class LineageOutput:
    """Shows a provenance.ledger.lineage.Output."""

    event: str = strawberry.field(description="The key of the event.")
    lot: str = strawberry.field(description="The key of the lot.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent claimed.")
    product: Product | None = strawberry.field(
        description="What the material is said to be; a transfer leaves it as it was."
    )
    net_g: Kilograms | None = strawberry.field(name="netKg", description="Net mass.")


@strawberry.type(description="Lots and events, and the material between them.")
class Lineage:
    """A view of a graph.lineage.Lineage; all lists are in order of key."""

    lots: list[LotRef] = strawberry.field(
        description="The lots; in a window of time or kind, those that an event in it touches."
    )
    events: list[EventRef] = strawberry.field(description="The events.")
    inputs: list[LineageInput] = strawberry.field(description="What went into the events.")
    outputs: list[LineageOutput] = strawberry.field(description="What came out of them.")
    truncated: bool = strawberry.field(
        description="Whether it is larger than was asked for; hasMore tells where."
    )
    hidden: int = strawberry.field(
        description="How many lots and events the window of time or kind leaves out."
    )
    settled_at: Moment | None = strawberry.field(
        description="When the numbers were last worked out."
    )
    waiting: bool = strawberry.field(description="Whether some are still to be worked out.")


async def follow(
    context: Context, subject: Ref, way: Way, window: Window, most: int
) -> Lineage | None:
    """The lineage of a lot, or of the exports under a declaration or licence; None if unknown."""
    largest = context.settings.lineage_nodes
    if most < 1:
        raise MisuseError(f"maxNodes must be at least 1, {most} was asked")
    if most > largest:
        raise LimitExceededError(f"lineage_nodes is {largest}, maxNodes: {most} was asked")
    dossier = await gather(context.store, [subject])
    if not dossier.known(subject):
        return None
    # What a window shows may lie behind what it hides: it looks at all there is.
    reach = most if window.open else largest
    found = await context.store.graph.lineage(dossier.all_seeds, up=way is Way.UPSTREAM, most=reach)
    return await asyncio.to_thread(_shown, found, window, most)


def _shown(found: graph.Lineage, window: Window, most: int) -> Lineage:
    view = look(found, window, most)
    # Inputs and outputs are shown as they are: they bear what their types name.
    inputs: Any = sorted(view.inputs, key=itemgetter(0, 1))
    outputs: Any = sorted(view.outputs, key=itemgetter(0, 1, 2))
    return Lineage(
        lots=[
            lot_in_lineage(found.lots[key], has_more=(Label.LOT, key) in view.more)
            for key in view.lots
        ],
        events=[
            event_in_lineage(found.events[key], has_more=(Label.EVENT, key) in view.more)
            for key in view.events
        ],
        inputs=inputs,
        outputs=outputs,
        truncated=view.truncated,
        hidden=view.hidden,
        settled_at=found.settled_at,
        waiting=found.waiting,
    )

"""Lineages: all that a subject came from, or all that became of it, with the masses between."""

import asyncio
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import strawberry

from provenance.access.scope.store import edges_for
from provenance.graph.port.outline import Outline, Wanted
from provenance.ledger import lineage as graph
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.terms import Label, Ref
from provenance.schema.base.context import Context
from provenance.schema.base.enums import Way
from provenance.schema.base.refs import EventRef, LotRef
from provenance.schema.base.scalars import Moment
from provenance.schema.base.subject import Subject
from provenance.schema.limits.rows import Table
from provenance.schema.nouns.event import event_in_lineage
from provenance.schema.nouns.lot import lot_in_lineage
from provenance.schema.queries.lineage_edges import LineageHidden, LineageInput, LineageOutput
from provenance.schema.queries.selection import Selection
from provenance.schema.queries.window import View, Window, look, missing
from provenance.verdict.dossier import Dossier, gather
from provenance.verdict.edges import seeds_of


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
        description="How many lots and events the window of time, kind or depth leaves out."
    )
    hidden_at: list[LineageHidden] = strawberry.field(
        description="Next to which lots and events shown how many others are not."
    )
    settled_at: Moment | None = strawberry.field(
        description="When the numbers were last worked out."
    )
    waiting: bool = strawberry.field(description="Whether some are still to be worked out.")


_SHOWN = frozenset({"lots", "events", "inputs", "outputs", "truncated", "hidden", "__typename"})
_ALIKE: Mapping[str, Any] = {"has_more": False, "on_record": True, "__typename": None}
"""What is the same of all nodes of a lineage that is there whole."""

_KEPT = Wanted(
    lots=frozenset(
        {"key", "product", "reo_g", "feed", "ore_class", "claims", "produced_on", "drawn_g"}
    ),
    events=frozenset(
        {
            *("key", "kind", "date", "process", "ore_class"),
            *("byproduct_of", "site", "reason", "owner"),
        }
    ),
    inputs=frozenset({"lot", "event", "reo_g", "supported"}),
    outputs=frozenset({"event", "lot", "reo_g", "product", "net_g"}),
)
"""What a store keeps as it is shown."""


async def follow(  # noqa: PLR0913, PLR0917 - the question has so many sides
    context: Context, subject: Ref, way: Way, window: Window, most: int, asked: Selection
) -> Lineage | None:
    """The lineage of a lot, or of the exports under a declaration or licence; None if unknown."""
    largest = context.settings.lineage_nodes
    if most < 1:
        raise MisuseError(f"maxNodes must be at least 1, {most} was asked")
    if most > largest:
        raise LimitExceededError(f"lineage_nodes is {largest}, maxNodes: {most} was asked")
    wanted = _plain(asked) if window.open else None
    up = way is Way.UPSTREAM
    if not up and _traced(asked):
        raise MisuseError("ofSubject is what a subject is made of: ask for it upstream")
    if wanted is not None and subject.label is Label.LOT:
        outline = await context.store.graph.outline([subject], wanted, up=up, most=most)
        if outline is not None:
            return _outlined(outline) if outline.lots["key"] else None
    dossier = await gather(context.store, [subject])
    if not dossier.known(subject):
        return None
    seeds = await seeds_of(context.store, subject, dossier) if up else _starts(subject, dossier)
    if wanted is not None and subject.label is not Label.LOT:
        outline = await context.store.graph.outline(seeds, wanted, up=up, most=most)
        if outline is not None:
            return _outlined(outline)
    # What a window shows may lie behind what it hides: it looks at all there is.
    reach = most if window.open else largest
    found = await context.store.graph.lineage(seeds, up=up, most=reach)
    view = await asyncio.to_thread(lambda: look(found, window, most, seeds, up=up))
    shown = await asyncio.to_thread(_shown, found, view)
    if "hidden_at" in asked:
        shown.hidden_at = await _hidden(context, found, view, up=up)
    if _traced(asked):
        await _trace(context, subject, shown)
    return shown


def _starts(subject: Ref, dossier: Dossier) -> Sequence[Ref]:
    return [subject] if subject.label is Label.EVENT else dossier.all_seeds


def _traced(asked: Selection) -> bool:
    """Whether it is asked how much of the subject is in any edge."""
    edges = asked.get("inputs", frozenset()) | asked.get("outputs", frozenset())
    return not edges.isdisjoint({"of_subject", "of_subject_g"})


async def _hidden(
    context: Context, found: graph.Lineage, view: View, *, up: bool
) -> list[LineageHidden]:
    around = await context.store.graph.around(sorted(found.cut & view.nodes))
    missed = await asyncio.to_thread(lambda: missing(view, found, around, up=up))
    return [
        LineageHidden(at=Subject(label=ref.label, key=ref.key), inputs=before, outputs=after)
        for ref, (before, after) in missed.items()
    ]


async def _trace(context: Context, subject: Ref, shown: Lineage) -> None:
    """Say of every edge how much of the subject is in it."""
    found = await edges_for(context.store, subject, context.settings)
    if found is None:
        return
    draws, made = found.edges.draws, found.edges.made
    shown.inputs = [LineageInput.of(d, draws.get((d.lot, d.event), {})) for d in shown.inputs]
    shown.outputs = [LineageOutput.of(o, made.get((o.event, o.lot), {})) for o in shown.outputs]


def _plain(asked: Selection) -> Wanted | None:
    """What a store is to tell of a lineage; None where it takes more than what it keeps."""
    if not asked.keys() <= _SHOWN:
        return None
    parts = [asked.get(part, frozenset()) - _ALIKE.keys() for part in Wanted._fields]
    if not all(part <= kept for part, kept in zip(parts, _KEPT, strict=True)):
        return None
    return Wanted(*parts)


def _outlined(found: Outline) -> Lineage:
    """A lineage that is there whole, shown as the columns it is."""
    tables: list[Any] = []
    for columns, first in zip(found, ("key", "key", "lot", "event"), strict=True):
        length = len(columns[first])
        alike = {name: [value] * length for name, value in _ALIKE.items()}
        tables.append(Table({**alike, **columns}, length))
    lots, events, inputs, outputs = tables
    return Lineage(
        lots=lots,
        events=events,
        inputs=inputs,
        outputs=outputs,
        truncated=False,
        hidden=0,
        hidden_at=[],
        settled_at=None,
        waiting=False,
    )


def _shown(found: graph.Lineage, view: View) -> Lineage:
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
        hidden_at=[],
        settled_at=found.settled_at,
        waiting=found.waiting,
    )

"""By which ways material came from one lot, enterprise or region to another."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from provenance.graph.meant import meant
from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.paths import Path, Span, paths
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.settings import Settings
from provenance.verdict.lots_of import BEHIND, lots_of

ENDS = frozenset({Label.LOT, Label.ENTERPRISE, Label.REGION}) | BEHIND

MAKING = frozenset(EventKind) - {EventKind.EXPORT, EventKind.DISPOSAL}


@dataclass(frozen=True, slots=True)
class Step:
    """One event on a way, and the lot that came out of it, with the lot's grams in all."""

    event: Event
    lot: str
    reo_g: int


@dataclass(frozen=True, slots=True)
class Route:
    """A way from a first lot through events, and the grams of the last lot that came along it."""

    start: str
    steps: Sequence[Step]
    grams: int


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways that carry most, first; `cut` says that not all that leads there was looked at."""

    routes: Sequence[Route]
    waiting: bool
    cut: bool


async def find_routes(  # noqa: PLR0913, PLR0917 - from, to, when and how many
    store: GraphStore,
    start: Sequence[Ref],
    end: Sequence[Ref],
    span: Span,
    first: int,
    settings: Settings,
    least_g: int = 0,
) -> Routes | None:
    """The ways that carry most mass, at most so many, and each so much; None for an unknown end.

    An enterprise's lots are those that it made or was handed, a region's those of the enterprises
    in it, an event's what came out of it or else went in, a document's those of the events under
    it. Raises MisuseError for ends of another kind, StoreUnavailableError.
    """
    for label, key in (*start, *end):
        if label not in ENDS:
            raise MisuseError(Message(_NO_END, kind=label, key=key))
    start, end = [await meant(store.graph, refs) for refs in (start, end)]
    if None in await store.graph.things([*start, *end]):
        return None
    firms = await _enterprises(store, end)
    lots = {*await _lots_held(store, firms, span), *await _lots(store, end)}
    if not lots:
        return Routes((), waiting=False, cut=False)
    lineage = await store.graph.lineage(sorted(lots), up=True, most=settings.lineage_nodes)
    makers = await _enterprises(store, start)
    named = [lot.key for lot in await _lots(store, start)]
    ends = [lot.key for lot in lots]

    def largest() -> list[Path]:
        starts = [*named, *_held(lineage, makers)]
        best = paths(starts, ends, lineage, span)
        enough = takewhile(lambda path: round(path.grams) >= least_g, best)
        return list(islice(enough, first))

    found = await asyncio.to_thread(largest)
    return Routes([_route(path, lineage) for path in found], lineage.waiting, bool(lineage.cut))


_NO_END = "paths lead between lots, enterprises, places and documents, not {kind:label} {key}"


async def _lots(store: GraphStore, refs: Sequence[Ref]) -> list[Ref]:
    """The lots among some things, and those behind them."""
    return [*(ref for ref in refs if ref.label is Label.LOT), *await lots_of(store, refs)]


async def _enterprises(store: GraphStore, refs: Sequence[Ref]) -> list[Ref]:
    """The enterprises among some things, and all in the places among them and in their parts."""
    places = [ref for ref in refs if ref.label is Label.REGION]
    found = [ref for ref in refs if ref.label is Label.ENTERPRISE]
    while places:
        located = await everything(store.graph, places, EdgeType.LOCATED_IN, out=False)
        found += [near.thing.ref for nears in located.values() for near in nears]
        within = await everything(store.graph, places, EdgeType.PART_OF, out=False)
        inner = (near.thing.ref for nears in within.values() for near in nears)
        places = [place for place in inner if place.label is Label.REGION]
    return sorted(set(found))


async def _lots_held(store: GraphStore, firms: Sequence[Ref], span: Span) -> list[Ref]:
    """The lots that enterprises made, or were handed, on the days of a span."""
    events: set[Ref] = set()
    for edge in (EdgeType.BY, EdgeType.TO):
        found = await everything(store.graph, firms, edge, out=False)
        for near in (near for nears in found.values() for near in nears):
            kind = near.thing.props.get("kind")
            handed = kind == EventKind.TRANSFER
            if kind not in MAKING or handed is not (edge is EdgeType.TO):
                continue
            if span.covers(date.fromisoformat(near.thing.props["date"])):
                events.add(near.thing.ref)
    made = await everything(store.graph, sorted(events), EdgeType.OUTPUT, out=True)
    return sorted({near.thing.ref for nears in made.values() for near in nears})


def _held(lineage: Lineage, firms: Iterable[Ref]) -> list[str]:
    """The lots of a lineage that enterprises made or were handed."""
    keys = {firm.key for firm in firms}
    return [
        lot
        for lot in lineage.lots
        if (event := lineage.producer(lot)) is not None and event.holder in keys
    ]


def _route(path: Path, lineage: Lineage) -> Route:
    steps = [
        Step(lineage.events[event], lot, lineage.lots[lot].reo_g)
        for event, lot in zip(path.events, path.lots[1:], strict=True)
    ]
    return Route(path.lots[0], steps, round(path.grams))

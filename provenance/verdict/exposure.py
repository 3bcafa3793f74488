"""Downstream exposure: where the mass of a lot or an event went, in kilograms and with bounds."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.ledger.exposure import Bound, Exposure
from provenance.ledger.lineage import Input, Lineage, Lot
from provenance.model.errors import MisuseError
from provenance.model.terms import EdgeType, Label, Ref
from provenance.settings import Settings

SUBJECTS = frozenset({Label.LOT, Label.EVENT})


@dataclass(frozen=True, slots=True)
class Reached:
    """A later lot, enterprise or export (its event), and the grams that reached it.

    `unlawful_g` is what of them comes from the unlawful part of the subject; `least_g` and
    `most_g` hold whatever allocation one assumes.
    """

    place: Ref
    grams: int
    unlawful_g: int
    least_g: int
    most_g: int


@dataclass(frozen=True, slots=True)
class Exposed:
    """Where a subject's grams REO went, the largest part first in each list.

    A lot's grams may be in several later lots: lists do not add up. `cut` says that more
    descends from it than one request may read, `left_out` counts the places not listed.
    """

    subject: Ref
    reo_g: int
    unlawful_g: int
    lots: Sequence[Reached]
    enterprises: Sequence[Reached]
    exports: Sequence[Reached]
    left_out: int
    settled_at: datetime | None
    waiting: bool
    cut: bool


async def expose(
    store: GraphStore, subject: Ref, settings: Settings, first: int = 100
) -> Exposed | None:
    """Where a lot's or an event's mass went; at most so many of each, None where it is unknown.

    Raises MisuseError for any other subject, StoreUnavailableError.
    """
    if subject.label not in SUBJECTS:
        raise MisuseError(f"exposure is that of a lot or an event, not {subject}")
    (thing,) = await store.graph.things([subject])
    if thing is None:
        return None
    down = await store.graph.lineage([subject], up=False, most=settings.lineage_nodes)
    lineage = await _with_inputs(store, down)
    return await asyncio.to_thread(_exposed, subject, lineage, first)


async def _with_inputs(store: GraphStore, down: Lineage) -> Lineage:
    """All that descends from a subject, with what else went into its events."""
    events = [Ref(Label.EVENT, key) for key in sorted(down.events)]
    found = await everything(store.graph, events, EdgeType.INPUT, out=False)
    inputs = [
        Input(near.thing.ref.key, ref.key, near.edge["reo_g"], near.edge["supported"])
        for ref, neighbours in found.items()
        for near in neighbours
    ]
    beside = {draw.lot: Lot(draw.lot) for draw in inputs}
    return replace(down, lots={**beside, **down.lots}, inputs=inputs)


def _exposed(subject: Ref, lineage: Lineage, first: int) -> Exposed:
    sources = (
        [subject.key]
        if subject.label is Label.LOT
        else [out.lot for out in lineage.outputs_of.get(subject.key, ())]
    )
    found = Exposure(sources, lineage)
    unlawful = found.unlawful
    lots = {
        Ref(Label.LOT, lot): (grams, unlawful[lot] * lineage.lots[lot].reo_g)
        for lot, grams in found.lots().items()
    }
    draws = {Ref(Label.EVENT, key): draw for key, draw in found.exports().items()}
    exports = {
        ref: (found.drawn(draw, found.portion), found.drawn(draw, unlawful))
        for ref, draw in draws.items()
    }
    enterprises = {
        Ref(Label.ENTERPRISE, key): (found.came_to(at), found.came_to(at, unlawful=True))
        for key, at in found.handed_to().items()
    }
    rows = [
        [_row(place, grams, found, draws) for place, grams in _largest(places, first)]
        for places in (lots, enterprises, exports)
    ]
    reached = sum(1 for places in (lots, enterprises, exports) for _ in _largest(places))
    return Exposed(
        subject=subject,
        reo_g=found.mass_g,
        unlawful_g=round(sum(unlawful[lot] * lineage.lots[lot].reo_g for lot in found.sources)),
        lots=rows[0],
        enterprises=rows[1],
        exports=rows[2],
        left_out=reached - sum(map(len, rows)),
        settled_at=lineage.settled_at,
        waiting=lineage.waiting,
        cut=bool(lineage.cut),
    )


Masses = tuple[float, float]


def _largest(places: Mapping[Ref, Masses], first: int | None = None) -> list[tuple[Ref, Masses]]:
    reached = [(place, grams) for place, grams in places.items() if round(grams[0])]
    return sorted(reached, key=lambda row: (-row[1][0], row[0]))[:first]


def _row(place: Ref, grams: Masses, found: Exposure, draws: Mapping[Ref, Input]) -> Reached:
    bound = _bound(place, found, draws)
    reached = round(grams[0])
    # Draws are rounded to grams, which can put the estimate a gram outside: bounds give way.
    return Reached(
        place,
        reached,
        round(grams[1]),
        min(bound.least_g, reached),
        max(bound.most_g, reached),
    )


def _bound(place: Ref, found: Exposure, draws: Mapping[Ref, Input]) -> Bound:
    if place.label is Label.LOT:
        return found.bound_lot(place.key)
    if place.label is Label.ENTERPRISE:
        return found.bound_enterprise(place.key)
    return found.bound_draw(draws[place])

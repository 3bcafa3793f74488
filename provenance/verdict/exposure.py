"""Downstream exposure: where the mass of a lot or an event went, in kilograms and with bounds."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.graph.meant import meant
from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Neighbour
from provenance.ledger.exposure import Bound, Exposure
from provenance.ledger.heaviest import heaviest
from provenance.ledger.lineage import Input, Lineage, Lot
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, Label, Ref
from provenance.settings import Settings
from provenance.verdict.lots_of import lots_come_in

SUBJECTS = frozenset({Label.LOT, Label.EVENT, Label.ENTERPRISE})


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

    Of an enterprise, what it mined, brought in or was handed: what comes back to it counts again.
    Raises MisuseError for any other subject, StoreUnavailableError.
    """
    if subject.label not in SUBJECTS:
        raise MisuseError(
            Message(
                "exposure is that of a lot, an event or an enterprise, not {kind:label} {key}",
                kind=subject.label,
                key=subject.key,
            )
        )
    (subject,) = await meant(store.graph, [subject])
    (thing,) = await store.graph.things([subject])
    if thing is None:
        return None
    firm = subject.label is Label.ENTERPRISE
    seeds = await lots_come_in(store, subject) if firm else [subject]
    down = await store.graph.lineage(seeds, up=False, most=settings.lineage_nodes)
    events = [Ref(Label.EVENT, key) for key in sorted(down.events)]
    found = await everything(store.graph, events, EdgeType.INPUT, out=False)
    return await asyncio.to_thread(
        lambda: expose_lineage(subject, _with_inputs(down, found), first, seeds)
    )


def _with_inputs(down: Lineage, found: Mapping[Ref, Sequence[Neighbour]]) -> Lineage:
    """All that descends from a subject, with what else went into its events."""
    inputs = [
        Input(near.thing.ref.key, ref.key, near.edge["reo_g"], near.edge["supported"])
        for ref, neighbours in found.items()
        for near in neighbours
    ]
    beside = {draw.lot: Lot(draw.lot) for draw in inputs}
    return replace(down, lots={**beside, **down.lots}, inputs=inputs)


def expose_lineage(
    subject: Ref, lineage: Lineage, first: int, seeds: Sequence[Ref] = ()
) -> Exposed:
    """Where a subject's grams went in a lineage that holds all they went into."""
    lots = seeds if subject.label is Label.ENTERPRISE else [subject]
    sources = (
        [out.lot for out in lineage.outputs_of.get(subject.key, ())]
        if subject.label is Label.EVENT
        else [lot.key for lot in lots if lot.key in lineage.lots]
    )
    found = Exposure(sources, lineage)
    unlawful, draws = found.unlawful, found.exports()
    to_lots = found.lots()
    to_exports = {key: found.drawn(draw, found.portion) for key, draw in draws.items()}
    later = [
        _row(
            Ref(Label.LOT, lot),
            grams,
            unlawful[lot] * lineage.lots[lot].reo_g,
            found.bound_lot(lot),
        )
        for lot, grams in heaviest(to_lots, to_lots.__getitem__, first).items()
    ]
    enterprises = [
        _row(
            Ref(Label.ENTERPRISE, key),
            grams,
            found.came_to(found.handed_to[key], unlawful=True),
            found.bound_enterprise(key),
        )
        for key, grams in found.enterprises(first).items()
    ]
    exports = [
        _row(
            Ref(Label.EVENT, key),
            grams,
            found.drawn(draws[key], unlawful),
            found.bound_draw(draws[key]),
        )
        for key, grams in heaviest(to_exports, to_exports.__getitem__, first).items()
    ]
    reached = found.enterprises_reached()
    reached += sum(1 for grams in (*to_lots.values(), *to_exports.values()) if round(grams))
    return Exposed(
        subject=subject,
        reo_g=found.mass_g,
        unlawful_g=round(sum(unlawful[lot] * lineage.lots[lot].reo_g for lot in found.sources)),
        lots=later,
        enterprises=enterprises,
        exports=exports,
        left_out=reached - len(later) - len(enterprises) - len(exports),
        settled_at=lineage.settled_at,
        waiting=lineage.waiting,
        cut=bool(lineage.cut),
    )


def _row(place: Ref, grams: float, unlawful: float, bound: Bound) -> Reached:
    reached = round(grams)
    # Draws are rounded to grams, which can put the estimate a gram outside: bounds give way.
    return Reached(
        place,
        reached,
        round(unlawful),
        min(bound.least_g, reached),
        max(bound.most_g, reached),
    )

"""Where a subject's grams physically came from, and which quotas they drew on.

The same propagation as the balance, run backwards from the subject: one pass, whatever the number
of origins. Gates change a status and not an origin, so they do not count here.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from provenance.ledger.components import pieces
from provenance.ledger.composition.holding import Holding
from provenance.ledger.composition.mixing import Blend, blend_lots, within
from provenance.ledger.cycle import Cycle
from provenance.ledger.gates import gates, given, recipe_of
from provenance.ledger.grants import QUOTA_ACTIVITY, Gate
from provenance.ledger.lineage import Event, Lineage
from provenance.model.terms import EventKind, Label, Ref


@dataclass(frozen=True, slots=True)
class Origins:
    """Grams of a subject by the event they first came in by, and by the quota that covered them."""

    events: Mapping[str, float]
    quotas: Mapping[str, float]


Gated = Mapping[tuple[str, Gate], float]
"""Grams that passed the quota gates of events, by event key and gate."""


def trace(through: Mapping[str, float], lineage: Lineage, gated: Gated | None = None) -> Origins:
    """The origins and quotas of a subject, from the grams of it that passed through each lot.

    And through each gate, where that is known by oxide; else the grams mix evenly there too.
    """
    events: dict[str, float] = {}
    for lot, grams in sorted(through.items()):
        event = lineage.producer(lot)
        if event is not None and event.origin is not None and grams:
            events[event.key] = events.get(event.key, 0.0) + grams
    quotas: defaultdict[str, float] = defaultdict(float)
    at_gates = through_gates(through, lineage) if gated is None else gated
    for (key, gate), grams in sorted(at_gates.items()):
        grant = lineage.events[key].grant(gate)
        for part in grant.parts if grant and grant.drawn_g else ():
            if part.entitlement.label is Label.QUOTA:
                covered = part.covered_g / grant.drawn_g if grant else 0.0
                quotas[part.entitlement.key] += grams * covered
    return Origins(events, {quota: grams for quota, grams in quotas.items() if grams})


def through_gates(
    through: Mapping[str, float], lineage: Lineage
) -> defaultdict[tuple[str, Gate], float]:
    """The grams that passed each quota gate, from those that passed through each lot, by mass."""
    found: defaultdict[tuple[str, Gate], float] = defaultdict(float)
    for lot, grams in sorted(through.items()):
        event = lineage.producer(lot)
        if event is not None and grams:
            for gate, share in _gated(event, lot, lineage):
                found[event.key, gate] += grams * share
    return found


def passed(holding: Holding, lineage: Lineage, *, gated: bool = False) -> defaultdict[str, float]:
    """How many of the subject's grams passed through each lot on their way."""
    arrived: defaultdict[str, float] = defaultdict(float)
    for item in holding.items:
        arrived[item.lot] += item.reo_g * item.kept(lineage)
    return follow_back(arrived, lineage, gated=gated)


def follow_back(
    grams: Mapping[str, float], lineage: Lineage, *, gated: bool = False
) -> defaultdict[str, float]:
    """How many of the grams that are in some lots passed through each lot on their way there.

    Gated, less what gates turned into a status of their own. A lot where the lineage is cut is
    not followed: what it came from is not all there.
    """
    lots = sorted(key for key in lineage.lots if Ref(Label.LOT, key) not in lineage.cut)
    blends = blend_lots(lineage, lots, gated=gated)
    arrived = defaultdict(float, grams)
    for piece in reversed(list(pieces(lineage, lots))):
        inside = within(piece, blends)
        if any(inside.values()):
            outside = {lot: _outside(blends[lot], inside) for lot in piece}
            arrived |= Cycle(inside, outside).visits({lot: arrived[lot] for lot in piece})
        for lot in piece:
            for source, share in blends[lot].lots.items():
                if source not in inside:
                    arrived[source] += arrived[lot] * share
    return arrived


def _outside(blend: Blend, inside: Container[str]) -> float:
    """What of a lot comes from outside its cycle: summed, since 1 less the rest leaves dust."""
    others = sum(share for source, share in blend.lots.items() if source not in inside)
    return others + sum(blend.known.values())


def _gated(event: Event, lot: str, lineage: Lineage) -> Iterator[tuple[Gate, float]]:
    """The quota gates on the way into a lot, with the share of the lot that passed each."""
    if event.kind is not EventKind.PROCESSING:
        yield from ((grant.gate, 1.0) for grant in event.grants if grant.gate in QUOTA_ACTIVITY)
        return
    sorted_out = recipe_of(event, lineage)
    put_in, of_inputs = sorted_out.put_in(), given(event, sorted_out).inputs
    made = next(out.stage for out in sorted_out.outputs if out.lot == lot)
    share: defaultdict[Gate, float] = defaultdict(float)
    for draw, need in sorted_out.inputs:
        for gate in gates(need, made):
            share[gate] += of_inputs * draw.reo_g / put_in
    yield from share.items()

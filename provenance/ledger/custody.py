"""Who holds a lot and how much of it was drawn, worked out from what was filed.

A draw is supported if the lot was produced in the same month or before and the one who draws
holds it; a seizure takes from whoever holds it, and no more than is left (design, section 4).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from provenance.ledger.lineage import Input, Lineage, Output
from provenance.model.dates import month
from provenance.model.terms import EventKind


class Held(NamedTuple):
    """Who made a lot, and so who holds it: by its one claim, or with its mass by the larger."""

    claims: int
    reo_g: int
    holder: str | None
    produced_on: date | None


def settle_custody(lineage: Lineage, lots: Iterable[str]) -> Lineage:
    """Work out mass, holder and supported draws of these lots, and which inputs are supported."""
    held = {key: _held(lineage.claims_on.get(key, ()), lineage) for key in lots}
    inputs = [_judged(draw, held.get(draw.lot), lineage) for draw in lineage.inputs]
    supported: defaultdict[str, list[Input]] = defaultdict(list)
    for draw in inputs:
        if draw.supported:
            supported[draw.lot].append(draw)
    drawn = {key: _drawn(supported[key], lot, lineage) for key, lot in held.items()}
    settled = dict(lineage.lots)
    for key, (claims, mass, holder, produced_on) in held.items():
        settled[key] = replace(
            settled[key],
            claims=claims,
            reo_g=mass if claims else drawn[key],  # what nobody made has the mass of its draws
            holder=holder,
            produced_on=produced_on,
            drawn_g=drawn[key],
        )
    return replace(lineage, lots=settled, inputs=inputs)


def _drawn(draws: Sequence[Input], lot: Held, lineage: Lineage) -> int:
    """The grams that supported draws take; a seizure takes no more than those before it left."""
    events = lineage.events
    if not lot.claims or all(events[draw.event].kind is not EventKind.SEIZURE for draw in draws):
        return sum(draw.reo_g for draw in draws)
    drawn = 0
    for draw in sorted(draws, key=lambda draw: events[draw.event].order):
        seized = events[draw.event].kind is EventKind.SEIZURE
        drawn += min(draw.reo_g, max(0, lot.reo_g - drawn)) if seized else draw.reo_g
    return drawn


def deciding(claims: Sequence[Output]) -> Output:
    """The claim that gives a lot its mass and product: the larger, then of the lesser event."""
    return min(claims, key=lambda claim: (-claim.reo_g, claim.event, claim.n))


def _held(claims: Sequence[Output], lineage: Lineage) -> Held:
    if len(claims) == 1:
        event = lineage.events[claims[0].event]
        return Held(1, claims[0].reo_g, event.holder, event.date)
    return Held(len(claims), deciding(claims).reo_g if claims else 0, None, None)


def _judged(draw: Input, held: Held | None, lineage: Lineage) -> Input:
    """Whether the drawer can have held the lot then; anyone can draw what nobody, or two, made."""
    event = lineage.events[draw.event]
    lot = held or lineage.lots[draw.lot]
    in_time = lot.produced_on is None or month(lot.produced_on) <= month(event.date)
    holds = event.kind is EventKind.SEIZURE or lot.holder in (None, event.enterprise)
    supported = in_time and holds
    return draw if draw.supported is supported else draw._replace(supported=supported)


def producing_outputs(lineage: Lineage) -> Mapping[str, Output]:
    """The output of the event that made each lot, followed back through transfers.

    Lots that nobody or more than one made, or that come from such, have none.
    """
    found: dict[str, Output | None] = {}
    for lot in lineage.lots:
        way: list[str] = []
        at: str | None = lot
        made: Output | None = None
        while at is not None and at not in found:
            found[at] = None  # what goes round in transfers was made by nobody
            way.append(at)
            claims = lineage.claims_on.get(at, ())
            if len(claims) != 1:
                break
            event = lineage.events[claims[0].event]
            if event.kind is not EventKind.TRANSFER:
                made = claims[0]
                break
            at = next((draw.lot for draw in lineage.inputs_of.get(event.key, ())), None)
        else:
            made = found.get(at) if at is not None else None
        found |= dict.fromkeys(way, made)
    return {lot: output for lot, output in found.items() if output is not None}

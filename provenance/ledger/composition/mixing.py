"""Even mixing: what each lot is made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provenance.ledger.components import pieces
from provenance.ledger.cycle import Cycle
from provenance.ledger.gates import (
    Passing,
    gates,
    given,
    lawful_part,
    lawful_status,
    pass_gates,
    recipe_of,
)
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.model.status import Status
from provenance.model.terms import EventKind, Stage

Shares = Mapping[Status, float]

_place_of = {status: place for place, status in enumerate(Status)}.__getitem__

NOTHING = 1e-14
"""Below this a share is the dust of floating point: a hundredth of a gram in a million tonnes."""


@dataclass(slots=True)
class Blend:
    """What a lot is made of: shares of other lots, and shares of known status."""

    lots: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    known: defaultdict[Status, float] = field(default_factory=lambda: defaultdict(float))

    def add_draw(self, draw: Input, lot: Lot, share: float, passing: "Passing") -> None:
        """Mix in a share of a draw, less what the lot cannot stand for and the gates turn."""
        kept = lot.kept if draw.supported else 0.0
        self.lots[draw.lot] += share * kept * passing.left
        self.known[Status.UNEXPLAINED] += share * (1.0 - kept) * passing.left
        for status, turned in passing.turned:
            self.known[status] += share * turned


def settle_shares(lineage: Lineage, focus: Iterable[str]) -> dict[str, Shares]:
    """The composition of each lot in focus, from the settled ones around it; shares add to 1.

    Focus lots are worked out afresh; any other lot is taken with the shares it bears.
    """
    wanted = sorted(focus)
    blends = blend_lots(lineage, wanted)
    found: dict[str, Shares] = {}

    def shares_of(lot: str) -> Shares:
        return found.get(lot) or lineage.lots[lot].shares

    for piece in pieces(lineage, wanted):
        closed = any(within(piece, blends).values()) and _closed(piece, lineage)
        nothing: Shares = {Status.UNEXPLAINED: 1.0}
        found |= dict.fromkeys(piece, nothing) if closed else solve(piece, blends, shares_of)
    return found


def _closed(piece: Sequence[str], lineage: Lineage) -> bool:
    """Whether a cycle is entered by nothing, so that its gates have nothing to turn."""
    members = set(piece)
    return not any(
        sum(blend.known.values()) or blend.lots.keys() - members
        for blend in blend_lots(lineage, piece, gated=False).values()
    )


def solve(
    piece: Sequence[str], blends: Mapping[str, Blend], shares_of: Callable[[str], Shares]
) -> dict[str, Shares]:
    """The shares of one strongly connected piece, given those of all that feed it."""
    members = set(piece)
    known: dict[str, dict[Status, float]] = {}
    for lot in piece:
        total = dict(blends[lot].known)
        for source, share in blends[lot].lots.items():
            if source not in members:
                for status, part in shares_of(source).items():
                    total[status] = total.get(status, 0.0) + share * part
        known[lot] = total
    inside = within(piece, blends)
    if any(inside.values()):
        outside = {lot: sum(total.values()) for lot, total in known.items()}
        known = Cycle(inside, outside).solve(known)
    return {lot: _whole(shares) for lot, shares in known.items()}


def within(piece: Sequence[str], blends: Mapping[str, Blend]) -> dict[str, dict[str, float]]:
    """The shares that the lots of a piece have of one another; empty unless it is a cycle."""
    members = set(piece)
    return {
        lot: {source: share for source, share in blends[lot].lots.items() if source in members}
        for lot in piece
    }


def _whole(shares: Mapping[Status, float]) -> Shares:
    """Shares in the order of the statuses; what is left of 1 is mass that came from nowhere."""
    found = {status: shares[status] for status in sorted(shares, key=_place_of)}
    found = {status: share for status, share in found.items() if share > NOTHING}
    missing = 1.0 - sum(found.values())
    if missing > NOTHING:
        found[Status.UNEXPLAINED] = found.get(Status.UNEXPLAINED, 0.0) + missing
    return found


def blend_lots(lineage: Lineage, lots: Iterable[str], *, gated: bool = True) -> dict[str, Blend]:
    """What each lot is made of, by the one event that made it; ungated, physically."""
    by_event: dict[tuple[str, Stage], Blend] = {}
    blends = {}
    for lot in lots:
        claims = lineage.claims_on.get(lot, ())
        if len(claims) != 1:
            status = Status.UNEXPLAINED if claims else Status.NO_RECORD
            blends[lot] = Blend(known=defaultdict(float, {status: 1.0}))
            continue
        event = lineage.events[claims[0].event]
        if event.kind is not EventKind.PROCESSING:
            blends[lot] = _single(event, claims[0], lineage)
            continue
        made = claims[0].stage
        if (event.key, made) not in by_event:
            by_event[event.key, made] = _mixed(event, made, lineage, gated=gated)
        blends[lot] = by_event[event.key, made]
    return blends


def _single(event: Event, output: Output, lineage: Lineage) -> Blend:
    """A lot that came from one place: an origin, or the part of a lot that was transferred."""
    blend = Blend()
    for draw in lineage.inputs_of.get(event.key, ()):
        blend.add_draw(draw, lineage.lots[draw.lot], 1.0, Passing())
    grant = event.origin
    if grant is not None:
        lawful = lawful_part(output, grant) / output.reo_g
        blend.known[lawful_status(grant)] += lawful
        blend.known[grant.rest] += 1.0 - lawful
    return blend


def _mixed(event: Event, made: Stage, lineage: Lineage, *, gated: bool) -> Blend:
    """An output of a processing: its inputs by mass, through the gates each of them needs."""
    sorted_out = recipe_of(event, lineage)
    blend = Blend()
    put_in, of_inputs = sorted_out.put_in(), given(event, sorted_out)
    blend.known[Status.UNEXPLAINED] += of_inputs.nowhere
    blend.known[Status.UNSUPPORTED_ORIGIN] += of_inputs.unsupported
    for draw, need in sorted_out.inputs:
        share = of_inputs.inputs * draw.reo_g / put_in
        passing = pass_gates(event, gates(need, made)) if gated else Passing()
        blend.add_draw(draw, lineage.lots[draw.lot], share, passing)
    return blend

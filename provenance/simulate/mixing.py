"""Even mixing, reckoned by the simulator for itself (design, section 4).

It shares no code with the product: a lot's truth is worked out here once, as it is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from provenance.simulate.holdings import Assay, Draw, Lot
from provenance.simulate.statuses import (
    NO_QUOTA_RECORD,
    UNEXPLAINED,
    UNSUPPORTED_ORIGIN,
    Shares,
    add,
    lawful,
    scale,
)

IMPORTS_NEED_QUOTA_FROM = date(2025, 7, 28)
"""From here imported and by-product feed needs separation quota too (Order 71, Art. 3)."""


_OXIDE_FACTOR, _OXIDE_SLACK_G = 1.02, 1_000
"""Assays are measurements: an oxide may be off by two per cent and a kilogram."""


class Need(IntEnum):
    """What an input needs on its way into a compound."""

    NOTHING = 0
    SEPARATION = 1
    BOTH = 2
    UNDETERMINED = 3
    """Nobody can tell: it draws nothing, and what becomes of it is on no quota on record."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The part of what passes a gate that quota covers, and what becomes of the rest."""

    passed: float
    rest: Shares

    def turn(self, shares: Shares) -> Shares:
        """The shares of what has passed."""
        if self.passed == 1.0:
            return shares
        return add(scale(shares, self.passed), scale(self.rest, 1.0 - self.passed))


OPEN = Gate(1.0, NO_QUOTA_RECORD)


@dataclass(frozen=True, slots=True)
class Gates:
    """The two gates of a processing."""

    mining: Gate = OPEN
    separation: Gate = OPEN


@dataclass(frozen=True, slots=True)
class Portion:
    """What went in: grams, what it needs, and what it was made of."""

    reo_g: int
    need: Need
    shares: Shares
    assay: Assay | None = None
    by_oxide: Mapping[str, Shares] | None = None
    waste: str | None = None
    imported: bool = False

    def of(self, oxide: str) -> Shares:
        """The shares of one oxide in it."""
        return self.by_oxide.get(oxide, self.shares) if self.by_oxide else self.shares


def portion(draw: Draw, on: date, *, supported: bool) -> Portion:
    """What a draw brings; one by who does not hold the lot brings mass from nowhere."""
    lot, reo_g = draw
    need = need_of(lot, on, supported=supported)
    if not supported:
        return Portion(reo_g, need, UNEXPLAINED)
    by_oxide, imported = lot.by_oxide, lot.feed == "imported"
    if lot.kept < 1.0 and by_oxide:
        by_oxide = {oxide: kept(shares, lot.kept) for oxide, shares in by_oxide.items()}
    return Portion(
        reo_g, need, kept(lot.shares, lot.kept), lot.assay, by_oxide, lot.waste, imported
    )


def need_of(lot: Lot, on: date, *, supported: bool) -> Need:
    """What a lot needs as an input on a day."""
    stage, feed = lot.goods.stage, lot.feed if supported else "unknown"
    if lot.undetermined:
        return Need.UNDETERMINED
    if stage == 0 and feed in ("domestic", "unknown"):
        return Need.BOTH
    exempt = feed in ("imported", "byproduct") and on < IMPORTS_NEED_QUOTA_FROM
    return Need.NOTHING if stage == 2 or exempt else Need.SEPARATION


def mix(
    portions: Sequence[Portion], out_g: int, stage: int, gates: Gates, excess_g: float = 0.0
) -> Shares:
    """The shares of whatever of a stage came out, `out_g` being all that came out of all stages.

    `excess_g` of it no waste that went in can hold.
    """
    parts = [(p.reo_g, _passed(p.shares, p.need, stage, gates)) for p in portions]
    first = parts[0][1] if parts else UNEXPLAINED
    if out_g <= sum(p.reo_g for p in portions) and not excess_g:
        if all(shares is first for _, shares in parts):
            return first
        return _even(parts, out_g)
    explained = min(1.0, sum(p.reo_g for p in portions) / out_g)
    beyond = min(excess_g / out_g, explained)
    inputs = scale(_even(parts, 0.0), explained - beyond)
    rest = add(scale(UNEXPLAINED, 1.0 - explained), scale(UNSUPPORTED_ORIGIN, beyond))
    return add(inputs, rest)


def mix_by_oxide(
    portions: Sequence[Portion], made: Sequence[tuple[int, Assay]], stage: int, gates: Gates
) -> dict[str, Shares]:
    """The shares of each oxide that came out, of inputs and outputs that are all assayed.

    An oxide weighs in by its own mass. What came out of it beyond what assays can be off by came
    from nowhere.
    """
    in_g, out_g = sum(p.reo_g for p in portions), sum(grams for grams, _ in made)
    found = {}
    for oxide in sorted({oxide for _, assay in made for oxide in assay}):
        weights = [p.reo_g * (p.assay or {}).get(oxide, 0.0) for p in portions]
        out = sum(grams * assay.get(oxide, 0.0) for grams, assay in made)
        most = _OXIDE_FACTOR * sum(weights) + _OXIDE_SLACK_G
        explained = min(1.0, in_g / out_g, most / out if out else 1.0)
        if not any(weights):
            weights = [float(p.reo_g) for p in portions]
        passed = [_passed(p.of(oxide), p.need, stage, gates) for p in portions]
        found[oxide] = kept(_even(zip(weights, passed, strict=True), 0.0), explained)
    return found


def tell_oxides_apart(portions: Sequence[Portion], lots: Sequence[Lot], gates: Gates) -> None:
    """Where all that went in and came out is assayed, each oxide has shares of its own."""
    made: list[tuple[int, Assay]] = [(lot.reo_g, lot.assay) for lot in lots if lot.assay]
    if len(made) < len(lots) or not all(p.assay for p in portions):
        return
    same = all(p.shares == portions[0].shares and not p.by_oxide for p in portions)
    if same and all(lawful(lot.shares) for lot in lots) and not exceeds(portions, made):
        return
    for lot in lots:
        by_oxide = mix_by_oxide(portions, made, lot.goods.stage, gates)
        if lot.assay:
            lot.by_oxide, lot.even = by_oxide, lot.shares
            lot.shares = of_oxides(lot.assay, by_oxide, lot.even)


def exceeds(portions: Sequence[Portion], made: Sequence[tuple[int, Assay]]) -> bool:
    """Whether of some oxide more came out than went in, beyond what assays can be off by."""
    for oxide in {oxide for _, assay in made for oxide in assay}:
        into = sum(p.reo_g * (p.assay or {}).get(oxide, 0.0) for p in portions)
        out = sum(grams * assay.get(oxide, 0.0) for grams, assay in made)
        if out > _OXIDE_FACTOR * into + _OXIDE_SLACK_G:
            return True
    return False


def of_oxides(assay: Assay, by_oxide: Mapping[str, Shares], even: Shares) -> Shares:
    """The shares of a lot from those of its oxides; what its assay does not name is as `even`."""
    found = scale(even, max(0.0, 1.0 - sum(assay.values())))
    for oxide, share in assay.items():
        found = add(found, scale(by_oxide[oxide], share))
    return found


def kept(shares: Shares, part: float) -> Shares:
    """The shares of a draw on a lot that can stand for a part of it only."""
    if part == 1.0:
        return shares
    return add(scale(shares, part), scale(UNEXPLAINED, 1.0 - part))


def _passed(shares: Shares, need: Need, stage: int, gates: Gates) -> Shares:
    if need is Need.UNDETERMINED:
        return NO_QUOTA_RECORD if stage == 2 else shares
    if need is Need.BOTH and stage > 0:
        shares = gates.mining.turn(shares)
    if need is not Need.NOTHING and stage == 2:
        shares = gates.separation.turn(shares)
    return shares


def _even(parts: Iterable[tuple[float, Shares]], out: float) -> Shares:
    """Mix by mass; what came out beyond what went in came from nowhere."""
    total, mixed = 0.0, dict[str, float]()
    for mass, shares in parts:
        total += mass
        for status, share in shares.items():
            mixed[status] = mixed.get(status, 0.0) + share * mass
    if not total:
        return UNEXPLAINED
    mixed = {status: mass / max(total, out) for status, mass in mixed.items()}
    return add(mixed, scale(UNEXPLAINED, 1.0 - total / out)) if out > total else mixed

"""What a verdict is about, as lots and grams, and how they divide by status."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from provenance.ledger.lineage import Input, Lineage
from provenance.model.status import Status
from provenance.model.terms import Label, Ref


@dataclass(frozen=True, slots=True)
class Item:
    """Part of a subject: a lot as produced, or a draw on one (an item of an export), in grams."""

    lot: str
    reo_g: int
    draw: Input | None = None

    @property
    def seed(self) -> Ref:
        """Where its lineage starts."""
        return Ref(Label.EVENT, self.draw.event) if self.draw else Ref(Label.LOT, self.lot)

    def kept(self, lineage: Lineage) -> float:
        """The share of it that the lot stands for; the rest is mass from nowhere."""
        if self.draw is None:
            return 1.0
        return lineage.lots[self.lot].kept if self.draw.supported else 0.0


@dataclass(frozen=True, slots=True)
class Holding:
    """A subject's items, and the grams that are stated of it but held by no item."""

    items: tuple[Item, ...]
    missing_g: int = 0

    @property
    def reo_g(self) -> int:
        return sum(item.reo_g for item in self.items) + self.missing_g


def divide(holding: Holding, lineage: Lineage) -> dict[Status, int]:
    """The grams of a subject by status, pro rata; they add up to its mass."""
    grams: defaultdict[Status, float] = defaultdict(float)
    grams[Status.NO_RECORD] += holding.missing_g
    for item in holding.items:
        kept = item.kept(lineage)
        grams[Status.UNEXPLAINED] += item.reo_g * (1.0 - kept)
        for status, share in lineage.lots[item.lot].shares.items():
            grams[status] += item.reo_g * kept * share
    return whole_grams(grams, holding.reo_g)


DUST = 1e-14
"""What a sum of shares may be off by; more is mass of lots that still wait to be settled."""


def whole_grams(parts: Mapping[Status, float], total: int) -> dict[Status, int]:
    """Round to grams by largest remainder, so that they add up to the total."""
    exact = {status: parts[status] for status in Status if parts.get(status, 0.0) > 0}
    unsettled = total - sum(exact.values())
    if unsettled > max(0.5, total * DUST) or not exact:
        exact[Status.NO_RECORD] = exact.get(Status.NO_RECORD, 0.0) + max(unsettled, 0.0)
    found = {status: int(exact[status]) for status in Status if status in exact}
    missing = total - sum(found.values())
    if missing < 0:  # beyond 2^52 g doubles skip grams; the heaviest can stand for it
        found[max(found, key=lambda status: found[status])] += missing
    by_remainder = sorted(found, key=lambda status: found[status] - exact[status])
    for n in range(missing):
        found[by_remainder[n % len(by_remainder)]] += 1
    return {status: grams for status, grams in found.items() if grams}

"""What a verdict is about, as lots and grams, and how they divide by status."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from provenance.graph.lineage import Input, Lineage
from provenance.model import Label, Ref, Status


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


def whole_grams(parts: Mapping[Status, float], total: int) -> dict[Status, int]:
    """Round to grams by largest remainder, so that they add up to the total."""
    found = {status: int(parts.get(status, 0.0)) for status in Status}
    by_remainder = sorted(Status, key=lambda status: found[status] - parts.get(status, 0.0))
    missing = total - sum(found.values())
    for status in by_remainder[: max(missing, 0)]:
        found[status] += 1
    if missing < 0 or missing > len(found):
        # Beyond what rounding leaves: lots that still wait to be settled stand for nothing yet.
        found[Status.NO_RECORD] += total - sum(found.values())
    return {status: grams for status, grams in found.items() if grams}

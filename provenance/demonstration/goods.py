"""A lot of goods while the year of the demonstration is written, and what it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from provenance.simulate.goods import Goods

Assay = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot in somebody's hands: what is left of it, in grams REO.

    `draws` says whether working it up spends quota: not if it was imported or is a by-product.
    """

    id: str
    goods: Goods
    reo_g: int
    deposit: str | None = None
    assay: Assay | None = None
    draws: bool = True

    @property
    def net_g(self) -> int:
        """Net mass in grams."""
        return self.goods.net_g(self.reo_g)

    def part(self, reo_g: int) -> "Lot":
        """So many grams of it."""
        return replace(self, reo_g=reo_g)


def shares(assay: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Shares cut to six decimals, so that they never add up to more than one."""
    return {
        oxide: share.quantize(Decimal("0.000001"), ROUND_DOWN) for oxide, share in assay.items()
    }


def blend(parts: Sequence[tuple[int, Assay | None]]) -> Assay | None:
    """The assay of a mixture; None as soon as one of its parts has none."""
    total = sum(grams for grams, _ in parts)
    mixed: dict[str, Decimal] = {}
    for grams, assay in parts:
        if assay is None:
            return None
        for oxide, share in assay.items():
            mixed[oxide] = mixed.get(oxide, Decimal(0)) + share * grams / total
    return shares(mixed)

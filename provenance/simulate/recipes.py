"""What a separation takes out of its feed, one cut after the other, and metals and magnets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import floor

from provenance.model.reference import deposits
from provenance.simulate.goods import CIRCUIT, DY, HEAVY, KG, LA_CE, PR_ND, SM_EU_GD, Goods
from provenance.simulate.holdings import Assay, Cut, Lot

OLD_MAGNETS: Assay = {"Pr6O11": 0.22, "Nd2O3": 0.74, "Dy2O3": 0.04}
"""What a recycler finds in the magnets of scrapped motors."""
LIGHT_MAGNETS: Assay = {"Pr6O11": 0.24, "Nd2O3": 0.75}
"""And in those of loudspeakers."""


@dataclass(frozen=True, slots=True)
class Waste:
    """A kind of waste, what is won from it, and what an honest recycler finds in that."""

    goods: Goods
    oxide: Goods
    assay: Assay


WASTE: Mapping[str, Waste] = {
    "phosphor": Waste(
        Goods("scrap", "废荧光粉", "waste phosphors", None, 20),
        Goods("oxide", "钇铕氧化物", "yttrium-europium oxide", "2846901999", 99),
        {"Y2O3": 0.88, "Eu2O3": 0.06, "Tb4O7": 0.03, "CeO2": 0.02},
    ),
    "polishing_powder": Waste(
        Goods("scrap", "废抛光粉", "waste polishing powder", None, 60),
        LA_CE,
        {"CeO2": 0.66, "La2O3": 0.3, "Pr6O11": 0.03},
    ),
    "catalyst": Waste(
        Goods("scrap", "废催化剂", "waste catalysts", None, 8),
        LA_CE,
        {"La2O3": 0.7, "CeO2": 0.28},
    ),
    "battery": Waste(
        Goods("scrap", "废镍氢电池", "waste nickel-metal-hydride cells", None, 12),
        Goods("oxide", "镧铈镨钕氧化物", "lanthanum-to-neodymium oxide", "2846901999", 99),
        {"La2O3": 0.5, "CeO2": 0.3, "Nd2O3": 0.13, "Pr6O11": 0.04},
    ),
}
"""By the kind of a scrap intake."""

_Cuts = tuple[tuple[Goods, tuple[str, ...]], ...]
# The last cut gets the rest.
_ROCK_CUTS: _Cuts = (
    (LA_CE, ("La2O3", "CeO2")),
    (PR_ND, ("Pr6O11", "Nd2O3")),
    (SM_EU_GD, ()),
)
_IONIC_CUTS: _Cuts = (
    (LA_CE, ("La2O3", "CeO2")),
    (PR_ND, ("Pr6O11", "Nd2O3")),
    (SM_EU_GD, ("Sm2O3", "Eu2O3", "Gd2O3")),
    (DY, ("Dy2O3",)),
    (HEAVY, ()),
)


@cache
def assay_of(deposit: str) -> Assay:
    """What a deposit holds, as far as it is known."""
    return {oxide: float(share) for oxide, share in deposits()[deposit].shares.items()}


@cache
def cuts_of(deposit: str) -> tuple[tuple[Goods, float, Assay], ...]:
    """The goods a deposit separates into: their part of the REO, and their own assays."""
    rest, rest_share, found = dict(assay_of(deposit)), 1.0, []
    ionic = deposits()[deposit].ore_class == "ionic"
    *cuts, (last, _) = _IONIC_CUTS if ionic else _ROCK_CUTS
    for goods, oxides in cuts:
        taken = {oxide: rest.pop(oxide) for oxide in oxides}
        share = sum(taken.values())
        found.append((goods, share, _within(taken, share)))
        rest_share -= share
    found.append((last, rest_share, _within(rest, rest_share)))
    return tuple(found)


def separated(deposit: str, reo_g: int, circuit_g: int, *, assayed: bool) -> list[Cut]:
    """The cuts of so much recovered REO, of which some stays in the circuit."""
    cuts, left = [], reo_g - circuit_g
    for goods, share, assay in cuts_of(deposit):
        mass_g = whole_kg((reo_g - circuit_g) * share)
        if mass_g and goods is not cuts_of(deposit)[-1][0]:
            cuts.append(Cut(goods, mass_g, assay if assayed else None))
            left -= mass_g
    last, _, assay = cuts_of(deposit)[-1]
    if left:
        cuts.append(Cut(last, left, assay if assayed else None))
    if circuit_g:
        cuts.append(Cut(CIRCUIT, circuit_g, assay_of(deposit) if assayed else None))
    return cuts


def packed(cut: Cut, lots: int) -> list[Cut]:
    """A cut in so many lots of whole kilograms, or in one if it is too small or in the circuit."""
    each_g = whole_kg(cut.reo_g / lots)
    if lots == 1 or not each_g or cut.goods is CIRCUIT:
        return [cut]
    first = replace(cut, reo_g=each_g)
    return [*[first] * (lots - 1), replace(cut, reo_g=cut.reo_g - each_g * (lots - 1))]


def blended(goods: Goods, lots: Sequence[Lot], part: float) -> Cut | None:
    """So much of the REO of some lots as one; without an assay as soon as one of them has none."""
    total = sum(lot.reo_g for lot in lots)
    mass_g = whole_kg(total * part)
    return Cut(goods, mass_g, _blend(lots, total)) if mass_g else None


def _blend(lots: Sequence[Lot], total: int) -> Assay | None:
    first = lots[0].assay
    if first is None or all(lot.assay is first for lot in lots):
        return first
    mixed: dict[str, float] = {}
    for lot in lots:
        if lot.assay is None:
            return None
        for oxide, share in lot.assay.items():
            mixed[oxide] = mixed.get(oxide, 0.0) + share * lot.reo_g / total
    return _cut_off(mixed)


def whole_kg(grams: float) -> int:
    """Down to whole kilograms, as scales in the works read."""
    return int(grams) // KG * KG


def _within(assay: Assay, share: float) -> Assay:
    """The shares oxides have within a cut that is itself a share of the whole."""
    return _cut_off({oxide: part / share for oxide, part in assay.items()})


def _cut_off(assay: Assay) -> Assay:
    """Shares cut to six decimals, so that they never add up to more than one."""
    return {oxide: floor(share * 1e6) / 1e6 for oxide, share in assay.items() if share}

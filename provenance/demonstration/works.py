"""How material is worked up: what goes in, what comes out, and how much is lost on the way."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from provenance.demonstration.book import Book
from provenance.demonstration.goods import Assay, Lot, blend, shares
from provenance.demonstration.industry import Firm
from provenance.reference import deposits
from provenance.simulate.goods import (
    ALLOY,
    CONCENTRATE,
    DY,
    HEAVY,
    IONIC,
    KG,
    LA_CE,
    MAGNET,
    ORE,
    PR_ND,
    PR_ND_METAL,
    SCRAP,
    SM_EU_GD,
    Goods,
)

# What a separation takes out of its feed, one cut after the other; the last gets the rest.
_CUTS: Mapping[Goods, tuple[tuple[Goods, tuple[str, ...]], ...]] = {
    CONCENTRATE: (
        (LA_CE, ("La2O3", "CeO2")),
        (PR_ND, ("Pr6O11", "Nd2O3")),
        (SM_EU_GD, ()),
    ),
    IONIC: (
        (LA_CE, ("La2O3", "CeO2")),
        (PR_ND, ("Pr6O11", "Nd2O3")),
        (SM_EU_GD, ("Sm2O3", "Eu2O3", "Gd2O3")),
        (DY, ("Dy2O3",)),
        (HEAVY, ()),
    ),
}

# Stands in for the oxides of a deposit we know nothing of; such lots state no assay.
_STAND_IN = {CONCENTRATE: "Mianning", IONIC: "Xunwu"}


def beneficiate(book: Book, firm: Firm, on: date) -> None:
    """Turns all the ore a mine holds into concentrate; three quarters of the REO are won."""
    for ore in book.stock(firm, ORE):
        lot = book.lot(firm, on, CONCENTRATE, *_mix([ore], 75))
        book.process(firm, on, "beneficiation", [ore], [lot])
        book.made(firm, on, "mining", lot.reo_g)


def separate(book: Book, firm: Firm, on: date) -> None:
    """Separates all the concentrate a firm holds, one campaign for each kind of feed."""
    held = sorted(book.stock(firm, CONCENTRATE, IONIC), key=_campaign)
    for _, campaign in groupby(held, key=_campaign):
        inputs = list(campaign)
        outputs = _cuts(book, firm, on, inputs)
        book.process(firm, on, "separation", inputs, outputs)
        if inputs[0].draws:
            book.made(firm, on, "separation", sum(lot.reo_g for lot in outputs))


def reduce_to_metal(book: Book, firm: Firm, on: date) -> None:
    """Turns a metal maker's praseodymium-neodymium oxide into metal, with 3 % loss."""
    if oxide := book.stock(firm, PR_ND):
        metal = book.lot(firm, on, PR_ND_METAL, *_mix(oxide, 97))
        book.process(firm, on, "metal_reduction", oxide, [metal])


def make_magnets(book: Book, firm: Firm, on: date, later: date) -> None:
    """Turns a magnet maker's metal into alloy, and the alloy later into magnets and scrap."""
    if metal := book.stock(firm, PR_ND_METAL):
        alloy = book.lot(firm, on, ALLOY, *_mix(metal, 99))
        book.process(firm, on, "alloying", metal, [alloy])
        outputs = [
            book.lot(firm, later, goods, *_mix([alloy], percent))
            for goods, percent in ((MAGNET, 74), (SCRAP, 25))
        ]
        book.process(firm, later, "magnet_making", [alloy], outputs)


def recycle(book: Book, firm: Firm, on: date) -> None:
    """Wins the oxide back from all the scrap a recycler holds, with 7 % loss."""
    if scrap := book.stock(firm, SCRAP):
        oxide = book.lot(firm, on, PR_ND, *_mix(scrap, 93))
        book.process(firm, on, "separation", scrap, [oxide])


def _campaign(lot: Lot) -> tuple[str, bool, bool]:
    """Feeds that differ in kind, in whether their oxides are known, or in quota stay apart."""
    return lot.goods.product, lot.draws, _assay(lot) is None


def _cuts(book: Book, firm: Firm, on: date, inputs: Sequence[Lot]) -> list[Lot]:
    goods = inputs[0].goods
    recovered_g, known = _mix(inputs, book.random.randint(95, 97))
    rest = dict(deposits()[_STAND_IN[goods]].shares if known is None else known)
    rest_g, rest_share = recovered_g, Decimal(1)
    *cuts, (last, _) = _CUTS[goods]
    lots = []
    for cut, oxides in cuts:
        taken = {oxide: rest.pop(oxide) for oxide in oxides if oxide in rest}
        share = sum(taken.values(), Decimal(0))
        lots.append((cut, _rounded(int(recovered_g * share)), _within(taken, share)))
        rest_g -= lots[-1][1]
        rest_share -= share
    lots.append((last, rest_g, _within(rest, rest_share)))
    return [
        book.lot(firm, on, cut, mass_g, None if known is None else assay)
        for cut, mass_g, assay in lots
    ]


def _within(assay: Assay, share: Decimal) -> Assay:
    """The shares oxides have within a cut that is itself a share of the whole."""
    return shares({oxide: part / share for oxide, part in assay.items()})


def _mix(inputs: Sequence[Lot], percent: int) -> tuple[int, Assay | None]:
    """The grams and the assay of so many per cent of the inputs, evenly mixed."""
    total_g = sum(lot.reo_g for lot in inputs)
    return _rounded(total_g * percent // 100), _blend(inputs)


def _blend(lots: Sequence[Lot]) -> Assay | None:
    return blend([(lot.reo_g, _assay(lot)) for lot in lots])


def _assay(lot: Lot) -> Assay | None:
    return deposits()[lot.deposit].shares if lot.deposit else lot.assay


def _rounded(grams: int) -> int:
    """Down to whole kilograms, as scales in the works read."""
    return grams // KG * KG

"""Three export declarations whose truth is known because we made it up.

Their chains are planted among all others and touch none of their lots, so each verdict is exact
to the gram whatever the seed. Nothing here is computed from records: the masses are chosen, and
the truth follows by rule of three.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from provenance.demonstration.book import Book, Border, Deal, Draw, whole
from provenance.demonstration.flows import extract
from provenance.demonstration.goods import Lot
from provenance.demonstration.industry import FIRMS
from provenance.simulate.goods import IONIC, KG, MIXED, TONNE, kg
from provenance.simulate.identifiers import declaration_number


@dataclass(frozen=True, slots=True)
class Example:
    """An export declaration and what is true of it, in grams REO; nothing in it is unverified."""

    name: str
    declaration: str
    conclusion: Literal["LAWFUL", "MIXED", "UNLAWFUL"]
    reo_g: int
    lawful_g: int
    unlawful_g: int
    story: str
    story_zh: str


EXAMPLES = (
    Example(
        name="lawful",
        declaration=declaration_number("5301", 2024, "export", 9_000_001),
        conclusion="LAWFUL",
        reo_g=40_000_000,
        lawful_g=40_000_000,
        unlawful_g=0,
        story="60 t mined under quota and 20 t imported and declared are separated together by a "
        "listed separator within its quota; 40 t of the oxide leave the country.",
        story_zh="60吨指标内开采的离子矿与20吨已申报进口矿由名录内企业在指标内合并分离，"
        "其中40吨氧化物出口。",
    ),
    Example(
        name="mixed",
        declaration=declaration_number("5301", 2024, "export", 9_000_002),
        conclusion="MIXED",
        reo_g=30_000_000,
        lawful_g=22_500_000,  # 30 t of the 40 t that went in: three quarters
        unlawful_g=7_500_000,
        story="A listed separator mixes 30 t mined under quota with 10 t of a miner who is on no "
        "list; 30 t of the oxide leave the country, a quarter of it without a lawful origin.",
        story_zh="名录内分离企业将30吨指标内离子矿与10吨名录外矿点的离子矿混合分离，"
        "出口30吨氧化物，其中四分之一无合法来源。",
    ),
    Example(
        name="unlawful",
        declaration=declaration_number("3104", 2024, "export", 9_000_003),
        conclusion="UNLAWFUL",
        reo_g=11_400_000,
        lawful_g=0,
        unlawful_g=11_400_000,
        story="12 t of a miner on no list are separated by a workshop on no list, sold as kaolin, "
        "and leave the country as 11.4 t of oxide, none of it lawful.",
        story_zh="名录外矿点的12吨离子矿由名录外作坊分离，以“瓷土”名义开票转卖，"
        "出口11.4吨氧化物，全部无合法来源。",
    ),
)

_LAWFUL, _MIXED, _UNLAWFUL = EXAMPLES


def plant(book: Book) -> None:
    """Adds the three chains to the records."""
    _plant_lawful(book)
    _plant_mixed(book)
    _plant_unlawful(book)


def _plant_lawful(book: Book) -> None:
    mined = _mine(book, "LNM", date(2024, 10, 8), 60)
    imported = _import(book, "LCI", date(2024, 10, 9), 20)
    feed = _sell(book, date(2024, 10, 12), "LNM", "LNS", [mined])
    feed += _sell(book, date(2024, 10, 12), "LCI", "LNS", [imported])
    # 80 t in, 76.8 t out; three quarters of it draw on quota, the rest was imported.
    outputs = _separate(book, "LNS", date(2024, 10, 20), feed, (50_000, 26_800))
    book.made(FIRMS["LNS"], date(2024, 10, 20), "separation", 57_600 * KG)
    [oxide] = _sell(book, date(2024, 10, 28), "LNS", "LNE", outputs[:1])
    border = Border("5301", "JP", "Example Ceramics (synthetic)", number=_LAWFUL.declaration)
    book.export(FIRMS["LNE"], date(2024, 11, 5), [Draw(oxide, 40 * TONNE)], border)


def _plant_mixed(book: Book) -> None:
    covered = _mine(book, "XWM", date(2024, 10, 10), 30)
    uncovered = _mine(book, "LPX", date(2024, 10, 11), 10)
    feed = _sell(book, date(2024, 10, 15), "XWM", "DN2", [covered])
    feed += _hand_over(book, date(2024, 10, 15), "LPX", "DN2", uncovered)
    # 40 t in, 38.4 t out, within the separator's 200 t: only the miner spoils it.
    outputs = _separate(book, "DN2", date(2024, 10, 25), feed, (24_000, 14_400))
    book.made(FIRMS["DN2"], date(2024, 10, 25), "separation", 38_400 * KG)
    first, second = _sell(book, date(2024, 11, 1), "DN2", "LNE", outputs)
    border = Border("5301", "KR", "Example Glass (synthetic)", number=_MIXED.declaration)
    draws = [Draw(first, 20 * TONNE), Draw(second, 10 * TONNE)]
    book.export(FIRMS["LNE"], date(2024, 11, 12), draws, border)


def _plant_unlawful(book: Book) -> None:
    mined = _mine(book, "AYX", date(2024, 10, 9), 12)
    feed = _hand_over(book, date(2024, 10, 14), "AYX", "QNX", mined)
    [oxide] = _separate(book, "QNX", date(2024, 10, 24), feed, (11_400,))
    deal = Deal(date(2024, 10, 30), FIRMS["QNX"], FIRMS["GXT"])
    # GOODS_RENAMED: the invoice says kaolin, without the rare-earth mark.
    kaolin = {"goods": "瓷土（合成） / kaolin (synthetic)", "hs_code": "2507001000"}
    lines = [kaolin | {"net_kg": kg(oxide.net_g)}]
    invoice = book.invoice(deal, [], rare_earth_mark=False, lines=lines)
    bought = book.sell(deal, whole([oxide]), [invoice])
    resold = _sell(book, date(2024, 11, 8), "GXT", "CTE", bought)
    border = Border("3104", "VN", "Example Abrasives (synthetic)", number=_UNLAWFUL.declaration)
    book.export(FIRMS["CTE"], date(2024, 11, 20), whole(resold), border)


def _mine(book: Book, key: str, on: date, reo_t: int) -> Lot:
    lot = book.lot(FIRMS[key], on, IONIC, reo_t * TONNE)
    return extract(book, FIRMS[key], on, lot)


def _import(book: Book, key: str, on: date, reo_t: int) -> Lot:
    lot = book.lot(FIRMS[key], on, IONIC, reo_t * TONNE)
    declaration = book.declare("import", FIRMS[key], on, whole([lot]), Border("8604", "MM"))
    return book.begin("import", FIRMS[key], on, lot, declaration=declaration)


def _sell(book: Book, on: date, seller: str, buyer: str, lots: Sequence[Lot]) -> list[Lot]:
    return book.sell(Deal(on, FIRMS[seller], FIRMS[buyer]), whole(lots))


def _hand_over(book: Book, on: date, seller: str, buyer: str, lot: Lot) -> list[Lot]:
    """A sale nobody invoiced: MOVEMENT_WITHOUT_INVOICE."""
    return book.sell(Deal(on, FIRMS[seller], FIRMS[buyer]), whole([lot]), ())


def _separate(
    book: Book, key: str, on: date, feed: Sequence[Lot], outputs_kg: Sequence[int]
) -> list[Lot]:
    lots = [book.lot(FIRMS[key], on, MIXED, out_kg * KG) for out_kg in outputs_kg]
    book.process(FIRMS[key], on, "separation", feed, lots)
    return lots

"""The rhythm of the year: twenty-four halves of a month in which everybody does the same.

Each half sells what the one before it made, then mines, delivers and works up; days of one half
follow that order, so nothing is handed over before it was made.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from provenance.demonstration import works
from provenance.demonstration.authority import AUTHORITY, BYPRODUCT_SITE
from provenance.demonstration.book import Book, Deal, Draw, whole
from provenance.demonstration.goods import Lot
from provenance.demonstration.industry import FIRMS, Firm
from provenance.demonstration.network import (
    EXPORTS,
    IMPORTS,
    MINES,
    MINES_2023,
    ROUTES,
    SEPARATORS,
    Mine,
)
from provenance.simulate.goods import (
    CONCENTRATE,
    IONIC,
    KG,
    LA_CE,
    ORE,
    PR_ND,
    SCRAP,
    TONNE,
    Goods,
    kg,
)

# Per cent of an average month; the Spring Festival is in February.
_RHYTHM = (95, 65, 100, 105, 105, 105, 100, 100, 105, 110, 105, 105)

# What a recycler finds in the magnets of scrapped motors.
_OLD_MAGNETS = {"Pr6O11": Decimal("0.22"), "Nd2O3": Decimal("0.74"), "Dy2O3": Decimal("0.04")}


def year(book: Book) -> None:
    """Writes the lawful year 2024, and the last weeks of 2023 in which some stock was made."""
    for first in _halves(2023, 11, 12):
        _mine(book, first, MINES_2023)
        _separate(book, first)
    for key, goods, reo_t in (("MNS", CONCENTRATE, 200), ("BTT", LA_CE, 300), ("GXA", PR_ND, 50)):
        count_stock(book, FIRMS[key], (goods, reo_t * TONNE, reo_t * TONNE))
    for first in _halves(2024, 1, 12):
        _half(book, first)


def _half(book: Book, first: date) -> None:
    _sell(book, first)
    _take_in_scrap(book, first)
    _mine(book, first, MINES)
    if first.day == 1:
        _import(book, first)
        _mine_byproduct(book, first)
    _separate(book, first)
    _make(book, first)
    _export(book, first)


def _halves(of_year: int, first_month: int, last_month: int) -> list[date]:
    months = range(first_month, last_month + 1)
    return [date(of_year, month, day) for month in months for day in (1, 16)]


def count_stock(book: Book, firm: Firm, stock: tuple[Goods, int, int]) -> Lot:
    """Stock on hand when the year begins: what it is, the grams stated, the grams verified."""
    goods, stated_g, verified_g = stock
    on = date(2023, 12, 31)
    inspection = f"INS-2023-{firm.key}"
    fields = {
        "id": inspection,
        "enterprise": firm.code,
        "date": on.isoformat(),
        "authority": AUTHORITY,
        "verified_reo_kg": kg(verified_g),
        "result": "stock counted (synthetic)",
    }
    book.write("inspection", fields)
    lot = book.lot(firm, on, goods, stated_g)
    return book.begin("opening_stock", firm, on, lot, inspection=inspection)


def _sell(book: Book, first: date) -> None:
    # What is sold today may not be sold on today: look at all stock before the first sale.
    plans = [(route, book.stock(FIRMS[route.seller], route.goods)) for route in ROUTES]
    for route, lots in plans:
        draws = [_part(book, lots[0], 50, 90)] if route.trader and lots else whole(lots)
        if draws:
            on = _day(book, first, 0, 2)
            book.sell(Deal(on, FIRMS[route.seller], FIRMS[route.buyer]), draws)


def _mine(book: Book, first: date, mines: tuple[Mine, ...]) -> None:
    for mine in mines:
        firm, on = FIRMS[mine.firm], _day(book, first, 3, 5)
        usual_g = mine.year_t * TONNE * _RHYTHM[first.month - 1] // 2_400
        mined = book.lot(firm, on, mine.goods, _about(book, usual_g))
        extract(book, firm, on, replace(mined, deposit=mine.deposit))
        works.beneficiate(book, firm, on)
        _deliver(book, first, firm, mine.separators)


def extract(book: Book, firm: Firm, on: date, lot: Lot) -> Lot:
    """Takes a lot out of the ground; concentrate counts against quota, ore does not yet."""
    ore_class = "ionic" if lot.goods is IONIC else "rock"
    if lot.goods is not ORE:
        book.made(firm, on, "mining", lot.reo_g)
    return book.begin("extraction", firm, on, lot, region=firm.region, ore_class=ore_class)


def _deliver(book: Book, first: date, firm: Firm, buyers: tuple[str, ...]) -> None:
    """Sends all a firm has to its separators, in equal parts."""
    for nth, key in enumerate(buyers):
        parts = len(buyers) - nth
        lots = book.stock(firm, CONCENTRATE, IONIC)
        draws = [Draw(lot, lot.reo_g if parts == 1 else lot.reo_g // parts) for lot in lots]
        book.sell(Deal(_day(book, first, 6, 8), firm, FIRMS[key]), draws)


def _mine_byproduct(book: Book, first: date) -> None:
    """A few tonnes of monazite each quarter from a tungsten pit, under its by-product permit."""
    if first.month % 3 == 2:
        firm, on = FIRMS["LPB"], _day(book, first, 3, 5)
        lot = replace(book.lot(firm, on, CONCENTRATE, 10 * TONNE), draws=False)
        what = {"ore_class": "rock", "byproduct_of": "tungsten ore（合成）"}
        book.begin("extraction", firm, on, lot, site=BYPRODUCT_SITE, **what)
        _deliver(book, first, firm, ("QNS",))


def _import(book: Book, first: date) -> None:
    for key, goods, deposit, reo_t, border in IMPORTS:
        firm, on = FIRMS[key], _day(book, first, 3, 5)
        bought = book.lot(firm, on, goods, _about(book, reo_t * TONNE))
        lot = replace(bought, deposit=deposit, draws=False)
        declaration = book.declare("import", firm, on, whole([lot]), border)
        book.begin("import", firm, on, lot, declaration=declaration)
    for key in ("QNI", "LCI"):
        _deliver(book, first, FIRMS[key], ("QNS",))


def _take_in_scrap(book: Book, first: date) -> None:
    for key in ("XFR", "AYR"):
        firm, on = FIRMS[key], _day(book, first, 3, 5)
        lot = book.lot(firm, on, SCRAP, _about(book, 40 * TONNE), _OLD_MAGNETS)
        invoice = book.invoice(Deal(on, FIRMS["GXC"], firm), whole([lot]))
        source = "end-of-life motors, synthetic（合成）"
        book.begin("scrap_intake", firm, on, lot, source=source, invoices=[invoice])


def _separate(book: Book, first: date) -> None:
    for key in SEPARATORS:
        works.separate(book, FIRMS[key], _day(book, first, 9, 10))


def _make(book: Book, first: date) -> None:
    for key in ("BTA", "GXA", "CTA"):
        works.reduce_to_metal(book, FIRMS[key], _day(book, first, 9, 10))
    for key in ("KDG", "GXG"):
        on = _day(book, first, 6, 8)
        works.make_magnets(book, FIRMS[key], on, _day(book, first, 9, 10))
    for key in ("XFR", "AYR"):
        works.recycle(book, FIRMS[key], _day(book, first, 9, 10))


def _export(book: Book, first: date) -> None:
    for key, goods, border in EXPORTS:
        for lot in book.stock(FIRMS[key], goods)[:1]:
            on = _day(book, first, 11, 12)
            book.export(FIRMS[key], on, [_part(book, lot, 40, 90)], border)


def _day(book: Book, first: date, earliest: int, latest: int) -> date:
    return first + timedelta(days=book.random.randint(earliest, latest))


def _about(book: Book, usual_g: int) -> int:
    """The usual mass, give or take 6 %, in hundreds of kilograms."""
    return usual_g * book.random.randint(94, 106) // 100 // (100 * KG) * (100 * KG)


def _part(book: Book, lot: Lot, least: int, most: int) -> Draw:
    """A part of a lot, by per cent, in whole kilograms; all of a lot that is nearly gone."""
    part_g = lot.reo_g * book.random.randint(least, most) // 100 // KG * KG
    return Draw(lot, part_g if lot.reo_g > TONNE else lot.reo_g)

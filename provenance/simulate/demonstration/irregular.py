"""A handful of other things to find, each named after the finding it should raise.

All of them are the doing of firms without a group, and none touches another firm's lots.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from provenance.simulate.book import Book, stock
from provenance.simulate.goods import CIRCUIT, CONCENTRATE, IONIC, LA_CE, PR_ND, SCRAP, kg
from provenance.simulate.holdings import Cut, Firm, Lot
from provenance.simulate.paperwork import invoice, t
from provenance.simulate.plants import PLANTS
from provenance.simulate.scene import Scene
from provenance.simulate.statuses import (
    OPENING_STOCK,
    SECONDARY,
    UNDECLARED_IMPORT,
    UNSUPPORTED_ORIGIN,
    UNSUPPORTED_STOCK,
    partly,
)
from provenance.simulate.supervision import AUTHORITY, inspect

_SCENES = (
    ("CIRCULAR_FLOW", date(2024, 9, 1)),
    ("INVOICE_WITHOUT_MOVEMENT", date(2024, 8, 1)),
    ("SPLIT_SHIPMENTS", date(2024, 11, 1)),
    ("LICENCE_EXCEEDED", date(2025, 5, 1)),
    ("LICENCE_REUSED", date(2025, 6, 1)),
)
"""Planted as in any made-up world, with firms of their own: what, and the month it begins in."""


def plant(book: Book, firms: Mapping[str, Firm]) -> None:
    """Adds them all to the records."""
    _mine_over_quota(book, firms["DC2"])
    _recycle_more_than_scrap(book, firms["AYR"], firms["GXC"])
    _import_undeclared(book, firms["LCI"])
    _overstate_stock(book, firms["XWT"])
    _withdraw(book, firms["DCS"])
    _punish(book, firms["DC2"], "20 t mined over quota (synthetic)", 1_000_000, reduction_t=20)
    _punish(book, firms["AYX"], "mining while on no list (synthetic)", 2_000_000)
    for code, first in _SCENES:
        PLANTS[code](Scene(book, code, True, 0, first))


def _mine_over_quota(book: Book, miner: Firm) -> None:
    """OVER_QUOTA_MINING: 80 t in four quarters on a quota of 60 t."""
    for month in (2, 5, 8, 11):
        book.extract(miner, date(2024, month, 20), Cut(CONCENTRATE, t(20)))


def _recycle_more_than_scrap(book: Book, works: Firm, collector: Firm) -> None:
    """RECYCLED_COVER and UNEXPLAINED_MASS: 10 t of scrap give 10.6 t of oxide.

    UNSUPPORTED_ORIGIN too: the invoice is for 8 t of the scrap.
    """
    on, assay = date(2024, 11, 4), {"Pr6O11": 0.24, "Nd2O3": 0.76}
    number = invoice(book, on, collector, works, [(Lot("", SCRAP, t(8), None, 0), t(8))])
    papers = {"source": "magnet grinding, synthetic（合成）", "invoices": [number]}
    covered = partly(0.8, SECONDARY, UNSUPPORTED_ORIGIN)
    scrap = book.begin("scrap_intake", works, on, Cut(SCRAP, t(10), assay), covered, **papers)
    oxide = Cut(PR_ND, t(10.6), assay)
    book.process(works, on + timedelta(9), "separation", [(scrap, t(10))], [oxide])


def _import_undeclared(book: Book, importer: Firm) -> None:
    """UNDECLARED_IMPORT: 6 t that crossed the border without a declaration."""
    book.begin("import", importer, date(2024, 11, 15), Cut(IONIC, t(6)), UNDECLARED_IMPORT)


def _overstate_stock(book: Book, trader: Firm) -> None:
    """UNSUPPORTED_STOCK: 10 t were stated when the year began, and the inspector found 8 t."""
    on, covered = date(2023, 12, 31), partly(0.8, OPENING_STOCK, UNSUPPORTED_STOCK)
    found = inspect(book, trader, on, t(8), "stock counted (synthetic)")
    book.begin("opening_stock", trader, on, Cut(LA_CE, t(10)), covered, inspection=found)


def _withdraw(book: Book, works: Firm) -> None:
    """Nothing wrong: a disposal filed by mistake is withdrawn."""
    lot = stock(works, CIRCUIT)[0]
    mistaken = {"record": "disposal", "id": "DIS-WITHDRAWN"}
    reason = "filed by mistake: the lot is still there, synthetic（合成）"
    book.write(
        "disposal",
        id=mistaken["id"],
        date="2024-12-30",
        enterprise=works.code,
        items=[{"lot": lot.id, "reo_kg": kg(lot.reo_g)}],
        reason=reason,
    )
    book.write("withdrawal", id="WDR-000001", withdraws=mistaken, reason=reason)


def _punish(
    book: Book, firm: Firm, what: str, fine_cny: int, reduction_t: int | None = None
) -> None:
    """An inspection, what it found, and the penalty for it; fines within Order 785's ranges."""
    violation = f"VIO-2024-{firm.key}"
    head = {"enterprise": firm.code, "authority": AUTHORITY, "description": what}
    visit = inspect(book, firm, date(2024, 12, 5), result=what)
    book.write("violation", id=violation, date="2024-12-10", inspection=visit, **head)
    decided = {"fine_cny": fine_cny, "next_year_reduction_t": reduction_t, "violation": violation}
    book.write("penalty", id=f"PEN-2024-{firm.key}", date="2024-12-24", **head | decided)

"""A handful of other things to find, each named after the finding it should raise.

All of them are the doing of firms without a group, and none touches another firm's lots.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from provenance.demonstration.authority import AUTHORITY
from provenance.demonstration.book import Book, Border, Deal, Draw, whole
from provenance.demonstration.flows import count_stock, extract
from provenance.demonstration.industry import FIRMS, Firm
from provenance.simulate.goods import (
    CONCENTRATE,
    DY,
    DY_METAL,
    IONIC,
    KG,
    LA_CE,
    PR_ND,
    SCRAP,
    SM_EU_GD,
    TONNE,
    kg,
)


def plant(book: Book) -> None:
    """Adds them all to the records."""
    _mine_over_quota(book)
    _trade_in_a_circle(book)
    _recycle_more_than_scrap(book)
    _import_undeclared(book)
    _split_shipments(book)
    _invoice_without_goods(book)
    _dispose_and_withdraw(book)
    _export_under_licence(book)
    _punish(book, FIRMS["AYX"], "mining while on no list (synthetic)", {"fine_cny": 2_000_000})


def _mine_over_quota(book: Book) -> None:
    """OVER_QUOTA_MINING: 80 t in four quarters on a quota of 60 t, and a fine for the last."""
    mine = FIRMS["DC2"]
    for month in (2, 5, 8, 11):
        on = date(2024, month, 20)
        extract(book, mine, on, book.lot(mine, on, CONCENTRATE, 20 * TONNE))
    decided = {"fine_cny": 1_000_000, "next_year_reduction_t": 20}
    _punish(book, mine, "20 t mined over quota (synthetic)", decided)


def _trade_in_a_circle(book: Book) -> None:
    """CIRCULAR_FLOW: 5 t that three traders sell on until they are back where they were.

    UNSUPPORTED_STOCK too: 10 t were stated as stock, and the inspector found 8 t.
    """
    lots = [count_stock(book, FIRMS["XWT"], (LA_CE, 10 * TONNE, 8 * TONNE))]
    circle = ("XWT", "GXT", "LNT", "XWT")
    for nth, (seller, buyer) in enumerate(pairwise(circle)):
        deal = Deal(date(2024, 9, 3 + 4 * nth), FIRMS[seller], FIRMS[buyer])
        lots = book.sell(deal, [Draw(lots[0], 5 * TONNE)])


def _recycle_more_than_scrap(book: Book) -> None:
    """RECYCLED_COVER and UNEXPLAINED_MASS: 10 t of scrap give 10.6 t of oxide.

    UNSUPPORTED_ORIGIN too: the invoice is for 8 t of the scrap.
    """
    firm, on = FIRMS["AYR"], date(2024, 11, 4)
    assay = {"Pr6O11": Decimal("0.24"), "Nd2O3": Decimal("0.76")}
    scrap = book.lot(firm, on, SCRAP, 10 * TONNE, assay)
    invoice = book.invoice(Deal(on, FIRMS["GXC"], firm), [Draw(scrap, 8 * TONNE)])
    source = "magnet grinding, synthetic（合成）"
    book.begin("scrap_intake", firm, on, scrap, source=source, invoices=[invoice])
    oxide = book.lot(firm, on, PR_ND, 10_600 * KG, assay)
    book.process(firm, on + timedelta(days=9), "separation", [scrap], [oxide])


def _import_undeclared(book: Book) -> None:
    """UNDECLARED_IMPORT: 6 t that crossed the border without a declaration."""
    firm, on = FIRMS["LCI"], date(2024, 11, 15)
    book.begin("import", firm, on, book.lot(firm, on, IONIC, 6 * TONNE))


def _split_shipments(book: Book) -> None:
    """SPLIT_SHIPMENTS: six small exports to one user within six days; the goods are lawful."""
    firm = FIRMS["KDE"]
    lot = count_stock(book, firm, (LA_CE, 3 * TONNE, 3 * TONNE))
    border = Border("0202", "IN", "Example Polish (synthetic)")
    for day in range(18, 24):
        book.export(firm, date(2024, 11, day), [Draw(lot, 480 * KG)], border)


def _invoice_without_goods(book: Book) -> None:
    """INVOICE_WITHOUT_MOVEMENT: goods invoiced that never moved; a void invoice is no harm."""
    deal = Deal(date(2024, 8, 6), FIRMS["LNT"], FIRMS["GXT"])
    phantom = book.lot(FIRMS["LNT"], deal.on, LA_CE, 2 * TONNE)
    book.invoice(deal, whole([phantom]), status="void")
    book.invoice(deal, whole([phantom]))


def _dispose_and_withdraw(book: Book) -> None:
    """Nothing wrong: residue is disposed of; a disposal filed by mistake is withdrawn."""
    firm, on = FIRMS["DCS"], date(2024, 12, 30)
    first, second = book.stock(firm, SM_EU_GD)[:2]
    book.dispose(firm, on, Draw(first, 500 * KG), "residue to a licensed store, synthetic（合成）")
    mistaken = {"id": "DIS-WITHDRAWN", "date": on.isoformat(), "enterprise": firm.code}
    items = {"items": [{"lot": second.id, "reo_kg": kg(second.reo_g)}]}
    book.write("disposal", mistaken | items | {"reason": "filed by mistake, synthetic（合成）"})
    withdraws = {"record": "disposal", "id": mistaken["id"]}
    reason = "the lot is still there, synthetic（合成）"
    book.write("withdrawal", {"id": "WDR-00001", "withdraws": withdraws, "reason": reason})


def _export_under_licence(book: Book) -> None:
    """Dysprosium metal in 2025, when it is controlled: two shipments under a general licence.

    LICENCE_REUSED and LICENCE_EXCEEDED: then two under a single-use one, the second 200 kg over.
    """
    maker, exporter = FIRMS["GXA"], FIRMS["LNE"]
    made, sold = date(2025, 3, 10), date(2025, 4, 15)
    oxide = book.stock(maker, DY)[:2]
    metal_g = sum(lot.reo_g for lot in oxide) * 97 // 100 // KG * KG
    metal = book.lot(maker, made, DY_METAL, metal_g, {"Dy2O3": Decimal(1)})
    book.process(maker, made, "metal_reduction", oxide, [metal])
    [bought] = book.sell(Deal(sold, maker, exporter), whole([metal]))
    for licence, kind, net_kg in (("LIC-2025-1", "general", 3_000), ("LIC-2025-2", "single", 500)):
        _license(book, exporter, licence, {"kind": kind, "net_kg": net_kg})
    shipments = (
        ("LIC-2025-1", date(2025, 5, 12), 1_000),
        ("LIC-2025-2", date(2025, 5, 20), 500),
        ("LIC-2025-1", date(2025, 6, 5), 1_000),
        ("LIC-2025-2", date(2025, 6, 12), 200),
    )
    for licence, on, net_kg in shipments:
        border = Border("5301", "JP", "Example Magnetics (synthetic)", licence)
        draw = Draw(bought, net_kg * KG * DY_METAL.reo_percent // 100)
        book.export(exporter, on, [draw], border)


def _license(book: Book, holder: Firm, licence: str, terms: Mapping[str, object]) -> None:
    what = {"holder": holder.code, "control_codes": ["1C905.a"], "hs_codes": [DY_METAL.hs_code]}
    user = {"end_user": "Example Magnetics (synthetic)", "destination": "JP"}
    valid = {"valid_from": "2025-05-01", "valid_to": "2026-04-30", "status": "valid"}
    book.write("export_licence", {"id": licence, **what, **user, **valid, **terms})


def _punish(book: Book, firm: Firm, what: str, decided: Mapping[str, object]) -> None:
    """An inspection, what it found, and the penalty for it; fines within Order 785's ranges."""
    inspection, violation = f"INS-2024-{firm.key}", f"VIO-2024-{firm.key}"
    head = {"enterprise": firm.code, "authority": AUTHORITY}
    for kind, fields in (
        ("inspection", {"id": inspection, "date": "2024-12-05", "result": what}),
        ("violation", {"id": violation, "date": "2024-12-10", "inspection": inspection}),
        ("penalty", {"id": f"PEN-2024-{firm.key}", "date": "2024-12-24", "violation": violation}),
    ):
        more = decided if kind == "penalty" else {}
        text = {} if kind == "inspection" else {"description": what}
        book.write(kind, {**fields, **head, **text, **more})

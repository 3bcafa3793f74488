"""A shipment that is lawful: mined, separated and exported within quota, with every paper."""

from typing import Any

MINE, PLANT, TRADER = "91150200MA00TE5T15", "91510000MA62TE5T1F", "91310000MA1KTE5T22"
DECLARATION, LICENCE = "530120260000000042", "26-EL-000123"
ORE_INVOICE, OXIDE_INVOICE = "26152000000012345679", "26512000000012345680"


def lawful_shipment() -> list[dict[str, Any]]:
    """The records of 19,000 kg of oxide that may leave."""
    return [
        _firm(MINE, "甲矿业（合成）", "150203", "mining"),
        _firm(PLANT, "乙分离（合成）", "510100", "separation"),
        _firm(TRADER, "丙贸易（合成）", "310115", "trade", "export"),
        _designated("DM", MINE, "mining"),
        _designated("DS", PLANT, "separation"),
        {
            "record": "permit", "id": "PM", "enterprise": MINE, "kind": "mining",
            "valid_from": "2021-01-01",
        },
        _quota("QM", MINE, "mining", ore_class="rock"),
        _quota("QS", PLANT, "separation"),
        {
            "record": "extraction", "id": "X1", "date": "2026-01-10", "enterprise": MINE,
            "ore_class": "rock",
            "output": {
                "id": "C1", "product": "concentrate", "reo_kg": 20000, "net_kg": 40000,
                "hs_code": "25309020",
            },
        },
        _transfer("T1", "2026-02-20", MINE, PLANT, ORE_INVOICE, ("C1", 20000, "K1")),
        {
            "record": "processing", "id": "P1", "date": "2026-03-01", "enterprise": PLANT,
            "process": "separation", "inputs": [{"lot": "K1", "reo_kg": 20000}],
            "outputs": [
                {
                    "id": "D1", "product": "oxide", "reo_kg": 19000, "net_kg": 19200,
                    "hs_code": "28469099",
                }
            ],
        },
        _transfer("T2", "2026-03-05", PLANT, TRADER, OXIDE_INVOICE, ("D1", 19000, "F1")),
        {
            "record": "export", "id": "E1", "date": "2026-03-10", "enterprise": TRADER,
            "declaration": DECLARATION, "items": [{"lot": "F1", "reo_kg": 19000}],
        },
        _invoice(ORE_INVOICE, "2026-02-20", MINE, PLANT, ("稀土精矿", "25309020", 40000, 20000)),
        _invoice(OXIDE_INVOICE, "2026-03-05", PLANT, TRADER, ("氧化镧", "28469099", 19200, 19000)),
        {
            "record": "export_licence", "id": LICENCE, "kind": "single", "holder": TRADER,
            "control_codes": ["1C902"], "hs_codes": ["28469099"], "net_kg": 20000,
            "end_user": "Example Magnet GmbH", "destination": "DEU",
            "valid_from": "2026-01-01", "valid_to": "2026-12-31",
        },
        {
            "record": "declaration", "id": DECLARATION, "direction": "export",
            "date": "2026-03-10", "declarant": TRADER, "hs_code": "28469099",
            "goods": "氧化镨钕", "net_kg": 19200, "reo_kg": 19000, "country": "DEU",
            "end_user": "Example Magnet GmbH", "licence": LICENCE,
        },
        _reported(MINE, "2026-01"),
        _reported(MINE, "2026-02"),
        _reported(PLANT, "2026-03"),
        _reported(TRADER, "2026-03"),
    ]  # fmt: skip


def _firm(code: str, name: str, region: str, *roles: str) -> dict[str, Any]:
    return {"record": "enterprise", "id": code, "name": name, "region": region, "roles": [*roles]}


def _designated(id_: str, firm: str, activity: str) -> dict[str, Any]:
    return {
        "record": "designation", "id": id_, "enterprise": firm, "activity": activity,
        "valid_from": "2026-01-01", "notice": "x",
    }  # fmt: skip


def _quota(id_: str, firm: str, activity: str, **more: str) -> dict[str, Any]:
    return {
        "record": "quota", "id": id_, "enterprise": firm, "year": 2026, "batch": 1,
        "activity": activity, "reo_t": 100, "issued_on": "2026-01-05", **more,
    }  # fmt: skip


def _transfer(
    id_: str, day: str, seller: str, buyer: str, invoice: str, item: tuple[str, int, str]
) -> dict[str, Any]:
    lot, reo_kg, new_lot = item
    return {
        "record": "transfer", "id": id_, "date": day, "seller": seller, "buyer": buyer,
        "invoices": [invoice], "items": [{"lot": lot, "reo_kg": reo_kg, "new_lot": new_lot}],
    }  # fmt: skip


def _invoice(
    id_: str, day: str, seller: str, buyer: str, line: tuple[str, str, int, int]
) -> dict[str, Any]:
    names = ("goods", "hs_code", "net_kg", "reo_kg")
    return {
        "record": "invoice", "id": id_, "issued_on": day, "seller": seller, "buyer": buyer,
        "status": "valid", "rare_earth_mark": True, "lines": [dict(zip(names, line, strict=True))],
    }  # fmt: skip


def _reported(firm: str, month: str) -> dict[str, Any]:
    return {
        "record": "flow_report", "id": f"FR-{firm}-{month}", "enterprise": firm, "month": month,
        "filed_at": f"{month[:5]}{int(month[5:]) + 1:02}-05T10:00:00+08:00",
    }  # fmt: skip

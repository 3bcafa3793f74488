"""A small world in which every name and number is a canary: where it is told, it is heard."""

from datetime import UTC, datetime

from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import load
from provenance.records.filing import Filing
from tests.loading import Record

MINE, WORKS, TRADER = "91150000701463622D", "91510000MA62TEST1R", "91310000MA1KTEST2M"
DECLARATION, OTHER = "530120260000000042", "530120260000000043"
INVOICE = "26312000000012345678"
CONSIGNEE = "CANARY-ABROAD GmbH"

UPSTREAM = [
    MINE,
    WORKS,
    INVOICE,
    "CANARY-MINE",
    "CANARY-WORKS",
    "CANARY-SITE",
    *(f"CANARY-{lot}" for lot in ("C1", "C2", "K1", "K2", "D1", "D2", "U1")),
    *(f"CANARY-{event}" for event in ("E1", "E2", "E3", "T1", "T2", "P1")),
    *(f"CANARY-{right}" for right in ("QM", "QS", "DM", "DS", "PM", "VIO", "PEN", "INS", "ORD")),
    "CANARY-REASON",
]
"""What a buyer abroad must not learn of how its goods came to be."""

STRANGER = [OTHER, "CANARY-X2", "CANARY-U1", "CANARY-E3", "CANARY-ELSEWHERE"]
"""Another's shipment."""


def world() -> list[Record]:
    """Mine, separator and trader with one shipment of theirs, and another's of mine alone."""

    def lot(name: str, kg: int, product: str = "concentrate") -> Record:
        return {"id": f"CANARY-{name}", "product": product, "reo_kg": kg}

    def item(name: str, kg: int, new: str | None = None) -> Record:
        found: Record = {"lot": f"CANARY-{name}", "reo_kg": kg}
        return found | ({"new_lot": f"CANARY-{new}"} if new else {})

    since = {"valid_from": "2025-01-01", "notice": "list"}
    quota = {"year": 2026, "batch": "1", "issued_on": "2026-01-05"}
    mined = {
        "record": "extraction",
        "enterprise": MINE,
        "ore_class": "rock",
        "site": "CANARY-SITE",
        "region": "150206",
    }
    found = {"enterprise": MINE, "date": "2026-05-01", "authority": "CANARY-REASON"}
    declared = {
        "record": "declaration",
        "direction": "export",
        "date": "2026-03-10",
        "hs_code": "2846901999",
        "goods": "oxide",
        "country": "DE",
    }
    return [
        _firm(MINE, "CANARY-MINE", "150206", "mining"),
        _firm(WORKS, "CANARY-WORKS", "510104", "separation"),
        _firm(TRADER, "Trader", "310115", "trade"),
        {"record": "designation", "id": "CANARY-DM", "enterprise": MINE, "activity": "mining"}
        | since,
        {"record": "designation", "id": "CANARY-DS", "enterprise": WORKS, "activity": "separation"}
        | since,
        {
            "record": "permit",
            "id": "CANARY-PM",
            "enterprise": MINE,
            "kind": "mining",
            "site": "CANARY-SITE",
            "valid_from": "2025-01-01",
        },
        {"record": "quota", "id": "CANARY-QM", "enterprise": MINE, "activity": "mining"}
        | {"ore_class": "rock", "reo_t": 100}
        | quota,
        {"record": "quota", "id": "CANARY-QS", "enterprise": WORKS, "activity": "separation"}
        | {"reo_t": 90}
        | quota,
        {"id": "CANARY-E1", "date": "2026-01-10", "output": lot("C1", 80_000), **mined},
        {"id": "CANARY-E2", "date": "2026-02-10", "output": lot("C2", 40_000), **mined},
        {"id": "CANARY-E3", "date": "2026-02-11", "output": lot("U1", 7_000), **mined},
        {
            "record": "transfer",
            "id": "CANARY-T1",
            "date": "2026-02-20",
            "seller": MINE,
            "buyer": WORKS,
            "items": [item("C1", 80_000, "K1"), item("C2", 40_000, "K2")],
        },
        {
            "record": "processing",
            "id": "CANARY-P1",
            "date": "2026-03-01",
            "enterprise": WORKS,
            "process": "separation",
            "inputs": [item("K1", 80_000), item("K2", 40_000)],
            "outputs": [lot("D1", 60_000, "oxide"), lot("D2", 54_000, "oxide")],
        },
        {
            "record": "transfer",
            "id": "CANARY-T2",
            "date": "2026-03-05",
            "seller": WORKS,
            "buyer": TRADER,
            "invoices": [INVOICE],
            "items": [
                {**item("D1", 60_000), "new_lot": "F1"},
                {**item("D2", 54_000), "new_lot": "F2"},
            ],
        },
        {
            "record": "invoice",
            "id": INVOICE,
            "issued_on": "2026-03-05",
            "seller": WORKS,
            "buyer": TRADER,
            "status": "valid",
            "rare_earth_mark": True,
            "lines": [{"goods": "oxide", "net_kg": 114_000, "reo_kg": 114_000}],
        },
        {
            "record": "export",
            "id": "X1",
            "date": "2026-03-10",
            "enterprise": TRADER,
            "declaration": DECLARATION,
            "items": [{"lot": "F1", "reo_kg": 60_000}, {"lot": "F2", "reo_kg": 54_000}],
        },
        {
            "id": DECLARATION,
            "declarant": TRADER,
            "net_kg": 114_000,
            "consignee_abroad": CONSIGNEE,
            "producer": MINE,
            **declared,
        },
        {
            "record": "export",
            "id": "CANARY-X2",
            "date": "2026-03-10",
            "enterprise": MINE,
            "declaration": OTHER,
            "items": [item("U1", 7_000)],
        },
        {
            "id": OTHER,
            "declarant": MINE,
            "net_kg": 7_000,
            "consignee_abroad": "CANARY-ELSEWHERE",
            **declared,
        },
        {"record": "inspection", "id": "CANARY-INS", **found},
        {"record": "violation", "id": "CANARY-VIO", **found},
        {"record": "penalty", "id": "CANARY-PEN", **found},
        {"record": "order", "id": "CANARY-ORD", "demand": "CANARY-REASON", **found}
        | {"deadline": "2026-06-01"},
    ]


async def stated(store: GraphStore) -> None:
    """Load it, half of it as stated a month after the other."""
    records = world()
    for month, part in ((10, records[::2]), (11, records[1::2])):
        filing = Filing("test", datetime(2026, month, 1, tzinfo=UTC))
        await load(store, [filing.judge(dict(one), n, "") for n, one in enumerate(part, 1)])


def _firm(code: str, name: str, region: str, role: str) -> Record:
    return {"record": "enterprise", "id": code, "name": name, "region": region, "roles": [role]}

"""A world of evidence: mixed imports and tests of them, waste, seizures, releases, lines."""

from tests.loading import Record

IMPORTER, WORKS, RECYCLER = "91533124XXXX903012", "91360728XXXX90302P", "91360703XXXX90210M"
MIXED, LINED, GOODS = "530120261000000017", "530120261000000018", "530120261000000019"
INVOICE = "26152000000012345678"


def evidence() -> list[Record]:
    """All of it; `LT-…` are the tests."""
    return [*_rights(), *_imports(), *_waste(), *_authorities(), *lab_tests()]


def lab_tests() -> list[Record]:
    at = {"record": "lab_test", "authority": "海关（合成）", "laboratory": "海关实验室（合成）"}
    clay = {"Nd2O3": 0.3, "La2O3": 0.4, "Y2O3": 0.3}
    return [
        # Of what the first import became; a later one outranks it.
        {**at, "id": "LT-1", "date": "2026-03-20", "sample_of": {"lot": "K1"}, "assay": clay},
        {
            **at,
            "id": "LT-2",
            "date": "2026-03-21",
            "sample_of": {"lot": "K2"},
            "product": "oxide",
        },
        {
            **at,
            "id": "LT-3",
            "date": "2026-04-01",
            "sample_of": {"declaration": GOODS},
            "assay": clay,
        },
        {
            **at,
            "id": "LT-4",
            "date": "2026-04-02",
            "sample_of": {"lot": "W3"},
            "assay": {"Y2O3": 1},
        },
        # Of what a recycler's oxide was sold as, and of a lot that nobody filed.
        {
            **at,
            "id": "LT-5",
            "date": "2026-05-02",
            "sample_of": {"lot": "V2"},
            "assay": {"Y2O3": 1},
        },
        {
            **at,
            "id": "LT-6",
            "date": "2026-05-02",
            "sample_of": {"lot": "NOBODYS"},
            "product": "scrap",
        },
        {**at, "id": "LT-7", "date": "2026-05-03", "sample_of": {"lot": "S9"}, "product": "scrap"},
    ]


def _rights() -> list[Record]:
    listed = {"record": "designation", "valid_from": "2025-01-01", "notice": "合成名单"}
    return [
        {**listed, "id": "DES", "enterprise": WORKS, "activity": "separation"},
        {
            "record": "quota",
            "id": "Q",
            "enterprise": WORKS,
            "year": 2026,
            "batch": "1",
            "activity": "separation",
            "reo_t": 0.05,
            "issued_on": "2026-01-05",
        },
        {
            "record": "invoice",
            "id": INVOICE,
            "issued_on": "2026-02-01",
            "seller": WORKS,
            "buyer": RECYCLER,
            "status": "valid",
            "rare_earth_mark": False,
            "lines": [{"goods": "废料", "net_kg": 1_000}],
        },
    ]


def _imports() -> list[Record]:
    declared = {
        "record": "declaration",
        "direction": "import",
        "date": "2026-02-03",
        "declarant": IMPORTER,
        "goods": "稀土（合成）",
        "country": "MMR",
        "net_kg": 200,
        "reo_kg": 100,
    }
    lines = [
        {"goods": "氧化镝", "hs_code": "2846901500", "net_kg": 50, "reo_kg": 40},
        {"goods": "高岭土", "hs_code": "2507001000", "net_kg": 90},
        {"goods": "氧化铽", "hs_code": "2846901600", "net_kg": 50},
    ]
    brought = {"record": "import", "date": "2026-02-03", "enterprise": IMPORTER}
    moved = {"record": "transfer", "seller": IMPORTER, "buyer": WORKS, "date": "2026-02-10"}
    return [
        {**declared, "id": MIXED, "hs_code": "2846901999"},
        {**declared, "id": LINED, "hs_code": "2846901999", "lines": lines},
        {**declared, "id": GOODS, "hs_code": "2846902800"},
        {**brought, "id": "IM-1", "declaration": MIXED, "output": _lot("M1", 60)},
        {**brought, "id": "IM-2", "declaration": MIXED, "output": _lot("M2", 60)},
        {**brought, "id": "IM-3", "declaration": LINED, "output": _lot("M3", 80, net_kg=100)},
        {**brought, "id": "IM-4", "declaration": GOODS, "output": _lot("M4", 50, "mixed_salt")},
        {**brought, "id": "IM-5", "output": _lot("S9", 10, "alloy")},
        {
            **moved,
            "id": "T-1",
            "items": [
                {"lot": "M1", "reo_kg": 60, "new_lot": "K1"},
                {"lot": "M2", "reo_kg": 60},
                {"lot": "M4", "reo_kg": 50, "new_lot": "K4"},
            ],
        },
        {
            "record": "transfer",
            "id": "T-2",
            "date": "2026-02-12",
            "seller": WORKS,
            "buyer": IMPORTER,
            "items": [{"lot": "K1", "reo_kg": 10, "new_lot": "K2"}],
        },
        _processing("P-1", WORKS, {"K1": 50, "M2/T-1/2": 60, "K4": 50}, [_lot("O1", 150)]),
    ]


def _waste() -> list[Record]:
    taken = {
        "record": "scrap_intake",
        "date": "2026-02-05",
        "enterprise": RECYCLER,
        "source": "某厂",
    }
    yttrium = {"Y2O3": 0.6, "Nd2O3": 0.3}
    return [
        {
            **taken,
            "id": "SI-1",
            "waste": "magnet",
            "stage": "pre_consumer",
            "invoices": [INVOICE],
            "output": _lot("W1", 100, "scrap", net_kg=300),
        },
        {**taken, "id": "SI-2", "invoices": [INVOICE], "output": _lot("W2", 50, "scrap")},
        {**taken, "id": "SI-3", "waste": "magnet", "output": _lot("W3", 40, "scrap")},
        _processing("P-2", RECYCLER, {"W1": 60, "W2": 40}, [_lot("W4", 95, "scrap")], "2026-02-20"),
        _processing("P-3", RECYCLER, {"W1": 40, "W4": 50}, [_lot("O2", 88, assay=yttrium)]),
        _processing("P-4", RECYCLER, {"W3": 40}, [_lot("O3", 40, assay=yttrium)]),
        _processing("P-5", RECYCLER, {"W4": 40}, [_lot("V1", 20), _lot("V3", 19, assay=yttrium)]),
        {
            "record": "transfer",
            "id": "T-3",
            "date": "2026-04-02",
            "seller": RECYCLER,
            "buyer": WORKS,
            "items": [{"lot": "V1", "reo_kg": 15, "new_lot": "V2"}],
        },
    ]


def _authorities() -> list[Record]:
    decided = {"authority": "某局（合成）", "decision": "2026-1（合成）"}
    return [
        {
            **decided,
            "record": "release",
            "id": "RL-1",
            "date": "2026-02-01",
            "kind": "auction",
            "enterprise": WORKS,
            "output": _lot("A1", 30, "concentrate"),
        },
        {
            **decided,
            "record": "seizure",
            "id": "SZ-1",
            "date": "2026-03-02",
            "enterprise": WORKS,
            "items": [{"lot": "O1", "reo_kg": 100}, {"lot": "A1", "reo_kg": 25}],
        },
        _processing("P-6", WORKS, {"A1": 20, "O1": 100}, [_lot("O6", 115)], "2026-03-05"),
    ]


def _lot(key: str, kg: float, product: str = "oxide", **more: object) -> Record:
    return {"id": key, "product": product, "reo_kg": kg, **more}


def _processing(
    id_: str, who: str, inputs: dict[str, float], outputs: list[Record], on: str = "2026-03-01"
) -> Record:
    return {
        "record": "processing",
        "id": id_,
        "date": on,
        "enterprise": who,
        "process": "separation",
        "inputs": [{"lot": lot, "reo_kg": kg} for lot, kg in inputs.items()],
        "outputs": outputs,
    }

"""One record of every kind at least, all of them tied together."""

from tests.example import DECLARATION, M, S, Z, worked_example

LICENCE, INVOICE, SCRAP_INVOICE = "26-EL-000123", "26152000000012345679", "26152000000012345678"
IMPORTED, GROUP = "530120261000000017", "911100001000000000"
INSPECTION = "INSP-2024-017"


def every_kind() -> list[dict[str, object]]:
    """The worked example, with papers for everything in it and all other kinds of records."""
    found = [_with_papers(record) for record in worked_example()]
    return [*found, *_authorities(), *_documents(), *_movements(), *_reports()]


def _with_papers(record: dict[str, object]) -> dict[str, object]:
    more: dict[str, dict[str, object]] = {
        M: {"parent": GROUP, "name_en": "Northern Mine", "aliases": ["北矿", "North"]},
        "QM": {"indicator": "IND", "notice": "工信部原函〔2026〕1号"},
        "E1": {"site": "白云鄂博", "region": "150206"},
        "T1": {"invoices": [INVOICE], "reason": "sale", "use": "冶炼", "final_consumer": False},
        "P1": {
            "owner": S,
            "outputs": [
                {
                    "id": "D1",
                    "product": "oxide",
                    "reo_kg": 60_000,
                    "net_kg": 61_000.5,
                    "hs_code": "28469099",
                    "feedstock": "domestic",
                    "deposit": "白云鄂博",
                    "assay": {"Nd2O3": 0.75, "Pr6O11": 0.2},
                },
                {"id": "D2", "product": "oxide", "reo_kg": 54_000},
            ],
        },
        DECLARATION: {
            "party": Z,
            "licence": LICENCE,
            "end_user": "Example Magnet GmbH",
            "lines": [
                {"goods": "氧化钕", "hs_code": "28469011", "net_kg": 100_000, "reo_kg": 99_999.5},
                {"goods": "氧化镨", "net_kg": 14_000},
            ],
        },
    }
    return record | more.get(str(record["id"]), {})


def _authorities() -> list[dict[str, object]]:
    acting = {"enterprise": M, "authority": "内蒙古自治区工业和信息化厅"}
    supervised = {**acting, "region": "150000"}
    quota = {"year": 2026, "batch": "1", "activity": "mining", "issued_on": "2026-01-05"}
    return [
        {"record": "enterprise", "id": GROUP, "name": "集团", "region": "110105", "roles": []},
        {
            "record": "permit",
            "id": "PER",
            "enterprise": M,
            "kind": "mining",
            "site": "白云鄂博",
            "valid_from": "2021-01-01",
            "valid_to": "2030-12-31",
        },
        {"record": "indicator", "id": "IND", "reo_t": 1000, "notice": "通知", **quota},
        {
            "record": "quota",
            "id": "QSUB",
            "within": "QM",
            "enterprise": M,
            "ore_class": "rock",
            "reo_t": 1,
            **quota,
        },
        {
            "record": "quota_adjustment",
            "id": "QA",
            "quota": "QM",
            "reo_t": -0.0005,
            "decided_on": "2026-06-01",
            "reason": "超指标生产核减",
            "penalty": "PEN",
        },
        {
            "record": "inspection",
            "id": INSPECTION,
            "date": "2024-10-08",
            "verified_reo_kg": 5000,
            "result": "账实相符",
            **supervised,
        },
        {
            "record": "violation",
            "id": "VIO",
            "date": "2025-11-20",
            "inspection": INSPECTION,
            "article": "M 7",
            "description": "超总量控制指标开采",
            "findings": ["7fff0a67f41d30d7"],
            "evidence": ["extraction:E2"],
            **supervised,
        },
        {
            "record": "order",
            "id": "ORD",
            "date": "2025-11-21",
            "violation": "VIO",
            "demand": "停止超指标生产",
            "deadline": "2025-12-01",
            "fulfilled_on": "2025-12-03",
            **supervised,
        },
        {
            "record": "penalty",
            "id": "PEN",
            "date": "2025-12-15",
            "violation": "VIO",
            "fine_cny": 500_000.5,
            "next_year_reduction_t": 5.5,
            "description": "没收违法所得",
            **supervised,
        },
        {
            "record": "referral",
            "id": "REF",
            "date": "2025-12-20",
            "to": "内蒙古自治区公安厅",
            "penalty": "PEN",
            "violation": "VIO",
            "reason": "涉嫌犯罪，依法移送",
            **acting,
        },
        {
            "record": "article",
            "id": "R14-2027",
            "authority": "工业和信息化部（合成）",
            "law": "R",
            "article": "14",
            "valid_from": "2027-01-01",
            "binds": ["magnet"],
            "says_zh": "磁材制造企业亦应当如实记录（合成）",
            "replaces": "R14",
        },
        {
            "record": "control",
            "id": "C57",
            "announcement": "57/2025",
            "items": [
                {
                    "element": "Ho",
                    "control_code": "1C909",
                    "forms": ["a metal", "b"],
                    "hs_codes": ["28469019"],
                    "threshold": 0.01,
                }
            ],
            "effective": "2025-11-08",
            "suspended_from": "2025-11-07",
            "suspended_to": "2026-11-10",
            "undecided_from": "2026-11-11",
            "sources": ["一说（合成）", "另一说（合成）"],
        },
        {
            "record": "customs_code",
            "id": "TARIFF-1",
            "code": "2846904810",
            "products": ["mixed_salt"],
            "mixed": "carbonate",
            "elements": ["La"],
            "valid_from": "2026-01-01",
            "note": "（合成）",
        },
    ]


def _documents() -> list[dict[str, object]]:
    line = {"goods": "稀土精矿", "hs_code": "25309020", "amount_cny": 2_400_000.25}
    invoice = {"record": "invoice", "status": "valid", "rare_earth_mark": True}
    return [
        {
            "id": INVOICE,
            "issued_on": "2026-02-20",
            "seller": M,
            "buyer": S,
            "lines": [{**line, "net_kg": 200_000, "reo_kg": 120_000}],
            **invoice,
        },
        {
            "id": SCRAP_INVOICE,
            "issued_on": "2026-01-31",
            "seller": Z,
            "buyer": S,
            "lines": [{**line, "net_kg": 9_000}],
            **invoice,
        },
        {
            "record": "export_licence",
            "id": LICENCE,
            "kind": "single",
            "holder": Z,
            "control_codes": ["1C902.a"],
            "hs_codes": ["28469099", "28469011"],
            "net_kg": 120_000,
            "end_user": "Example Magnet GmbH",
            "destination": "DE",
            "valid_from": "2026-03-01",
            "valid_to": "2026-08-31",
        },
        {
            "record": "declaration",
            "id": IMPORTED,
            "direction": "import",
            "date": "2026-01-14",
            "declarant": Z,
            "party": S,
            "hs_code": "28469099",
            "goods": "混合碳酸稀土",
            "net_kg": 40_000,
            "country": "MM",
        },
    ]


def _movements() -> list[dict[str, object]]:
    return [
        {
            "record": "extraction",
            "id": "BP1",
            "date": "2026-01-20",
            "enterprise": M,
            "ore_class": "rock",
            "byproduct_of": "铁",
            "output": {"id": "B1", "product": "concentrate", "reo_kg": 10},
        },
        {
            "record": "import",
            "id": "IM1",
            "date": "2026-01-15",
            "enterprise": S,
            "declaration": IMPORTED,
            "output": {"id": "M1", "product": "mixed_salt", "reo_kg": 20_000, "net_kg": 44_000},
        },
        {
            "record": "scrap_intake",
            "id": "SI1",
            "date": "2026-02-01",
            "enterprise": S,
            "source": "包头市某磁材厂",
            "waste": "magnet",
            "stage": "pre_consumer",
            "invoices": [SCRAP_INVOICE],
            "output": {"id": "R1", "product": "scrap", "reo_kg": 3_000, "net_kg": 10_000},
        },
        {
            "record": "opening_stock",
            "id": "OS1",
            "date": "2024-10-01",
            "enterprise": M,
            "inspection": INSPECTION,
            "output": {"id": "S1", "product": "oxide", "reo_kg": 5_000.125},
        },
        {
            "record": "disposal",
            "id": "DI1",
            "date": "2026-03-31",
            "enterprise": S,
            "items": [{"lot": "R1", "reo_kg": 12.5}],
            "reason": "尾渣入库",
        },
        {
            "record": "release",
            "id": "RL1",
            "date": "2026-05-20",
            "authority": "某执法局",
            "kind": "auction",
            "enterprise": S,
            "decision": "2026-1",
            "output": {
                "id": "A1",
                "product": "oxide",
                "reo_kg": 1_400,
                "label": {"supplier": M, "batch": "B-7"},
                "origin_country": "MM",
                "packages": 7,
                "grade": "3N",
            },
        },
        {
            "record": "seizure",
            "id": "SZ1",
            "date": "2026-04-18",
            "authority": "某执法局",
            "enterprise": S,
            "items": [{"lot": "R1", "reo_kg": 10}],
            "decision": "2026-2",
        },
        {
            "record": "lab_test",
            "id": "LT1",
            "date": "2026-05-02",
            "authority": "某海关",
            "laboratory": "某实验室",
            "sample_of": {"lot": "B1"},
            "method": "ICP-MS",
            "product": "concentrate",
            "assay": {"CeO2": 0.5, "Nd2O3": 0.16},
            "reo_share": 0.6,
            "finding": "相符",
        },
        {
            "record": "lab_test",
            "id": "LT2",
            "date": "2026-05-03",
            "authority": "某海关",
            "laboratory": "某实验室",
            "sample_of": {"declaration": IMPORTED},
            "finding": "相符",
        },
    ]


def _reports() -> list[dict[str, object]]:
    filed = {"enterprise": M, "filed_at": "2026-04-09T09:30:00Z"}
    return [
        {"record": "flow_report", "id": "FR", "month": "2026-03", **filed},
        {
            "record": "execution_report",
            "id": "ER",
            "period": "2026-03",
            "activity": "mining",
            "reo_t": 40,
            "imported_reo_t": 12.5,
            "monazite_reo_t": 0,
            **filed,
        },
    ]

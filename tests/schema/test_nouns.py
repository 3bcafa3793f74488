"""Every noun: its fields as filed, what it is connected to, the same from both ends."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import DECLARATION, M, S, Z
from tests.loading import load_all
from tests.schema.api import Api, serving
from tests.schema.records import GROUP, IMPORTED, INSPECTION, INVOICE, LICENCE, SCRAP_INVOICE
from tests.schema.records import every_kind as records

FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "Lot:D1": (
        "product reoKg feed oreClass claims producedOn drawnKg hasMore onRecord",
        {
            "product": "OXIDE",
            "reoKg": 60_000,
            "feed": "DOMESTIC",
            "oreClass": "ROCK",
            "claims": 1,
            "producedOn": "2026-03-01",
            "drawnKg": 60_000,
            "hasMore": False,
            "onRecord": True,
        },
    ),
    "Event:extraction:E1": (
        "number kind date oreClass site byproductOf process reason owner scrapSource",
        {
            "number": "E1",
            "kind": "EXTRACTION",
            "date": "2026-01-10",
            "oreClass": "ROCK",
            "site": "白云鄂博",
            "byproductOf": None,
            "process": None,
            "reason": None,
            "owner": None,
            "scrapSource": None,
        },
    ),
    "Event:extraction:BP1": ("byproductOf", {"byproductOf": "铁"}),
    "Event:transfer:T1/2": (
        "number kind reason use finalConsumer",
        {
            "number": "T1/2",
            "kind": "TRANSFER",
            "reason": "sale",
            "use": "冶炼",
            "finalConsumer": False,
        },
    ),
    "Event:processing:P1": ("process owner", {"process": "SEPARATION", "owner": S}),
    "Event:scrap_intake:SI1": (
        "scrapSource waste wasteStage",
        {"scrapSource": "包头市某磁材厂", "waste": "MAGNET", "wasteStage": "PRE_CONSUMER"},
    ),
    "Event:release:RL1": (
        "kind releaseKind authority decision",
        {
            "kind": "RELEASE",
            "releaseKind": "AUCTION",
            "authority": "某执法局",
            "decision": "2026-1",
        },
    ),
    "Event:seizure:SZ1": (
        "kind authority decision",
        {"kind": "SEIZURE", "authority": "某执法局", "decision": "2026-2"},
    ),
    "LabTest:LT1": (
        "date authority laboratory method product reoShare finding assay { oxide share }",
        {
            "date": "2026-05-02",
            "authority": "某海关",
            "laboratory": "某实验室",
            "method": "ICP-MS",
            "product": "CONCENTRATE",
            "reoShare": 0.6,
            "finding": "相符",
            "assay": [{"oxide": "CeO2", "share": 0.5}, {"oxide": "Nd2O3", "share": 0.16}],
        },
    ),
    "Lot:B1": (
        "undetermined waste tested { oxide share }",
        {
            "undetermined": False,
            "waste": [],
            "tested": [{"oxide": "CeO2", "share": 0.5}, {"oxide": "Nd2O3", "share": 0.16}],
        },
    ),
    "Lot:R1": ("waste", {"waste": ["MAGNET"]}),
    "Lot:M1": ("undetermined", {"undetermined": True}),
    "Event:disposal:DI1": ("kind reason", {"kind": "DISPOSAL", "reason": "尾渣入库"}),
    f"Enterprise:{M}": (
        "name nameEn aliases roles",
        {
            "name": "矿",
            "nameEn": "Northern Mine",
            "aliases": ["北矿", "North"],
            "roles": ["MINING"],
        },
    ),
    f"Enterprise:{GROUP}": ("aliases roles", {"aliases": [], "roles": []}),
    "Region:150206": ("name level", {"name": "白云鄂博矿区", "level": "COUNTY"}),
    "Quota:QM": (
        "year batch activity oreClass reoKg notice issuedOn",
        {
            "year": 2026,
            "batch": "1",
            "activity": "MINING",
            "oreClass": "ROCK",
            "reoKg": 100_000,
            "notice": "工信部原函〔2026〕1号",
            "issuedOn": "2026-01-05",
        },
    ),
    "Indicator:IND": (
        "year batch activity oreClass reoKg notice issuedOn",
        {
            "year": 2026,
            "batch": "1",
            "activity": "MINING",
            "oreClass": None,
            "reoKg": 1_000_000,
            "notice": "通知",
            "issuedOn": "2026-01-05",
        },
    ),
    "QuotaAdjustment:QA": (
        "reoKg decidedOn reason",
        {"reoKg": -0.5, "decidedOn": "2026-06-01", "reason": "超指标生产核减"},
    ),
    "Designation:DM": (
        "activity validFrom validTo notice",
        {"activity": "MINING", "validFrom": "2025-01-01", "validTo": None, "notice": "list"},
    ),
    "Permit:PER": (
        "kind site validFrom validTo",
        {
            "kind": "MINING",
            "site": "白云鄂博",
            "validFrom": "2021-01-01",
            "validTo": "2030-12-31",
        },
    ),
    f"Declaration:{DECLARATION}": (
        "direction date hsCode goods netKg reoKg country endUser"
        " lines { goods hsCode netKg reoKg }",
        {
            "direction": "EXPORT",
            "date": "2026-03-10",
            "hsCode": "2846901999",
            "goods": "oxide",
            "netKg": 114_000,
            "reoKg": None,
            "country": "DEU",
            "endUser": "Example Magnet GmbH",
            "lines": [
                {"goods": "氧化钕", "hsCode": "28469011", "netKg": 100_000, "reoKg": 99_999.5},
                {"goods": "氧化镨", "hsCode": None, "netKg": 14_000, "reoKg": None},
            ],
        },
    ),
    f"Invoice:{INVOICE}": (
        "issuedOn status rareEarthMark netKg lines { goods hsCode netKg reoKg amountCny }",
        {
            "issuedOn": "2026-02-20",
            "status": "VALID",
            "rareEarthMark": True,
            "netKg": 200_000,
            "lines": [
                {
                    "goods": "稀土精矿",
                    "hsCode": "25309020",
                    "netKg": 200_000,
                    "reoKg": 120_000,
                    "amountCny": 2_400_000.25,
                }
            ],
        },
    ),
    f"ExportLicence:{LICENCE}": (
        "kind status controlCodes hsCodes netKg endUser destination validFrom validTo",
        {
            "kind": "SINGLE",
            "status": "VALID",
            "controlCodes": ["1C902.a"],
            "hsCodes": ["28469099", "28469011"],
            "netKg": 120_000,
            "endUser": "Example Magnet GmbH",
            "destination": "DEU",
            "validFrom": "2026-03-01",
            "validTo": "2026-08-31",
        },
    ),
    f"Inspection:{INSPECTION}": (
        "date authority verifiedReoKg result",
        {
            "date": "2024-10-08",
            "authority": "内蒙古自治区工业和信息化厅",
            "verifiedReoKg": 5_000,
            "result": "账实相符",
        },
    ),
    "Violation:VIO": (
        "date authority article description evidence findingIds findings { id } fineTier",
        {
            "date": "2025-11-20",
            "authority": "内蒙古自治区工业和信息化厅",
            "article": "M 7",
            "description": "超总量控制指标开采",
            "evidence": ["extraction:E2"],
            "findingIds": ["7fff0a67f41d30d7"],
            "findings": [],
            "fineTier": "FIRST",
        },
    ),
    "Order:ORD": (
        "date authority demand deadline fulfilledOn standing",
        {
            "date": "2025-11-21",
            "authority": "内蒙古自治区工业和信息化厅",
            "demand": "停止超指标生产",
            "deadline": "2025-12-01",
            "fulfilledOn": "2025-12-03",
            "standing": "FULFILLED_LATE",
        },
    ),
    "Penalty:PEN": (
        "date authority fineCny nextYearReductionKg description",
        {
            "date": "2025-12-15",
            "authority": "内蒙古自治区工业和信息化厅",
            "fineCny": 500_000.5,
            "nextYearReductionKg": 5_500,
            "description": "没收违法所得",
        },
    ),
    "Referral:REF": (
        "date authority to reason",
        {
            "date": "2025-12-20",
            "authority": "内蒙古自治区工业和信息化厅",
            "to": "内蒙古自治区公安厅",
            "reason": "涉嫌犯罪，依法移送",
        },
    ),
    "Article:R14-2027": (
        "authority law article validFrom validTo binds saysZh status replaces findings",
        {
            "authority": "工业和信息化部（合成）",
            "law": "R",
            "article": "14",
            "validFrom": "2027-01-01",
            "validTo": None,
            "binds": ["magnet"],
            "saysZh": "磁材制造企业亦应当如实记录（合成）",
            "status": "published",
            "replaces": "R14",
            "findings": [],
        },
    ),
    "Control:C57": (
        "announcement effective expires suspendedFrom suspendedTo undecidedFrom undecidedTo sources"
        " items { element controlCode forms hsCodes threshold }",
        {
            "announcement": "57/2025",
            "effective": "2025-11-08",
            "expires": None,
            "suspendedFrom": "2025-11-07",
            "suspendedTo": "2026-11-10",
            "undecidedFrom": "2026-11-11",
            "undecidedTo": None,
            "sources": ["一说（合成）", "另一说（合成）"],
            "items": [
                {
                    "element": "Ho",
                    "controlCode": "1C909",
                    "forms": ["a metal", "b"],
                    "hsCodes": ["28469019"],
                    "threshold": 0.01,
                }
            ],
        },
    ),
    "CustomsCode:TARIFF-1": (
        "code products mixed elements validFrom validTo status note",
        {
            "code": "2846904810",
            "products": ["mixed_salt"],
            "mixed": "carbonate",
            "elements": ["La"],
            "validFrom": "2026-01-01",
            "validTo": None,
            "status": "published",
            "note": "（合成）",
        },
    ),
    "FlowReport:FR": (
        "month filedAt",
        {"month": "2026-03", "filedAt": "2026-04-09T17:30:00+08:00"},
    ),
    "ExecutionReport:ER": (
        "period activity reoKg importedReoKg monaziteReoKg filedAt",
        {
            "period": "2026-03",
            "activity": "MINING",
            "reoKg": 40_000,
            "importedReoKg": 12_500,
            "monaziteReoKg": 0,
            "filedAt": "2026-04-09T17:30:00+08:00",
        },
    ),
}

# Each connection: one end, its field there; the other end, its field there. A field that lists
# many is marked with a star.
CONNECTIONS = [
    ("Lot:C1", "*producedBy", "Event:extraction:E1", "*outputs"),
    ("Lot:C1", "*usedIn", "Event:transfer:T1/1", "*inputs"),
    ("Event:extraction:E1", "enterprise", f"Enterprise:{M}", "*events"),
    ("Event:transfer:T1/1", "buyer", f"Enterprise:{S}", "*received"),
    ("Event:extraction:E2", "*draws", "Quota:QM", "*drawnBy"),
    ("Event:import:IM1", "*draws", f"Declaration:{IMPORTED}", "*drawnBy"),
    ("Event:scrap_intake:SI1", "*draws", f"Invoice:{SCRAP_INVOICE}", "*drawnBy"),
    ("Event:opening_stock:OS1", "*draws", f"Inspection:{INSPECTION}", "*drawnBy"),
    ("Event:transfer:T1/2", "*invoices", f"Invoice:{INVOICE}", "*movements"),
    ("LabTest:LT1", "lot", "Lot:B1", "*labTests"),
    ("LabTest:LT2", "declaration", f"Declaration:{IMPORTED}", "*labTests"),
    ("Event:export:X1/1", "declaration", f"Declaration:{DECLARATION}", "*events"),
    ("Event:opening_stock:OS1", "inspection", f"Inspection:{INSPECTION}", "*events"),
    ("Quota:QM", "allocatedTo", f"Enterprise:{M}", "*quotas"),
    ("Quota:QM", "indicator", "Indicator:IND", "*quotas"),
    ("Quota:QSUB", "within", "Quota:QM", "*subAllocations"),
    ("QuotaAdjustment:QA", "quota", "Quota:QM", "*adjustments"),
    ("QuotaAdjustment:QA", "penalty", "Penalty:PEN", "*adjustments"),
    ("Designation:DM", "enterprise", f"Enterprise:{M}", "*designations"),
    ("Permit:PER", "enterprise", f"Enterprise:{M}", "*permits"),
    (f"Invoice:{INVOICE}", "seller", f"Enterprise:{M}", "*invoicesSold"),
    (f"Invoice:{INVOICE}", "buyer", f"Enterprise:{S}", "*invoicesBought"),
    (f"Declaration:{IMPORTED}", "declarant", f"Enterprise:{Z}", "*declarations"),
    (f"Declaration:{IMPORTED}", "party", f"Enterprise:{S}", "*declarationsAsParty"),
    (f"Declaration:{DECLARATION}", "licence", f"ExportLicence:{LICENCE}", "*declarations"),
    (f"ExportLicence:{LICENCE}", "holder", f"Enterprise:{Z}", "*licences"),
    (f"Inspection:{INSPECTION}", "enterprise", f"Enterprise:{M}", "*inspections"),
    ("Violation:VIO", "enterprise", f"Enterprise:{M}", "*violations"),
    ("Penalty:PEN", "enterprise", f"Enterprise:{M}", "*penalties"),
    ("Violation:VIO", "inspection", f"Inspection:{INSPECTION}", "*violations"),
    ("Order:ORD", "enterprise", f"Enterprise:{M}", "*orders"),
    ("Order:ORD", "violation", "Violation:VIO", "*orders"),
    ("Penalty:PEN", "violation", "Violation:VIO", "*penalties"),
    ("Referral:REF", "enterprise", f"Enterprise:{M}", "*referrals"),
    ("Referral:REF", "penalty", "Penalty:PEN", "*referrals"),
    ("Referral:REF", "violation", "Violation:VIO", "*referrals"),
    ("FlowReport:FR", "enterprise", f"Enterprise:{M}", "*flowReports"),
    ("ExecutionReport:ER", "enterprise", f"Enterprise:{M}", "*executionReports"),
    (f"Enterprise:{M}", "region", "Region:150206", "*enterprises"),
    (f"Enterprise:{M}", "parent", f"Enterprise:{GROUP}", "*members"),
    ("Region:150206", "parent", "Region:150200", "*parts"),
    ("Region:150000", "parent", "Region:100000", "*parts"),
]


@pytest.fixture
async def full(store: GraphStore) -> AsyncIterator[Api]:
    """The service on either store, with records of every kind."""
    await load_all(store, records())
    async with serving(store) as api:
        yield api


async def _node(api: Api, name: str, fields: str) -> Any:
    label, _, key = name.partition(":")
    data = await api.ask(
        f"query($id: ID!) {{ node(id: $id) {{ key ... on {label} {{ {fields} }} }} }}",
        id=await _id(api, label, key),
    )
    assert data["node"]["key"] == key
    return data["node"]


async def _id(api: Api, label: str, key: str) -> str:
    """The opaque id, as search gives it."""
    query = "query($t: String!) { search(text: $t, first: 100) { label node { id key } } }"
    hits = (await api.ask(query, t=key))["search"]
    wanted = "".join(f"_{c}" if c.isupper() else c for c in label).removeprefix("_").upper()
    (found,) = (
        hit["node"]["id"] for hit in hits if (hit["label"], hit["node"]["key"]) == (wanted, key)
    )
    return str(found)


async def test_fields_are_as_filed(full: Api) -> None:
    for name, (fields, expected) in FIELDS.items():
        node = await _node(full, name, fields)
        assert node == {"key": node["key"]} | expected, name


async def test_connections_lead_both_ways(full: Api) -> None:
    for one, there, other, back in CONNECTIONS:
        assert other.partition(":")[2] in await _reached(full, one, there), (one, there)
        assert one.partition(":")[2] in await _reached(full, other, back), (other, back)


async def _reached(api: Api, name: str, field: str) -> list[str]:
    if not field.startswith("*"):
        found = (await _node(api, name, f"{field} {{ key onRecord }}"))[field]
        assert found["onRecord"]
        return [found["key"]]
    field = field.removeprefix("*")
    node = await _node(
        api, name, f"{field} {{ edges {{ cursor node {{ key }} }} pageInfo {{ hasNextPage }} }}"
    )
    assert node[field]["pageInfo"]["hasNextPage"] is False
    return [edge["node"]["key"] for edge in node[field]["edges"]]


async def test_connections_bear_what_is_filed_and_what_is_settled(full: Api) -> None:
    data = await full.ask(
        """{
          lot(key: "D1") {
            producedBy { edges { node { key } reoKg product netKg hsCode feedstock deposit
              assay { oxide share } } }
            usedIn { edges { node { key } reoKg supported } }
          }
          event(key: "extraction:E2") {
            draws { edges { node { key __typename } gate reoKg coveredKg } } }
          bought: event(key: "transfer:T1/1") { outputs { edges { node { key } product reoKg } }
            inputs { edges { node { key } reoKg supported } } }
          stock: event(key: "opening_stock:OS1") { region { key } outputs { edges { reoKg } } }
          mined: event(key: "extraction:E1") { region { key name } }
        }"""
    )
    (claim,) = data["lot"]["producedBy"]["edges"]
    assert claim == {
        "node": {"key": "processing:P1"},
        "reoKg": 60_000,
        "product": "OXIDE",
        "netKg": 61_000.5,
        "hsCode": "28469099",
        "feedstock": "DOMESTIC",
        "deposit": "白云鄂博",
        "assay": [{"oxide": "Nd2O3", "share": 0.75}, {"oxide": "Pr6O11", "share": 0.2}],
    }
    assert data["lot"]["usedIn"]["edges"] == [
        {"node": {"key": "transfer:T2/1"}, "reoKg": 60_000, "supported": True}
    ]
    # 1 t of the 100 t was sub-allocated, to the same mine, and 500 g were cut.
    assert data["event"]["draws"]["edges"] == [
        {
            "node": {"key": "QM", "__typename": "Quota"},
            "gate": "MINING",
            "reoKg": 18_999.5,
            "coveredKg": 18_999.5,
        },
        {
            "node": {"key": "QSUB", "__typename": "Quota"},
            "gate": "MINING",
            "reoKg": 21_000.5,
            "coveredKg": 1_000,
        },
    ]
    assert data["bought"] == {
        "outputs": {"edges": [{"node": {"key": "K1"}, "product": None, "reoKg": 80_000}]},
        "inputs": {"edges": [{"node": {"key": "C1"}, "reoKg": 80_000, "supported": True}]},
    }
    assert data["stock"] == {"region": None, "outputs": {"edges": [{"reoKg": 5_000.125}]}}
    assert data["mined"]["region"] == {"key": "150206", "name": "白云鄂博矿区"}


async def test_what_is_only_referred_to_says_so(sqlite_store: GraphStore) -> None:
    (transfer,) = (record for record in records() if record["id"] == "T1")
    await load_all(sqlite_store, [transfer])
    async with serving(sqlite_store) as api:
        data = await api.ask(
            """query($m: String!, $invoice: String!) {
              enterprise(key: $m) { onRecord name aliases source { file } versions { body }
                events { edges { node { key onRecord } } } }
              invoice(key: $invoice) { onRecord status lines { goods } seller { key } }
              drawn: lot(key: "C1") { onRecord claims source { file } }
              made: lot(key: "K1") { onRecord claims source { file } }
            }""",
            m=M,
            invoice=INVOICE,
        )
    assert data["enterprise"] == {
        "onRecord": False,
        "name": None,
        "aliases": [],
        "source": None,
        "versions": [],
        "events": {
            "edges": [
                {"node": {"key": "transfer:T1/1", "onRecord": True}},
                {"node": {"key": "transfer:T1/2", "onRecord": True}},
            ]
        },
    }
    assert data["invoice"] == {"onRecord": False, "status": None, "lines": [], "seller": None}
    assert data["drawn"] == {"onRecord": False, "claims": 0, "source": None}
    assert data["made"] == {"onRecord": True, "claims": 1, "source": {"file": "test"}}


async def test_sources_and_all_versions_are_readable(sqlite_store: GraphStore) -> None:
    quota = next(record for record in records() if record["id"] == "QM")
    await load_all(sqlite_store, [quota | {"reo_t": 120, "revision": 2}, quota, *records()[:3]])
    transfer = next(record for record in records() if record["id"] == "T1")
    await load_all(sqlite_store, [transfer, _withdrawn("transfer", "T1")])
    async with serving(sqlite_store) as api:
        data = await api.ask(
            """{
              quota(key: "QM") { reoKg source { system file line receivedAt }
                versions { record number revision counts body source { line } } }
              event(key: "transfer:T1/1") { key }
              lot(key: "K1") { key }
            }"""
        )
    assert data["quota"]["reoKg"] == 120_000
    assert data["quota"]["source"] == {
        "system": "MIIT",
        "file": "test",
        "line": 1,
        "receivedAt": "2026-11-01T08:00:00+08:00",
    }
    newer, older = data["quota"]["versions"]
    assert (newer["revision"], newer["counts"], older["revision"], older["counts"]) == (
        2,
        True,
        0,
        False,
    )
    assert (older["record"], older["number"], older["source"]) == ("quota", "QM", {"line": 2})
    assert '"reo_t":120' in newer["body"]
    assert data["event"] is None  # withdrawn, and nothing else names it
    assert data["lot"] is None


async def test_a_lot_is_stated_by_the_records_that_claim_it(sqlite_store: GraphStore) -> None:
    made = next(record for record in records() if record["id"] == "P1")
    await load_all(sqlite_store, [made, made | {"id": "P2"}])
    query = '{ lot(key: "D1") { claims source { line } versions { number counts } } }'
    async with serving(sqlite_store) as api:
        lot = (await api.ask(query))["lot"]
    assert lot["claims"] == 2
    assert lot["source"] is None  # which of the two is for nobody to say
    assert lot["versions"] == [{"number": "P1", "counts": True}, {"number": "P2", "counts": True}]


def _withdrawn(kind: str, id_: str) -> dict[str, object]:
    return {"record": "withdrawal", "id": "W", "withdraws": {"record": kind, "id": id_}}

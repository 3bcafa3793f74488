"""Entries in credit records, and seizures: of everybody, of one enterprise, in a place."""

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.errors import UnknownSubjectError
from provenance.supervision.consequences import credit_entries, seizures
from tests.graph.kit import MINE, WORKS, enterprise, extraction
from tests.loading import Record, load_all
from tests.schema.api import serving


def _act(kind: str, id_: str, day: str, firm: str = MINE, **more: object) -> Record:
    return {"record": kind, "id": id_, "enterprise": firm, "date": day, "authority": "局", **more}


def _taken(id_: str, day: str, firm: str, items: dict[str, float]) -> Record:
    drawn = [{"lot": lot, "reo_kg": kg} for lot, kg in items.items()]
    return _act("seizure", id_, day, firm, decision=f"扣〔{id_}〕", items=drawn)


CASES: list[Record] = [
    enterprise(MINE, "矿", region="150206"),
    enterprise(WORKS, "厂", region="513433"),
    _act("violation", "V", "2025-11-20", article="R 21"),
    _act("penalty", "P", "2025-12-15", violation="V", fine_cny=1_000_000),
    _act("penalty", "Q", "2025-12-16", violation="V"),
    _act("referral", "R1", "2025-12-20", penalty="P", to="公安局", reason="涉嫌犯罪"),
    _act("referral", "R2", "2025-12-21", penalty="P", to="检察院", reason="涉嫌犯罪"),
    _act("penalty", "FIRST", "2024-10-01", WORKS),
    _act("penalty", "BEFORE", "2024-09-30", WORKS),
    _act("violation", "UNPUNISHED", "2026-01-20"),
    extraction("E1", "C1"),
    extraction("E2", "C2"),
    _taken("S1", "2026-05-02", MINE, {"C1": 300, "C2": 0.5}),
    _taken("S2", "2026-05-01", WORKS, {"NOBODYS": 7}),
]


async def test_each_penalty_while_the_article_is_in_force_is_entered_once(
    store: GraphStore,
) -> None:
    await load_all(store, CASES)
    found = await credit_entries(store)
    assert [(one.penalty, one.name, one.article) for one in found] == [
        ("FIRST", "厂", None),
        ("P", "矿", "R 21"),
        ("Q", "矿", "R 21"),
    ]
    assert [one.penalty for one in await credit_entries(store, enterprise=MINE)] == ["P", "Q"]
    assert [one.penalty for one in await credit_entries(store, region="510000")] == ["FIRST"]
    with pytest.raises(UnknownSubjectError):
        await credit_entries(store, enterprise="91110000000000000X")


async def test_what_was_taken_lot_by_lot(store: GraphStore) -> None:
    await load_all(store, CASES)
    found = await seizures(store)
    assert [(one.seizure, one.name, one.lot, one.reo_g) for one in found] == [
        ("S2", "厂", "NOBODYS", 7_000),
        ("S1", "矿", "C1", 300_000),
        ("S1", "矿", "C2", 500),
    ]
    assert {one.decision for one in await seizures(store, enterprise=MINE)} == {"扣〔S1〕"}
    assert {one.seizure for one in await seizures(store, region="510000")} == {"S2"}
    assert await seizures(store, enterprise=MINE, region="510000") == []


async def test_an_enterprise_shows_both(store: GraphStore) -> None:
    more = [_taken(f"S{n}", "2026-06-01", MINE, {"C1": 1}) for n in range(3, 6)]
    await load_all(store, [*CASES, *more])
    async with serving(store) as api:
        query = f"""query($after: String) {{ enterprise(key: "{MINE}") {{
          creditRecord {{ date article penalty {{ key fineCny }} violation {{ key }} }}
          seizures(first: 3, after: $after) {{
            edges {{ node {{ key authority decision
              inputs {{ edges {{ reoKg node {{ key }} }} }} }} }}
            pageInfo {{ hasNextPage endCursor }} }} }} }}"""
        firm = (await api.ask(query))["enterprise"]
        assert firm["creditRecord"][0] == {
            "date": "2025-12-15",
            "article": "R 21",
            "penalty": {"key": "P", "fineCny": 1_000_000},
            "violation": {"key": "V"},
        }
        assert len(firm["creditRecord"]) == 2
        first = firm["seizures"]
        nodes = [edge["node"] for edge in first["edges"]]
        assert [node["key"] for node in nodes] == ["seizure:S1", "seizure:S3", "seizure:S4"]
        assert (nodes[0]["authority"], nodes[0]["decision"]) == ("局", "扣〔S1〕")
        assert [edge["reoKg"] for edge in nodes[0]["inputs"]["edges"]] == [300, 0.5]
        assert first["pageInfo"]["hasNextPage"]
        rest = (await api.ask(query, after=first["pageInfo"]["endCursor"]))["enterprise"]
        assert [e["node"]["key"] for e in rest["seizures"]["edges"]] == ["seizure:S5"]
        assert not rest["seizures"]["pageInfo"]["hasNextPage"]

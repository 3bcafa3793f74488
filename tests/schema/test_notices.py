"""The built-in notices through GraphQL: listed, loaded, and found over-allocated."""

from provenance.graph.port.graph import GraphStore
from tests.schema.api import serving

LOAD = """mutation($year: Int, $codes: [GroupCode!]) { loadNotices(year: $year, codes: $codes) {
  committed new notices { record reoKg status } } }"""
FIRST_BATCH = """{ indicator(key: "IND-2024-1-mining") { reoKg notice source { file system }
  quotas { edges { node { key reoKg adjustedKg oreClass source { file }
    allocatedTo { nameEn aliases } } } } } }"""


async def test_the_first_batch_of_2024_loads_as_published(store: GraphStore) -> None:
    async with serving(store) as api:
        loaded = (await api.ask(LOAD, year=2024))["loadNotices"]
        assert (loaded["committed"], loaded["new"], len(loaded["notices"])) == (11, 11, 9)
        again = (await api.ask(LOAD, year=2024))["loadNotices"]
        assert (again["committed"], again["new"]) == (11, 0)
        whole = (await api.ask(FIRST_BATCH))["indicator"]
        assert whole["reoKg"] == 135_000_000
        assert whole["source"] == {"file": "built-in notices (published)", "system": "MIIT"}
        parts = [edge["node"] for edge in whole["quotas"]["edges"]]
        assert [(part["reoKg"], part["oreClass"]) for part in parts] == [
            (10_140_000, "IONIC"),
            (30_280_000, "ROCK"),
            (94_580_000, "ROCK"),
        ]
        assert sum(part["adjustedKg"] for part in parts) == whole["reoKg"]
        assert "合成代码 made-up credit code" in parts[0]["allocatedTo"]["aliases"]
        assert (await api.ask("{ findings { facets { total } } }"))["findings"] == {
            "facets": {"total": 0}
        }


async def test_a_group_that_hands_on_too_much_is_found(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        await api.ask(LOAD, year=2024)
        hand_on = """mutation($id: String!, $kg: Kilograms!) { allocateQuota(input: {
          id: $id, enterprise: $id, within: "QUO-NREG-2024-1-mining-rock", year: 2024, batch: "1",
          activity: MINING, oreClass: ROCK, reoKg: $kg, issuedOn: "2024-02-20" }) {
            findings { code kg subject { key } } } }"""
        within = await api.ask(hand_on, id="一厂", kg=94_579_999.999)
        assert within["allocateQuota"]["findings"] == []
        beyond = await api.ask(hand_on, id="二厂", kg=0.002)
        assert beyond["allocateQuota"]["findings"] == [
            {
                "code": "QUOTA_OVERALLOCATED",
                "kg": 0.001,
                "subject": {"key": "QUO-NREG-2024-1-mining-rock"},
            }
        ]


async def test_all_years_are_listed_and_load(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        listed = (await api.ask("{ notices { year batch record status } }"))["notices"]
        assert [line for line in listed if line["record"] is None] == [
            {"year": year, "batch": "all", "record": None, "status": "published"}
            for year in (2020, 2021, 2024, 2024)
        ]
        codes = [{"group": "NREG", "code": "91150000701463622D"}]
        await api.ask(LOAD, codes=codes)
        query = '{ enterprise(key: "91150000701463622D") { quotas { edges { node { year } } } } }'
        quotas = (await api.ask(query))["enterprise"]["quotas"]["edges"]
        assert len(quotas) == 10
        code, message = await api.fail(LOAD, year=2017)
        assert code == "MISUSE"
        assert "there are of 2018 to 2024" in message
        code, message = await api.fail(LOAD, codes=[{"group": "北方", "code": "9"}])
        assert "NREG (China Northern Rare Earth Group)" in message
        code, message = await api.fail(LOAD, codes=[{"group": "NREG", "code": ""}])
        assert (code, "id must not be empty" in message) == ("MISUSE", True)

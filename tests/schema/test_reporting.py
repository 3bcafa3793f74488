"""How it stands with reports, over GraphQL."""

import pytest

from provenance.graph.port.graph import GraphStore
from tests.loading import load_all
from tests.schema.api import Api, Counting, serving
from tests.supervision.reporting.year import AT_DUE, AT_EVE, MONTHS, records

ASKED = """query($at: DateTime, $region: String, $level: RegionLevel, $statuses: [ReportStatus!]) {
  reportingStatus(month: "2026-10", at: $at, region: $region, level: $level) {
    month at
    regions { level key name region { name } enterprises movements sellersWithoutReo
      counts { status count } flowReports { count }
      execution { activity reportedKg ledgerKg differenceKg reports lacking differing }
      invoiced { invoices netKg reoKg } }
    enterprises(first: 3, statuses: $statuses) { pageInfo { hasNextPage endCursor } edges { node {
      key name nameEn enterprise { region { name } } status due filedAt movements
      execution { activity reportedKg ledgerKg differenceKg differs filedAt }
      invoiced { invoices netKg reoKg } flowReports { status count } } } } } }"""

EVE, DUE = "2026-11-09T23:59:59+08:00", "2026-11-10T00:00:00+08:00"


@pytest.fixture
async def year(sqlite_store: GraphStore) -> GraphStore:
    await load_all(sqlite_store, records())
    return sqlite_store


async def test_around_the_tenth(year: GraphStore) -> None:
    query = """query($at: DateTime) { reportingStatus(month: "2026-10", at: $at) {
      at enterprises { edges { node { key status } } } } }"""
    async with serving(year) as api:
        for at, expected in ((EVE, AT_EVE), (DUE, AT_DUE), ("2026-11-09", AT_EVE)):
            found = (await api.ask(query, at=at))["reportingStatus"]
            nodes = [edge["node"] for edge in found["enterprises"]["edges"]]
            assert {node["key"]: node["status"] for node in nodes} == {
                code: status.name for code, status in expected.items()
            }
    assert found["at"].startswith("2026-11-09T23:59:59")


async def test_all_of_an_enterprise(year: GraphStore) -> None:
    async with serving(year) as api:
        found = await api.ask(ASKED, at=DUE, statuses=["FILED", "MISSING"], level="CITY")
        page = found["reportingStatus"]["enterprises"]
        assert [edge["node"]["key"] for edge in page["edges"]] == ["EARLY", "EVE", "NEVER"]
        assert not page["pageInfo"]["hasNextPage"]
        assert page["edges"][1]["node"] == {
            "key": "EVE",
            "name": "EVE稀土（合成）",
            "nameEn": "EVE (synthetic)",
            "enterprise": {"region": {"name": "龙南县"}},  # as it is on record
            "status": "FILED",
            "due": DUE,
            "filedAt": EVE,
            "movements": 2,
            "execution": [
                {
                    "activity": "MINING",
                    "reportedKg": 6_000,
                    "ledgerKg": 11_000,
                    "differenceKg": -5_000,
                    "differs": True,
                    "filedAt": EVE,
                }
            ],
            "invoiced": {"invoices": 0, "netKg": 0, "reoKg": 0},
            "flowReports": [],
        }


async def test_added_up_by_place(year: GraphStore) -> None:
    async with serving(year) as api:
        found = await api.ask(ASKED, at=DUE, level="CITY")
        (city,) = found["reportingStatus"]["regions"]
        assert city == {
            "level": "CITY",
            "key": "360700",
            "name": "赣州市",
            "region": {"name": "赣州市"},
            "enterprises": 5,
            "movements": 12,
            "sellersWithoutReo": 0,
            "counts": [
                {"status": "FILED", "count": 2},
                {"status": "LATE", "count": 1},
                {"status": "MISSING", "count": 1},
                {"status": "NOT_DUE", "count": 0},
                {"status": "NOT_OBLIGED", "count": 1},
            ],
            "flowReports": [],
            "execution": [
                {
                    "activity": "MINING",
                    "reportedKg": 28_000,
                    "ledgerKg": 46_000,
                    "differenceKg": -18_000,
                    "reports": 3,
                    "lacking": 1,
                    "differing": 1,
                }
            ],
            "invoiced": {"invoices": 0, "netKg": 0, "reoKg": 0},
        }
        every = (await api.ask(ASKED, at=DUE, region="360783"))["reportingStatus"]["regions"]
        assert [(one["level"], one["key"]) for one in every] == [
            ("NATION", "100000"), ("PROVINCE", "360000"), ("CITY", "360700"), ("COUNTY", "360783"),
        ]  # fmt: skip
        assert {one["enterprises"] for one in every} == {2}


async def test_a_year_in_one_field(year: GraphStore) -> None:
    query = """query($at: DateTime) { reportingStatus(month: "2026", at: $at, level: CITY) {
      regions { byMonth { month counts { status count } } flowReports { status count } }
      enterprises { totalCount edges { node { key byMonth { month status movements } } } } } }"""
    month = """query($at: DateTime, $month: String!) { reportingStatus(month: $month, at: $at) {
      enterprises { edges { node { key status movements } } } } }"""
    async with serving(year) as api:
        found = (await api.ask(query, at=DUE))["reportingStatus"]
        rows = [edge["node"] for edge in found["enterprises"]["edges"]]
        assert found["enterprises"]["totalCount"] == len(rows) == 5
        for at, name in enumerate(MONTHS):
            alone = (await api.ask(month, at=DUE, month=name))["reportingStatus"]["enterprises"]
            assert [edge["node"] for edge in alone["edges"]] == [
                {k: v for k, v in {**row["byMonth"][at], "key": row["key"]}.items() if k != "month"}
                for row in rows
            ]
    (city,) = found["regions"]
    assert [one["month"] for one in city["byMonth"]] == MONTHS
    for n, together in enumerate(city["flowReports"]):
        assert together["count"] == sum(one["counts"][n]["count"] for one in city["byMonth"])


async def test_pages_go_on_behind_a_cursor(year: GraphStore) -> None:
    query = """query($after: String) { reportingStatus(month: "2026") { enterprises(first: 2,
      after: $after) { pageInfo { hasNextPage endCursor } edges { node { key flowReports {
      status count } } } } } }"""
    keys, after, more = [], None, True
    async with serving(year) as api:
        while more:
            page = (await api.ask(query, after=after))["reportingStatus"]["enterprises"]
            keys += [edge["node"]["key"] for edge in page["edges"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert keys == sorted(AT_DUE)
    assert {"status": "MISSING", "count": 0} in page["edges"][0]["node"]["flowReports"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('{ reportingStatus(month: "Oct") { at } }', "is no month"),
        (
            '{ reportingStatus(month: "2026-10", region: "1") { at } }',
            "there is no such region code",
        ),
        ('{ reportingStatus(month: "2026-10", level: UNKNOWN) { at } }', "UNKNOWN"),
    ],
)
async def test_misuse(api: Api, query: str, said: str) -> None:
    code, message = await api.fail(query)
    assert code == "MISUSE"
    assert said in message


async def test_many_rows_take_as_many_questions_as_few(sqlite_store: GraphStore) -> None:
    counting = Counting(sqlite_store)
    some = list(records())
    await load_all(sqlite_store, some[:8])
    async with serving(counting) as api:
        await api.ask(ASKED, at=DUE)
        few = dict(counting.calls)
        await load_all(sqlite_store, some)
        counting.calls.clear()
        await api.ask(ASKED, at=DUE)
    assert counting.calls == few

"""How far quota is used, asked over HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import M, S, worked_example
from tests.graph.kit import enterprise, quota
from tests.loading import load_all
from tests.schema.api import Api, Counting, serving

MASSES = "allocatedKg adjustedKg drawnKg coveredKg overKg remainingKg"


@pytest.fixture
async def counting(sqlite_store: GraphStore) -> Counting:
    """The worked example, and what an affiliate of a group drew in 2024."""
    old: dict[str, Any] = {"year": 2024, "issued_on": "2024-02-06"}
    records = [
        *worked_example(),
        enterprise("HEAD", "集团", region="360702"),
        enterprise("MEMBER", "龙南某矿", region="360727", parent="HEAD"),
        quota("Q24", 50, "HEAD", ore_class="ionic", **old),
        {
            "record": "extraction",
            "id": "OLD",
            "date": "2024-04-01",
            "enterprise": "MEMBER",
            "ore_class": "ionic",
            "output": {"id": "OLD", "product": "ionic_concentrate", "reo_kg": 60_000.5},
        },
    ]
    await load_all(sqlite_store, records)
    return Counting(sqlite_store)


@pytest.fixture
async def api(counting: Counting) -> AsyncIterator[Api]:
    async with serving(counting) as found:
        yield found


def nodes(connection: Any) -> list[Any]:
    return [edge["node"] for edge in connection["edges"]]


async def test_by_province_without_more_said(api: Api) -> None:
    data = await api.ask(
        f"{{ quotaUtilisation(year: 2026) {{ edges {{ node {{ region {{ code name level }} activity"
        f" year month {MASSES} runsOutIn }} }} totals {{ activity adjustedKg }}"
        " day settledAt waiting pageInfo { hasNextPage } } }"
    )
    found = data["quotaUtilisation"]
    inner = {"code": "150000", "name": "内蒙古自治区", "level": "PROVINCE"}
    assert nodes(found) == [
        {
            "region": inner,
            "activity": activity,
            "year": 2026,
            "month": None,
            "allocatedKg": adjusted,
            "adjustedKg": adjusted,
            "drawnKg": drawn,
            "coveredKg": adjusted,
            "overKg": drawn - adjusted,
            "remainingKg": 0,
            "runsOutIn": month,
        }
        for activity, adjusted, drawn, month in (
            ("MINING", 100_000, 120_000, "2026-02"),
            ("SEPARATION", 90_000, 114_000, "2026-03"),
        )
    ]
    assert found["totals"] == [
        {"activity": "MINING", "adjustedKg": 100_000},
        {"activity": "SEPARATION", "adjustedKg": 90_000},
    ]
    assert found["waiting"] is False
    assert found["settledAt"] is not None
    assert found["pageInfo"] == {"hasNextPage": False}


async def test_levels_within_levels(api: Api, counting: Counting) -> None:
    """Down to enterprises, which are read all at once."""
    data = await api.ask(
        """{ quotaUtilisation(year: 2026, by: [NATION]) { edges { node { drawnKg
             children(by: [CITY]) { region { name province } drawnKg
               children(by: [COUNTY, ENTERPRISE]) { region { name city province } drawnKg
                 enterprise { key name } } } } } } }"""
    )
    baotou = {"name": "包头市", "province": "内蒙古自治区"}
    mining, separation = nodes(data["quotaUtilisation"])
    assert mining["drawnKg"] == 120_000
    (city,) = mining["children"]
    assert city["region"] == baotou
    assert city["children"] == [
        {
            "region": {"name": "白云鄂博矿区", "city": "包头市", "province": "内蒙古自治区"},
            "drawnKg": 120_000,
            "enterprise": {"key": M, "name": "矿"},
        }
    ]
    (city,) = separation["children"]
    assert [row["enterprise"]["key"] for row in city["children"]] == [S]
    assert counting.calls["graph.things"] == 1
    assert counting.calls["sums.drawn"] == counting.calls["records.register"] == 1


async def test_an_affiliate_on_the_quota_of_its_group(api: Api) -> None:
    data = await api.ask(
        """{ quotaUtilisation(year: 2024, by: [ENTERPRISE], oreClass: IONIC) { edges { node {
             enterprise { key } oreClass coveredKg coveredByGroupKg overKg usedKg usedByAffiliatesKg
             remainingKg shareOfYearElapsed } } } }"""
    )
    head, member = nodes(data["quotaUtilisation"])
    assert head == {
        "enterprise": {"key": "HEAD"},
        "oreClass": "IONIC",
        "coveredKg": 0,
        "coveredByGroupKg": 0,
        "overKg": 0,
        "usedKg": 50_000,
        "usedByAffiliatesKg": 50_000,
        "remainingKg": 0,
        "shareOfYearElapsed": 1.0,
    }
    assert member["enterprise"] == {"key": "MEMBER"}
    assert (member["coveredKg"], member["coveredByGroupKg"]) == (50_000, 50_000)
    assert (member["overKg"], member["remainingKg"]) == (10_000.5, 0)


async def test_along_groups(api: Api) -> None:
    query = """query ($group: String) { quotaUtilisation(year: 2024, by: [GROUP], group: $group) {
                 edges { node { group { key } drawnKg adjustedKg
                   children(by: [GROUP]) { group { key } drawnKg adjustedKg } } } } }"""
    head = {"group": {"key": "HEAD"}, "drawnKg": 0, "adjustedKg": 50_000}
    member = {"group": {"key": "MEMBER"}, "drawnKg": 60_000.5, "adjustedKg": 0}
    (whole,) = nodes((await api.ask(query))["quotaUtilisation"])
    assert whole == {
        "group": {"key": "HEAD"},
        "drawnKg": 60_000.5,
        "adjustedKg": 50_000,
        "children": [head, member],
    }
    below = nodes((await api.ask(query, group="HEAD"))["quotaUtilisation"])
    assert [{**row, "children": None} for row in below] == [
        {**row, "children": None} for row in (head, member)
    ]


async def test_a_former_code_is_the_county_it_became(api: Api) -> None:
    query = """query ($region: String) { quotaUtilisation(by: [COUNTY], region: $region) {
                 edges { node { region { code name level city } } } } }"""
    longnan = {"code": "360783", "name": "龙南市", "level": "COUNTY", "city": "赣州市"}
    for code in ("360727", "360783"):
        (row,) = nodes((await api.ask(query, region=code))["quotaUtilisation"])
        assert row["region"] == longnan
    data = await api.ask(
        """{ region(key: "360727") { name formerCodes { code } nowPartOf { code name since status }
             parent { key formerCodes { code } nowPartOf { code } } } }"""
    )
    assert data["region"] == {
        "name": "龙南县",
        "formerCodes": [],
        "nowPartOf": {
            "code": "360783",
            "name": "龙南市",
            "since": "2020-06",
            "status": "published",
        },
        "parent": {"key": "360700", "formerCodes": [], "nowPartOf": None},
    }


async def test_months_and_pages(api: Api) -> None:
    query = """query ($after: String) { quotaUtilisation(year: 2024, by: [MONTH], first: 5,
                 after: $after) { edges { cursor node { month drawnKg remainingKg } }
                 pageInfo { hasNextPage endCursor } } }"""
    seen: list[Any] = []
    after, more = None, True
    while more:
        page = (await api.ask(query, after=after))["quotaUtilisation"]
        assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
        seen += nodes(page)
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert [row["month"] for row in seen] == [f"2024-{n:02}" for n in range(1, 13)]
    assert [row["drawnKg"] for row in seen] == [0, 0, 0, 60_000.5, *[0] * 8]
    assert [row["remainingKg"] for row in seen] == [*[50_000] * 3, *[0] * 9]


async def test_pages_of_rows_nowhere_known(api: Api, counting: Counting) -> None:
    """The row of no place comes first and is not lost between pages."""
    await load_all(counting._store, [quota("QX", 1, "NOBODY")])
    query = """query ($after: String) { quotaUtilisation(by: [PROVINCE], first: 1,
                 after: $after) { edges { node { region { code name level } } }
                 pageInfo { hasNextPage endCursor } } }"""
    page = (await api.ask(query))["quotaUtilisation"]
    assert nodes(page) == [{"region": {"code": "", "name": "地区不详", "level": "UNKNOWN"}}]
    page = (await api.ask(query, after=page["pageInfo"]["endCursor"]))["quotaUtilisation"]
    assert nodes(page)[0]["region"]["code"] == "150000"


async def test_as_of_before_anything_was_known(api: Api) -> None:
    data = await api.ask(
        """{ quotaUtilisation(asOf: "2001-01-01") { day totals { drawnKg } edges { cursor } } }"""
    )
    assert data["quotaUtilisation"] == {"day": "2001-01-01", "totals": [], "edges": []}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ('month: "2026-13"', "month is '2026-13', which is no month there is"),
        ('year: 2025, month: "2026-01"', "2026-01 is no month of 2025"),
        (
            'region: "3607"',
            "there is no such region code (GB/T 2260); did you mean 360700 (赣州市)?",
        ),
        ("first: 0", "first must be at least 1"),
        ('after: "x"', "no cursor"),
    ],
)
async def test_what_cannot_be_asked(api: Api, asked: str, says: str) -> None:
    code, message = await api.fail(f"{{ quotaUtilisation({asked}) {{ day }} }}")
    assert code == "MISUSE"
    assert says in message

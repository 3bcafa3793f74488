"""What authorities state: lists with filters, and everything as it stood at any time."""

from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import load
from provenance.records.filing import Filing
from tests.example import M, S
from tests.graph.kit import designation, enterprise, quota, withdrawal
from tests.loading import Record, load_all
from tests.schema.api import Api, Counting, serving

PENALTY: Record = {
    "record": "penalty",
    "id": "P",
    "enterprise": M,
    "date": "2025-12-15",
    "authority": "白云鄂博矿区工信局",
    "region": "150206",
    "violation": "V",
    "next_year_reduction_t": 5.5,
}
VIOLATION: Record = {
    "record": "violation",
    "id": "V",
    "enterprise": M,
    "date": "2025-11-20",
    "authority": "白云鄂博矿区工信局",
    "region": "150206",
    "article": "R 21",
}
ADJUSTMENT: Record = {
    "record": "quota_adjustment",
    "id": "A",
    "quota": "Q",
    "reo_t": -5.5,
    "decided_on": "2026-02-01",
    "reason": "核减",
    "penalty": "P",
}


async def receive(store: GraphStore, at: str, *records: Record) -> None:
    """Records as received at a time."""
    filing = Filing("test", datetime.fromisoformat(at))
    await load(store, [filing.judge(dict(record), 1, "") for record in records])


@pytest.fixture
async def told(store: GraphStore) -> AsyncIterator[Api]:
    """The service on either store, which was told of a quota bit by bit."""
    noon = "2026-0{}-01T12:00:00+08:00"
    await receive(store, noon.format(1), enterprise(M, "矿"), quota("Q", 100, M, indicator="I"))
    await receive(store, noon.format(2), VIOLATION, PENALTY, ADJUSTMENT)
    await receive(
        store, noon.format(3), quota("Q", 120, M, revision=1, indicator="I"), enterprise(M, "新矿")
    )
    await receive(store, noon.format(4), withdrawal("W", "quota_adjustment", "A"))
    await receive(store, noon.format(5), withdrawal("X", "quota", "Q"))
    async with serving(store) as api:
        yield api


QUOTA = """query($at: DateTime) { quota(key: "Q", asOf: $at) {
  reoKg adjustedKg allocatedTo { name } adjustments { edges { node { key } } }
  reductionsDecided { kg penalty { key } carriedOutBy { key } } versions { revision } } }"""


async def _quota(api: Api, at: str) -> Any:
    return (await api.ask(QUOTA, at=at))["quota"]


async def test_a_quota_as_it_stood(told: Api) -> None:
    assert await _quota(told, "2026-01-01T11:59:59+08:00") is None
    assert await _quota(told, "2026-01-31") == {
        "reoKg": 100_000,
        "adjustedKg": 100_000,
        "allocatedTo": {"name": "矿"},
        "adjustments": {"edges": []},
        "reductionsDecided": [],
        "versions": [{"revision": 0}],
    }
    assert await _quota(told, "2026-02-01T04:00:00Z") == {
        "reoKg": 100_000,
        "adjustedKg": 94_500,
        "allocatedTo": {"name": "矿"},
        "adjustments": {"edges": [{"node": {"key": "A"}}]},
        "reductionsDecided": [
            {"kg": 5_500, "penalty": {"key": "P"}, "carriedOutBy": [{"key": "A"}]}
        ],
        "versions": [{"revision": 0}],
    }
    found = await _quota(told, "2026-03-02")
    assert (found["reoKg"], found["adjustedKg"]) == (120_000, 114_500)
    assert found["allocatedTo"] == {"name": "新矿"}
    assert found["versions"] == [{"revision": 0}, {"revision": 1}]
    found = await _quota(told, "2026-04-02")
    assert (found["reoKg"], found["adjustedKg"]) == (120_000, 120_000)
    # The penalty stands, but nothing carries it out any more; the balance is not its matter.
    assert found["reductionsDecided"] == [
        {"kg": 5_500, "penalty": {"key": "P"}, "carriedOutBy": []}
    ]
    assert await _quota(told, "2026-05-02") is None


async def test_a_day_alone_is_its_end_in_shanghai(told: Api) -> None:
    assert await _quota(told, "2025-12-31") is None
    assert await _quota(told, "2026-01-01") is not None
    assert await _quota(told, "2026-01-01T00:00:00-05:00") is not None
    assert await _quota(told, "2025-12-31T23:00:00-05:00") is not None
    assert await _quota(told, "2025-12-31T22:59:59-05:00") is None


async def test_several_times_in_one_request(told: Api) -> None:
    data = await told.ask(
        """{ before: quota(key: "Q", asOf: "2026-01-31") { adjustedKg }
             after: quota(key: "Q", asOf: "2026-02-28") { adjustedKg }
             now: quota(key: "Q") { adjustedKg } }"""
    )
    assert data == {"before": {"adjustedKg": 100_000}, "after": {"adjustedKg": 94_500}, "now": None}
    many = " ".join(f'n{n}: quota(key: "Q", asOf: "2026-01-0{n}") {{ key }}' for n in range(1, 10))
    code, message = await told.fail(f"{{ {many} }}")
    assert code == "LIMIT_EXCEEDED"
    assert "8 times" in message


async def test_lists_as_they_stood(told: Api) -> None:
    query = """query($at: DateTime) {
      quotas(year: 2026, asOf: $at) { edges { node { key reoKg } } }
      indicators(asOf: $at) { edges { node { key onRecord } } }
      enterprise(key: "%s", asOf: $at) { name quotas { edges { node { key } } }
        penalties { edges { node { key passedUpTo { key name } fineRange { minCny maxCny } } } } }
      violation(key: "V", asOf: $at) { passedUpTo { key } } }"""
    data = await told.ask(query % M, at="2026-03-31")
    assert data["quotas"]["edges"] == [{"node": {"key": "Q", "reoKg": 120_000}}]
    assert data["indicators"]["edges"] == [{"node": {"key": "I", "onRecord": False}}]
    assert data["enterprise"]["quotas"]["edges"] == [{"node": {"key": "Q"}}]
    (penalty,) = data["enterprise"]["penalties"]["edges"]
    assert penalty["node"] == {
        "key": "P",
        "passedUpTo": {"key": "150200", "name": "包头市"},
        "fineRange": {"minCny": 1_000_000, "maxCny": 5_000_000},
    }
    assert data["violation"] == {"passedUpTo": {"key": "150200"}}
    data = await told.ask(query % M, at="2026-05-31")
    assert data["quotas"]["edges"] == data["enterprise"]["quotas"]["edges"] == []


async def test_what_was_drawn_is_known_only_as_of_now(told: Api) -> None:
    code, message = await told.fail(
        '{ quota(key: "Q", asOf: "2026-03-01") { drawnBy { edges { node { key } } } } }'
    )
    assert code == "MISUSE"
    assert "without asOf" in message


@pytest.mark.parametrize("at", ["soon", "2026-02-30", ""])
async def test_what_is_no_time_is_refused(told: Api, at: str) -> None:
    code, message = await told.fail(QUOTA, at=at)
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "2026-04-09T17:30:00+08:00" in message


async def test_lists_by_year_enterprise_activity_and_day(sqlite_store: GraphStore) -> None:
    ended = designation("D0", enterprise=S) | {"valid_to": "2025-12-31"}
    permit = {"record": "permit", "kind": "mining", "valid_from": "2026-02-01", "enterprise": M}
    await load_all(
        sqlite_store,
        [
            *(quota(f"Q{n}", n, (M, S)[n % 2], year=2020 + n) for n in range(5)),
            quota("QS", 1, M, activity="separation"),
            designation("D1", enterprise=M),
            designation("D2", "separation", M),
            ended,
            permit | {"id": "P1"},
            permit | {"id": "P2", "kind": "byproduct", "valid_from": "2025-01-01"},
        ],
    )
    cases = {
        "quotas(year: 2022)": ["Q2"],
        f'quotas(enterprise: "{S}")': ["Q1", "Q3"],
        f'quotas(enterprise: "{M}", activity: SEPARATION)': ["QS"],
        "quotas(activity: MINING, first: 3)": ["Q0", "Q1", "Q2"],
        "designations(activity: MINING)": ["D0", "D1"],
        'designations(on: "2025-12-31")': ["D0", "D1", "D2"],
        f'designations(on: "2026-01-01", activity: MINING, enterprise: "{M}")': ["D1"],
        'permits(on: "2026-01-31")': ["P2"],
        "permits(kind: MINING)": ["P1"],
    }
    async with serving(sqlite_store) as api:
        for asked, expected in cases.items():
            (found,) = (await api.ask(f"{{ {asked} {{ edges {{ node {{ key }} }} }} }}")).values()
            assert [edge["node"]["key"] for edge in found["edges"]] == expected, asked
        query = """query($after: String) { quotas(activity: MINING, first: 2, after: $after) {
          edges { node { key } } pageInfo { hasNextPage endCursor } } }"""
        keys, after, more = [], None, True
        while more:
            page = (await api.ask(query, after=after))["quotas"]
            keys += [edge["node"]["key"] for edge in page["edges"]]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
        assert keys == ["Q0", "Q1", "Q2", "Q3", "Q4"]


async def test_however_many_rows_the_store_is_asked_the_same(sqlite_store: GraphStore) -> None:
    await load_all(sqlite_store, [quota(f"Q{n:02}", 1, f"9{n:02}") for n in range(40)])
    query = """query($first: Int!, $at: DateTime) { quotas(first: $first, asOf: $at) {
      edges { node { adjustedKg allocatedTo { name }
        reductionsDecided { kg carriedOutBy { key } } } } } }"""
    for at in (None, "2026-12-01"):
        calls = []
        for first in (2, 40):
            counting = Counting(sqlite_store)
            async with serving(counting) as api:
                await api.ask(query, first=first, at=at)
            calls.append(counting.calls)
        assert calls[0] == calls[1]
        assert sum(calls[0].values()) <= 5


async def test_an_enterprise_by_any_of_its_numbers(store: GraphStore) -> None:
    number = "1502930123"
    stated = {**enterprise(M, "矿"), "identifiers": [{"scheme": "customs", "number": number}]}
    await load_all(store, [stated, quota("Q", 100, number), quota("R", 9, S), designation("D")])
    async with serving(store) as api:
        found = await api.ask(
            "query ($key: String!) { enterprise(key: $key) { id key"
            " identifiers { scheme number } quotas { edges { node { key } } } }"
            " identifier(key: $key) { enterprises { edges { node { key } } } }"
            " quotas(enterprise: $key) { edges { node { key allocatedTo { key } } } }"
            " designations(enterprise: $key) { edges { node { key } } }"
            " search(text: $key) { label key }"
            " quotaUtilisation(enterprise: $key, by: ENTERPRISE) { edges { node"
            " { enterprise { key } } } } }",
            key=number,
        )
        again = await api.ask(
            "query ($id: ID!) { node(id: $id) { key } }",
            id=b64encode(f"Enterprise:{number}".encode()).decode(),
        )
    one = {"edges": [{"node": {"key": M}}]}
    assert found["enterprise"].pop("id")
    assert found == {
        "enterprise": {
            "key": M,
            "identifiers": [{"scheme": "customs", "number": number}],
            "quotas": {"edges": [{"node": {"key": "Q"}}]},
        },
        "identifier": {"enterprises": one},
        "quotas": {"edges": [{"node": {"key": "Q", "allocatedTo": {"key": M}}}]},
        "designations": {"edges": [{"node": {"key": "D"}}]},
        "search": [{"label": "ENTERPRISE", "key": M}],
        "quotaUtilisation": {"edges": [{"node": {"enterprise": {"key": M}}}]},
    }
    assert again == {"node": {"key": M}}

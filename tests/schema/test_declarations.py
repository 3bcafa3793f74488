"""Declarations over GraphQL: listed by what they come to, as kept, for whoever asks."""

from typing import Any

import pytest

from provenance.access.viewer import Role, Viewer
from provenance.findings.audit import audit
from provenance.findings.feed import Announcer
from provenance.findings.summaries import sum_up
from provenance.graph.port.graph import GraphStore
from provenance.schema.base.context import Context
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.example import DECLARATION, Z
from tests.schema.api import Api, Counting, serving

SETTINGS = Settings(access=Access(pseudonyms="of the tests, and long enough for all of them"))

SCHEMA = Schema(SETTINGS)

LISTED = """query($f: DeclarationFilter, $o: DeclarationOrder! = NEWEST, $n: Int! = 10) {
  declarations(filter: $f, order: $o, first: $n) { totalCount edges { cursor node { key
    verdict { conclusion advice headline totalKg lawfulKg unlawfulKg unverifiedKg lawfulMinKg
      lawfulMaxKg settledAt waiting }
    apart: verdict(custodyModel: SEGREGATED) { conclusion advice headline(language: ZH) } } } } }"""

GIVEN = """query($key: String!) {
  mixed: verdict(subject: {declaration: $key}) { ...F }
  apart: verdict(subject: {declaration: $key}, custodyModel: SEGREGATED) { ...F } }
fragment F on Verdict { conclusion clearance headline reoKg lawfulKg unlawfulKg unverifiedKg
  lawfulMinKg lawfulMaxKg settledAt waiting }"""


@pytest.fixture
async def summed(example_store: GraphStore) -> GraphStore:
    await audit(example_store, SETTINGS, whole=True)
    await sum_up(example_store, SETTINGS)
    return example_store


async def test_what_is_listed_is_what_the_verdict_says(summed: GraphStore) -> None:
    async with serving(summed) as api:
        listed = (await api.ask(LISTED))["declarations"]
        given = await api.ask(GIVEN, key=DECLARATION)
    ((node,), total) = [edge["node"] for edge in listed["edges"]], listed["totalCount"]
    assert (node["key"], total) == (DECLARATION, 1)
    mixed, apart = given["mixed"], given["apart"]
    mixed["totalKg"], mixed["advice"] = mixed.pop("reoKg"), mixed.pop("clearance")
    assert node["verdict"] == mixed
    assert (node["apart"]["conclusion"], node["apart"]["advice"]) == (
        apart["conclusion"],
        apart["clearance"],
    )
    assert node["apart"]["headline"] == "部分来源涉嫌违法"


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"direction": "EXPORT", "from": "2026-03-01", "to": "2026-03-31"}, True),
        ({"direction": "IMPORT"}, False),
        ({"conclusions": ["MIXED"], "advice": "HOLD", "decided": False}, True),
        ({"conclusions": ["LAWFUL", "UNLAWFUL"]}, False),
        ({"decided": True}, False),
        ({"enterprise": Z}, True),
        ({"region": "310000"}, True),
        ({"region": "内蒙古自治区"}, False),
    ],
)
async def test_filters(summed: GraphStore, narrowed: dict[str, Any], found: bool) -> None:
    async with serving(summed) as api:
        listed = (await api.ask(LISTED, f=narrowed))["declarations"]
    assert (listed["totalCount"], len(listed["edges"])) == (int(found), int(found))


async def test_a_list_works_out_nothing(summed: GraphStore) -> None:
    counting: Any = Counting(summed)
    async with serving(counting) as api:
        await api.ask(LISTED, o="UNLAWFUL")
    assert counting.calls == {
        "declared.page": 1,
        "declared.count": 1,
        "declared.summaries": 1,
        "graph.things": 1,
    }


async def test_what_no_audit_came_to_is_listed_by_number(api: Api) -> None:
    by_number = (await api.ask(LISTED, o="KEY"))["declarations"]
    assert by_number["totalCount"] == 1
    assert [edge["node"]["verdict"] for edge in by_number["edges"]] == [None]
    assert (await api.ask(LISTED))["declarations"]["edges"] == []


@pytest.mark.parametrize(
    "narrowed",
    [{"from": "2026-04-01", "to": "2026-03-01"}, {"region": "990000"}, {"enterprise": "nobody"}],
)
async def test_a_filter_that_names_nothing_is_refused(
    summed: GraphStore, narrowed: dict[str, Any]
) -> None:
    async with serving(summed) as api:
        code, _ = await api.fail(LISTED, f=narrowed)
    assert code in {"MISUSE", "UNKNOWN_SUBJECT"}


@pytest.mark.parametrize(
    ("viewer", "found"),
    [
        (Viewer("u", Role.CUSTOMS), 1),
        (Viewer("u", Role.IMPORTER, enterprise=Z), 1),
        (Viewer("u", Role.ENTERPRISE, enterprise=Z), 1),
        (Viewer("u", Role.REGULATOR, region="310000"), 1),
        (Viewer("u", Role.REGULATOR, region="540000"), 0),
        (Viewer("u", Role.IMPORTER, enterprise="Somebody Else Ltd"), 0),
    ],
)
async def test_each_sees_their_own(summed: GraphStore, viewer: Viewer, found: int) -> None:
    context = Context(summed, SETTINGS, Announcer(summed, 2.0), viewer)
    answer = await SCHEMA.execute(LISTED, context_value=context)
    assert not answer.errors
    assert answer.data is not None
    listed = answer.data["declarations"]
    assert (listed["totalCount"], len(listed["edges"])) == (found, found)

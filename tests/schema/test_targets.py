"""Declarations to look at, over GraphQL: the same as on the command line, page by page."""

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings
from tests.loading import Record, load_all
from tests.schema.api import Counting, serving
from tests.supervision.targets.trade import FALSE, INVOICE, SHELL, declaration, records

ASKED = """query($first: Int! = 50, $after: String, $language: Language! = EN) {
  targets(day: "2026-06-10", direction: EXPORT, first: $first, after: $after) {
    declarations withoutFlows total pageInfo { hasNextPage endCursor }
    edges { cursor node { key points rank declaration { key goods netKg declarant { key } }
      reasons { sign points why(language: $language) settledBy(language: $language) evidence } } }
  } }"""


@pytest.fixture
async def port(sqlite_store: GraphStore) -> GraphStore:
    await load_all(sqlite_store, records())
    return sqlite_store


async def test_a_page_of_targets(port: GraphStore) -> None:
    async with serving(port) as api:
        found = (await api.ask(ASKED))["targets"]
    assert (found["declarations"], found["withoutFlows"], found["total"]) == (4, 3, 3)
    first = found["edges"][0]["node"]
    assert first["key"] == first["declaration"]["key"] == FALSE
    assert first["declaration"]["declarant"]["key"] == SHELL
    assert first["points"] == sum(reason["points"] for reason in first["reasons"])
    assert first["reasons"][0]["sign"] == "INVOICE_UNMOVED"
    assert first["reasons"][0]["evidence"] == [INVOICE]
    ranks = [edge["node"]["rank"] for edge in found["edges"]]
    assert ranks == sorted(ranks, reverse=True)
    assert first["rank"] == first["points"]


async def test_pages_go_through_all_once(port: GraphStore) -> None:
    async with serving(port) as api:
        whole = (await api.ask(ASKED))["targets"]["edges"]
        seen, after = [], None
        for _ in whole:
            page = (await api.ask(ASKED, first=1, after=after))["targets"]
            seen += page["edges"]
            after = page["pageInfo"]["endCursor"]
        assert seen == whole
        assert not page["pageInfo"]["hasNextPage"]


async def test_in_chinese(port: GraphStore) -> None:
    async with serving(port) as api:
        found = (await api.ask(ASKED, language="ZH"))["targets"]
    why = found["edges"][0]["node"]["reasons"][0]["why"]
    assert why.startswith("2026-05-20 至 2026-05-20，")


async def test_points_are_settings(port: GraphStore) -> None:
    settings = Settings.model_validate({"targets": {"invoice_unmoved": 0, "value_per_kg": 999}})
    async with serving(port, settings) as api:
        first = (await api.ask(ASKED))["targets"]["edges"][0]["node"]
    signs = {reason["sign"]: reason["points"] for reason in first["reasons"]}
    assert signs["VALUE_PER_KG"] == 999
    assert "INVOICE_UNMOVED" not in signs


async def test_the_store_is_asked_as_little_however_many_there_are(
    sqlite_store: GraphStore,
) -> None:
    calls = []
    for n in (3, 60):
        more: list[Record] = [
            declaration(f"5301202609970000{i:02d}", f"91330782XXXX1{i:03d}A", "2026-06-10")
            for i in range(n)
        ]
        await load_all(sqlite_store, [*records(), *more])
        counting = Counting(sqlite_store)
        async with serving(counting) as api:
            await api.ask(ASKED)
        calls.append(counting.calls)
    assert calls[0] == calls[1]

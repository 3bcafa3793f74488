"""Lists of lots and enterprises, those that a filter leaves."""

from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.schema.queries import lists
from tests.example import M, S, Z
from tests.schema.api import Api

LOTS = """query($f: LotFilter, $n: Int! = 50, $after: String) {
  lots(filter: $f, first: $n, after: $after) {
    totalCount edges { node { key } } pageInfo { hasNextPage endCursor } } }"""
FIRMS = """query($f: EnterpriseFilter) { enterprises(filter: $f) {
  totalCount edges { node { key region { name nameEn } } } } }"""


def keys(page: Any) -> list[str]:
    return [edge["node"]["key"] for edge in page["edges"]]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (None, ["C1", "C2", "D1", "D2", "F1", "F2", "K1", "K2"]),
        ({"products": ["CONCENTRATE"]}, ["C1", "C2", "K1", "K2"]),
        ({"products": ["OXIDE"], "holder": Z}, ["F1", "F2"]),
        ({"from": "2026-03-01", "to": "2026-03-01"}, ["D1", "D2"]),
        ({"from": "2026-03-02"}, ["F1", "F2"]),
        ({"feeds": ["IMPORTED"]}, []),
    ],
)
async def test_lots(api: Api, narrowed: Any, expected: list[str]) -> None:
    page = (await api.ask(LOTS, f=narrowed))["lots"]
    assert keys(page) == expected
    assert page["totalCount"] == (None if narrowed else 8)


async def test_pages_of_what_is_left_go_on_where_looking_ended(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "READ", 2)
    monkeypatch.setattr(lists, "LOOKED_THROUGH", 2)
    seen, after, more, pages = list[str](), None, True, 0
    while more:
        page = (await api.ask(LOTS, f={"products": ["OXIDE"]}, n=3, after=after))["lots"]
        seen += keys(page)
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        pages += 1
    assert seen == ["D1", "D2", "F1", "F2"]
    assert pages == 4, "the first and the last are empty"


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (None, {M, S, Z}),
        ({"region": "内蒙古自治区"}, {M, S}),
        ({"roles": ["TRADE"]}, {Z}),
        ({"region": "310000", "roles": ["MINING"]}, set()),
    ],
)
async def test_enterprises(
    example_store: GraphStore, api: Api, narrowed: Any, expected: set[str]
) -> None:
    page = (await api.ask(FIRMS, f=narrowed))["enterprises"]
    assert set(keys(page)) == expected
    names = {e["node"]["region"]["name"]: e["node"]["region"]["nameEn"] for e in page["edges"]}
    assert names.get("浦东新区", "Pudongxin").startswith("Pudong")


async def test_what_names_nothing_is_refused(api: Api) -> None:
    assert (await api.fail(LOTS, f={"holder": "nobody"}))[0] == "UNKNOWN_SUBJECT"
    assert (await api.fail(FIRMS, f={"region": "990000"}))[0] == "MISUSE"

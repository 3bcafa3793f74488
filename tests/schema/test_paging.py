"""Pages: every thing once, in order, however small the pages; opaque ids and cursors."""

import base64
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import DECLARATION, M, S, Z, worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving


async def _all(api: Api, query: str, *path: str, first: int) -> list[Any]:
    """All nodes of a connection, page by page."""
    found: list[Any] = []
    after, more = None, True
    while more:
        page = await api.ask(query, first=first, after=after)
        for step in path:
            page = page[step]
        assert len(page["edges"]) <= first
        found += [edge["node"]["key"] for edge in page["edges"]]
        more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
        assert not page["edges"] or page["edges"][-1]["cursor"] == after
    return found


PAGE = "{ edges { cursor node { key } } pageInfo { hasNextPage endCursor } }"


@pytest.mark.parametrize("first", [1, 2, 3, 50])
@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ("lots", ["C1", "C2", "D1", "D2", "F1", "F2", "K1", "K2"]),
        ("enterprises", sorted([M, S, Z])),
        ("declarations", [DECLARATION]),
        ("quotas", ["QM", "QS"]),
        ("invoices", []),
        ("exportLicences", []),
    ],
)
async def test_lists_of_a_kind(api: Api, field: str, keys: list[str], first: int) -> None:
    query = (
        f"query($first: Int!, $after: String) {{ {field}(first: $first, after: $after) {PAGE} }}"
    )
    assert await _all(api, query, field, first=first) == keys


@pytest.mark.parametrize("first", [1, 2, 5])
async def test_neighbours(api: Api, first: int) -> None:
    query = f"""query($first: Int!, $after: String) {{ enterprise(key: "{M}") {{
      events(first: $first, after: $after) {PAGE} }} }}"""
    assert await _all(api, query, "enterprise", "events", first=first) == [
        "extraction:E1",
        "extraction:E2",
        "transfer:T1/1",
        "transfer:T1/2",
    ]


@pytest.mark.parametrize("first", [1, 2, 3, 4])
async def test_one_lot_claimed_twice_by_one_event_is_there_twice(
    sqlite_store: GraphStore, first: int
) -> None:
    lots = [{"id": lot, "product": "oxide", "reo_kg": kg} for lot, kg in
            [("A", 1), ("A", 2), ("B", 3), ("B", 4), ("B", 5), ("C", 6)]]  # fmt: skip
    record = {"record": "processing", "id": "P", "date": "2026-03-01", "enterprise": S,
              "process": "separation", "outputs": lots}  # fmt: skip
    await load_all(sqlite_store, [record])
    query = f"""query($first: Int!, $after: String) {{ event(key: "processing:P") {{
      outputs(first: $first, after: $after) {PAGE} }} }}"""
    async with serving(sqlite_store) as api:
        found = await _all(api, query, "event", "outputs", first=first)
    assert found == ["A", "A", "B", "B", "B", "C"]


async def test_several_kinds_along_one_edge_are_told_apart(sqlite_store: GraphStore) -> None:
    act = {"enterprise": M, "date": "2026-01-01", "authority": "局"}
    kinds = ["inspection", "violation", "order", "penalty", "referral"]
    more = {
        "referral": {"to": "公安局", "reason": "涉嫌犯罪"},
        "order": {"demand": "补录", "deadline": "2026-02-01"},
    }
    await load_all(
        sqlite_store,
        [{"record": k, "id": f"N{n}", **act, **more.get(k, {})} for k in kinds for n in range(5)],
    )
    async with serving(sqlite_store) as api:
        for field in ("inspections", "violations", "orders", "penalties", "referrals"):
            query = f"""query($first: Int!, $after: String) {{ enterprise(key: "{M}") {{
              {field}(first: $first, after: $after) {PAGE} }} }}"""
            found = await _all(api, query, "enterprise", field, first=2)
            assert found == ["N0", "N1", "N2", "N3", "N4"]


async def test_ids_lead_back_to_what_they_were_of(api: Api) -> None:
    data = await api.ask("{ lots { edges { node { id key } } } }")
    for edge in data["lots"]["edges"]:
        query = "query($id: ID!) { node(id: $id) { __typename id key } }"
        node = (await api.ask(query, id=edge["node"]["id"]))["node"]
        assert node == {"__typename": "Lot", **edge["node"]}


async def test_unknown_things_are_null(api: Api) -> None:
    gone = base64.urlsafe_b64encode(b"Lot:nobody's").decode()
    data = await api.ask(
        f"""{{ node(id: "{gone}") {{ key }}
          lot(key: "nobody's") {{ key }} event(key: "nobody's") {{ key }}
          enterprise(key: "nobody's") {{ key }} declaration(key: "nobody's") {{ key }}
          invoice(key: "nobody's") {{ key }} exportLicence(key: "nobody's") {{ key }}
          quota(key: "nobody's") {{ key }} region(key: "110101") {{ key }} }}"""
    )
    assert set(data.values()) == {None}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('{ node(id: "nonsense") { key } }', "'nonsense' is no id"),
        ('{ node(id: "TG90") { key } }', "'TG90' is no id"),
        ('{ node(id: "矿") { key } }', "is no id"),
        ('{ lots(after: "矿") { edges { cursor } } }', "is no cursor"),
        ('{ lots(after: "!") { edges { cursor } } }', "'!' is no cursor"),
        ('{ lots(after: "QQotMQ==") { edges { cursor } } }', "is no cursor"),
        ("{ lots(first: 0) { edges { cursor } } }", "first must be at least 1, 0 was asked"),
        ("{ lots(first: -1) { edges { cursor } } }", "first must be at least 1, -1 was asked"),
        (r'{ lot(key: "\uD800") { key } }', "holds half a character"),
        (r'{ search(text: "\uD800") { key } }', "holds half a character"),
    ],
)
async def test_what_makes_no_sense_is_refused(api: Api, query: str, words: str) -> None:
    code, message = await api.fail(query)
    assert code in ("MISUSE", "GRAPHQL_PARSE_FAILED")
    assert words in message or code == "GRAPHQL_PARSE_FAILED"


async def test_half_a_character_in_a_variable(api: Api) -> None:
    body = b'{"query": "query($k: String!) { lot(key: $k) { key } search(text: $k) { key } }",'
    body += rb' "variables": {"k": "\ud800"}}'
    response = await api.http.post(
        "/graphql", content=body, headers={"content-type": "application/json"}
    )
    (error, *_) = response.json()["errors"]
    assert error["extensions"]["code"] == "MISUSE"


async def test_a_page_holds_so_many_at_most(api: Api) -> None:
    code, message = await api.fail("{ lots(first: 1001) { edges { cursor } } }")
    assert code == "LIMIT_EXCEEDED"
    assert message == "a page holds at most 1000 things, first: 1001 was asked; use after for more"


async def test_pages_stay_put_while_records_come_in(sqlite_store: GraphStore) -> None:
    await load_all(sqlite_store, worked_example())
    query = f"query($after: String) {{ lots(first: 3, after: $after) {PAGE} }}"
    async with serving(sqlite_store) as api:
        page = (await api.ask(query))["lots"]
        mined = {"record": "extraction", "id": "E0", "date": "2026-01-01", "enterprise": M,
                 "ore_class": "rock",
                 "output": {"id": "A0", "product": "ore", "reo_kg": 1}}  # fmt: skip
        await load_all(sqlite_store, [mined])
        page = (await api.ask(query, after=page["pageInfo"]["endCursor"]))["lots"]
    assert [edge["node"]["key"] for edge in page["edges"]] == ["D2", "F1", "F2"]

"""What an enterprise did, got and holds, over GraphQL, for whoever may see it."""

from typing import Any

import pytest

from provenance.access.viewer import Role, Viewer
from provenance.findings.audit import audit
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.schema.base.context import Context
from provenance.schema.schema import Schema
from provenance.settings import Settings
from provenance.settings.access import Access
from tests.example import M, S, Z
from tests.schema.api import Api

SETTINGS = Settings(access=Access(pseudonyms="of the tests, and long enough for all of them"))
SCHEMA = Schema(SETTINGS)

ASKED = """query($key: String!) { enterprise(key: $key) { key
  flows(year: 2026) { month inKg outKg }
  counterparties(year: 2026) { key inKg outKg events enterprise { name } }
  activity(kinds: [TRANSFER], first: 1) { edges { cursor node { key } } pageInfo { hasNextPage } }
  lotsInHand { edges { node { key } } }
  findings(order: DAY) { totalCount edges { node { id code } } } } }"""


async def answer(store: GraphStore, viewer: Viewer, key: str) -> Any:
    context = Context(store, SETTINGS, Announcer(store, 2.0), viewer)
    found = await SCHEMA.execute(ASKED, variable_values={"key": key}, context_value=context)
    assert not found.errors
    assert found.data is not None
    return found.data["enterprise"]


async def test_of_an_enterprise(example_store: GraphStore, api: Api) -> None:
    await audit(example_store, SETTINGS, whole=True)
    found = (await api.ask(ASKED, key=S))["enterprise"]
    moved = [one for one in found["flows"] if one["inKg"] or one["outKg"]]
    assert len(found["flows"]) == 12
    assert moved == [
        {"month": "2026-02", "inKg": 120_000, "outKg": 0},
        {"month": "2026-03", "inKg": 0, "outKg": 114_000},
    ]
    assert [(one["key"], one["inKg"], one["outKg"]) for one in found["counterparties"]] == [
        (M, 120_000, 0),
        (Z, 0, 114_000),
    ]
    assert found["counterparties"][1]["enterprise"] == {"name": "贸易"}
    assert [edge["node"]["key"] for edge in found["activity"]["edges"]] == ["transfer:T2/2"]
    assert found["activity"]["pageInfo"]["hasNextPage"]
    kept = found["findings"]
    assert kept["totalCount"] == len(kept["edges"]) > 0


async def test_misuse(api: Api) -> None:
    query = f'query($y: Int!) {{ enterprise(key: "{S}") {{ flows(year: $y) {{ month }} }} }}'
    assert (await api.fail(query, y=12))[0] == "MISUSE"
    past = 'query { enterprise(key: "%s", asOf: "2099-01-01") { lotsInHand { edges { cursor } } } }'
    assert (await api.fail(past % S))[0] == "MISUSE"


@pytest.mark.parametrize(
    ("viewer", "key", "kilograms"),
    [
        (Viewer("u", Role.CUSTOMS), S, 114_000),
        (Viewer("u", Role.ENTERPRISE, enterprise=S), S, 114_000),
        (Viewer("u", Role.REGULATOR, region="150000"), S, 114_000),
        (Viewer("u", Role.ENTERPRISE, enterprise=Z), S, 0),
        (Viewer("u", Role.IMPORTER, enterprise=Z), Z, 0),
        (Viewer("u", Role.REGULATOR, region="310000"), S, 0),
    ],
)
async def test_each_sees_what_their_own_did(
    example_store: GraphStore, viewer: Viewer, key: str, kilograms: int
) -> None:
    found = await answer(example_store, viewer, key)
    assert sum(one["outKg"] for one in (found or {"flows": []})["flows"]) == kilograms


async def test_who_deals_with_another_sees_their_dealings_alone(
    example_store: GraphStore,
) -> None:
    found = await answer(example_store, Viewer("u", Role.ENTERPRISE, enterprise=Z), Z)
    assert [(one["key"], one["inKg"]) for one in found["counterparties"]] == [(S, 114_000)]
    assert found["counterparties"][0]["enterprise"] == {"name": "分离"}

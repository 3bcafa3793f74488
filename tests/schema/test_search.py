"""Search over HTTP: numbers and names, Chinese and English, in part and in any case."""

from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from tests.example import M
from tests.loading import load_all
from tests.schema.api import serving
from tests.schema.records import every_kind

NAMED: list[tuple[str, dict[str, Any]]] = [
    ("矿", {"label": "ENTERPRISE", "key": M, "name": "矿"}),
    ("北矿", {"label": "ENTERPRISE", "key": M, "name": "矿"}),
    ("northern mine", {"label": "ENTERPRISE", "key": M, "name": "矿"}),
    ("９１１５", {"label": "ENTERPRISE", "key": M, "name": "矿"}),
    ("白云鄂博", {"label": "REGION", "key": "150206", "name": "白云鄂博矿区"}),
    ("d1", {"label": "LOT", "key": "D1", "name": None}),
    ("T1/2", {"label": "EVENT", "key": "transfer:T1/2", "name": None}),
    ("el 000123", {"label": "EXPORT_LICENCE", "key": "26-EL-000123", "name": None}),
]


@pytest.mark.parametrize(("text", "hit"), NAMED)
async def test_anything_is_found_by_part_of_its_number_or_name(
    sqlite_store: GraphStore, text: str, hit: dict[str, Any]
) -> None:
    await load_all(sqlite_store, every_kind())
    async with serving(sqlite_store) as api:
        query = "query($t: String!) { search(text: $t) { label key name node { key onRecord } } }"
        found = (await api.ask(query, t=text))["search"]
    assert {**hit, "node": {"key": hit["key"], "onRecord": True}} in found


async def test_so_many_at_most_the_shortest_number_first(example_store: GraphStore) -> None:
    async with serving(example_store) as api:
        query = '{ search(text: "D", first: 3) { key } none: search(text: "—") { key } }'
        data = await api.ask(query)
    assert [hit["key"] for hit in data["search"]] == ["D1", "D2", "DM"]
    assert data["none"] == []

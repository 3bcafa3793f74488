"""How often Neo4j is asked: a load of a few records is a few statements."""

from typing import Any

import pytest

from provenance.graph.neo4j import ask as asking
from provenance.graph.neo4j.ask import Asking
from provenance.graph.neo4j.link import Link
from provenance.graph.port.graph import GraphStore
from tests.conftest import StoreAddress
from tests.graph.kit import MINE, designation, extraction, processing, quota, transfer, withdrawal
from tests.loading import Record, dump, load_all
from tests.worlds import world


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every statement that is sent."""
    sent: list[str] = []
    within, apart = Asking.__call__, Link._send

    async def in_transaction(self: Asking, text: str, /, **parameters: Any) -> Any:
        sent.append(text)
        return await within(self, text, **parameters)

    async def by_itself(self: Link, text: str, *more: Any) -> Any:
        sent.append(text)
        return await apart(self, text, *more)

    monkeypatch.setattr(Asking, "__call__", in_transaction)
    monkeypatch.setattr(Link, "_send", by_itself)
    return sent


@pytest.fixture
async def neo4j(neo4j_address: StoreAddress) -> Any:
    store = neo4j_address.open()
    await load_all(store, [])
    yield store
    await store.close()


SMALL: list[list[Record]] = [
    [quota("Q"), designation("D"), extraction("E", "A")],
    [transfer("T", {"A": "B"}, buyer=MINE), processing("P", {"B": 500}, {"C": 500})],
    [processing("P", {"B": 400}, {"C": 400}, revision=1)],
    [withdrawal("W", "extraction", "E")],
]


async def test_a_small_load_on_neo4j(neo4j: GraphStore, statements: list[str]) -> None:
    for records in SMALL:
        statements.clear()
        await load_all(neo4j, records)
        assert len(statements) <= 15, records


async def test_a_load_on_neo4j_that_is_many_statements(
    neo4j_address: StoreAddress, neo4j: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a statement took but seven rows: what is kept is the same."""
    records = world(3)
    await load_all(neo4j, records)
    expected = await dump(neo4j)
    neo4j_address.wipe()
    monkeypatch.setattr(asking, "CHUNK", 7)
    await load_all(neo4j, records, batch=40)
    assert await dump(neo4j) == expected

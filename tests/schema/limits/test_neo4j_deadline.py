"""What takes too long, or is for nobody any more, is stopped in a real Neo4j too."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from provenance.graph.neo4j.store import Neo4jStore
from provenance.schema.limits.deadline import within
from provenance.settings import Settings
from provenance.settings.limits import Limits
from tests.conftest import StoreAddress
from tests.schema.api import serving

FOR_EVER = """UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS for_ever
WITH sum(a * for_ever) AS s RETURN s AS found"""


@pytest.fixture
async def store(neo4j_address: StoreAddress) -> AsyncIterator[Neo4jStore]:
    store = neo4j_address.open()
    assert isinstance(store, Neo4jStore)
    assert await store.graph.things([]) == []  # which makes indexes first
    yield store
    await store.close()


async def _for_ever(store: Neo4jStore, *_: Any) -> Any:
    return await store._read(lambda ask: ask(FOR_EVER))


async def _running(store: Neo4jStore, n: int) -> None:
    """Wait until so many of them run in the database."""
    text = """SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'for_ever'
        AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*) AS n"""
    async with asyncio.timeout(10):
        while True:
            found, *_ = await store._link._driver.execute_query(text)
            if found[0]["n"] == n:
                return
            await asyncio.sleep(0.05)


async def test_who_has_gone_is_searched_for_no_more(store: Neo4jStore) -> None:
    waiting = asyncio.create_task(within(60, _for_ever(store)))
    await _running(store, 1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await _running(store, 0)


@pytest.mark.parametrize(
    ("part", "query"),
    [
        ("search", '{ search(text: "x") { key } }'),
        # Looked up by a loader, which asks in a task of its own that nobody cancels.
        ("things", '{ node(id: "TG90OkQx") { id } lot(key: "D1") { key } }'),
    ],
)
async def test_the_asker_is_told_and_the_database_stops(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, part: str, query: str
) -> None:
    monkeypatch.setattr(store.graph, part, lambda *_: _for_ever(store))
    async with serving(store, Settings(limits=Limits(request_s=1))) as api:
        asking = asyncio.create_task(api.fail(query))
        await _running(store, 1)
        assert (await asking)[0] == "DEADLINE_EXCEEDED"
    await _running(store, 0)


async def test_what_was_being_written_is_taken_back_and_others_write(store: Neo4jStore) -> None:
    async def work(writer: Any) -> None:
        await writer.access._turn.ask("CREATE (:Lot {key: 'half'}) RETURN 1 AS found")
        await writer.access._turn.ask(FOR_EVER)

    waiting = asyncio.create_task(within(60, store.write(work)))
    await _running(store, 1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await _running(store, 0)
    async with asyncio.timeout(10):
        await store.write(lambda writer: asyncio.sleep(0))
    found, *_ = await store._link._driver.execute_query("MATCH (l:Lot) RETURN count(l) AS n")
    assert found[0]["n"] == 0

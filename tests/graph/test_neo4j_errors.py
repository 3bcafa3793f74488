"""A Neo4j that refuses, stops and starts: said in time and in plain words."""

import time

import pytest

from provenance.graph.neo4j.store import Neo4jStore
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label
from provenance.records.changes import Changes
from tests.conftest import Neo4jServer, StoreAddress
from tests.graph.kit import apply, extraction, lot, version
from tests.graph.test_errors import IN_TIME_S, unavailable
from tests.loading import load_all


async def test_wrong_password(neo4j_server: Neo4jServer) -> None:
    store = Neo4jStore(neo4j_server.uri, "neo4j", "not the password", timeout_s=IN_TIME_S)
    assert "refuses the user neo4j" in await unavailable(store)


@pytest.mark.restarts
async def test_server_that_stops_and_starts(
    neo4j_server: Neo4jServer, neo4j_address: StoreAddress
) -> None:
    """The same store object works again once the server is back."""
    if not neo4j_server.owned:
        pytest.skip("the Neo4j at NEO4J_URI is not ours to stop")
    login = neo4j_server.user, neo4j_server.password
    store = Neo4jStore(neo4j_server.uri, *login, timeout_s=IN_TIME_S)
    patient = neo4j_address.open()
    await load_all(patient, [extraction("E", "A")])
    assert await store.graph.count(Label.LOT) == 1
    neo4j_server.kill()
    try:
        began = time.monotonic()
        with pytest.raises(StoreUnavailableError):
            await store.graph.lineage([lot("A")], up=True, most=10)
        with pytest.raises(StoreUnavailableError):
            await apply(store, Changes(versions=[version("Q")]))
        assert time.monotonic() - began < 2 * IN_TIME_S + 10
    finally:
        neo4j_server.start()
    assert (await patient.graph.lineage([lot("A")], up=True, most=10)).lots
    await load_all(patient, [extraction("F", "B")])
    assert await store.graph.count(Label.LOT) == 2
    await store.close()
    await patient.close()

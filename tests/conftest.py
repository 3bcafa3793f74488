"""The two stores that tests run against; a real Neo4j is found or started once for all of them."""

import gc
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest
from neo4j import GraphDatabase
from xdist.scheduler import LoadScopeScheduling

from provenance.graph.neo4j.store import Neo4jStore
from provenance.graph.opening import relax_gc
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from tools.neo4j_server import Server as Neo4jServer
from tools.neo4j_server import find

__all__ = ["Neo4jServer", "StoreAddress"]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in a shell's background, tests would hand their deafness to Ctrl-C on to what they
    # start and wait for.
    signal.signal(signal.SIGINT, signal.default_int_handler)

relax_gc()  # as in service: a tenth of the time


@dataclass(frozen=True)
class StoreAddress:
    """An empty store by its address: for a command line, or to be opened here.

    `env` holds the login that the command line needs; `wipe` empties the store again, once
    whatever was open is closed.
    """

    store: str
    open: Callable[[], GraphStore]
    wipe: Callable[[], None]
    env: Mapping[str, str] = field(default_factory=dict)


class OneNeo4j(LoadScopeScheduling):
    """Deals tests out one by one, but all that need the one Neo4j to one process: by their names.

    Those of the page share one browser too. xdist's own groups are lost on pytest 9.2, which no
    longer lets a test be renamed.
    """

    def _split_scope(self, nodeid: str) -> str:
        if "neo4j" in nodeid:
            return "neo4j"
        return "page" if nodeid.startswith("tests/page/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneNeo4j:
    return OneNeo4j(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of Neo4j say so in their names; those that restart it come last."""
    needing = {"neo4j_server", "neo4j_address"}
    lost = {i.name for i in items if needing & _fixtures(i) and "neo4j" not in i.nodeid}
    if lost:
        raise pytest.UsageError(f"name these after Neo4j, which they need: {sorted(lost)}")
    items.sort(key=lambda item: bool(item.get_closest_marker("restarts")))


def pytest_collection_finish() -> None:
    gc.freeze()  # what was imported and collected stays: no garbage is to be looked for in it


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """A running Neo4j; without one its tests are skipped, unless REQUIRE_NEO4J=1 is set."""
    server, found = find()
    if server is None:
        _without_neo4j(found)
    try:
        server.start()
    except RuntimeError as error:
        server.close()
        _without_neo4j(f"{found} does not start: {error}")
    yield server
    server.close()


def _without_neo4j(why: str) -> NoReturn:
    if os.environ.get("REQUIRE_NEO4J") == "1":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def neo4j_wipe(neo4j_server: Neo4jServer) -> Iterator[Callable[[], None]]:
    """Empties the database, constraints and indexes aside. Never one that held something before."""
    login = neo4j_server.user, neo4j_server.password
    # Where a test has stopped the server in between, the driver connects anew.
    with GraphDatabase.driver(neo4j_server.uri, auth=login) as driver:

        def wipe() -> None:
            driver.execute_query("MATCH (n) DETACH DELETE n")

        if driver.execute_query("MATCH (n) RETURN n LIMIT 1").records:
            pytest.fail(f"the Neo4j at {neo4j_server.uri} holds data that tests would wipe")
        yield wipe
        wipe()


@pytest.fixture
def neo4j_address(neo4j_server: Neo4jServer, neo4j_wipe: Callable[[], None]) -> StoreAddress:
    server = neo4j_server
    neo4j_wipe()
    return StoreAddress(
        store=server.uri,
        open=lambda: Neo4jStore(server.uri, server.user, server.password),
        wipe=neo4j_wipe,
        env={"NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password},
    )


@pytest.fixture
def sqlite_address(tmp_path: Path) -> StoreAddress:
    path = tmp_path / "store.sqlite"

    def wipe() -> None:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()

    return StoreAddress(f"sqlite:///{path}", lambda: SqliteStore(path), wipe)


@pytest.fixture(params=["sqlite", "neo4j"])
def address(request: pytest.FixtureRequest) -> StoreAddress:
    """Either store, empty and not yet opened."""
    found: StoreAddress = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
async def store(address: StoreAddress) -> AsyncIterator[GraphStore]:
    """Either store, empty."""
    opened = address.open()
    yield opened
    await opened.close()

"""The stores that are measured: a SQLite file in a scratch folder, a Neo4j that is its own."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from neo4j import Driver, GraphDatabase

from provenance.graph.opening import open_store, relax_gc
from provenance.graph.port.graph import GraphStore
from provenance.ingest.load import load
from provenance.records.formats.reading import read
from provenance.settings import Settings
from tools.neo4j_server import find

Result = TypeVar("Result")


class Place(Protocol):
    """A store by its address, which can be emptied."""

    @property
    def name(self) -> str:
        """What it is."""

    @property
    def address(self) -> str:
        """Where it is, as `--store` takes it."""

    @property
    def env(self) -> dict[str, str]:
        """The login, as the command line takes it."""

    def wipe(self) -> None:
        """Empty it; nothing may have it open."""


@dataclass
class SqliteFile:
    """A file, made anew at each wipe."""

    path: Path
    name: str = "sqlite"
    env: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"sqlite:///{self.path}"

    def wipe(self) -> None:
        for file in self.path.parent.glob(f"{self.path.name}*"):
            file.unlink()


@dataclass
class Neo4j:
    """A server that was started for this; never one that holds something already."""

    address: str
    user: str
    password: str
    name: str = "neo4j"

    @property
    def env(self) -> dict[str, str]:
        return {"NEO4J_USER": self.user, "NEO4J_PASSWORD": self.password}

    def driver(self) -> Driver:
        return GraphDatabase.driver(self.address, auth=(self.user, self.password))

    def wipe(self) -> None:
        with self.driver() as driver, driver.session() as session:
            delete = "CALL () { MATCH (n) RETURN n } CALL (n) { DETACH DELETE n }"
            session.run(f"{delete} IN TRANSACTIONS OF 10000 ROWS").consume()


@contextmanager
def neo4j_server(home: Path) -> Iterator[Neo4j | str]:
    """A Neo4j for as long as it is needed, compiled in full as in service, or why there is none."""
    os.environ.pop("NEO4J_URI", None)  # what is there is not ours to wipe
    server, found = find(home)
    if server is None:
        yield found
        return
    with closing(server):
        try:
            server.start()
        except RuntimeError as error:
            yield f"{found} does not start: {error}"
            return
        yield Neo4j(server.uri, server.user, server.password)


def settings(place: Place) -> Settings:
    """The settings of the product on a store."""
    os.environ.update(place.env)
    return Settings(store=place.address)


def on_store(place: Place, work: Callable[[GraphStore], Awaitable[Result]]) -> Result:
    """Do one piece of work on an opened store."""

    async def opened() -> Result:
        store = open_store(place.address, settings(place), create=True)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(opened())


def ingest(place: Place, file: Path) -> None:
    """Load a file as `provenance ingest` does."""
    relax_gc()
    lines = read([str(file)], received_at=datetime.now(UTC))
    on_store(place, lambda store: load(store, lines))

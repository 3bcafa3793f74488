"""Which store is in use: the one place that knows."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError
from provenance.settings import Settings

SQLITE = "sqlite:///"
NEO4J = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(address: str, settings: Settings) -> GraphStore:
    """The store at an address: sqlite:///PATH, or neo4j://HOST:PORT (login in the settings).

    Raises MisuseError for an address of neither kind; whether it answers shows at the first use.
    """
    if address.startswith(SQLITE) and address != SQLITE:
        from provenance.graph.sqlite.store import SqliteStore

        path = Path(address.removeprefix(SQLITE))
        return SqliteStore(path, wait_s=settings.writer_wait_s)
    if address.startswith(NEO4J):
        from provenance.graph.neo4j.store import Neo4jStore

        password = settings.neo4j_password.get_secret_value()
        return Neo4jStore(
            address,
            settings.neo4j_user,
            password,
            timeout_s=settings.store_timeout_s,
            wait_s=settings.writer_wait_s,
        )
    raise MisuseError(
        f"{address} is no store: write sqlite:///PATH, or neo4j://HOST:7687"
        " with NEO4J_USER and NEO4J_PASSWORD in the environment"
    )


def relax_gc() -> None:
    """Look for garbage in cycles less often than is usual.

    Work on many records leaves few cycles behind; to look for them in all that is held takes a
    fifth of a load, a quarter of an audit.
    """
    gc.set_threshold(50_000, 20, 50)


def is_there(address: str) -> bool:
    """Whether there is a store at an address; to open a file that is missing would make one."""
    return not address.startswith(SQLITE) or Path(address.removeprefix(SQLITE)).exists()


@asynccontextmanager
async def store_at(address: str, settings: Settings) -> AsyncIterator[GraphStore]:
    """The store at an address, closed at the end."""
    store = open_store(address, settings)
    try:
        yield store
    finally:
        await store.close()

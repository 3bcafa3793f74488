"""Which store is in use: the one place that knows."""

import gc
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.place import Place
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.values import NEO4J, SQLITE
from provenance.settings.wrong import NO_STORE

if TYPE_CHECKING:
    from provenance.graph.neo4j.store import Neo4jStore


def open_store(address: str, settings: Settings, *, create: bool = False) -> GraphStore:
    """The store at an address: sqlite:///PATH, or neo4j://HOST:PORT (login in the settings).

    Writing makes a file that is not there; reading does only with `create`.
    Raises MisuseError for an address of neither kind; whether it answers, and whether it is of
    today's form, shows at the first use.
    """
    if address.startswith(SQLITE) and address != SQLITE:
        from provenance.graph.sqlite.store import SqliteStore

        path = Path(address.removeprefix(SQLITE))
        return SqliteStore(path, wait_s=settings.writer_wait_s, create=create)
    if address.startswith(NEO4J):
        return _neo4j(address, settings)
    raise _no_store(address)


def place_of(address: str, settings: Settings) -> Place:
    """Where the store at an address is kept, to copy it or to write it anew.

    Raises MisuseError for an address of neither kind.
    """
    if address.startswith(SQLITE) and address != SQLITE:
        from provenance.graph.sqlite.place import SqlitePlace

        path = Path(address.removeprefix(SQLITE))
        return SqlitePlace(path, wait_s=settings.writer_wait_s)
    if address.startswith(NEO4J):
        from provenance.graph.neo4j.place import Neo4jPlace

        return Neo4jPlace(
            address, lambda unfinished: _neo4j(address, settings, unfinished=unfinished)
        )
    raise _no_store(address)


def _neo4j(address: str, settings: Settings, *, unfinished: bool = False) -> "Neo4jStore":
    from provenance.graph.neo4j.store import Neo4jStore

    return Neo4jStore(
        address,
        settings.neo4j_user,
        settings.neo4j_password.get_secret_value(),
        timeout_s=settings.store_timeout_s,
        wait_s=settings.writer_wait_s,
        unfinished=unfinished,
    )


def _no_store(address: str) -> MisuseError:
    return MisuseError(Message(NO_STORE, it=address))


def relax_gc() -> None:
    """Look for garbage in cycles less often than is usual.

    Work on many records leaves few cycles behind; to look for them in all that is held takes a
    fifth of a load, a quarter of an audit.
    """
    gc.set_threshold(500_000, 10, 10)


def is_there(address: str) -> bool:
    """Whether there is a store at an address, rather than no file, or an empty one."""
    return missing_at(address) is None


def missing_at(address: str) -> Message | None:
    """What to say where there is no store at an address; None where there is one."""
    if not address.startswith(SQLITE):
        return None
    from provenance.graph.sqlite.connection import holds_something, missing

    path = Path(address.removeprefix(SQLITE))
    return None if holds_something(path) else missing(path)


@asynccontextmanager
async def store_at(
    address: str, settings: Settings, *, create: bool = False
) -> AsyncIterator[GraphStore]:
    """The store at an address, closed at the end; made where it is not there, with `create`."""
    store = open_store(address, settings, create=create)
    try:
        yield store
    finally:
        await store.close()


async def export_to(
    folder: Path, store: GraphStore, on_progress: Callable[[str, int], None]
) -> Mapping[str, int]:
    """Write all that is on record as Parquet to a folder that is not there; how many rows a table.

    Raises MisuseError where that cannot be, the store is not settled, or is written to meanwhile.
    """
    _with_parquet()
    from provenance.graph.parquet.export import export

    return await export(store, folder, on_progress)


@asynccontextmanager
async def exported_at(path: Path) -> AsyncIterator[GraphStore]:
    """An export as a store for an audit alone: what it finds is there until it is closed.

    What is looked up is unpacked where temporary files are. Raises ExportUnreadableError where the
    folder holds none that can be read.
    """
    _with_parquet()
    from provenance.graph.parquet.store import Exported
    from provenance.graph.sqlite.store import SqliteStore

    with TemporaryDirectory(prefix="provenance-") as beside:
        findings = SqliteStore(Path(beside) / "findings.sqlite")
        store = Exported(path, Path(beside), findings)
        try:
            yield cast("GraphStore", store)
        finally:
            await store.close()


def _with_parquet() -> None:
    """Raise MisuseError where what reads and writes Parquet is not installed."""
    if not all(map(find_spec, ("duckdb", "pyarrow"))):
        raise MisuseError(
            Message(
                "duckdb and pyarrow read and write Parquet, and are not installed: pip install"
                " 'provenance[parquet]'"
            )
        )

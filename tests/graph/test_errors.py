"""Stores that are not there, or not stores, say so in time and in plain words."""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.graph.neo4j.store import Neo4jStore
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.errors import MisuseError, StoreUnavailableError
from provenance.model.terms import Label
from provenance.records.changes import Changes
from tests.graph.kit import apply, version
from tools.neo4j_server import free_port

IN_TIME_S = 1.0


async def unavailable(store: GraphStore) -> str:
    """What a store says that is not there; reading and writing say so, and it can be closed."""
    began = time.monotonic()
    with pytest.raises(StoreUnavailableError) as reading:
        await store.graph.count(Label.LOT)
    with pytest.raises(StoreUnavailableError):
        await apply(store, Changes(versions=[version("Q")]))
    assert time.monotonic() - began < 2 * IN_TIME_S + 10
    await store.close()
    assert reading.value.code == "STORE_UNAVAILABLE"
    return str(reading.value)


async def test_nothing_listens() -> None:
    store = Neo4jStore(f"bolt://127.0.0.1:{free_port()}", "neo4j", "x", timeout_s=IN_TIME_S)
    assert "Check that Neo4j runs there" in await unavailable(store)


async def test_no_such_host() -> None:
    store = Neo4jStore("neo4j://nowhere.invalid:7687", "neo4j", "x", timeout_s=IN_TIME_S)
    await unavailable(store)


async def test_something_listens_and_says_nothing() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        store = Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x", timeout_s=IN_TIME_S)
        await unavailable(store)


async def test_something_else_listens() -> None:
    async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(20)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(web, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        store = Neo4jStore(f"bolt://127.0.0.1:{port}", "neo4j", "x", timeout_s=IN_TIME_S)
        await unavailable(store)


@pytest.mark.parametrize("uri", ["http://localhost", "neo4j", "neo4j://[", "bolt+x://localhost"])
def test_no_address(uri: str) -> None:
    with pytest.raises(MisuseError, match="no address"):
        Neo4jStore(uri, "neo4j", "x")


async def test_path_that_is_a_directory(tmp_path: Path) -> None:
    assert "is a directory: name a file in it" in await unavailable(SqliteStore(tmp_path))


async def test_folder_that_is_missing(tmp_path: Path) -> None:
    await unavailable(SqliteStore(tmp_path / "none" / "store.sqlite"))


async def test_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"something else entirely" * 100)
    assert "not a database" in await unavailable(SqliteStore(path))
    assert path.read_bytes().startswith(b"something else")


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A file nobody may write to, root included: as long as this lasts, root is somebody else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        path.touch(0o444)
        path.parent.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield path
        os.seteuid(user)
        path.parent.chmod(0o755)


async def test_file_that_may_not_be_written(read_only: Path) -> None:
    assert not os.access(read_only, os.W_OK, effective_ids=True)
    await unavailable(SqliteStore(read_only))


async def test_many_who_open_a_new_file_at_once(tmp_path: Path) -> None:
    for n in range(30):
        stores = [SqliteStore(tmp_path / f"{n}.sqlite") for _ in range(12)]
        assert await asyncio.gather(*(s.graph.count(Label.LOT) for s in stores)) == [0] * 12
        for store in stores:
            await store.close()

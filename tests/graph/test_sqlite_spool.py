"""While somebody writes to the file of a store, what is to be in its trail is kept beside it."""

import asyncio
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from provenance.access.trail.verify import verify
from provenance.graph.port.graph import Writer
from provenance.graph.sqlite.spool import Spool
from provenance.graph.sqlite.store import SqliteStore
from tests.access.trail.kit import draft, seals


@contextmanager
def another_load(path: Path) -> Iterator[None]:
    """Somebody else who writes to the file, in a transaction without an end."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    yield
    db.execute("ROLLBACK")
    db.close()


async def who(store: SqliteStore) -> list[str]:
    """Who is in the trail, in order; it holds."""
    found = await verify(store.trail, seals().read)
    assert found.fault is None, found.fault
    return [entry.who for entry in await store.trail.page(0, 1_000)]


async def test_an_entry_does_not_wait_for_another_process(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path)
    await store.trail.append([draft("1")])
    with another_load(path):
        begun = time.monotonic()
        await store.trail.append([draft("2"), draft("3")])
        await store.trail.append([draft("4")])
        assert time.monotonic() - begun < 5  # which would wait for as long as the other writes
        assert await who(store) == ["1"]
    assert stat.S_IMODE((tmp_path / "store.sqlite.trail").stat().st_mode) == 0o600
    await store.trail.append([draft("5")])
    assert await who(store) == ["1", "2", "3", "4", "5"]
    at = [entry.at for entry in await store.trail.page(0, 10)]
    assert at == sorted(at)
    await store.close()


async def test_an_entry_does_not_wait_for_a_load_of_this_process(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")

    async def load(writer: Writer) -> None:
        await writer.trail.append([draft("load")])
        await store.trail.append([draft("asked")])

    await store.write(load)
    chain = store.chain._gathering
    assert chain is not None
    await asyncio.wait_for(chain, 5)  # by itself, without anybody who asks
    assert await store._read(lambda db: db.execute("SELECT count(*) FROM trail").fetchone()) == (2,)
    assert await who(store) == ["load", "asked"]
    await store.close()


async def test_what_waited_is_found_by_whoever_comes_next(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    one, other = SqliteStore(path), SqliteStore(path)
    await one.trail.append([draft("1")])
    with another_load(path):
        await one.trail.append([draft("2")])
        await one.close()
    assert await who(other) == ["1", "2"]
    assert await other.trail.head() == (await other.trail.page(1, 9))[0]
    await other.close()


async def test_what_is_in_the_chain_is_not_put_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a process dies between the two files."""
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path)
    await store.trail.append([draft("1")])
    monkeypatch.setattr(Spool, "forget", lambda self, gathered: None)
    for n in ("2", "3"):
        with another_load(path):
            await store.trail.append([draft(n)])
        assert await who(store) == ["1", "2", "3"][: int(n)]
    monkeypatch.undo()
    await store.close()
    again = SqliteStore(path)
    with another_load(path):
        await again.trail.append([draft("4")])
    assert await who(again) == ["1", "2", "3", "4"]
    (left,) = Spool(path)._opened().execute("SELECT count(*) FROM waiting").fetchone()
    assert left == 0
    await again.close()

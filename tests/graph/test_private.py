"""A store that is made is its owner's alone to read, with all that SQLite makes beside it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from provenance.graph.sqlite.place import SqlitePlace
from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.transfer.lines import save
from tests.example import worked_example
from tests.loading import load_all


@pytest.fixture(autouse=True)
def anybody_may_read() -> Iterator[None]:
    """What files are made like where nobody says otherwise."""
    before = os.umask(0o000)
    yield
    os.umask(before)


def _modes(folder: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}


async def test_a_new_store_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    await load_all(store, worked_example())
    modes = _modes(tmp_path)
    await store.close()
    assert set(modes) == {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"}
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("create", [True, False])
async def test_one_that_others_may_read_becomes_its_owners_alone(
    tmp_path: Path, create: bool
) -> None:
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path)
    await load_all(store, worked_example())
    await store.close()
    path.chmod(0o644)
    again = SqliteStore(path, create=create)
    with capture_logs() as logs:
        await again.records.settled()
    modes = _modes(tmp_path)
    await again.close()
    assert set(modes.values()) == {0o600}
    assert [(log["event"], log["was"]) for log in logs] == [("store.made_private", "0644")]


async def test_one_that_is_there_to_be_read_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path)
    await load_all(store, worked_example())
    await store.close()
    path.chmod(0o444)
    again = SqliteStore(path, create=False)
    await again.records.settled()
    await again.close()
    assert _modes(tmp_path) == {"store.sqlite": 0o444}


async def test_a_backup_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "store.sqlite", wait_s=1)
    store = SqliteStore(tmp_path / "store.sqlite")
    await load_all(store, worked_example())
    await store.write(lambda writer: save(writer, tmp_path / "backup.jsonl.gz"))
    await store.close()
    await place.backup(tmp_path / "backup.sqlite")
    modes = _modes(tmp_path)
    assert {modes["backup.sqlite"], modes["backup.jsonl.gz"]} == {0o600}

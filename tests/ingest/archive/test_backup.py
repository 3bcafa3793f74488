"""A backup is a store as it was at one moment, is whole or found out, and is taken back once."""

import gzip
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from provenance.access.trail.verify import verify
from provenance.graph.port.archive import Kept
from provenance.graph.port.form import FORM
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.trail import Draft
from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.transfer.lines import save
from provenance.ingest.archive.stores import back_up, restore
from provenance.model.errors import BackupDamagedError, MisuseError, StoreTooNewError
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from tests.access.trail.kit import seals
from tests.cli.run import Cli, write_jsonl
from tests.conftest import StoreAddress
from tests.example import DECLARATION, worked_example
from tests.graph.kit import MINE, quota, withdrawal
from tests.ingest.archive.kit import held, said, settings_of
from tests.loading import dump


@pytest.fixture
async def used(address: StoreAddress, tmp_path: Path) -> StoreAddress:
    """Either store with all that a store may hold."""
    cli = Cli(address.store, address.env).on_empty_store()
    records = [
        *worked_example(),
        quota("QX"),
        quota("QX", 50, revision=1),
        withdrawal("W", "quota", "QX"),
    ]
    file = write_jsonl(tmp_path / "records.jsonl", [*records, {"record": "quota"}])
    assert (
        cli.run("watch", "add", "https://example.org", "--by", "王", "--enterprise", MINE)[0] == 0
    )
    assert cli.run("ingest", file)[0] == 1
    found = cli.json("findings")[0]["id"]
    assert cli.run("review", found, "--confirm", "--by", "王", "--reason", "属实")[0] == 0
    assert cli.run("decide", DECLARATION, "hold", "--by", "张", "--reason", "待查")[0] == 0
    told = Cli(address.store, {**address.env, "PROVENANCE_TRAIL__ON": "true"})
    for _ in range(3):
        assert told.run("search", "D1")[0] == 0
    return address


def beside(path: Path) -> StoreAddress:
    return StoreAddress(f"sqlite:///{path}", lambda: SqliteStore(path), list)


async def all_of(store: GraphStore) -> list[object]:
    """All that a store holds and says."""
    verdict = await said(store, [Ref(Label.DECLARATION, DECLARATION)])
    waiting = await store.write(lambda writer: writer.queue.unaudited())
    return [await held(store), await dump(store), verdict, waiting.things, waiting.last]


async def opened(address: StoreAddress) -> list[object]:
    store = address.open()
    try:
        return await all_of(store)
    finally:
        await store.close()


async def test_json_lines_from_any_store_to_any(used: StoreAddress, tmp_path: Path) -> None:
    await back_up(settings_of(used), file := tmp_path / "b.jsonl.gz")
    was = await opened(used)
    other = beside(tmp_path / "other.sqlite")
    found = await restore(settings_of(other), file)
    assert found is not None
    assert found.rows[Kept.VERSION] == 17
    assert found.rows[Kept.TRAIL] == 3
    assert await opened(other) == was
    await back_up(settings_of(other), again := tmp_path / "again.jsonl.gz")
    used.wipe()
    await restore(settings_of(used), again)
    assert await opened(used) == was
    store = used.open()
    await store.trail.append([Draft(who="王", role="customs", status="answered")])
    found_ = await verify(store.trail, seals().read)
    assert (found_.entries, found_.fault) == (4, None), "it goes on from where it was"
    await store.close()


async def test_what_was_not_audited_is_judged_when_it_is_taken_back(
    address: StoreAddress, tmp_path: Path
) -> None:
    cli = Cli(address.store, address.env)
    assert (
        cli.run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()), "--no-audit")[0] == 0
    )
    assert cli.run("backup", "--out", str(tmp_path / "b.jsonl.gz"))[0] == 0
    other = Cli(f"sqlite:///{tmp_path}/other.sqlite")
    code, out, err = other.run("restore", str(tmp_path / "b.jsonl.gz"))
    assert code == 0, err
    assert "findings raised" in out
    assert cli.run("audit")[0] == 0
    both = ([row["id"] for row in one.json("findings")] for one in (cli, other))
    assert next(both) == next(both) != []


async def test_a_restore_cut_off_goes_on(used: StoreAddress, tmp_path: Path) -> None:
    await back_up(settings_of(used), file := tmp_path / "b.jsonl.gz")
    was = await opened(used)
    used.wipe()

    class CrashError(Exception): ...

    for at in (1, 9, 25):

        def crash(_: str, n: int, at: int = at) -> None:
            if n >= at:
                raise CrashError

        with pytest.raises(CrashError):
            await restore(settings_of(used, batch=3), file, crash)
        if not used.store.startswith("sqlite"):
            code, _, err = Cli(used.store, used.env).run("findings")
            assert (code, f"run provenance restore {file}" in err) == (3, True)
    assert await restore(settings_of(used, batch=4), file)
    assert await opened(used) == was


async def test_a_store_that_holds_something_is_left(used: StoreAddress, tmp_path: Path) -> None:
    await back_up(settings_of(used), file := tmp_path / "b.jsonl.gz")
    was = await opened(used)
    with pytest.raises(MisuseError, match="holds something"):
        await restore(settings_of(used), file)
    assert await opened(used) == was
    code, _, err = Cli(used.store, used.env).run("backup", "--out", str(file))
    assert (code, "is there already" in err) == (2, True)


def cut(file: Path, size: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * size)])


def _cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-3]


def _one_less(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], *lines[5:]]


def _changed(lines: list[bytes]) -> list[bytes]:
    return [line.replace("矿".encode(), "砂".encode()) for line in lines]


@pytest.fixture
async def backup(tmp_path: Path) -> Path:
    """A backup as JSON Lines."""
    cli = Cli(f"sqlite:///{tmp_path}/source.sqlite")
    assert cli.run("ingest", write_jsonl(tmp_path / "r.jsonl", worked_example()))[0] == 0
    await back_up(Settings(store=cli.store), tmp_path / "b.jsonl.gz")
    return tmp_path / "b.jsonl.gz"


async def _is_found_out(file: Path, target: Path, error: type[Exception]) -> None:
    with pytest.raises(error, match=file.name):
        await restore(Settings(store=f"sqlite:///{target}"), file)
    assert not [path for path in target.parent.glob(f"{target.name}*")]  # noqa: C416


@pytest.mark.parametrize("spoil", [_cut, _one_less, _changed])
async def test_a_file_that_was_changed(
    backup: Path, tmp_path: Path, spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    with gzip.open(backup) as file:
        lines = spoil(file.readlines())
    with gzip.open(backup, "wb") as file:
        file.writelines(lines)
    await _is_found_out(backup, tmp_path / "new.sqlite", BackupDamagedError)


@pytest.mark.parametrize("size", [0.5, 0.9, 0.999])
async def test_a_file_that_was_cut(backup: Path, tmp_path: Path, size: float) -> None:
    cut(backup, size)
    await _is_found_out(backup, tmp_path / "new.sqlite", BackupDamagedError)


async def test_a_file_of_a_later_version_or_of_another_kind(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl.gz"
    with gzip.open(other, "wb") as file:
        file.write(b'{"record": "quota"}\n')
    await _is_found_out(other, tmp_path / "new.sqlite", MisuseError)
    other = tmp_path / "records.jsonl"
    await _is_found_out(other, tmp_path / "new.sqlite", MisuseError)
    with gzip.open(backup) as file:
        lines = file.readlines()
    head = json.loads(lines[0])
    assert head[1]["form"] == FORM
    source = SqliteStore(tmp_path / "source.sqlite")
    await source.write(lambda writer: save(writer, tmp_path / "later.jsonl.gz", form=FORM + 1))
    await source.close()
    await _is_found_out(tmp_path / "later.jsonl.gz", tmp_path / "new.sqlite", StoreTooNewError)


# What follows is about copies of files.


@pytest.fixture
async def copy(backup: Path, tmp_path: Path) -> Path:
    """A backup as a file of SQLite's; `source.sqlite` is what was copied."""
    await back_up(Settings(store=f"sqlite:///{tmp_path}/source.sqlite"), tmp_path / "copy.sqlite")
    return tmp_path / "copy.sqlite"


async def test_a_copy_is_one_file_and_a_store(copy: Path, tmp_path: Path) -> None:
    assert [name for name in os.listdir(tmp_path) if name.startswith(copy.name)] == [copy.name]
    source, restored = beside(tmp_path / "source.sqlite"), beside(tmp_path / "restored.sqlite")
    was = await opened(source)
    assert await restore(settings_of(restored), copy) is None
    assert await opened(restored) == was
    assert await opened(beside(copy)) == was, "it can be asked as it is"
    again = beside(tmp_path / "again.sqlite")
    await restore(settings_of(again), copy)
    assert await opened(again) == was, "and asking does not change it"


async def test_a_copy_that_was_written_to_is_a_store_and_no_backup(
    copy: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("UPDATE version SET body = replace(body, '矿', '砂') WHERE seq = 1")
    await _is_found_out(copy, tmp_path / "new.sqlite", BackupDamagedError)


async def test_a_copy_that_was_cut(copy: Path, tmp_path: Path) -> None:
    cut(copy, 0.5)
    await _is_found_out(copy, tmp_path / "new.sqlite", BackupDamagedError)


async def test_a_store_is_no_backup(copy: Path, tmp_path: Path) -> None:
    await _is_found_out(tmp_path / "source.sqlite", tmp_path / "new.sqlite", BackupDamagedError)


async def test_what_is_only_in_the_log_is_in_the_copy(tmp_path: Path) -> None:
    """A plain copy of the file lacks what was committed last; a backup has it."""
    store = SqliteStore(tmp_path / "a.sqlite")
    cli = Cli(f"sqlite:///{tmp_path}/a.sqlite")
    await store.graph.count(Label.LOT)  # somebody reads on, as a service does
    assert cli.run("ingest", write_jsonl(tmp_path / "n.jsonl", worked_example()))[0] == 0
    assert cli.run("backup", "--out", str(tmp_path / "copy.sqlite"))[0] == 0
    await store.close()
    found = Cli(f"sqlite:///{tmp_path}/copy.sqlite").json("search", "贸易")
    assert len(found) == 1


@pytest.mark.parametrize("name", ["b.sqlite", "b.jsonl.gz"])
def test_no_store_is_no_backup(tmp_path: Path, name: str) -> None:
    cli = Cli(f"sqlite:///{tmp_path}/none.sqlite")
    code, _, err = cli.run("backup", "--out", str(tmp_path / name))
    assert (code, "there is no store" in err) == (3, True)
    code, _, err = cli.run("restore", str(tmp_path / name))
    assert (code, "does not exist" in err) == (2, True)
    assert not list(tmp_path.iterdir())

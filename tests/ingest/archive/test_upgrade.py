"""A store of 0.1.0 is named by all commands until it is upgraded; then it has all it had."""

import json
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from provenance.graph.port.archive import Kept
from provenance.graph.port.form import FORM
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.place import rows_in
from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.transfer import lines
from provenance.ingest.archive import rebuild
from provenance.ingest.archive.stores import restore, upgrade
from provenance.model.errors import (
    BackupDamagedError,
    MisuseError,
    StoreOutdatedError,
    StoreTooNewError,
    StoreUnavailableError,
)
from provenance.model.status import Status
from provenance.model.terms import Conclusion, FindingStatus, Label, Ref
from provenance.records.canonical import record_of
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.cli.run import Cli
from tests.conftest import StoreAddress
from tests.example import DECLARATION, Z
from tests.ingest.archive.kit import (
    SMALL,
    SPACED,
    Held,
    fill,
    fill_sqlite,
    held_at,
    less,
    path_of,
    settings_of,
)
from tests.loading import dump, load_all


async def concluded(store: GraphStore) -> list[object]:
    """The verdict on the declaration, without what people said of it."""
    ref = Ref(Label.DECLARATION, DECLARATION)
    (found,) = await verdicts(store, [ref], Settings())
    assert found is not None
    return [found.conclusion, found.statuses, found.lawful_min_g, found.lawful_max_g, found.reasons]


STATED = (Kept.REVIEW, Kept.DECISION, Kept.WATCH)
"""What people said, of which there is as much before as after."""


@pytest.fixture
def old(address: StoreAddress) -> StoreAddress:
    """Either store, of 0.1.0."""
    fill(address)
    return address


@pytest.fixture
def old_sqlite(sqlite_address: StoreAddress) -> StoreAddress:
    fill(sqlite_address)
    return sqlite_address


async def before(backup: Path) -> Held:
    """What a store held, by the copy that upgrading made."""
    found: Held = {kind: [] for kind in Kept}
    rows = lines.rows_in(backup) if backup.suffix == ".gz" else rows_in(backup)
    async for kind, props in rows:
        found[kind].append(dict(props))
    return found


async def upgraded(address: StoreAddress, tmp_path: Path) -> tuple[Held, Held]:
    """What a store held, and what it holds once it is upgraded."""
    named = None if address.store.startswith("sqlite") else tmp_path / "old.jsonl.gz"
    found = await upgrade(settings_of(address), named)
    assert found is not None
    return await before(found.backup), await held_at(address)


async def test_all_is_carried_over(old: StoreAddress, tmp_path: Path) -> None:
    was, now = await upgraded(old, tmp_path)
    assert len(was[Kept.VERSION]) == 17
    assert now[Kept.REJECTED] == was[Kept.REJECTED]
    for kind in STATED:
        assert len(now[kind]) == len(was[kind]) > 0
    assert less(now[Kept.CHANGE][:1], "number") == less(was[Kept.CHANGE], "number")
    sources = [less(rows[Kept.VERSION], "body", "id", "filed") for rows in (was, now)]
    assert sources[0] == sources[1]
    for old_row, row in zip(was[Kept.VERSION], now[Kept.VERSION], strict=True):
        # What is written otherwise today is kept as it was written then.
        if "filed" in row:
            assert json.loads(row["filed"]) == json.loads(old_row["body"])
    assert any("filed" in row for row in now[Kept.VERSION])
    known = {row["id"]: row for row in now[Kept.FINDING]}
    renamed = f"Enterprise:{SMALL}", f"Enterprise:{Z}", f"Invoice:{SPACED}"
    there = [row for row in was[Kept.FINDING] if row["subject"] not in renamed]
    assert len(there) > 15
    for row in there:
        same = known[row["id"]]
        assert (same["first_seen"], same["status"]) == (row["first_seen"], row["status"])


async def test_an_upgraded_store_says_what_one_loaded_anew_says(
    old: StoreAddress, tmp_path: Path
) -> None:
    was, _ = await upgraded(old, tmp_path)
    store = old.open()
    fresh = SqliteStore(tmp_path / "fresh.sqlite")
    records = [rebuild.parse(row["body"]) for row in was[Kept.VERSION]]
    await load_all(fresh, records)  # type: ignore[arg-type]
    assert await dump(store) == await dump(fresh)
    assert await concluded(store) == await concluded(fresh)
    for open_ in (store, fresh):
        await open_.close()


async def test_until_then_commands_name_it(old: StoreAddress, tmp_path: Path) -> None:
    store = old.open()
    with pytest.raises(
        StoreOutdatedError,
        match=r"is of an older form \([0-9]+; this version's is [0-9]+\): run provenance upgrade",
    ):
        await store.graph.count(Label.LOT)
    with pytest.raises(StoreOutdatedError):
        await store.write(lambda writer: writer.settling.waiting())
    await store.close()
    cli = Cli(old.store, old.env)
    words = ("findings",), ("audit",), ("serve", "--port", "0"), ("backup", "--out", "b.jsonl.gz")
    for command in words:
        code, _, err = cli.run(*command)
        assert (code, "STORE_OUTDATED: " in err) == (3, True), err
    backup = () if old.store.startswith("sqlite") else ("--backup", str(tmp_path / "old.jsonl.gz"))
    code, out, err = cli.run("upgrade", *backup)
    assert code == 0, err
    assert "it has 17 versions" in out
    assert cli.run("findings")[0] == 0
    code, out, _ = cli.run("upgrade")
    assert (code, "is of today's form" in out) == (0, True)


async def test_what_had_another_number_goes_on_under_todays(
    old: StoreAddress, tmp_path: Path
) -> None:
    """A code in small letters and a number with spaces are read as the ones meant."""
    was, now = await upgraded(old, tmp_path)
    store = old.open()
    (verdict,) = await verdicts(store, [Ref(Label.DECLARATION, DECLARATION)], settings_of(old))
    assert verdict is not None
    assert verdict.conclusion is not Conclusion.UNVERIFIED
    trader = Ref(Label.ENTERPRISE, Z)
    (found,) = (await store.findings.on([trader]))[trader]
    assert found.status is FindingStatus.DISMISSED
    assert [said.reason for said in found.reviews] == ["笔误"]
    dismissed = next(row for row in was[Kept.FINDING] if row["subject"] == f"Enterprise:{SMALL}")
    assert dismissed["status"] == "dismissed"
    assert {watch.wanted.enterprise for watch in await store.watches.all()} == {Z, None}
    declaration = Ref(Label.DECLARATION, DECLARATION)
    history = (await store.findings.changes([declaration]))[declaration]
    assert [change.load for change in history][1].startswith("upgrade from 0.1.0")  # type: ignore[union-attr]
    gone = [row["code"] for row in now[Kept.FINDING] if "gone_at" in row]
    assert "NOT_HOLDER" in gone, "Z holds what it exports"
    for row in less(now[Kept.FINDING], "words", "message"):
        assert SMALL not in str(row)
    (transfer,) = [row["body"] for row in now[Kept.VERSION] if row["id"] == "T1"]
    assert f'"{SPACED.replace(" ", "")}"' in transfer
    await store.close()


async def test_what_is_refused_today_is_a_line_that_was_not_taken(
    old: StoreAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(data: Any) -> Any:
        if data["id"] == "QS":
            raise ValueError("QS is no quota any more")
        return record_of(data)

    monkeypatch.setattr(rebuild, "record_of", refuse)
    was, now = await upgraded(old, tmp_path)
    (version,) = [row for row in was[Kept.VERSION] if row["id"] == "QS"]
    refused = now[Kept.REJECTED][0]
    assert refused["reason"] == "QS is no quota any more"
    assert refused["excerpt"] == version["body"], "all of it stays readable"
    same = "file", "line", "received_at"
    assert [refused[name] for name in same] == [version[name] for name in same]
    assert len(now[Kept.VERSION]) == 16


def judged(held: Held) -> list[tuple[str, str, bool]]:
    """What is found in a store, what was said of it, and whether it is gone."""
    return [(row["id"], row["status"], "gone_at" in row) for row in held[Kept.FINDING]]


class CrashError(Exception):
    """As if the process ended here."""


@pytest.mark.parametrize("at", [1, 5, 20, 40, 60, 75, 80])
async def test_cut_off_it_goes_on(old: StoreAddress, tmp_path: Path, at: int) -> None:
    """Cut off after so many steps the store is named; run again, it comes to the same."""
    named = None if old.store.startswith("sqlite") else tmp_path / "old.jsonl.gz"
    settings = settings_of(old, batch=1)
    steps = 0

    def crash(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == at:
            raise CrashError

    with pytest.raises(CrashError):
        await upgrade(settings, named, crash)
    store = old.open()
    with pytest.raises(StoreOutdatedError, match="run provenance upgrade"):
        await store.records.settled()
    await store.close()
    again: list[int] = []
    found = await upgrade(settings, None, lambda _, n: again.append(n))
    assert found is not None
    now = await held_at(old)
    assert [row["seq"] for row in now[Kept.VERSION]] == list(range(1, 18))
    was = await before(found.backup)
    for kind in (*STATED, Kept.REJECTED):
        assert len(now[kind]) == len(was[kind])
    fill_sqlite(whole := tmp_path / "whole.sqlite")
    address = StoreAddress(f"sqlite:///{whole}", lambda: SqliteStore(whole), list)
    await upgrade(settings_of(address))
    assert judged(now) == judged(await held_at(address))


# What follows is about files.


OLDER: dict[int, Callable[[sqlite3.Connection], object]] = {
    1: lambda db: [
        db.execute(f"DROP TABLE {table}")
        for table in ("unaudited", "finding", "review", "decision", "conclusion_change", "watch")
    ],
    2: lambda db: [
        db.execute(f"DROP TABLE {table}")
        for table in ("monthly_draw", "monthly_movement", "monthly_invoice", "watch", "raising")
    ],
    3: lambda db: db.execute("ALTER TABLE unaudited DROP COLUMN turn"),
}


@pytest.mark.parametrize("form", OLDER)
async def test_a_file_from_before_0_1_0(
    old_sqlite: StoreAddress, tmp_path: Path, form: int
) -> None:
    """It has the sums that it had none of, and all of it was audited."""
    path = path_of(old_sqlite)
    with closing(sqlite3.connect(path)) as db, db:
        OLDER[form](db)
        db.execute(f"PRAGMA user_version = {form}")
    _, now = await upgraded(old_sqlite, tmp_path)
    assert len(now[Kept.FINDING]) > 15
    assert (len(now[Kept.WATCH]), len(now[Kept.REJECTED])) == (0 if form < 3 else 2, 3)
    fill_sqlite(other := tmp_path / "other.sqlite")
    address = StoreAddress(f"sqlite:///{other}", lambda: SqliteStore(other), list)
    await upgraded(address, tmp_path)
    stores = old_sqlite.open(), address.open()
    sums = [await store.sums.drawn("2025-01", "2026-12") for store in stores]
    assert sums[0] == sums[1] != []
    for store in stores:
        assert not (await store.write(lambda writer: writer.queue.unaudited())).things
        await store.close()


async def test_a_file_in_use_is_not_upgraded(old_sqlite: StoreAddress) -> None:
    path = path_of(old_sqlite)
    with closing(sqlite3.connect(path)) as db:
        db.execute("SELECT * FROM version").fetchone()
        with pytest.raises(MisuseError, match=r"is in use .*stop the service"):
            await upgrade(settings_of(old_sqlite))
    assert await upgrade(settings_of(old_sqlite))


async def test_what_is_loaded_between_two_tries_is_not_lost(old_sqlite: StoreAddress) -> None:
    def crash(*_: object) -> None:
        raise CrashError

    with pytest.raises(CrashError):
        await upgrade(settings_of(old_sqlite), None, crash)
    path = path_of(old_sqlite)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM review")
    with pytest.raises(MisuseError, match=r"0\.1\.0\.bak is there already and is no copy"):
        await upgrade(settings_of(old_sqlite))
    path.with_name(f"{path.name}.0.1.0.bak").unlink()
    assert await upgrade(settings_of(old_sqlite))
    assert (await held_at(old_sqlite))[Kept.REVIEW] == []


async def test_the_copy_that_was_made_can_be_taken_back(
    old_sqlite: StoreAddress, tmp_path: Path
) -> None:
    await upgrade(settings_of(old_sqlite), tmp_path / "copy")
    again = tmp_path / "again.sqlite"
    settings = settings_of(StoreAddress(f"sqlite:///{again}", old_sqlite.open, list))
    assert await restore(settings, tmp_path / "copy") is None
    store = SqliteStore(again)
    with pytest.raises(StoreOutdatedError):
        await store.records.settled()
    await store.close()
    assert await upgrade(settings)


async def test_nothing_there_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    settings = settings_of(StoreAddress(f"sqlite:///{path}", lambda: SqliteStore(path), list))
    with pytest.raises(StoreUnavailableError, match="there is no store"):
        await upgrade(settings)
    assert os.listdir(tmp_path) == []


async def test_a_store_of_a_later_version(sqlite_address: StoreAddress, tmp_path: Path) -> None:
    store = sqlite_address.open()
    await store.records.settled()
    await store.close()
    with closing(sqlite3.connect(path_of(sqlite_address))) as db:
        db.execute(f"PRAGMA user_version = {FORM + 1}")
    with pytest.raises(StoreTooNewError, match="install that version"):
        await upgrade(settings_of(sqlite_address))
    store = sqlite_address.open()
    with pytest.raises(StoreTooNewError):
        await store.records.settled()
    await store.close()
    code, _, err = Cli(sqlite_address.store).run("findings")
    assert (code, err.split(":")[0]) == (3, "STORE_TOO_NEW")


async def test_neo4j_goes_on_from_the_file_it_began_with(
    neo4j_address: StoreAddress, tmp_path: Path
) -> None:
    fill(neo4j_address)

    def crash(*_: object) -> None:
        raise CrashError

    settings, file = settings_of(neo4j_address), tmp_path / "old.jsonl.gz"
    with pytest.raises(CrashError):
        await upgrade(settings, file, crash)
    file.rename(moved := tmp_path / "moved.jsonl.gz")
    with pytest.raises(MisuseError, match=re.escape(str(file))):
        await upgrade(settings)
    lines_of_others = tmp_path / "other.jsonl.gz"
    store = SqliteStore(tmp_path / "other.sqlite")
    await store.write(lambda writer: lines.save(writer, lines_of_others))
    await store.close()
    with pytest.raises(BackupDamagedError, match="is not the file"):
        await upgrade(settings, lines_of_others)
    assert await upgrade(settings, moved)


async def test_a_later_neo4j(neo4j_address: StoreAddress) -> None:
    store = neo4j_address.open()
    await load_all(store, [])
    await store._link.do(f"MATCH (s:Store) SET s.form = {FORM + 1}")  # type: ignore[attr-defined]
    await store.close()
    store = neo4j_address.open()
    with pytest.raises(StoreTooNewError):
        await store.records.settled()
    await store.close()


async def test_what_was_lawful_by_a_filers_word_is_settled_anew(
    old_sqlite: StoreAddress, tmp_path: Path
) -> None:
    """What came in as kaolin was covered by that once."""
    number = "530120260000000017"
    on = {"date": "2026-02-03", "revision": 0}
    declared = {"record": "declaration", "id": number, "direction": "import", "declarant": Z}
    declared |= {"hs_code": "2507001000", "goods": "高岭土", "net_kg": 90, "country": "MMR", **on}
    lot = {"id": "M", "product": "oxide", "reo_kg": 45, "net_kg": 90}
    brought = {"record": "import", "id": "IM", "enterprise": Z, "declaration": number, **on}
    with closing(sqlite3.connect(path_of(old_sqlite))) as db, db:
        db.executemany(
            "INSERT INTO version (kind, id, revision, body, system, file, line, received_at)"
            " VALUES (?, ?, 0, ?, 'GAC', 'old', 1, '2026-03-01T00:00:00+00:00')",
            [
                (row["record"], row["id"], json.dumps(row))
                for row in (declared, {**brought, "output": lot})
            ],
        )
    await upgraded(old_sqlite, tmp_path)
    store = old_sqlite.open()
    (found,) = await verdicts(store, [Ref(Label.LOT, "M")], Settings())
    await store.close()
    assert found is not None
    assert found.statuses == {Status.UNDECLARED_IMPORT: 45_000}

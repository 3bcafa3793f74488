"""A file as the place of a store: what is written anew grows in a file beside it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from provenance.graph.port.archive import KEYS, Kept, Row
from provenance.graph.port.form import FORM, OLD, Rebuilding, Work, refuse_other_forms
from provenance.graph.port.place import Renewal
from provenance.graph.sqlite import copies
from provenance.graph.sqlite.archive import rows_of
from provenance.graph.sqlite.connection import connect, missing, unanswered
from provenance.graph.sqlite.schema import form_of, refuse
from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.transfer import lines
from provenance.graph.transfer.files import is_sqlite, replace
from provenance.model.errors import BackupDamagedError, MisuseError, StoreUnavailableError
from provenance.model.message import Message

SIDE_FILES = ("", "-wal", "-shm", "-journal")


class SqlitePlace:
    """A Place that is a file."""

    def __init__(self, path: Path, *, wait_s: float = 30.0) -> None:
        self._path = path
        self._wait_s = wait_s

    async def backup(self, out: Path) -> None:
        def work() -> None:
            self._must_be_there()
            with copies.opened(self._path, only_reading=True) as db:
                refuse(db, self._path)
            copies.copy(self._path, out)

        await asyncio.to_thread(self._told, work, out)

    async def take_back(self, file: Path) -> bool:
        def work() -> bool:
            if not is_sqlite(file):
                return False
            form = copies.check(file)
            if form > FORM:
                refuse_other_forms(str(file), form, None)
            self._must_be_empty()
            part = self._beside("restoring")
            remove(part)
            copies.copy(file, part)
            copies.forget_copied(part)
            self._stand_in(part)
            return True

        return await asyncio.to_thread(self._told, work)

    @asynccontextmanager
    async def upgrading(self, backup: Path | None) -> AsyncIterator[Renewal | None]:
        self._must_be_there()
        form = self._told(self._form)
        if form == 0 or form >= FORM:
            refuse_other_forms(f"sqlite:///{self._path}", form, None)
            yield None
            return
        old = backup or self._beside(f"{OLD}.bak")
        with self._held():
            source = await asyncio.to_thread(self._told, lambda: self._copied(old))
            begun = Rebuilding(Work.UPGRADE, source, str(old))
            async with self._growing("upgrading", begun) as (store, so_far):
                yield Renewal(store, lambda: rows_in(old), so_far, old)

    @asynccontextmanager
    async def restoring(self, file: Path) -> AsyncIterator[Renewal]:
        found = await asyncio.to_thread(lines.check, file)
        self._told(self._must_be_empty)
        begun = Rebuilding(Work.RESTORE, found.sha256, str(file))
        async with self._growing("restoring", begun) as (store, so_far):
            yield Renewal(store, lambda: lines.rows_in(file), so_far, file)

    @asynccontextmanager
    async def _growing(
        self, name: str, begun: Rebuilding
    ) -> AsyncIterator[tuple[SqliteStore, Rebuilding]]:
        """A store in a file beside, begun or gone on with, that stands in for this one at last."""
        part = self._beside(name)
        found = await asyncio.to_thread(_begun, part, begun)
        store = SqliteStore(part, wait_s=self._wait_s, unfinished=True)
        try:
            if found is None:
                await store.write(lambda writer: writer.archive.mark(begun))
            yield store, found or begun
        finally:
            await store.close()
        await asyncio.to_thread(self._told, lambda: self._stand_in(part))

    def _form(self) -> int:
        with copies.opened(self._path, only_reading=True) as db:
            return form_of(db)

    def _copied(self, old: Path) -> str:
        """The hash of the copy of the store, which is made where it is not there yet."""
        if not old.exists():
            copies.copy(self._path, old)
        source = _hash_of(old)
        with copies.opened(self._path, only_reading=True) as db:
            if copies.digest(db) != source:
                raise MisuseError(
                    Message(
                        "{old} is there already and is no copy of {path} as it is now: move it"
                        " away, or name another file with --backup",
                        old=str(old),
                        path=str(self._path),
                    )
                )
        return source

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Nobody else uses the file, and nobody can write to it until this is over."""
        with copies.opened(self._path) as db:
            try:
                db.execute("PRAGMA busy_timeout = 1000")
                # Only who is alone can; the log beside it is then part of the file.
                db.execute("PRAGMA journal_mode = DELETE")
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise MisuseError(
                    Message(
                        "{path} is in use ({why:system_error}): stop the service and all"
                        " commands that use it, then upgrade it",
                        path=str(self._path),
                        why=str(error),
                    )
                ) from error
            yield

    def _stand_in(self, part: Path) -> None:
        """Put a finished file in the place of this one, in one step."""
        with copies.opened(part) as db:
            db.execute("PRAGMA journal_mode = DELETE")
        replace(part, self._path)

    def _must_be_there(self) -> None:
        if not self._path.exists():
            raise StoreUnavailableError(missing(self._path))

    def _must_be_empty(self) -> None:
        if not self._path.exists():
            return
        with copies.opened(self._path) as db:
            if any(rows_of(db, kind, None, 1) for kind in Kept):
                raise MisuseError(
                    Message(
                        "the store {path} holds something: name one that is not there",
                        path=str(self._path),
                    )
                )
        for name in SIDE_FILES:
            Path(f"{self._path}{name}").unlink(missing_ok=True)

    def _beside(self, name: str) -> Path:
        return self._path.with_name(f"{self._path.name}.{name}")

    def _told(self, work: Any, writes: Path | None = None) -> Any:
        """What work returns; what SQLite has against it is said in plain words.

        `writes` is the file that grows, the store itself without one.
        """
        try:
            return work()
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
            path = writes if writes and full else self._path
            raise StoreUnavailableError(unanswered(path, error)) from error
        except OSError as error:
            raise MisuseError(
                Message(
                    "cannot read or write {path}: {why:system_error}",
                    path=str(error.filename or self._path),
                    why=error.strerror or str(error),
                )
            ) from error


def _begun(part: Path, begun: Rebuilding) -> Rebuilding | None:
    """How far a file is that grows from this source; what grew from another one is removed."""
    if part.exists():
        found = None
        with suppress(sqlite3.Error):
            db = connect(part, 30.0, unfinished=True)
            try:
                kept = db.execute("SELECT value FROM meta WHERE name = 'rebuilding'").fetchone()
                found = Rebuilding.of(kept and kept[0])
            finally:
                db.close()
        if found is not None and (found.work, found.source) == (begun.work, begun.source):
            return found
        remove(part)
    return None


def remove(path: Path) -> None:
    """Delete a file and what SQLite keeps beside it."""
    for name in SIDE_FILES:
        Path(f"{path}{name}").unlink(missing_ok=True)


async def rows_in(path: Path) -> AsyncIterator[Row]:
    """All rows of a file that nobody writes to, of whatever form."""
    with copies.opened(path, only_reading=True) as db:
        for kind in Kept:
            after: Any = None
            while rows := rows_of(db, kind, after, lines.AT_ONCE):
                for row in rows:
                    yield row
                after = rows[-1].props[KEYS[kind]]


def _hash_of(copy: Path) -> str:
    with copies.opened(copy, only_reading=True) as db:
        said = copies.said_of(db)
    if said is None:
        raise BackupDamagedError(
            Message("{copy} is no copy that `provenance` made: move it away", copy=str(copy))
        )
    return said

"""Copies of a store in use: one file each, which says itself whether it is as it was written."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from provenance.graph.sqlite.schema import form_of
from provenance.graph.transfer.files import make_private, must_be_free, publish
from provenance.model.errors import BackupDamagedError, MisuseError
from provenance.model.message import Message

_MADE = "copy"
"""Under this name a copy says of itself what it holds; a store in use has nothing there."""


def copy(path: Path, out: Path) -> None:
    """Copy a store as it is at one moment, while others write to it, to a file that is not there.

    Raises MisuseError where it is, or cannot be written; the copy is there whole or not at all.
    """
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    try:
        must_be_free(out)
        make_private(part)
        with opened(path) as store, opened(part) as made:
            store.backup(made)  # in one go: a copy in steps begins anew whenever somebody writes
            made.execute("PRAGMA journal_mode = DELETE")
            said = {"at": datetime.now(UTC).isoformat(), "sha256": digest(made)}
            made.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MADE, json.dumps(said)))
        publish(part, out)
    except FileExistsError:
        raise MisuseError(
            Message("{out} is there already: name a file that is not", out=str(out))
        ) from None
    finally:
        part.unlink(missing_ok=True)


def check(file: Path) -> int:
    """The form of a copy. Raises BackupDamagedError where it is not as it was written."""
    try:
        with opened(file, only_reading=True) as made:
            faults = made.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if faults != "ok":
                raise BackupDamagedError(
                    Message(
                        "{file} is damaged: {why:system_error}. Take another backup",
                        file=str(file),
                        why=faults,
                    )
                )
            if said_of(made) != digest(made):
                raise BackupDamagedError(
                    Message(
                        "{file} is not as `provenance backup` wrote it: it was changed since, or"
                        " is a store in use. Take another backup",
                        file=str(file),
                    )
                )
            return form_of(made)
    except sqlite3.Error as error:
        raise BackupDamagedError(
            Message(
                "{file} is damaged: {why:system_error}. Take another backup",
                file=str(file),
                why=str(error),
            )
        ) from error


def said_of(made: sqlite3.Connection) -> str | None:
    """The hash that a copy says it has; None where it is no copy."""
    found = made.execute("SELECT value FROM meta WHERE name = ?", (_MADE,)).fetchone()
    return found and str(json.loads(found[0])["sha256"])


def forget_copied(path: Path) -> None:
    """Let a copy become a store that is used."""
    with opened(path) as store:
        store.execute("DELETE FROM meta WHERE name = ?", (_MADE,))


def digest(db: sqlite3.Connection) -> str:
    """A hash of all that the tables hold, but for what they say of themselves."""
    found = sha256()
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('meta', 'found_by')"
        " AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        found.update(table.encode())
        for row in db.execute(f'SELECT * FROM "{table}" NOT INDEXED'):
            found.update(repr(row).encode())
    return found.hexdigest()


@contextmanager
def opened(path: Path, *, only_reading: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection as to any file, closed at the end."""
    how = "mode=ro" if only_reading else "mode=rwc"
    with closing(
        sqlite3.connect(
            f"{path.absolute().as_uri()}?{how}", uri=True, timeout=30, isolation_level=None
        )
    ) as db:
        yield db

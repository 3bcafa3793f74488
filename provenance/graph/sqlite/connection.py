"""How a connection to the embedded store is opened, and what is said where it cannot be."""

import os
import sqlite3
import time
from pathlib import Path

from provenance.graph.port.form import FORM
from provenance.graph.sqlite.schema import SCHEMA, form_of, refuse
from provenance.graph.transfer.files import keep_private, make_private
from provenance.model.errors import StoreUnavailableError
from provenance.model.message import Message

_WRITE_BITS = 0o222


def connect(
    path: Path, wait_s: float, *, create: bool = True, unfinished: bool = False
) -> sqlite3.Connection:
    """Open the file; a writer waits so long for another, and a committed load survives a crash.

    `create` makes a file that is not there; of one that may not be written, and that nobody can
    write to, a connection that only reads is had. Raises StoreOutdatedError or StoreTooNewError
    for a file of another form, and, unless `unfinished`, for one that is half written; and
    StoreUnavailableError for one that is not there, or another program's. Such a file is left as
    it is.
    """
    if not create and not holds_something(path):
        raise StoreUnavailableError(missing(path))
    try:
        return _connected(path, "mode=rwc" if create else "mode=rw", wait_s, unfinished)
    except sqlite3.OperationalError as error:
        if not (_is_read_only(error) and _nobody_writes(path)):
            raise
        return _connected(path, "immutable=1", wait_s, unfinished)


def _connected(path: Path, how: str, wait_s: float, unfinished: bool) -> sqlite3.Connection:
    if how == "mode=rwc":
        make_private(path)
    elif how == "mode=rw":
        keep_private(path)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=wait_s,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if not unfinished:
            refuse(connection, path)
        _make_tables(connection, path, may_make=how == "mode=rwc", wait_s=wait_s)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
    except (sqlite3.Error, StoreUnavailableError):
        connection.close()
        raise
    return connection


def _make_tables(
    connection: sqlite3.Connection, path: Path, *, may_make: bool, wait_s: float
) -> None:
    """Make the tables of a new file; several processes may at once.

    Where they are there this takes no lock: a reader that is new does not wait for a load.
    """
    if form_of(connection):
        _use_wal(connection, wait_s)
        return
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        # Nobody else's tables are seen of a file of ours that is new: they come in one step.
        if not form_of(connection):
            raise StoreUnavailableError(
                Message(
                    "{path} is a file of another program: name a store of this one", path=str(path)
                )
            )
    elif not may_make:
        raise StoreUnavailableError(missing(path))
    _use_wal(connection, wait_s)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not form_of(connection):
            for statement in SCHEMA.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {FORM}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:  # a full disk has taken it back already
            connection.execute("ROLLBACK")
        raise


def _use_wal(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch the journal. SQLite waits for nobody here: of two who open a new file, one is told
    that it is locked, so the waiting is ours."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _is_read_only(error):
                return  # a copy, whose journal is another, is read as it is
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def holds_something(path: Path) -> bool:
    """Whether there is more than an empty file; what is there may be no store all the same."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def missing(path: Path) -> Message:
    """What is said where a store was to be read that is not there."""
    return Message(
        "there is no store at {path}: check the path, or load records into a new one with"
        " `provenance ingest FILES --store sqlite:///{path}`",
        path=str(path),
    )


def unanswered(path: Path, error: sqlite3.Error) -> Message:
    """What SQLite has against a file, and what to do."""
    if path.is_dir():
        words = "{path} is a directory: name a file in it as the store"
        return Message(words, path=str(path))
    if not path.absolute().parent.is_dir():
        words = "there is no directory {path} for the store: make it first"
        return Message(words, path=str(path.absolute().parent))
    no_log = _code(error) == sqlite3.SQLITE_CANTOPEN and path.is_file() and os.access(path, os.R_OK)
    if _is_read_only(error) or no_log:
        return Message(
            "the store {path} is read-only, and may be in use or was not closed properly: copy it"
            " (with the -wal file beside it, if there is one) to a directory that may be written,"
            " or make its directory writable",
            path=str(path),
        )
    if _code(error) == sqlite3.SQLITE_FULL:
        return Message(
            "no space is left where the store {path} is: make room, then do it again",
            path=str(path),
        )
    if _code(error) == sqlite3.SQLITE_IOERR:
        return Message(
            "the store {path} cannot be read or written ({why:system_error}): see that its disk"
            " has space left, and is sound",
            path=str(path),
            why=str(error),
        )
    return Message(
        "the store {path} does not answer: {why:system_error}. Check that it is a file of this"
        " product that may be written to, and that no other load holds it",
        path=str(path),
        why=str(error),
    )


def _is_read_only(error: sqlite3.Error) -> bool:
    return _code(error) == sqlite3.SQLITE_READONLY


def _code(error: sqlite3.Error) -> int:
    """The primary code of SQLite's, 0 for an error that is not SQLite's but Python's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _nobody_writes(path: Path) -> bool:
    """Whether a file is all there and stays as it is: only then may SQLite read without locks.

    Whoever writes makes a log beside the file, and could only where the directory lets anybody.
    """
    if holds_something(Path(f"{path}-wal")):
        return False
    folder = path.absolute().parent
    return not folder.stat().st_mode & _WRITE_BITS or bool(os.statvfs(folder).f_flag & os.ST_RDONLY)

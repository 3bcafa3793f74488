"""The tables of the embedded store, and how a connection to them is opened."""

import sqlite3
import time
from pathlib import Path

VERSION = 1

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Records: every version as received, which of them counts, who withdraws whom.
CREATE TABLE IF NOT EXISTS version (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
    body TEXT NOT NULL, system TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    received_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS version_record ON version (kind, id);
CREATE TABLE IF NOT EXISTS standing (
    kind TEXT, id TEXT, counts INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS withdrawal (id TEXT PRIMARY KEY, kind TEXT, target TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS withdrawal_target ON withdrawal (kind, target);
CREATE TABLE IF NOT EXISTS rejected (
    number INTEGER PRIMARY KEY, file TEXT, line INTEGER, field TEXT, reason TEXT, excerpt TEXT,
    received_at TEXT, UNIQUE (file, line, field, reason, excerpt)
);

-- The graph: nodes, the flow of material between lots and events, every other edge.
CREATE TABLE IF NOT EXISTS node (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, key TEXT NOT NULL, known INTEGER NOT NULL,
    props TEXT NOT NULL, settled TEXT, UNIQUE (label, key)
);
CREATE TABLE IF NOT EXISTS flow (
    tail INTEGER, head INTEGER, n INTEGER, reo_g INTEGER NOT NULL, supported INTEGER NOT NULL,
    product TEXT, net_g INTEGER, props TEXT NOT NULL, PRIMARY KEY (tail, head, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS flow_up ON flow (head, tail);
CREATE TABLE IF NOT EXISTS edge (
    tail INTEGER, type TEXT, head INTEGER, n INTEGER, props TEXT NOT NULL,
    PRIMARY KEY (tail, type, head, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS edge_up ON edge (head, type, tail);
CREATE VIRTUAL TABLE IF NOT EXISTS found_by USING fts5 (
    terms, tokenize = "unicode61 remove_diacritics 0"
);

-- What waits to be settled.
CREATE TABLE IF NOT EXISTS mark (touch TEXT, key TEXT, PRIMARY KEY (touch, key)) WITHOUT ROWID;
"""


def connect(path: Path, wait_s: float) -> sqlite3.Connection:
    """Open the file; a writer waits so long for another, and a committed load survives a crash."""
    connection = sqlite3.connect(
        path, timeout=wait_s, isolation_level=None, check_same_thread=False
    )
    try:
        _use_wal(connection, wait_s)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch the journal. SQLite waits for nobody here: of two who open a new file, one is told
    that it is locked, so the waiting is ours."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing; several processes may do so at once.

    Where they are there this takes no lock: a reader that is new does not wait for a load.
    """
    if connection.execute("PRAGMA user_version").fetchone() == (VERSION,):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in SCHEMA.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise

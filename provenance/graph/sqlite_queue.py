"""What of the embedded store waits to be audited."""

import sqlite3
from collections.abc import Iterable

from provenance.graph.changes import RecordKey, Unaudited
from provenance.model import Label, Ref


def queue(db: sqlite3.Connection, refs: Iterable[Ref]) -> None:
    """Let things wait to be audited."""
    # Plain text: what is only like text SQLite's driver asks around for how to bind.
    rows = [(label.value, key) for label, key in refs]
    db.executemany("INSERT OR IGNORE INTO unaudited VALUES (?, ?)", rows)


def unaudited(db: sqlite3.Connection) -> Unaudited:
    labels = {label.value: label for label in Label}
    rows = db.execute("SELECT label, key FROM unaudited")
    things = frozenset(Ref(labels[label], key) for label, key in rows)
    (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM version").fetchone()
    before = db.execute("SELECT value FROM meta WHERE name = 'audited'").fetchone()
    return Unaudited(things, int(before[0]) if before else last, last)


def audited(db: sqlite3.Connection, done: Unaudited) -> None:
    db.executemany("DELETE FROM unaudited WHERE label = ? AND key = ?", sorted(done.things))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('audited', ?)", (done.last,))


def received(db: sqlite3.Connection, after: int, last: int) -> list[RecordKey]:
    rows = db.execute(
        "SELECT DISTINCT kind, id FROM version WHERE seq > ? AND seq <= ? ORDER BY kind, id",
        (after, last),
    )
    return [RecordKey(kind, id_) for kind, id_ in rows]

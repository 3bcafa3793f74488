"""What of the embedded store waits to be audited."""

from collections.abc import Iterable
from datetime import UTC, datetime
from sqlite3 import Connection

from provenance.graph.port.findings import Unaudited
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.model.terms import Label, Ref

_LABEL = {label: label.value for label in Label}


def queue(db: Connection, refs: Iterable[Ref]) -> None:
    """Let things wait to be audited."""
    # Plain text: what is only like text SQLite's driver asks around for how to bind.
    turn = _number(db, "turn") or 0
    rows = [(_LABEL[label], key, turn) for label, key in refs]
    db.executemany("INSERT OR REPLACE INTO unaudited VALUES (?, ?, ?)", rows)


class AuditQueue(Aspect):
    """What waits to be audited."""

    @on_connection
    def unaudited(self, db: Connection, *, things: bool = True) -> Unaudited:
        labels = {label.value: label for label in Label}
        rows = db.execute("SELECT label, key FROM unaudited") if things else ()
        waiting = frozenset(Ref(labels[label], key) for label, key in rows)
        (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM version").fetchone()
        before = _number(db, "audited")
        turn = _number(db, "turn") or 0
        db.execute("INSERT OR REPLACE INTO meta VALUES ('turn', ?)", (turn + 1,))
        return Unaudited(waiting, last if before is None else before, last, turn)

    @on_connection
    def audited(self, db: Connection, done: Unaudited) -> None:
        db.execute("DELETE FROM unaudited WHERE turn <= ?", (done.turn,))
        now = datetime.now(UTC).isoformat()
        told = [("audited", done.last), ("audited_at", now)]
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", told)


def _number(db: Connection, name: str) -> int | None:
    found = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else None

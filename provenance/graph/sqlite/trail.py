"""The trail in the embedded store."""

from collections.abc import Awaitable, Callable, Sequence
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.trail import Draft, Entry, TrailFilter
from provenance.graph.rows.trail import FIELDS, chained, compared, entry_from
from provenance.graph.sqlite.aspect import Aspect, Run, on_connection

_ROWS = f"SELECT {', '.join(FIELDS)} FROM trail"
_LAST = f"{_ROWS} ORDER BY number DESC LIMIT 1"
_LATEST = f"""
{_ROWS} WHERE (:before IS NULL OR number < :before) AND body <> ''
    AND (:who IS NULL OR who = :who) AND (:role IS NULL OR role = :role)
    AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at <= :until)
    AND (:about IS NULL OR instr(body, :about))
ORDER BY number DESC LIMIT :first
"""


class Trail(Aspect):
    """What is answered of the trail; whoever writes to the file waits for whoever else does."""

    def __init__(
        self, run: Run, write: Callable[[Callable[[Connection], None]], Awaitable[None]]
    ) -> None:
        super().__init__(run)
        self._write = write

    @on_connection
    def page(self, db: Connection, after: int, first: int) -> list[Entry]:
        return _read(db, f"{_ROWS} WHERE number > ? ORDER BY number LIMIT ?", (after, first))

    @on_connection
    def latest(
        self, db: Connection, wanted: TrailFilter, before: int | None, first: int
    ) -> list[Entry]:
        return _read(db, _LATEST, {**compared(wanted), "before": before, "first": first})

    @on_connection
    def head(self, db: Connection) -> Entry | None:
        return next(iter(_read(db, _LAST)), None)

    async def append(self, drafts: Sequence[Draft]) -> None:
        await self._write(lambda db: _append(db, drafts))


class TrailWriter(Aspect):
    """What is kept of the trail."""

    @on_connection
    def append(self, db: Connection, drafts: Sequence[Draft]) -> None:
        _append(db, drafts)

    @on_connection
    def expire(self, db: Connection, number: int, seal: str) -> None:
        db.execute("DELETE FROM trail WHERE number < ?", (number,))
        db.execute(
            "UPDATE trail SET who = '', role = '', body = '', seal = ? WHERE number = ?",
            (seal, number),
        )


def _append(db: Connection, drafts: Sequence[Draft]) -> None:
    last = next(iter(_read(db, _LAST)), None)
    db.executemany(
        f"INSERT INTO trail ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))})",
        [[getattr(entry, name) for name in FIELDS] for entry in chained(last, drafts)],
    )


def _read(db: Connection, text: str, values: Any = ()) -> list[Entry]:
    return [entry_from(dict(zip(FIELDS, row, strict=True))) for row in db.execute(text, values)]

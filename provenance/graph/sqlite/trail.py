"""The trail in the embedded store."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from contextvars import Context
from sqlite3 import Connection
from typing import Any, TypeVar

from provenance.graph.port.trail import Draft, Entry, TrailFilter
from provenance.graph.rows.trail import FIELDS, chained, compared, entry_from
from provenance.graph.sqlite.aspect import Aspect, Run, on_connection
from provenance.graph.sqlite.spool import Spool
from provenance.model.errors import StoreUnavailableError

_ROWS = f"SELECT {', '.join(FIELDS)} FROM trail"
_LAST = f"{_ROWS} ORDER BY number DESC LIMIT 1"
_LATEST = f"""
{_ROWS} WHERE (:before IS NULL OR number < :before) AND body <> ''
    AND (:who IS NULL OR who = :who) AND (:role IS NULL OR role = :role)
    AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at <= :until)
    AND (:about IS NULL OR instr(body, :about))
ORDER BY number DESC LIMIT :first
"""


Result = TypeVar("Result")

SOON_S = 0.02
"""So long an entry waits for others who write to the store; then it is kept beside it."""

READ_S = 1.0
"""So long a reader of the trail waits for them, to have it whole."""

GATHER_S = 0.2
"""So often it is tried to put in the chain what is beside it."""

_GATHERED = "trail_gathered"
"""Under this name the store says how much of the file beside it is in the chain."""

WriteSoon = Callable[[Callable[[Connection], None], float], Awaitable[bool]]
"""Lets some work write in a transaction of its own; false where others write for so long."""

Beside = Callable[[Callable[[], Any]], Coroutine[Any, Any, Any]]
"""Lets some work with other files run in a thread of its own."""


class Chain:
    """How entries get behind one another: at once, or by way of a file beside the store."""

    def __init__(self, write_soon: WriteSoon, beside: Beside, spool: Spool) -> None:
        self._write_soon, self._beside, self._spool = write_soon, beside, spool
        self._gathering: asyncio.Task[None] | None = None

    async def append(self, drafts: Sequence[Draft]) -> None:
        """Keep entries for good, in order, whoever else writes."""
        if await self._kept(drafts, SOON_S):
            return
        await self._beside(lambda: self._spool.add(drafts))
        if self._gathering is None or self._gathering.done():
            # In a context of its own: whoever is served now may be gone long before that is done.
            self._gathering = asyncio.create_task(self._gather(), context=Context())

    async def gathered(self) -> None:
        """Put in the chain what is beside it, if that can be done in a moment."""
        if self._spool.is_there():
            await self._kept((), READ_S)

    async def close(self) -> None:
        """Leave what waits to whoever comes next."""
        if self._gathering is not None:
            self._gathering.cancel()
            with suppress(asyncio.CancelledError):
                await self._gathering
        await self._beside(self._spool.close)

    async def _gather(self) -> None:
        kept = False
        while not kept:
            await asyncio.sleep(GATHER_S)
            with suppress(StoreUnavailableError):
                kept = await self._kept((), SOON_S)

    async def _kept(self, drafts: Sequence[Draft], wait_s: float) -> bool:
        """Whether it was possible to put entries in the chain, and before them what waits."""
        gathered = ""

        def together(db: Connection) -> None:
            nonlocal gathered
            waiting: Sequence[Draft] = ()
            if self._spool.is_there():
                waiting, gathered = self._spool.waiting(_gathered(db))
            if waiting:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_GATHERED, gathered))
            _append(db, [*waiting, *drafts])

        if not await self._write_soon(together, wait_s):
            return False
        if gathered:
            await self._beside(lambda: self._spool.forget(gathered))
        return True


class Trail(Aspect):
    """What is answered of the trail; what waits to be in it is put there first, where it can be."""

    def __init__(self, run: Run, chain: Chain) -> None:
        super().__init__(run)
        self._chain = chain

    async def page(self, after: int, first: int) -> list[Entry]:
        await self._chain.gathered()
        return await self._page(after, first)

    async def latest(self, wanted: TrailFilter, before: int | None, first: int) -> list[Entry]:
        await self._chain.gathered()
        return await self._latest(wanted, before, first)

    async def head(self) -> Entry | None:
        await self._chain.gathered()
        return await self._head()

    async def append(self, drafts: Sequence[Draft]) -> None:
        await self._chain.append(drafts)

    @on_connection
    def _page(self, db: Connection, after: int, first: int) -> list[Entry]:
        return _read(db, f"{_ROWS} WHERE number > ? ORDER BY number LIMIT ?", (after, first))

    @on_connection
    def _latest(
        self, db: Connection, wanted: TrailFilter, before: int | None, first: int
    ) -> list[Entry]:
        return _read(db, _LATEST, {**compared(wanted), "before": before, "first": first})

    @on_connection
    def _head(self, db: Connection) -> Entry | None:
        return next(iter(_read(db, _LAST)), None)


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

    @on_connection
    def reseal(self, db: Connection, number: int, seal: str) -> None:
        db.execute(
            "UPDATE trail SET seal = ? WHERE number = ? AND seal IS NOT NULL", (seal, number)
        )


def _gathered(db: Connection) -> str:
    """How much of the file beside the store is in the chain."""
    found = db.execute("SELECT value FROM meta WHERE name = ?", (_GATHERED,)).fetchone()
    return str(found[0]) if found else ""


def _append(db: Connection, drafts: Sequence[Draft]) -> None:
    last = next(iter(_read(db, _LAST)), None)
    db.executemany(
        f"INSERT INTO trail ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))})",
        [[getattr(entry, name) for name in FIELDS] for entry in chained(last, drafts)],
    )


def _read(db: Connection, text: str, values: Any = ()) -> list[Entry]:
    return [entry_from(dict(zip(FIELDS, row, strict=True))) for row in db.execute(text, values)]

"""The embedded store: one SQLite file, readable by several processes, written by one at a time."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from provenance.graph.port.graph import Rejected, Settled, Thing, Writer
from provenance.graph.port.kept import (
    ConclusionChange,
    Decision,
    Facets,
    FindingFilter,
    KeptFinding,
)
from provenance.graph.port.paging import Page
from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.graph.port.watches import Watch
from provenance.graph.rows.sums import Monthly, drawn_from, invoiced_from, moved_from
from provenance.graph.sqlite import findings as keeping
from provenance.graph.sqlite import queue, read
from provenance.graph.sqlite import settle as settling
from provenance.graph.sqlite import watches as watching
from provenance.graph.sqlite.schema import connect, create
from provenance.graph.sqlite.sums import draws, sums
from provenance.graph.sqlite.writer import SqliteWriter
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.quota.register import Register
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import RecordKey, Version

Result = TypeVar("Result")


class SqliteStore:
    """A GraphStore in a file. One connection a thread; writing has a thread of its own."""

    def __init__(self, path: Path, *, wait_s: float = 30.0, readers: int = 4) -> None:
        self._path = path
        self._wait_s = wait_s
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._reading = ThreadPoolExecutor(readers, thread_name_prefix="sqlite-read")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="sqlite-write")
        self._one_writer = asyncio.Lock()

    async def close(self) -> None:
        self._reading.shutdown()
        self._writing.shutdown()
        while self._open:
            self._open.pop().close()

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        async with self._one_writer:
            try:
                await self._on_writer(lambda db: db.execute("BEGIN IMMEDIATE"))
                result = await work(SqliteWriter(self._on_writer))
                await self._on_writer(lambda db: db.execute("COMMIT"))
            except BaseException:
                # Queued behind whatever the thread is still at when this was cancelled.
                await asyncio.shield(self._on_writer(_roll_back))
                raise
            return result

    async def things(self, refs: Sequence[Ref]) -> Sequence[Thing | None]:
        return await self._read(lambda db: read.things(db, refs))

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        return await self._read(lambda db: read.page(db, label, after or "", first))

    async def of_period(self, labels: Sequence[Label], period: str) -> Sequence[Thing]:
        return await self._read(lambda db: read.of_period(db, labels, period))

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> Sequence[Page]:
        asked = read.NeighbourQuery(edge, out, after or "", first)
        return await self._read(lambda db: [read.neighbours(db, ref, asked) for ref in refs])

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        return await self._read(lambda db: read.lineage(db, seeds, up=up, most=most))

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        return await self._read(lambda db: read.around(db, refs))

    async def search(self, text: str, first: int) -> Sequence[Thing]:
        return await self._read(lambda db: read.search(db, text, first))

    async def versions(self, records: Sequence[RecordKey]) -> Sequence[Sequence[Version]]:
        found = await self._read(lambda db: read.versions(db, records))
        return [found.get(record, ()) for record in records]

    async def received(self, after: int, last: int) -> Sequence[RecordKey]:
        return await self._read(lambda db: queue.received(db, after, last))

    async def stated(self, kinds: Sequence[str], until: datetime | None) -> Sequence[Version]:
        return await self._read(lambda db: read.stated(db, kinds, until))

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        return await self._read(lambda db: read.rejected(db, after, first))

    async def register(self) -> Register:
        return await self._read(settling.register)

    async def settled(self) -> Settled:
        return await self._read(settling.settled)

    async def drawn(self, first: str, last: str) -> Sequence[Drawn]:
        return drawn_from(await self._read(lambda db: sums(db, Monthly.DRAW, first, last)))

    async def draws(self, first: str, last: str, known_by: datetime) -> Sequence[Event]:
        return await self._read(lambda db: draws(db, first, last, known_by))

    async def moved(self, first: str, last: str) -> Sequence[Moved]:
        return moved_from(await self._read(lambda db: sums(db, Monthly.MOVEMENT, first, last)))

    async def invoiced(self, first: str, last: str) -> Sequence[Invoiced]:
        return invoiced_from(await self._read(lambda db: sums(db, Monthly.INVOICE, first, last)))

    async def count(self, label: Label) -> int:
        return await self._read(lambda db: read.count(db, label))

    async def findings(self, wanted: FindingFilter, after: str | None, first: int) -> Page:
        return await self._read(lambda db: keeping.findings(db, wanted, after or "", first))

    async def facets(self, wanted: FindingFilter) -> Facets:
        return await self._read(lambda db: keeping.facets(db, wanted))

    async def kept(self, ids: Sequence[str]) -> Sequence[KeptFinding | None]:
        return await self._read(lambda db: keeping.kept(db, ids))

    async def findings_on(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[KeptFinding]]:
        return await self._read(lambda db: keeping.findings_on(db, refs))

    async def raised(self, wanted: FindingFilter, after: int, first: int) -> Sequence[KeptFinding]:
        return await self._read(lambda db: keeping.raised(db, wanted, after, first))

    async def last_raised(self) -> int:
        return await self._read(keeping.last_raised)

    async def decisions(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        return await self._read(lambda db: keeping.decisions(db, refs))

    async def changes(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[ConclusionChange]]:
        return await self._read(lambda db: keeping.changes(db, refs))

    async def watches(self) -> Sequence[Watch]:
        return await self._read(watching.watches)

    async def raisings(
        self, wanted: FindingFilter, after: int, first: int
    ) -> Sequence[KeptFinding]:
        return await self._read(lambda db: watching.raisings(db, wanted, after, first))

    async def _read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run one piece of reading on one snapshot, in a thread of its own."""

        def on_snapshot(db: sqlite3.Connection) -> Result:
            db.execute("BEGIN")
            try:
                return work(db)
            finally:
                _roll_back(db)

        return await self._run(self._reading, on_snapshot)

    async def _on_writer(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        return await self._run(self._writing, work)

    async def _run(
        self, threads: ThreadPoolExecutor, work: Callable[[sqlite3.Connection], Result]
    ) -> Result:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(threads, lambda: work(self._connection()))
        except sqlite3.Error as error:
            raise StoreUnavailableError(
                f"the store {self._path} does not answer: {error}. Check that it is a file of this"
                " product that may be written to, and that no other load holds it"
            ) from error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            db = connect(self._path, self._wait_s)
            self._open.append(db)
            create(db)
            self._local.db = db
        found: sqlite3.Connection = self._local.db
        return found


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")

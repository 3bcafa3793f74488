"""The embedded store: one SQLite file, readable by several processes, written by one at a time."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from provenance.graph.port.graph import Writer
from provenance.graph.sqlite.access import Access, AccessWriter
from provenance.graph.sqlite.archive import Archive
from provenance.graph.sqlite.aspect import Run
from provenance.graph.sqlite.cases import Cases, CaseWriter
from provenance.graph.sqlite.connection import connect, unanswered
from provenance.graph.sqlite.declared import Declarations, DeclarationWriter
from provenance.graph.sqlite.doings import Doings
from provenance.graph.sqlite.findings import Findings, FindingWriter
from provenance.graph.sqlite.queue import AuditQueue
from provenance.graph.sqlite.read import Graph
from provenance.graph.sqlite.records import Records
from provenance.graph.sqlite.settle import Settling, Whole
from provenance.graph.sqlite.spool import Spool
from provenance.graph.sqlite.sums import Sums
from provenance.graph.sqlite.trail import Chain, Trail, TrailWriter
from provenance.graph.sqlite.watches import Watches, WatchWriter
from provenance.graph.sqlite.write import RecordWriter
from provenance.model.errors import DeadlineExceededError, StoreUnavailableError
from provenance.model.work import WORK

Result = TypeVar("Result")

STEPS = 100_000
"""SQLite asks so often, in steps of its own (a millisecond or so), whether anybody still waits."""


class SqliteStore:
    """A GraphStore in a file. One connection a thread; writing has a thread of its own.

    Whoever writes to a file that is not there makes it; with `create` who reads does, too.
    `unfinished` opens one that is being written anew, for whoever writes it.
    """

    def __init__(
        self,
        path: Path,
        *,
        wait_s: float = 30.0,
        readers: int = 4,
        create: bool = True,
        unfinished: bool = False,
    ) -> None:
        self._path = path
        self._wait_s = wait_s
        self._create = create
        self._unfinished = unfinished
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._reading = ThreadPoolExecutor(readers, thread_name_prefix="sqlite-read")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="sqlite-write")
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="sqlite-beside")
        self._one_writer = asyncio.Lock()
        self.graph = Graph(self._read)
        self.records = Records(self._read)
        self.sums = Sums(self._read)
        self.doings = Doings(self._read)
        self.findings = Findings(self._read)
        self.declared = Declarations(self._read)
        self.watches = Watches(self._read)
        self.cases = Cases(self._read)
        self.access = Access(self._read)
        self.chain = Chain(self._write_soon, self._on_file_beside, Spool(path))
        self.trail = Trail(self._read, self.chain)

    async def close(self) -> None:
        await self.chain.close()
        self._beside.shutdown()
        self._reading.shutdown()
        self._writing.shutdown()
        while self._open:
            self._open.pop().close()

    @asynccontextmanager
    async def as_it_is(self) -> AsyncIterator["Moment"]:
        thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-moment")

        def begin(db: sqlite3.Connection) -> None:
            db.execute("BEGIN")
            db.execute("SELECT 1 FROM meta").fetchone()  # from here on others change nothing

        try:
            await self._run(thread, begin)
            yield Moment(self, lambda work: self._run(thread, work))
        finally:
            await asyncio.shield(self._run(thread, self._let_go))
            thread.shutdown()

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

    async def _write_soon(self, work: Callable[[sqlite3.Connection], None], wait_s: float) -> bool:
        """The same for work that is one trip to the writing thread, if others let it in time."""

        def at_once(db: sqlite3.Connection) -> bool:
            if not self._begun_soon(db, wait_s):
                return False
            try:
                work(db)
                db.execute("COMMIT")
            finally:
                _roll_back(db)
            return True

        try:
            async with asyncio.timeout(wait_s):
                await self._one_writer.acquire()
        except TimeoutError:
            return False
        try:
            return await self._on_writer(at_once)
        finally:
            self._one_writer.release()

    def _begun_soon(self, db: sqlite3.Connection, wait_s: float) -> bool:
        """Begin to write; false where another process does for longer than so long."""
        db.execute(f"PRAGMA busy_timeout = {round(wait_s * 1_000)}")
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            db.execute(f"PRAGMA busy_timeout = {round(self._wait_s * 1_000)}")
        return True

    async def _on_file_beside(self, work: Callable[[], Result]) -> Result:
        """Run some work on a file beside the store, in a thread of its own."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._beside, work)
        except sqlite3.Error as error:
            raise StoreUnavailableError(unanswered(self._path, error)) from error

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
        create = self._create or threads is self._writing
        doing = WORK.get()

        def on_connection() -> Result:
            db = self._connection(create)
            db.set_progress_handler(doing.is_ended if doing else None, STEPS)
            return work(db)

        try:
            return await loop.run_in_executor(threads, on_connection)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise DeadlineExceededError("nobody waits for this any more") from None
            raise StoreUnavailableError(unanswered(self._path, error)) from error

    def _let_go(self, db: sqlite3.Connection) -> None:
        """Close the connection of the thread this runs in."""
        self._open.remove(db)
        db.close()

    def _connection(self, create: bool) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = connect(
                self._path, self._wait_s, create=create, unfinished=self._unfinished
            )
            self._open.append(self._local.db)
        found: sqlite3.Connection = self._local.db
        return found


class Moment:
    """The store as it was at one moment; what is written goes to the store as it is."""

    def __init__(self, store: SqliteStore, run: Run) -> None:
        self.graph = Graph(run)
        self.records = Records(run)
        self.sums = Sums(run)
        self.doings = Doings(run)
        self.findings = Findings(run)
        self.declared = Declarations(run)
        self.watches = Watches(run)
        self.cases = Cases(run)
        self.access = Access(run)
        self.trail = Trail(run, store.chain)
        self.write = store.write
        self.as_it_is = store.as_it_is

    async def close(self) -> None:
        """Nothing: whoever opened the store closes it."""


class SqliteWriter:
    """A Writer within one transaction; every method is one trip to the writing thread."""

    def __init__(self, run: Run) -> None:
        self.records = RecordWriter(run)
        self.settling = Settling(run)
        self.whole = Whole(run)
        self.queue = AuditQueue(run)
        self.findings = FindingWriter(run)
        self.declared = DeclarationWriter(run)
        self.watches = WatchWriter(run)
        self.cases = CaseWriter(run)
        self.access = AccessWriter(run)
        self.trail = TrailWriter(run)
        self.archive = Archive(run)


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")

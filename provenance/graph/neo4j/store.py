"""The store for many: a Neo4j database, of which the service itself keeps nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from provenance.graph.neo4j.access import Access, AccessWriter
from provenance.graph.neo4j.archive import Archive
from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Turn
from provenance.graph.neo4j.cases import Cases, CaseWriter
from provenance.graph.neo4j.declared import Declarations, DeclarationWriter
from provenance.graph.neo4j.doings import Doings
from provenance.graph.neo4j.findings import Findings, FindingWriter
from provenance.graph.neo4j.link import Link
from provenance.graph.neo4j.queue import AuditQueue
from provenance.graph.neo4j.read import Graph
from provenance.graph.neo4j.records import Records
from provenance.graph.neo4j.schema import prepare
from provenance.graph.neo4j.settle import Settling
from provenance.graph.neo4j.sums import Sums
from provenance.graph.neo4j.trail import Trail, TrailWriter
from provenance.graph.neo4j.watches import Watches, WatchWriter
from provenance.graph.neo4j.write import RecordWriter
from provenance.graph.port.form import refuse_other_forms
from provenance.graph.port.graph import Writer

Result = TypeVar("Result")


class Neo4jStore:
    """A GraphStore in Neo4j. One process writes at a time, whoever holds the lock of the store.

    `timeout_s` is the time after which a database that does not answer counts as gone, `wait_s`
    how long a writer waits for another; `unfinished` opens one that is of an older form or being
    written anew, for whoever writes it. Raises MisuseError for an address that is none.
    """

    def __init__(  # noqa: PLR0913 - where, who, how long, and whether it may be half written
        self,
        uri: str,
        user: str,
        password: str,
        *,
        timeout_s: float = 15.0,
        wait_s: float = 600.0,
        unfinished: bool = False,
    ) -> None:
        self._unfinished = unfinished
        self._link = Link(uri, (user, password), timeout_s=timeout_s, wait_s=wait_s)
        self._prepared = False
        self._form = 0
        self._preparing = asyncio.Lock()
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
        self.trail = Trail(self._read, self._beside)

    async def close(self) -> None:
        await self._link.close()

    @asynccontextmanager
    async def as_it_is(self) -> AsyncIterator["Neo4jStore"]:
        yield self

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        async def turn(ask: Ask) -> tuple[Result, bool]:
            held = Turn(ask, self._link.commit_apart)
            return await work(Neo4jWriter(held)), held.changed

        await self._prepare()
        async with self._one_writer:
            return await self._link.write(turn)

    async def _read(self, work: Callable[[Ask], Awaitable[Result]]) -> Result:
        await self._prepare()
        return await self._link.read(work)

    async def _beside(self, work: Callable[[Ask], Awaitable[None]]) -> None:
        await self._prepare()
        await self._link.commit_beside(work)

    async def form(self) -> int:
        """The form of what is kept."""
        await self._prepare()
        return self._form

    async def _prepare(self) -> None:
        """Make constraints and indexes at the first use, and look whether it can be used."""
        if self._prepared:
            return
        async with self._preparing:
            if not self._prepared:
                form, rebuilding = await prepare(self._link)
                if not self._unfinished:
                    refuse_other_forms(self._link.uri, form, rebuilding)
                self._form = form
                self._prepared = True


class Neo4jWriter:
    """A Writer within one transaction, alone over all processes."""

    def __init__(self, turn: Turn) -> None:
        self.records = RecordWriter(turn)
        self.settling = Settling(turn)
        self.whole = None
        self.queue = AuditQueue(turn)
        self.findings = FindingWriter(turn)
        self.declared = DeclarationWriter(turn)
        self.watches = WatchWriter(turn)
        self.cases = CaseWriter(turn)
        self.access = AccessWriter(turn)
        self.trail = TrailWriter(turn)
        self.archive = Archive(turn)

"""The store for many: a Neo4j database, of which the service itself keeps nothing."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from provenance.graph.neo4j import findings as keeping
from provenance.graph.neo4j import queue
from provenance.graph.neo4j import settle as settling
from provenance.graph.neo4j import watches as watching
from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.lineage import around, lineage
from provenance.graph.neo4j.link import Link
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import label_of, thing_from
from provenance.graph.neo4j.schema import prepare
from provenance.graph.neo4j.sums import draws, sums
from provenance.graph.neo4j.write import stated, versions
from provenance.graph.neo4j.writer import Neo4jWriter
from provenance.graph.port.graph import Neighbour, Rejected, Settled, Thing, Writer
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
from provenance.ledger.lineage import Event, Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import EdgeType, Label, Ref
from provenance.model.text import fold, pairs
from provenance.records.changes import RecordKey, Version

Result = TypeVar("Result")


class Neo4jStore:
    """A GraphStore in Neo4j. One process writes at a time, whoever holds the lock of the store.

    `timeout_s` is the time after which a database that does not answer counts as gone, `wait_s`
    how long a writer waits for another. Raises MisuseError for an address that is none.
    """

    def __init__(
        self, uri: str, user: str, password: str, *, timeout_s: float = 15.0, wait_s: float = 600.0
    ) -> None:
        self._link = Link(uri, (user, password), timeout_s=timeout_s, wait_s=wait_s)
        self._prepared = False
        self._preparing = asyncio.Lock()
        self._one_writer = asyncio.Lock()

    async def close(self) -> None:
        await self._link.close()

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        async def turn(ask: Ask) -> tuple[Result, bool]:
            writer = Neo4jWriter(ask, self._link.commit_apart)
            return await work(writer), writer.changed

        await self._prepare()
        async with self._one_writer:
            return await self._link.write(turn)

    async def things(self, refs: Sequence[Ref]) -> Sequence[Thing | None]:
        keys: defaultdict[Label, list[str]] = defaultdict(list)
        for label, key in dict.fromkeys(refs):
            keys[label].append(key)

        async def work(ask: Ask) -> dict[Ref, Thing]:
            found = [
                thing_from(label, props)
                for label, wanted in keys.items()
                for props in await many(ask, query("things", label=label), wanted)
            ]
            return {thing.ref: thing for thing in found}

        found = await self._read(work)
        return [found.get(ref) for ref in refs]

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        found = await self._ask(query("page", label=label), after=after or "", most=first + 1)
        return Page([thing_from(label, props) for props in found[:first]], len(found) > first)

    async def of_period(self, labels: Sequence[Label], period: str) -> Sequence[Thing]:
        async def work(ask: Ask) -> list[Thing]:
            return [
                thing_from(label, props)
                for label in sorted(set(labels))
                for props in await ask(query("of_period", label=label), period=period)
            ]

        return await self._read(work)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> Sequence[Page]:
        name = "neighbours_out" if out else "neighbours_in"
        keys: defaultdict[Label, list[str]] = defaultdict(list)
        for label, key in dict.fromkeys(refs):
            keys[label].append(key)

        async def work(ask: Ask) -> dict[Ref, list[Neighbour]]:
            found: defaultdict[Ref, list[Neighbour]] = defaultdict(list)
            for label, wanted in keys.items():
                text = query(name, label=label, type=edge)
                rows = await ask(text, rows=wanted, after=after or "", most=first + 1)
                for key, labels, props, bears in rows:
                    near = Neighbour(thing_from(label_of(labels), props), bears)
                    found[Ref(label, key)].append(near)
            return found

        found = await self._read(work)
        return [Page(found.get(ref, [])[:first], len(found.get(ref, ())) > first) for ref in refs]

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        return await self._read(lambda ask: lineage(ask, seeds, up=up, most=most))

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        return await self._read(lambda ask: around(ask, refs))

    async def search(self, text: str, first: int) -> Sequence[Thing]:
        folded = fold(text)
        if not folded:
            return ()
        phrase = f"{folded}*" if len(folded) == 1 else f'"{" ".join(pairs(folded)[:-1])}"'
        labels = [label.value for label in Label]
        found = await self._ask(query("search"), phrase=phrase, labels=labels, first=first)
        return [thing_from(Label(label), props) for label, props in found]

    async def versions(self, records: Sequence[RecordKey]) -> Sequence[Sequence[Version]]:
        found = await self._read(lambda ask: versions(ask, records))
        return [found.get(record, ()) for record in records]

    async def received(self, after: int, last: int) -> Sequence[RecordKey]:
        return await self._read(lambda ask: queue.received(ask, after, last))

    async def stated(self, kinds: Sequence[str], until: datetime | None) -> Sequence[Version]:
        return await self._read(lambda ask: stated(ask, kinds, until))

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        found = await self._ask(query("rejected"), after=after, first=first)
        return [
            (number, Rejected(file, line, field, reason, excerpt, datetime.fromisoformat(at)))
            for number, file, line, field, reason, excerpt, at in found
        ]

    async def register(self) -> Register:
        return await self._read(settling.register)

    async def settled(self) -> Settled:
        return await self._read(settling.settled)

    async def drawn(self, first: str, last: str) -> Sequence[Drawn]:
        return drawn_from(await self._read(lambda ask: sums(ask, Monthly.DRAW, first, last)))

    async def draws(self, first: str, last: str, known_by: datetime) -> Sequence[Event]:
        return await self._read(lambda ask: draws(ask, first, last, known_by))

    async def moved(self, first: str, last: str) -> Sequence[Moved]:
        return moved_from(await self._read(lambda ask: sums(ask, Monthly.MOVEMENT, first, last)))

    async def invoiced(self, first: str, last: str) -> Sequence[Invoiced]:
        return invoiced_from(await self._read(lambda ask: sums(ask, Monthly.INVOICE, first, last)))

    async def count(self, label: Label) -> int:
        return int(await self._ask(query("count", label=label)))

    async def findings(self, wanted: FindingFilter, after: str | None, first: int) -> Page:
        return await self._read(lambda ask: keeping.findings(ask, wanted, after or "", first))

    async def facets(self, wanted: FindingFilter) -> Facets:
        return await self._read(lambda ask: keeping.facets(ask, wanted))

    async def kept(self, ids: Sequence[str]) -> Sequence[KeptFinding | None]:
        return await self._read(lambda ask: keeping.kept(ask, ids))

    async def findings_on(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[KeptFinding]]:
        return await self._read(lambda ask: keeping.findings_on(ask, refs))

    async def raised(self, wanted: FindingFilter, after: int, first: int) -> Sequence[KeptFinding]:
        return await self._read(lambda ask: keeping.raised(ask, wanted, after, first))

    async def last_raised(self) -> int:
        return await self._read(keeping.last_raised)

    async def decisions(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        return await self._read(lambda ask: keeping.decisions(ask, refs))

    async def changes(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[ConclusionChange]]:
        return await self._read(lambda ask: keeping.changes(ask, refs))

    async def watches(self) -> Sequence[Watch]:
        return await self._read(watching.watches)

    async def raisings(
        self, wanted: FindingFilter, after: int, first: int
    ) -> Sequence[KeptFinding]:
        return await self._read(lambda ask: watching.raisings(ask, wanted, after, first))

    async def _ask(self, text: str, **parameters: Any) -> Any:
        return await self._read(lambda ask: ask(text, **parameters))

    async def _read(self, work: Callable[[Ask], Awaitable[Result]]) -> Result:
        await self._prepare()
        return await self._link.read(work)

    async def _prepare(self) -> None:
        """Make constraints and indexes at the first use."""
        if self._prepared:
            return
        async with self._preparing:
            if not self._prepared:
                await prepare(self._link)
                self._prepared = True

"""What one request shares: the store, the settings, and loaders that ask for many at once."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, cast

import strawberry
from strawberry.dataloader import DataLoader

from provenance.access.scope.store import ScopedStore, seen_by
from provenance.access.trail.asking import Asking, asking
from provenance.access.trail.changes import trailed
from provenance.access.trail.journal import Journal
from provenance.access.viewer import Role, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.meant import meant_things
from provenance.graph.pages import everything
from provenance.graph.past import as_of
from provenance.graph.port.declared import Summary
from provenance.graph.port.graph import GraphStore, Neighbour, Reader, Thing
from provenance.graph.port.kept import ConclusionChange, Decision, KeptFinding
from provenance.graph.port.paging import Page
from provenance.model.errors import ForbiddenError, LimitExceededError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, Ref
from provenance.records.changes import RecordKey, Version
from provenance.schema.base.things import node_of
from provenance.settings import Settings
from provenance.verdict.drawdown import QuotaDraw, drawn_down
from provenance.verdict.evidence import bearers
from provenance.verdict.requests import decisions

MOST_TIMES = 8
"""As of so many times one request may ask: each is all that authorities had stated by then."""


class Link(NamedTuple):
    """A page of neighbours as it is asked for: of many nodes at once if asked alike."""

    edge: EdgeType
    out: bool
    after: str
    first: int


@dataclass
class Context:
    """A request's view of the store. However many rows ask, each loader asks the store once.

    `store` is as whoever asks may see it, `books` all of it, where what is recorded goes. `viewer`
    is who asks; on a socket nothing is answered before that is known. `past` is what the graph is
    read from instead, where it is shown as it stood. `asking` is what the
    trail is told of one operation, None where it is told nothing; `address` is where that is from.
    `file` takes of what each asker may file: so many bytes, so many rejected records.
    """

    store: GraphStore
    settings: Settings
    announcer: Announcer
    viewer: Viewer
    past: Reader | None = None
    books: GraphStore = field(default=cast("GraphStore", None))
    journal: Journal | None = None
    address: str = ""
    asking: Asking | None = None
    file: Callable[[str, int, int], None] | None = None
    things: DataLoader[Ref, Any] = field(init=False)
    versions: DataLoader[RecordKey, Sequence[Version]] = field(init=False)
    decisions: DataLoader[Ref, Sequence[Decision]] = field(init=False)
    changes: DataLoader[Ref, Sequence[ConclusionChange]] = field(init=False)
    summaries: DataLoader[Ref, Summary | None] = field(init=False)
    kept: DataLoader[str, KeptFinding | None] = field(init=False)
    drawdowns: DataLoader[str, Sequence[QuotaDraw]] = field(init=False)
    bearers: DataLoader[str, Ref | None] = field(init=False)
    _pages: dict[Link, DataLoader[Ref, Page]] = field(default_factory=dict, init=False)
    _whole: dict[tuple[EdgeType, bool], DataLoader[Ref, list[Neighbour]]] = field(
        default_factory=dict, init=False
    )
    _times: dict[datetime, "asyncio.Future[Context]"] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.books = self.books or self.store
        self.forget()

    def forget(self) -> None:
        """Read anew from now on: what a subscription is told later is not what it read before."""
        self.things = DataLoader(load_fn=self._things)
        self.versions = DataLoader(load_fn=self._versions)
        self.decisions = DataLoader(load_fn=self._decisions)
        self.changes = DataLoader(load_fn=self._changes)
        self.summaries = DataLoader(load_fn=self._summaries)
        self.kept = DataLoader(load_fn=self._kept)
        self.drawdowns = DataLoader(load_fn=self._drawdowns)
        self.bearers = DataLoader(load_fn=self._bearers)
        self._pages.clear()
        self._whole.clear()
        self._times.clear()

    async def fresh(self) -> "Context":
        """The same for another operation: what it reads is not what an earlier one has seen."""
        settings, viewer, books = self.settings, self.viewer, self.books
        told = None if self.journal is None else asking(self.journal, viewer, self.address)
        seen = await seen_by(viewer, books, settings)
        if told is not None:
            whole = trailed(books, told)
            seen, books = whole if seen is books else seen, whole
        made = Context(seen, settings, self.announcer, viewer, None, books)
        made.journal, made.address, made.asking = self.journal, self.address, told
        made.file = self.file
        return made

    def filing(self, stored_bytes: int, rejected: int = 0) -> None:
        """Take so much of what whoever asks may file. Raises LimitExceededError."""
        if self.file is not None and self.viewer.role is not Role.OWNER:  # whose store it is
            self.file(self.viewer.id, stored_bytes, rejected)

    def said_by(self, by: str | None) -> str:
        """In whose name something is stated: whoever has signed in, in no other than their own.

        The owner says whose. Raises ForbiddenError, and MisuseError where the owner does not.
        """
        if self.viewer.role is Role.OWNER:
            return by or ""  # which what keeps it refuses
        if by is not None and by.strip() != self.viewer.name:
            raise ForbiddenError(
                Message(
                    "you are signed in as {name}, and speak for nobody else", name=self.viewer.name
                )
            )
        return self.viewer.name

    @property
    def sees_a_part(self) -> bool:
        """Whether something is hidden from whoever asks."""
        return isinstance(self.store, ScopedStore)

    @property
    def reader(self) -> Reader:
        """What things and their neighbours are read from."""
        return self.past or self.store.graph

    async def as_of(self, at: datetime | None) -> "Context":
        """The same as of a time, itself without one. Raises LimitExceededError."""
        if at is None:
            return self
        if at not in self._times:
            if len(self._times) >= MOST_TIMES:
                raise LimitExceededError(
                    f"a request may ask as of {MOST_TIMES} times; ask for the others in another"
                )
            self._times[at] = asyncio.ensure_future(self._as_of(at))
        return await self._times[at]

    async def _as_of(self, at: datetime) -> "Context":
        past = await as_of(self.store, at)
        return Context(self.store, self.settings, self.announcer, self.viewer, past, self.books)

    def of(self, thing: Thing) -> "Context":
        """Where the neighbours of a thing are read: as of the time it is shown as of itself."""
        return self if thing.at is None else self._times[thing.at].result()

    async def page(self, ref: Ref, link: Link) -> Page:
        """The neighbours of a node, behind a key."""
        if link not in self._pages:

            async def load(refs: list[Ref]) -> Sequence[Page]:
                edge, out, after, first = link
                return await self.reader.neighbours(refs, edge, out=out, after=after, first=first)

            self._pages[link] = DataLoader(load_fn=load)
        return await self._pages[link].load(ref)

    async def whole(self, ref: Ref, edge: EdgeType, *, out: bool) -> list[Neighbour]:
        """All neighbours of a node: for edges that few ever have, of several kinds at once."""
        if (edge, out) not in self._whole:

            async def load(refs: list[Ref]) -> list[list[Neighbour]]:
                found = await everything(self.reader, refs, edge, out=out)
                return [found[ref] for ref in refs]

            self._whole[edge, out] = DataLoader(load_fn=load)
        return await self._whole[edge, out].load(ref)

    async def _things(self, refs: list[Ref]) -> list[Any]:
        return [thing and node_of(thing) for thing in await meant_things(self.reader, refs)]

    async def _decisions(self, refs: list[Ref]) -> list[Sequence[Decision]]:
        found = await decisions(self.store, refs)
        return [found[ref] for ref in refs]

    async def _changes(self, refs: list[Ref]) -> list[Sequence[ConclusionChange]]:
        found = await self.store.findings.changes(refs)
        return [found[ref] for ref in refs]

    async def _summaries(self, refs: list[Ref]) -> list[Summary | None]:
        found = await self.store.declared.summaries(refs)
        return [found.get(ref) for ref in refs]

    async def _versions(self, records: list[RecordKey]) -> list[Sequence[Version]]:
        return list(await self.reader.versions(records))

    async def _kept(self, ids: list[str]) -> list[KeptFinding | None]:
        return list(await self.store.findings.by_id(ids))

    async def _drawdowns(self, quotas: list[str]) -> list[Sequence[QuotaDraw]]:
        found = await drawn_down(self.books, quotas)
        return [found.get(quota, ()) for quota in quotas]

    async def _bearers(self, keys: list[str]) -> list[Ref | None]:
        return list(await bearers(self.store.graph, keys))


Info = strawberry.Info[Context, None]

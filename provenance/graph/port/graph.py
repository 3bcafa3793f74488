"""What a store must do: what is asked of its graph, and the parts that it is made of."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from provenance.graph.port.access import Access, AccessWriter
from provenance.graph.port.archive import Archive
from provenance.graph.port.cases import Cases, CaseWriter
from provenance.graph.port.declared import Declarations, DeclarationWriter
from provenance.graph.port.doings import Doings
from provenance.graph.port.findings import AuditQueue, Findings, FindingWriter
from provenance.graph.port.flows import Happened
from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.port.paging import Page
from provenance.graph.port.records import Records, RecordWriter
from provenance.graph.port.settling import Settling, Whole
from provenance.graph.port.sums import Sums
from provenance.graph.port.trail import Trail, TrailWriter
from provenance.graph.port.watches import Watches, WatchWriter
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import RecordKey, Version

if TYPE_CHECKING:
    from provenance.ledger.columns.whole import Columns

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node as stored. `known` is false while it is only referred to by others.

    `at` is the time as of which it is shown, None for now.
    """

    ref: Ref
    props: Mapping[str, Any]
    known: bool
    at: datetime | None = None


class Neighbour(NamedTuple):
    """A thing at the other end of an edge, with what the edge bears."""

    thing: Thing
    edge: Mapping[str, Any]


class Reader(Protocol):
    """What is asked of the graph one thing at a time, as it stands or as it stood."""

    async def things(self, refs: Sequence[Ref]) -> Sequence[Thing | None]:
        """These nodes, in the order asked; None for what nothing names."""

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        """Things of one kind in order of key, behind a key."""

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> Sequence[Page]:
        """The neighbours of each node along one kind of edge, in order of key, behind a key."""

    async def versions(self, records: Sequence[RecordKey]) -> Sequence[Sequence[Version]]:
        """All versions of each record in the order received."""


class Graph(Reader, Protocol):
    """What a GraphStore answers of things and what connects them, as they stand."""

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        """All that the seeds descend from (or that descends from them), up to so many nodes."""

    async def outline(
        self, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
    ) -> Outline | None:
        """The same as columns, those that are wanted; None where it may be cut, or is of many."""

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        """These lots and events with all flows from and to them, and what is at their other ends.

        Of these lots it holds every claim and every draw, of these events everything that went in
        and came out; of what is at the other ends not.
        """

    async def search(
        self, text: str, first: int, labels: Collection[Label] = ()
    ) -> Sequence[Thing]:
        """Things by a number or a name, or part of it; several words in any order. Of some kinds,
        or any.

        First the number itself, then numbers that begin so, the name itself, parts of either, and
        names by their pinyin; where there is none of these, names with one character wrong. Among
        equals the shortest number is first. Traditional characters count as simplified ones.
        """

    async def bearing(self, texts: Sequence[str], most: int) -> Sequence[Sequence[Thing]]:
        """What bears each text whole, as a number or a name, whatever its signs, width or case.

        At most so many of each, the shortest number first. An event bears its record's number too.
        """

    async def of_period(self, labels: Sequence[Label], period: str) -> Sequence[Thing]:
        """Documents on record of these kinds about a year ("2026") or a month ("2026-03").

        A report is about the month or period it names (of a year, its months too), an
        inspection, violation, order or penalty about its day. In order of kind and key.
        """

    async def happened(self, after: str, first: int) -> Sequence[Happened]:
        """So many events on record behind a key, in order of key, with what went in and out."""

    async def columns(self) -> "Columns":
        """All lots, events, flows between them and invoices on record, of one moment."""

    async def count(self, label: Label) -> int:
        """How many things of a kind there are."""


class Writer(Protocol):
    """A store while one, and only one, writes to it; all of it is kept or none."""

    @property
    def records(self) -> RecordWriter: ...

    @property
    def settling(self) -> Settling: ...

    @property
    def whole(self) -> Whole | None:
        """None in a store that does not read everything as columns."""

    @property
    def queue(self) -> AuditQueue: ...

    @property
    def findings(self) -> FindingWriter: ...

    @property
    def declared(self) -> DeclarationWriter: ...

    @property
    def watches(self) -> WatchWriter: ...

    @property
    def cases(self) -> CaseWriter: ...

    @property
    def access(self) -> AccessWriter: ...

    @property
    def trail(self) -> TrailWriter: ...

    @property
    def archive(self) -> Archive: ...


class GraphStore(Protocol):
    """A place that holds the graph. All methods raise StoreUnavailableError when it is gone."""

    @property
    def graph(self) -> Graph: ...

    @property
    def records(self) -> Records: ...

    @property
    def sums(self) -> Sums: ...

    @property
    def doings(self) -> Doings: ...

    @property
    def findings(self) -> Findings: ...

    @property
    def declared(self) -> Declarations: ...

    @property
    def watches(self) -> Watches: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def access(self) -> Access: ...

    @property
    def trail(self) -> Trail: ...

    def as_it_is(self) -> AbstractAsyncContextManager["GraphStore"]:
        """The store as it is now, to be read for a long time while others write; writing goes on.

        Neo4j has no such thing: there each answer is of one moment, and a later one of a later.
        """

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        """Let one piece of work write alone; it is tried again where the store says so."""

    async def close(self) -> None:
        """Let go of files and connections."""

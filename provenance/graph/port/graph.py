"""What a store must do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from provenance.graph.port.findings import FindingStore, FindingWriter
from provenance.graph.port.paging import Page
from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.graph.port.watches import WatchStore, WatchWriter
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event, Lineage, Lot
from provenance.ledger.quota.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Changes, History, Mark, RecordKey, Version

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


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken: where, which field, why, and how it began."""

    file: str
    line: int
    field: str
    reason: str
    excerpt: str
    received_at: datetime


class Settled(NamedTuple):
    """When a store was settled last, None before the first time; whether anything waits to be."""

    at: datetime | None
    waiting: bool


class Downstream(NamedTuple):
    """What descends from some seeds: its lots and events, and the lineage they stand in.

    The lineage holds every claim on its lots and every input of its events, and at their other
    ends events and lots that do not descend from the seeds.
    """

    lots: frozenset[str]
    events: frozenset[str]
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settling worked out anew: lots, draws of events, support of inputs."""

    lots: Sequence[Lot] = ()
    grants: Mapping[str, tuple[Grant, ...]] = field(default_factory=dict)
    support: Mapping[tuple[str, str], bool] = field(default_factory=dict)


class Writer(FindingWriter, WatchWriter, Protocol):
    """A store while one, and only one, writes to it; all of it is kept or none."""

    async def histories(self, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        """All versions of these records, and who withdraws them."""

    async def apply(self, changes: Changes) -> None:
        """Keep the versions, take the removed pieces out, put the added in, mark the touched."""

    async def reject(self, lines: Sequence[Rejected]) -> None:
        """Keep lines that were not taken; the same line again changes nothing."""

    async def marks(self) -> frozenset[Mark]:
        """All that waits to be settled."""

    async def register(self) -> Register:
        """All quotas, adjustments, designations, permits and groups on record."""

    async def papers(
        self, declarations: Sequence[str], inspections: Sequence[str], invoices: Sequence[str]
    ) -> Papers:
        """The documents with these numbers that are on record."""

    async def named_in(self, documents: Sequence[Ref]) -> Sequence[str]:
        """The keys of the events that name one of these documents."""

    async def draws_of(self, enterprises: Sequence[str]) -> Sequence[Event]:
        """The events of these enterprises that bear settled draws."""

    async def undesignated(self) -> Sequence[str]:
        """The enterprises that have a draw not covered for want of designation or of records."""

    async def producers(self, lots: Sequence[str]) -> Sequence[str]:
        """The keys of the events that claim to have produced these lots."""

    async def downstream(self, seeds: Sequence[Ref]) -> Downstream:
        """All that descends from these lots and events, and what it rests on as it stands."""

    async def settle(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        """Keep what was settled and take the marks away."""


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


class GraphStore(Reader, FindingStore, WatchStore, Protocol):
    """A place that holds the graph. All methods raise StoreUnavailableError when it is gone."""

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        """Let one piece of work write alone; it is tried again where the store says so."""

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        """All that the seeds descend from (or that descends from them), up to so many nodes."""

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        """These lots and events with all flows from and to them, and what is at their other ends.

        Of these lots it holds every claim and every draw, of these events everything that went in
        and came out; of what is at the other ends not.
        """

    async def search(self, text: str, first: int) -> Sequence[Thing]:
        """Things by part of a number or a name, the shortest number first."""

    async def stated(self, kinds: Sequence[str], until: datetime | None) -> Sequence[Version]:
        """All versions of records of these kinds, and of every withdrawal, in the order received.

        Of what was received after `until` nothing; without it all.
        """

    async def received(self, after: int, last: int) -> Sequence[RecordKey]:
        """The records of which versions behind a number came in, up to another, in order of key."""

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        """Lines that were not taken, each with its number, behind a number."""

    async def of_period(self, labels: Sequence[Label], period: str) -> Sequence[Thing]:
        """Documents on record of these kinds about a year ("2026") or a month ("2026-03").

        A report is about the month or period it names (of a year, its months too), an
        inspection, violation or penalty about its day. In order of kind and key.
        """

    async def register(self) -> Register:
        """All quotas, adjustments, designations, permits, groups and seats on record."""

    async def settled(self) -> Settled:
        """When the store was settled last, and whether anything waits to be."""

    async def drawn(self, first: str, last: str) -> Sequence[Drawn]:
        """What enterprises drew on quota from month to month ("2026-03"), both inclusive."""

    async def draws(self, first: str, last: str, known_by: datetime) -> Sequence[Event]:
        """The events of some months that draw on quota, as settled now, that were on record then.

        Months are both inclusive; of an event only what its draws rest on is told.
        """

    async def moved(self, first: str, last: str) -> Sequence[Moved]:
        """How many movements enterprises had from month to month, both inclusive."""

    async def invoiced(self, first: str, last: str) -> Sequence[Invoiced]:
        """What special invoices were issued from month to month, both inclusive."""

    async def count(self, label: Label) -> int:
        """How many things of a kind there are."""

    async def close(self) -> None:
        """Let go of files and connections."""

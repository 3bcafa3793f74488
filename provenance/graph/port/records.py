"""What a store must do with records as they were received: a part of its port."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from provenance.graph.port.paging import Page
from provenance.ledger.quota.register import Register
from provenance.model.terms import EventKind, Label
from provenance.records.changes import Changes, History, RecordKey, Version
from provenance.records.claims import Claims


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken: where, which field, why, and how it began."""

    file: str
    line: int
    field: str
    reason: str
    excerpt: str
    received_at: datetime


class Load(NamedTuple):
    """What came in at one time from one file: versions of records, by their numbers and count."""

    system: str
    file: str
    received_at: datetime
    first: int
    last: int
    versions: int


LOOKED_THROUGH = 100_000
"""So many versions are gone through for a page of loads."""


class Settled(NamedTuple):
    """When a store was settled last, None before the first time; whether anything waits to be."""

    at: datetime | None
    waiting: bool


class State(NamedTuple):
    """How fresh a store is, and whether a firm in it says that it is made up: nothing of content.

    Times are None before the first.
    """

    settled_at: datetime | None
    audited_at: datetime | None
    waiting: bool
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """What a store holds, by kind, and what of it waits.

    Of lots all that records name, of other things those that have a record of their own. Times are
    None before the first: of a version received, of settling, of an audit. `to_settle` and
    `to_audit` count what waits; `synthetic` is whether a firm says that it is made up.
    """

    things: Mapping[Label | EventKind, int]
    received_at: datetime | None
    settled_at: datetime | None
    audited_at: datetime | None
    to_settle: int
    to_audit: int
    rejected: int
    synthetic: bool


SYNTHETIC = "合成"
"""What the name of a firm that is made up has in it."""


class Records(Protocol):
    """What a GraphStore answers of what was filed, and of whether it is settled."""

    async def stated(self, kinds: Sequence[str], until: datetime | None) -> Sequence[Version]:
        """All versions of records of these kinds, and of every withdrawal, in the order received.

        Of what was received after `until` nothing; without it all.
        """

    async def received(self, after: int, last: int) -> Sequence[RecordKey]:
        """The records of which versions behind a number came in, up to another, in order of key."""

    async def withdrawn(self, records: Sequence[RecordKey]) -> Mapping[RecordKey, datetime]:
        """When what withdraws them was received, of those of some records that are withdrawn."""

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        """Lines that were not taken, each with its number, behind a number."""

    async def loads(self, before: int | None, first: int) -> Page:
        """Loads of which versions came before a number, the latest first.

        A page goes through LOOKED_THROUGH versions: of a larger load it tells a part, and the rest
        on the next, as of loads that ran at the same time.
        """

    async def register(self) -> Register:
        """All quotas, adjustments, designations, permits, groups and seats on record."""

    async def settled(self) -> Settled:
        """When the store was settled last, and whether anything waits to be."""

    async def state(self) -> State:
        """How fresh the store is, and whether it is made up: for everybody, and asked for often."""

    async def holding(self) -> Holding:
        """What is on record, how much of each kind that there is any of, and what waits."""


def loads_page(rows: Iterable[Sequence[Any]], first: int) -> Page:
    """A page of loads of their rows (system, file, time, first, last and count of versions)."""
    found = [Load(s, f, datetime.fromisoformat(at), *n) for s, f, at, *n in rows]
    more = len(found) > first or sum(load.versions for load in found) == LOOKED_THROUGH
    return Page(found[:first], more)


class RecordWriter(Protocol):
    """What a Writer keeps of a load."""

    async def histories(self, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        """All versions of these records, and who withdraws them."""

    async def claims(self, numbers: Sequence[str]) -> Claims:
        """Which enterprises state these numbers as theirs, and which are codes on record."""

    async def naming(self, numbers: Sequence[str]) -> Sequence[RecordKey]:
        """The records on record that name an enterprise by one of these numbers."""

    async def apply(self, changes: Changes) -> None:
        """Keep the versions, take the removed pieces out, put the added in, mark the touched."""

    async def reject(self, lines: Sequence[Rejected]) -> None:
        """Keep lines that were not taken; the same line again changes nothing."""

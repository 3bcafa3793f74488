"""What a store must tell and keep for settling: a part of its port."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event, Lineage, Lot
from provenance.ledger.papers import Papers
from provenance.ledger.quota.register import Register
from provenance.model.terms import Ref
from provenance.records.changes import Mark

if TYPE_CHECKING:  # numpy comes with it
    from provenance.ledger.whole.columns import Columns


class Downstream(NamedTuple):
    """What descends from some seeds: its lots and events, and the lineage they stand in.

    The lineage holds every claim on its lots and every input of its events, and at their other
    ends events and lots that do not descend from the seeds.
    """

    lots: frozenset[str]
    events: frozenset[str]
    lineage: Lineage


class Waiting(NamedTuple):
    """What waits to be settled, with the register that it is settled by.

    `lacking` are the enterprises with a draw that is not covered for want of designation or of
    records, told where a designation waits. Where nothing does the register is not read.
    """

    marks: frozenset[Mark]
    register: Register = Register()
    lacking: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settling worked out anew: lots, draws of events, support of inputs.

    `before` are the events that draw otherwise, as they were, where this is not of everything.
    """

    lots: Sequence[Lot] = ()
    grants: Mapping[str, tuple[Grant, ...]] = field(default_factory=dict)
    before: Mapping[str, Event] = field(default_factory=dict)
    support: Mapping[tuple[str, str], bool] = field(default_factory=dict)


class Settling(Protocol):
    """What a Writer tells of what waits to be settled and what it rests on, and keeps of it."""

    async def waiting(self) -> Waiting:
        """All that waits to be settled, and by what."""

    async def register(self) -> Register:
        """All quotas, adjustments, designations, permits and groups on record."""

    async def papers(
        self, declarations: Sequence[str], inspections: Sequence[str], invoices: Sequence[str]
    ) -> Papers:
        """The documents with these numbers that are on record."""

    async def declared_under(self, codes: Sequence[str]) -> Sequence[str]:
        """The numbers of the declarations with goods under one of these customs codes."""

    async def draws_of(self, enterprises: Sequence[str]) -> Sequence[Event]:
        """The events of these enterprises that bear settled draws."""

    async def handed_from(self, lots: Sequence[str]) -> Mapping[str, Set[str]]:
        """Each of these lots with all that it was handed on from by transfers alone, itself too."""

    async def downstream(
        self, seeds: Sequence[Ref], made: Sequence[str] = (), named: Sequence[Ref] = ()
    ) -> Downstream:
        """All that descends from these lots and events, and what it rests on as it stands.

        From whatever claims to have made one of the lots `made` too, and from whatever names one
        of the documents `named`.
        """

    async def keep(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        """Keep what was settled and take the marks away."""


class Whole(Protocol):
    """What a Writer tells and keeps where so much waits that everything is settled at once."""

    async def columns(self) -> "Columns | None":
        """All lots, events and flows; None where less waits."""

    async def keep(self, parts: Iterable[Settlement]) -> None:
        """Keep what was settled, part by part, and take all marks away."""

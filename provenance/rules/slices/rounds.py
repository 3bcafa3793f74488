"""Slices of what came round: material back where it left, lots that are their own ancestors."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.law.book import BUILT_IN, LawBook
from provenance.ledger.lineage import Event, Lot
from provenance.model.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class Handover:
    """A step of a trail: the event that handed a lot on, or repacked it, and the lot it gave."""

    event: Event
    lot: str
    reo_g: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Material followed through transfers and repacking to the enterprise it came back to.

    Steps are oldest first, the last is the returning transfer; `reversed_` says that one of its
    invoices is a red letter (`circles.trails` finds them); `roles` are those of all who took part.
    """

    steps: Sequence[Handover]
    reversed_: bool = False
    limits: Thresholds = DEFAULTS
    roles: frozenset[str] = frozenset()
    law: LawBook = BUILT_IN

    @property
    def events(self) -> Sequence[Event]:
        return [step.event for step in self.steps]


@dataclass(frozen=True, slots=True)
class Loop:
    """Lots that are their own ancestors: one strongly connected piece, its lots and events.

    `roles` are those of all who took part in these.
    """

    lots: Sequence[Lot]
    events: Sequence[Event]
    roles: frozenset[str] = frozenset()
    law: LawBook = BUILT_IN

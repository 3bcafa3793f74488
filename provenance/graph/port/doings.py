"""What one enterprise did, got and holds, as it is asked for: a part of the store's port."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from provenance.graph.port.paging import Page
from provenance.model.terms import EventKind


class Flowed(NamedTuple):
    """What came to an enterprise in a month, or went from it, by kind of event and partner.

    Grams REO. What it worked on stays with it. `partner` is the other side of transfers.
    """

    month: str
    kind: EventKind
    partner: str | None
    incoming: bool
    events: int
    reo_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneFilter:
    """Which of an enterprise's events are asked for; what is empty or None does not restrict.

    Both days are inclusive.
    """

    since: date | None = None
    until: date | None = None
    kinds: tuple[EventKind, ...] = ()
    newest: bool = False


class Doings(Protocol):
    """What a GraphStore answers of one enterprise; each goes over what that one did and got."""

    async def flowed(self, enterprise: str, first: str, last: str) -> Sequence[Flowed]:
        """What came and went from month to month ("2026-03"), both inclusive."""

    async def done(
        self, enterprise: str, wanted: DoneFilter, after: str | None, first: int
    ) -> Page:
        """The events it did or got, by day and key, behind the place "DAY KEY" of one."""

    async def held(self, enterprise: str, after: str | None, first: int) -> Page:
        """The lots that it holds and are not drawn on in whole, in order of key, behind a key."""


def in_order(found: Iterable[Flowed]) -> list[Flowed]:
    """By month, kind, partner and way."""
    return sorted(found, key=lambda one: (one.month, one.kind, one.partner or "", one.incoming))


OF_OUTPUT = frozenset(
    {
        EventKind.EXTRACTION,
        EventKind.IMPORT,
        EventKind.SCRAP_INTAKE,
        EventKind.OPENING_STOCK,
        EventKind.RELEASE,
    }
)
"""The kinds by which material comes in first: what they put out came to who did them."""

OF_INPUT = frozenset({EventKind.EXPORT, EventKind.DISPOSAL, EventKind.SEIZURE})
"""The kinds by which material leaves: what went in went from who did them, or was taken."""

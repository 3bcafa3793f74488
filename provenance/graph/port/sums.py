"""Sums by month, as they are asked for: a part of the store's port."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from provenance.ledger.lineage import Event
from provenance.model.terms import Activity, OreClass


class Drawn(NamedTuple):
    """What an enterprise drew on one quota in a month, and what of it was covered, in grams REO.

    `quota` is None for what no quota covers or names; what goes beyond all the quotas drawn on
    stands with the last of them.
    """

    enterprise: str
    month: str
    activity: Activity
    ore_class: OreClass | None
    quota: str | None
    drawn_g: int
    covered_g: int


class Moved(NamedTuple):
    """How many movements an enterprise had in a month: its own events, and transfers to it."""

    enterprise: str
    month: str
    events: int


class Invoiced(NamedTuple):
    """The valid special invoices (with the rare-earth mark) that a seller issued in a month.

    Masses in grams; `reo_g` is None where a line states none.
    """

    seller: str
    month: str
    invoices: int
    net_g: int
    reo_g: int | None


class Sums(Protocol):
    """What a GraphStore answers of months, without going over what happened in them."""

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

"""Sums by month, as they are asked for."""

from typing import NamedTuple

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

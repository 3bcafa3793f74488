"""A lot as the simulator's own books know it: what is left, whose it is, what it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from provenance.simulate.firms import Firm
from provenance.simulate.goods import Goods

Assay = Mapping[str, float]
"""Share of REO by oxide; the rest is of oxides nobody measured."""

Shares = tuple[float, float, float]
"""What part is lawful, unlawful, unverified; they add up to 1."""

LAWFUL: Shares = (1.0, 0.0, 0.0)
UNLAWFUL: Shares = (0.0, 1.0, 0.0)
UNVERIFIED: Shares = (0.0, 0.0, 1.0)


@dataclass(slots=True, eq=False)
class Lot:
    """A lot in somebody's hands; `reo_g` is what is left of it.

    `holder` None means that anyone may draw it (two have claimed to produce it). `kept` is below
    1 where more will be drawn than there is: the part of each draw that the lot can stand for.
    """

    id: str
    goods: Goods
    reo_g: int
    holder: Firm | None
    month: int
    """Of production: months since year 0."""
    shares: Shares = LAWFUL
    feed: str = "unknown"
    assay: Assay | None = None
    by_oxide: Mapping[str, Shares] | None = None
    """Shares of each oxide, where assays tell them apart and they differ."""
    even: Shares | None = None
    """What mixing without regard to assays would say, where that is something else."""
    kept: float = 1.0


@dataclass(frozen=True, slots=True)
class Cut:
    """What a processing is to give: goods, grams REO, and what its record claims."""

    goods: Goods
    reo_g: int
    assay: Assay | None = None
    claims: Mapping[str, object] = field(default_factory=dict)
    """Further fields of the lot's record, such as a feedstock; they take no part in the books."""


Draw = tuple[Lot, int]
"""A lot, and the grams REO taken from it."""


def month_number(day: date) -> int:
    """The calendar month of a day as a number that grows by one a month."""
    return day.year * 12 + day.month

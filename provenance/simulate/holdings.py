"""Made-up enterprises: what they are called, what they are allowed, and what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from provenance.model.reference import counties
from provenance.simulate.goods import Goods
from provenance.simulate.identifiers import credit_code
from provenance.simulate.statuses import QUOTA, Shares

Span = tuple[date, date | None]
"""First and last day, both inclusive; open where there is no last."""

QUOTAS_GO_TO_FIRMS_FROM = 2025
"""Until then a group's firms use what the group was given (Order 71, Art. 6)."""


@dataclass(slots=True, eq=False)
class Firm:
    """An enterprise and its accounts, in grams REO."""

    key: str
    code: str
    name: str
    name_en: str
    region: str
    roles: tuple[str, ...]
    group: "Firm | None" = None
    aliases: tuple[str, ...] = ()
    designated: dict[str, list[Span]] = field(default_factory=dict)
    """By activity."""
    quota_left_g: dict[tuple[int, str], int] = field(default_factory=dict)
    """By year and activity; an entry says that quota is on record, spent or not."""
    made_g: dict[tuple[str, str], int] = field(default_factory=dict)
    """What drew on quota, by period (2026-03 or 2026) and activity."""
    stock: dict[str, "Lot"] = field(default_factory=dict)
    keeps: bool = True
    """Whether what it buys is followed further; a last user's is not."""
    standing: bool = False
    """Whether it belongs to the standing industry, which files its reports every month."""

    def is_designated(self, activity: str, on: date) -> bool:
        """Whether it is on the list for an activity on a day."""
        spans = self.designated.get(activity, ())
        return any(first <= on and (last is None or on <= last) for first, last in spans)

    def quota_holder(self, year: int, activity: str) -> "Firm":
        """Whose quota it draws on: until 2024 its group's, where it has none of its own."""
        if (year, activity) in self.quota_left_g or year >= QUOTAS_GO_TO_FIRMS_FROM:
            return self
        return self.group or self


_TRADES = {
    "mining": ("稀土矿业", "Mining"),
    "separation": ("稀土分离", "Separation"),
    "recycling": ("稀土回收", "Recycling"),
    "metal": ("稀土金属", "Metals"),
    "magnet": ("磁材", "Magnets"),
    "trade": ("稀土贸易", "Trading"),
    "import": ("矿产进口", "Imports"),
    "export": ("稀土进出口", "Export"),
}


def found(key: str, serial: int, roles: tuple[str, ...], code: str | None = None) -> Firm:
    """A firm that nobody has heard of, named after a rare-earth county and its first role."""
    places = list(counties().values())
    county = places[serial % len(places)]
    trade, trade_en = _TRADES[roles[0]]
    return Firm(
        key=key,
        code=code or credit_code(county.code, serial),
        name=f"{county.name}{trade}{serial}号（合成）",
        name_en=f"{county.name_en} {trade_en} No. {serial} (synthetic)",
        region=county.code,
        roles=roles,
    )


Assay = Mapping[str, float]
"""Share of REO by oxide; the rest is of oxides nobody measured."""


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
    shares: Shares = field(default_factory=lambda: QUOTA)
    feed: str = "unknown"
    assay: Assay | None = None
    by_oxide: Mapping[str, Shares] | None = None
    """Shares of each oxide, where assays tell them apart and they differ."""
    even: Shares | None = None
    """What mixing without regard to assays would say, where that is something else."""
    kept: float = 1.0
    waste: str | None = None
    """The kind of waste, where it is scrap that a recycler took in."""
    maker: str | None = None
    """The code of who made it, whoever holds it now; of what came from abroad nobody's."""
    undetermined: bool = False
    """Whether nobody can tell what it is: imported under a mixed code, without assay or test."""


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

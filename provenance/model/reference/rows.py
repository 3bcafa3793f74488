"""A row of each reference table; fields are named as the columns of its CSV file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from provenance.model.message import Message


class NationalQuota(NamedTuple):
    """A national total-control indicator: tonnes REO of one year, batch and activity."""

    year: int
    batch: str
    activity: str
    ore_class: str | None
    reo_t: int
    status: str
    source: str


class GroupQuota(NamedTuple):
    """What a group received of a national indicator, in tonnes REO."""

    year: int
    batch: str
    group: str
    activity: str
    ore_class: str | None
    reo_t: int
    status: str


class Notice(NamedTuple):
    """The notice that states the indicators of a year and batch, and when it was issued.

    Its number where that is known, else its title; `dated_by` says what the day rests on. Of the
    years in which mining and separation had notices of their own it is of one `activity`.
    """

    year: int
    batch: str
    activity: str | None
    notice: str
    issued_on: date
    status: str
    dated_by: str


class Group(NamedTuple):
    """A group that indicators were broken down to; its credit code as far as it is known.

    `quota_until` is the last year with quota of its own: since then it is in China Rare Earth
    Group's.
    """

    key: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    region: str
    code: str
    code_status: str
    quota_until: int | None


class Deposit(NamedTuple):
    """A deposit, and the share of its REO each oxide has; an oxide that is absent is unknown."""

    deposit: str
    country: str
    ore_class: str
    host: str
    shares: Mapping[str, Decimal]
    status: str


class Oxide(NamedTuple):
    """An element, its oxide, and how many kilograms of oxide a kilogram of metal stands for."""

    element: str
    oxide: str
    oxide_per_metal: Decimal


class Product(NamedTuple):
    """A product and its stage; what it travels under is in `CustomsCode`."""

    product: str
    stage: str
    note: str


class CustomsCode(NamedTuple):
    """What rare earths travel under: products by the first digits of a customs code.

    `mixed` tells which mixture of elements a code is for (carbonate, chloride, oxide, other),
    None where it is for none; `elements` are those it names by itself.
    """

    code: str
    product: tuple[str, ...]
    mixed: str | None
    elements: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    status: str
    note: str

    def valid(self, on: date) -> bool:
        """Whether the code is in the tariff of a day, both ends inclusive."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


class WasteOxide(NamedTuple):
    """The highest share of REO that an oxide can have in a kind of waste; `*` is any other."""

    waste: str
    oxide: str
    highest_share: Decimal
    status: str
    note: str


class NeighbourGoods(NamedTuple):
    """Goods under whose name or customs code rare earths have travelled, and what these are like.

    Codes are the first digits of customs codes. What a kilogram fetches in CNY and what a package
    weighs in kilograms, least and most, None where nothing can be said. `made_by` are the roles of
    producers of rare earths who make such goods too.
    """

    goods: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    low_cny: Decimal | None
    high_cny: Decimal | None
    package_low_kg: Decimal | None
    package_high_kg: Decimal | None
    made_by: tuple[str, ...]
    status: str
    value_status: str
    source: str


class RareEarthValue(NamedTuple):
    """What a kilogram of rare earths fetches in CNY, least and most over years."""

    goods: str
    low_cny: Decimal
    high_cny: Decimal
    status: str
    source: str


class County(NamedTuple):
    """A rare-earth county with its GB/T 2260 code."""

    code: str
    name: str
    name_en: str
    city: str
    province: str
    known_for: str


class RegionChange(NamedTuple):
    """A GB/T 2260 code that is no more, what it became, and since which month ("2020-06")."""

    former: str
    former_name: str
    now: str
    now_name: str
    since: str
    status: str


class PenaltyRange(NamedTuple):
    """What the law threatens for a conduct in a tier (first, second: not mended); fines in CNY.

    `times` is such as 5-10, of what `times_of` says: illegal gains, value taken, turnover; the
    amounts apply below that, or where there are no times. `leads_to` are what comes besides.
    """

    law: str
    article: str
    tier: str
    whom: str
    times: str | None
    times_of: str | None
    fine_min_cny: int | None
    fine_max_cny: int | None
    leads_to: tuple[str, ...]
    conduct: str
    conduct_zh: str
    note: str
    note_zh: str

    @property
    def basis(self) -> Message:
        """The article that punishes it."""
        return Message("{law:law} Art. {articles:numbered}", law=self.law, articles=(self.article,))

    @property
    def times_illegal_gains(self) -> str | None:
        """How many times the illegal gains, where it is these that count."""
        return self.times if self.times_of == "illegal_gains" else None

"""Built-in facts about rare earths: quotas, deposits, oxides, customs codes, counties.

Every table is a CSV file beside this module; `README.md` says where the figures come from and
what the status words mean. A `status` other than `published` has to be shown with its figure.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from provenance.model.reference.rows import (
    County,
    CustomsCode,
    Deposit,
    Group,
    GroupQuota,
    NationalQuota,
    NeighbourGoods,
    Notice,
    Oxide,
    PenaltyRange,
    Product,
    RareEarthValue,
    RegionChange,
    WasteOxide,
)
from provenance.model.tables import rows

__all__ = [
    "ALL_BATCHES",
    "County",
    "CustomsCode",
    "Deposit",
    "Group",
    "GroupQuota",
    "NationalQuota",
    "NeighbourGoods",
    "Notice",
    "Oxide",
    "PenaltyRange",
    "Product",
    "RareEarthValue",
    "RegionChange",
    "WasteOxide",
    "counties",
    "customs_codes",
    "deposits",
    "group_quotas",
    "groups",
    "national_quotas",
    "national_total_t",
    "neighbour_goods",
    "notices",
    "oxides",
    "penalties",
    "products",
    "rare_earth_values",
    "region_changes",
    "waste_oxides",
]

ALL_BATCHES = "all"


@cache
def national_quotas() -> tuple[NationalQuota, ...]:
    """National indicators as published. Rows overlap: `national_total_t` adds them up safely."""
    return _table("national_quotas", NationalQuota)


def national_total_t(year: int, activity: str) -> int | None:
    """The national figure of a year in tonnes REO, counting no tonne twice; None if unknown."""
    rows = [row for row in national_quotas() if (row.year, row.activity) == (year, activity)]
    batches = [row.reo_t for row in rows if row.batch != ALL_BATCHES and not row.ore_class]
    totals = [row.reo_t for row in rows if row.batch == ALL_BATCHES and not row.ore_class]
    classes = [row.reo_t for row in rows if row.batch == ALL_BATCHES and row.ore_class]
    return sum(batches or totals or classes) or None


@cache
def group_quotas() -> tuple[GroupQuota, ...]:
    """Quotas of the groups, where published."""
    return _table("group_quotas", GroupQuota)


@cache
def notices() -> tuple[Notice, ...]:
    """The notices that state the national indicators."""
    return _table("notices", Notice)


@cache
def groups() -> Mapping[str, Group]:
    """The groups that indicators were broken down to, by their names in English."""
    return MappingProxyType({row.name_en: row for row in _table("groups", Group)})


@cache
def deposits() -> Mapping[str, Deposit]:
    """Deposits by name."""
    return MappingProxyType(
        {row["deposit"]: _deposit(row) for row in rows(__package__, "deposits")}
    )


def deposit_named(name: str) -> Deposit | None:
    """The deposit that a filer names, whatever the case and the space around it."""
    return _deposits_folded().get(name.strip().casefold())


@cache
def _deposits_folded() -> Mapping[str, Deposit]:
    return {name.casefold(): deposit for name, deposit in deposits().items()}


@cache
def oxides() -> tuple[Oxide, ...]:
    """The rare-earth elements and their oxides."""
    return _table("oxides", Oxide)


@cache
def products() -> Mapping[str, Product]:
    """Products by name."""
    return MappingProxyType({row.product: row for row in _table("products", Product)})


@cache
def customs_codes() -> tuple[CustomsCode, ...]:
    """What rare earths travel under; `customs.listed` finds the row of a code."""
    return _table("customs_codes", CustomsCode)


@cache
def waste_oxides() -> tuple[WasteOxide, ...]:
    """What kinds of waste can hold at most of each oxide; `waste.highest_shares` by kind."""
    return _table("waste_oxides", WasteOxide)


@cache
def neighbour_goods() -> tuple[NeighbourGoods, ...]:
    """What rare earths have travelled as; `neighbours.neighbour` finds the row of some goods."""
    return _table("neighbour_goods", NeighbourGoods)


@cache
def rare_earth_values() -> tuple[RareEarthValue, ...]:
    """What rare earths fetch by the kilogram."""
    return _table("rare_earth_values", RareEarthValue)


@cache
def counties() -> Mapping[str, County]:
    """Rare-earth counties by GB/T 2260 code."""
    return MappingProxyType({row.code: row for row in _table("counties", County)})


@cache
def region_changes() -> tuple[RegionChange, ...]:
    """Codes of rare-earth counties that became others."""
    return _table("region_changes", RegionChange)


@cache
def penalties() -> tuple[PenaltyRange, ...]:
    """Fine ranges of the Regulations and of the laws that they refer to."""
    return _table("penalties", PenaltyRange)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


# A column is read by the type of the field that bears its name.
_READERS: Mapping[object, Callable[[str], object]] = {
    str: str,
    str | None: lambda cell: cell or None,
    int: int,
    int | None: lambda cell: int(cell) if cell else None,
    Decimal: Decimal,
    Decimal | None: lambda cell: Decimal(cell) if cell else None,
    date: date.fromisoformat,
    date | None: lambda cell: date.fromisoformat(cell) if cell else None,
    tuple[str, ...]: _list,
}
_Row = TypeVar("_Row")


def _table(name: str, row_type: type[_Row]) -> tuple[_Row, ...]:
    readers = {name: _READERS[of] for name, of in row_type.__annotations__.items()}
    return tuple(
        row_type(**{name: read(row[name]) for name, read in readers.items()})
        for row in rows(__package__, name)
    )


def _deposit(row: Mapping[str, str]) -> Deposit:
    known = {o.oxide: Decimal(row[o.oxide]) for o in oxides() if row.get(o.oxide)}
    return Deposit(
        row["deposit"],
        row["country"],
        row["ore_class"],
        row["host"],
        MappingProxyType(known),
        row["status"],
    )

"""The words of the model as GraphQL enums; their names are upper case."""

from enum import EnumMeta, StrEnum
from typing import TypeVar

import strawberry

from provenance.graph.lineage import Gate
from provenance.ingest.records import (
    Direction,
    InvoiceStatus,
    LicenceKind,
    LicenceStatus,
    PermitKind,
    Process,
    Role,
    TransferReason,
)
from provenance.model import (
    Activity,
    Clearance,
    Conclusion,
    CustodyModel,
    EventKind,
    Feed,
    Label,
    OreClass,
    Product,
    Relation,
    Severity,
    Status,
)


class FindingStatus(StrEnum):
    """What has become of a finding: not looked at yet, or confirmed or dismissed by someone."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Way(StrEnum):
    """Which way to follow material: to what it came from, or to what became of it."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"


class RegionLevel(StrEnum):
    """How large a place is; `unknown` where its code is no code of a place."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"
    UNKNOWN = "unknown"


_Enum = TypeVar("_Enum", bound=EnumMeta)


def _exposed(enum: _Enum, name: str | None = None) -> None:
    """Make an enum known under its own name and in the words of its docstring."""
    strawberry.enum(enum, name=name, description=enum.__doc__)


for _enum in (
    Activity,
    Clearance,
    Conclusion,
    CustodyModel,
    EventKind,
    Feed,
    FindingStatus,
    Gate,
    InvoiceStatus,
    Label,
    LicenceKind,
    LicenceStatus,
    OreClass,
    PermitKind,
    Process,
    Product,
    RegionLevel,
    Relation,
    Role,
    Severity,
    Status,
    TransferReason,
):
    _exposed(_enum)
_exposed(Direction, "TradeDirection")
_exposed(Way, "LineageDirection")

__all__ = [
    "Activity",
    "Clearance",
    "Conclusion",
    "CustodyModel",
    "Direction",
    "EventKind",
    "Feed",
    "FindingStatus",
    "Gate",
    "InvoiceStatus",
    "Label",
    "LicenceKind",
    "LicenceStatus",
    "OreClass",
    "PermitKind",
    "Process",
    "Product",
    "RegionLevel",
    "Relation",
    "Role",
    "Severity",
    "Status",
    "TransferReason",
    "Way",
]

"""The words of the model as GraphQL enums; their names are upper case."""

from enum import StrEnum

import strawberry

from provenance.access.viewer import Authority
from provenance.access.viewer import Role as UserRole
from provenance.findings.scenes import Part
from provenance.findings.suspicious import Pattern
from provenance.graph.port.declared import Order as DeclarationOrder
from provenance.graph.port.kept import FindingOrder
from provenance.law.controls import ControlState
from provenance.ledger.grants import Gate
from provenance.ledger.quota.by_feed import FeedPart
from provenance.model.status import Status
from provenance.model.targeting import TargetSign
from provenance.model.terms import (
    Activity,
    Clearance,
    ClearanceDecision,
    Conclusion,
    CustodyModel,
    EventKind,
    Feed,
    FindingStatus,
    Label,
    OreClass,
    Product,
    Relation,
    ReviewDecision,
    Severity,
    Waste,
)
from provenance.records.kinds.enums import (
    Direction,
    InvoiceStatus,
    LicenceKind,
    LicenceStatus,
    PermitKind,
    Process,
    ReleaseKind,
    Role,
    TransferReason,
    WasteStage,
)
from provenance.rules.orders import OrderStanding
from provenance.rules.reports import ReportStatus
from provenance.supervision.balance import BalanceLine, BalanceSide
from provenance.supervision.cases import FineTier
from provenance.supervision.utilisation import By as UtilisationBy
from provenance.verdict.papers import Paper
from provenance.words.table import Language


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


_RENAMED = {
    DeclarationOrder: "DeclarationOrder",
    Direction: "TradeDirection",
    Way: "LineageDirection",
    Part: "StoryRole",
    UserRole: "UserRole",
    UtilisationBy: "UtilisationBy",
}
_ENUMS: tuple[type[StrEnum], ...] = (
    *_RENAMED,
    Activity,
    Authority,
    BalanceLine,
    BalanceSide,
    Clearance,
    ClearanceDecision,
    Conclusion,
    ControlState,
    CustodyModel,
    EventKind,
    Feed,
    FeedPart,
    FindingOrder,
    FindingStatus,
    FineTier,
    Gate,
    InvoiceStatus,
    Label,
    Language,
    LicenceKind,
    LicenceStatus,
    OrderStanding,
    OreClass,
    Paper,
    Pattern,
    PermitKind,
    Process,
    Product,
    RegionLevel,
    Relation,
    ReleaseKind,
    ReportStatus,
    ReviewDecision,
    Role,
    Severity,
    Status,
    TargetSign,
    TransferReason,
    Waste,
    WasteStage,
)
for _enum in _ENUMS:
    strawberry.enum(_enum, name=_RENAMED.get(_enum), description=_enum.__doc__)

__all__ = [
    "Activity",
    "Authority",
    "BalanceLine",
    "BalanceSide",
    "Clearance",
    "ClearanceDecision",
    "Conclusion",
    "ControlState",
    "CustodyModel",
    "DeclarationOrder",
    "Direction",
    "EventKind",
    "Feed",
    "FeedPart",
    "FindingOrder",
    "FindingStatus",
    "FineTier",
    "Gate",
    "InvoiceStatus",
    "Label",
    "Language",
    "LicenceKind",
    "LicenceStatus",
    "OrderStanding",
    "OreClass",
    "Paper",
    "Part",
    "Pattern",
    "PermitKind",
    "Process",
    "Product",
    "RegionLevel",
    "Relation",
    "ReleaseKind",
    "ReportStatus",
    "ReviewDecision",
    "Role",
    "Severity",
    "Status",
    "TargetSign",
    "TransferReason",
    "UserRole",
    "UtilisationBy",
    "Waste",
    "WasteStage",
    "Way",
]

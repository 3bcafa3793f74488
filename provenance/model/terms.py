"""The words of the product: what exists, how it is called, and in which order it is listed.

Masses are whole grams of rare-earth-oxide equivalent (suffix `_g`) everywhere inside; kilograms
(`_kg`) and tonnes (`_t`) exist only at the edges, where people read and write.
"""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Product(StrEnum):
    """What a lot is."""

    ORE = "ore"
    CONCENTRATE = "concentrate"
    IONIC_CONCENTRATE = "ionic_concentrate"
    MIXED_SALT = "mixed_salt"
    OXIDE = "oxide"
    SALT = "salt"
    METAL = "metal"
    ALLOY = "alloy"
    MAGNET = "magnet"
    SCRAP = "scrap"


MINERAL_PRODUCTS = frozenset({Product.ORE, Product.CONCENTRATE, Product.IONIC_CONCENTRATE})
COMPOUNDS = frozenset({Product.MIXED_SALT, Product.OXIDE, Product.SALT})
METALS = frozenset({Product.METAL, Product.ALLOY})


class Feed(StrEnum):
    """Where a lot's material came from, as the records show it."""

    DOMESTIC = "domestic"
    BYPRODUCT = "byproduct"
    IMPORTED = "imported"
    SECONDARY = "secondary"
    RELEASED = "released"
    UNKNOWN = "unknown"


class Waste(StrEnum):
    """The kinds of waste that rare earths are recycled from."""

    MAGNET = "magnet"
    PHOSPHOR = "phosphor"
    POLISHING_POWDER = "polishing_powder"
    CATALYST = "catalyst"
    BATTERY = "battery"
    OTHER = "other"


class OreClass(StrEnum):
    """The two kinds of deposit that quotas tell apart."""

    ROCK = "rock"
    IONIC = "ionic"


class Activity(StrEnum):
    """What a quota, or a designation, is for."""

    MINING = "mining"
    SEPARATION = "separation"


class EventKind(StrEnum):
    """What can happen to a lot; the value is the `record` that states it."""

    EXTRACTION = "extraction"
    IMPORT = "import"
    SCRAP_INTAKE = "scrap_intake"
    OPENING_STOCK = "opening_stock"
    PROCESSING = "processing"
    TRANSFER = "transfer"
    EXPORT = "export"
    DISPOSAL = "disposal"
    RELEASE = "release"
    SEIZURE = "seizure"


SOURCES = frozenset(
    {
        EventKind.EXTRACTION,
        EventKind.IMPORT,
        EventKind.SCRAP_INTAKE,
        EventKind.OPENING_STOCK,
        EventKind.RELEASE,
    }
)
"""The events by which material first comes in."""

DECIDED = frozenset({EventKind.RELEASE, EventKind.SEIZURE})
"""What authorities do with material, and state themselves: no movement of the enterprise's own."""


class CustodyModel(StrEnum):
    """How material is told apart along a chain (ISO 22095)."""

    MASS_BALANCE = "mass_balance"
    SEGREGATED = "segregated"


class Conclusion(StrEnum):
    """What a verdict comes to."""

    LAWFUL = "lawful"
    MIXED = "mixed"
    UNLAWFUL = "unlawful"
    UNVERIFIED = "unverified"


class Clearance(StrEnum):
    """The advice on a declaration; the decision is an officer's."""

    RELEASE = "release"
    HOLD = "hold"


class Severity(StrEnum):
    """How much a finding weighs."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


class Relation(StrEnum):
    """How a finding bears on the subject: its own, reached by mass, or merely near."""

    DIRECT = "direct"
    DERIVED = "derived"
    ADJACENT = "adjacent"


class FindingStatus(StrEnum):
    """What has become of a finding: not looked at yet, or confirmed or dismissed by someone."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class ReviewDecision(StrEnum):
    """What someone who looked at a finding says of it."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    REOPEN = "reopen"


class ClearanceDecision(StrEnum):
    """What an officer does with a declared shipment, whatever the advice."""

    HOLD = "hold"
    RELEASE = "release"
    SAMPLE = "sample"


class Label(StrEnum):
    """The kinds of node in the graph."""

    LOT = "Lot"
    EVENT = "Event"
    ENTERPRISE = "Enterprise"
    IDENTIFIER = "Identifier"
    REGION = "Region"
    QUOTA = "Quota"
    INDICATOR = "Indicator"
    QUOTA_ADJUSTMENT = "QuotaAdjustment"
    DESIGNATION = "Designation"
    PERMIT = "Permit"
    INVOICE = "Invoice"
    DECLARATION = "Declaration"
    EXPORT_LICENCE = "ExportLicence"
    LAB_TEST = "LabTest"
    INSPECTION = "Inspection"
    VIOLATION = "Violation"
    ORDER = "Order"
    PENALTY = "Penalty"
    REFERRAL = "Referral"
    ARTICLE = "Article"
    CONTROL = "Control"
    CUSTOMS_CODE = "CustomsCode"
    FLOW_REPORT = "FlowReport"
    EXECUTION_REPORT = "ExecutionReport"


class EdgeType(StrEnum):
    """The kinds of edge in the graph; INPUT and OUTPUT carry the material."""

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    BY = "BY"
    TO = "TO"
    DRAWS = "DRAWS"
    ALLOCATED_TO = "ALLOCATED_TO"
    PART_OF = "PART_OF"
    WITHIN = "WITHIN"
    ADJUSTS = "ADJUSTS"
    DESIGNATES = "DESIGNATES"
    PERMITS = "PERMITS"
    INVOICED_BY = "INVOICED_BY"
    SOLD_BY = "SOLD_BY"
    BOUGHT_BY = "BOUGHT_BY"
    DECLARED_IN = "DECLARED_IN"
    DECLARED_BY = "DECLARED_BY"
    ON_BEHALF_OF = "ON_BEHALF_OF"
    UNDER = "UNDER"
    HELD_BY = "HELD_BY"
    INSPECTED_IN = "INSPECTED_IN"
    SUPPLIED_BY = "SUPPLIED_BY"
    SAMPLED_FROM = "SAMPLED_FROM"
    CONCERNS = "CONCERNS"
    FOLLOWS = "FOLLOWS"
    AUTHORITY_IN = "AUTHORITY_IN"
    FILED_BY = "FILED_BY"
    LOCATED_IN = "LOCATED_IN"
    MEMBER_OF = "MEMBER_OF"
    KNOWN_AS = "KNOWN_AS"
    NAMED_AS = "NAMED_AS"


class Ref(NamedTuple):
    """A node by what it is and the natural number people hold in their hands."""

    label: Label
    key: str


class Stage(IntEnum):
    """What an output is, as far as quota is concerned."""

    ORE = 0
    MINERAL = 1
    COMPOUND = 2

    @classmethod
    def of(cls, product: Product | None) -> "Stage":
        """The stage of a product; one of unknown product needs nothing, so counts as a compound."""
        if product is Product.ORE:
            return cls.ORE
        return cls.MINERAL if product in MINERAL_PRODUCTS else cls.COMPOUND

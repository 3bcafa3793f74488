"""The words only filings use: roles, processes, reasons, and the states of documents."""

from enum import StrEnum


class Role(StrEnum):
    """What an enterprise does."""

    MINING = "mining"
    SEPARATION = "separation"
    RECYCLING = "recycling"
    METAL = "metal"
    MAGNET = "magnet"
    TRADE = "trade"
    IMPORT = "import"
    EXPORT = "export"


class Bound(StrEnum):
    """Whom an article binds: enterprises of a role, or authorities."""

    MINING = "mining"
    SEPARATION = "separation"
    RECYCLING = "recycling"
    METAL = "metal"
    MAGNET = "magnet"
    TRADE = "trade"
    IMPORT = "import"
    EXPORT = "export"
    AUTHORITY = "authority"


class PermitKind(StrEnum):
    """What a permit allows: mining, or taking rare earths that come up with another ore."""

    MINING = "mining"
    BYPRODUCT = "byproduct"


class Process(StrEnum):
    """What the filer says was done; a claim, compared with the products."""

    BENEFICIATION = "beneficiation"
    SEPARATION = "separation"
    METAL_REDUCTION = "metal_reduction"
    ALLOYING = "alloying"
    MAGNET_MAKING = "magnet_making"
    BLENDING = "blending"
    REPACKING = "repacking"


class TransferReason(StrEnum):
    """Why material changed hands."""

    SALE = "sale"
    TOLLING = "tolling"
    AGENCY = "agency"
    BRANCH = "branch"
    RETURN = "return"


class WasteStage(StrEnum):
    """Whether waste comes from making things, or from things that were used."""

    PRE_CONSUMER = "pre_consumer"
    POST_CONSUMER = "post_consumer"


class ReleaseKind(StrEnum):
    """How an authority lets go of material: confiscated goods auctioned, or out of reserves."""

    AUCTION = "auction"
    RESERVE_RELEASE = "reserve_release"


class InvoiceStatus(StrEnum):
    """Whether an invoice counts: `red_letter` is the one that reverses another."""

    VALID = "valid"
    VOID = "void"
    RED_LETTER = "red_letter"


class LicenceKind(StrEnum):
    """What a licence is: for one shipment or many; had by registering one; for no dual-use item."""

    SINGLE = "single"
    GENERAL = "general"
    CERTIFICATE = "certificate"
    ORDINARY = "ordinary"


class LicenceStatus(StrEnum):
    """Where an export licence stands with the ministry."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED = "used"


class Direction(StrEnum):
    """Which way goods cross the border."""

    IMPORT = "import"
    EXPORT = "export"

"""Where mass stands before the law: the statuses, and what each of them comes to."""

from enum import StrEnum


class Status(StrEnum):
    """Where a kilogram stands before the law; the order breaks ties when grams are rounded."""

    QUOTA = "quota"
    IMPORT = "import"
    BYPRODUCT = "byproduct"
    SECONDARY = "secondary"
    OPENING_STOCK = "opening_stock"
    RELEASED = "released"
    OVER_QUOTA_MINING = "over_quota_mining"
    UNDESIGNATED_MINING = "undesignated_mining"
    OVER_QUOTA_SEPARATION = "over_quota_separation"
    UNDESIGNATED_SEPARATION = "undesignated_separation"
    UNDECLARED_IMPORT = "undeclared_import"
    BARRED_IMPORT = "barred_import"
    NO_QUOTA_RECORD = "no_quota_record"
    UNEXPLAINED = "unexplained"
    NO_RECORD = "no_record"
    UNSUPPORTED_STOCK = "unsupported_stock"
    UNSUPPORTED_ORIGIN = "unsupported_origin"


LAWFUL = frozenset(
    {
        Status.QUOTA,
        Status.IMPORT,
        Status.BYPRODUCT,
        Status.SECONDARY,
        Status.OPENING_STOCK,
        Status.RELEASED,
    }
)
UNLAWFUL = frozenset(
    {
        Status.OVER_QUOTA_MINING,
        Status.UNDESIGNATED_MINING,
        Status.OVER_QUOTA_SEPARATION,
        Status.UNDESIGNATED_SEPARATION,
        Status.UNDECLARED_IMPORT,
        Status.BARRED_IMPORT,
    }
)
UNVERIFIED = frozenset(Status) - LAWFUL - UNLAWFUL

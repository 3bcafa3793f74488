"""What a mass can be found to be."""

UNEXPLAINED, NO_RECORD = "unexplained", "no_record"

LAWFUL = frozenset({"quota", "import", "byproduct", "secondary", "opening_stock"})
UNLAWFUL = frozenset(
    {
        "over_quota_mining",
        "undesignated_mining",
        "over_quota_separation",
        "undesignated_separation",
        "undeclared_import",
    }
)
UNVERIFIED = frozenset(
    {"no_quota_record", UNEXPLAINED, NO_RECORD, "unsupported_stock", "unsupported_origin"}
)

"""What a mass can be found to be."""

UNEXPLAINED, NO_RECORD = "unexplained", "no_record"
UNSUPPORTED_ORIGIN = "unsupported_origin"

LAWFUL = frozenset({"quota", "import", "byproduct", "secondary", "opening_stock", "released"})
UNLAWFUL = frozenset(
    {
        "over_quota_mining",
        "undesignated_mining",
        "over_quota_separation",
        "undesignated_separation",
        "undeclared_import",
        "barred_import",
    }
)
UNVERIFIED = frozenset(
    {"no_quota_record", UNEXPLAINED, NO_RECORD, "unsupported_stock", UNSUPPORTED_ORIGIN}
)

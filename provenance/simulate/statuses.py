"""What mass can be before the law, as the simulator's books tell it apart (design, section 4).

The words are the product's own, for the truth is told in them; nothing else is shared with it.
"""

from collections.abc import Mapping
from types import MappingProxyType

Shares = Mapping[str, float]
"""What part of a mass has which status; they add up to 1."""

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


def all_of(status: str) -> Shares:
    """A mass that has one status in whole."""
    return MappingProxyType({status: 1.0})


QUOTA = all_of("quota")
IMPORT = all_of("import")
BYPRODUCT = all_of("byproduct")
SECONDARY = all_of("secondary")
OPENING_STOCK = all_of("opening_stock")
RELEASED = all_of("released")
UNDECLARED_IMPORT = all_of("undeclared_import")
BARRED_IMPORT = all_of("barred_import")
NO_QUOTA_RECORD = all_of("no_quota_record")
UNEXPLAINED = all_of("unexplained")
UNSUPPORTED_STOCK = all_of("unsupported_stock")
UNSUPPORTED_ORIGIN = all_of("unsupported_origin")
OVER_QUOTA = {name: all_of(f"over_quota_{name}") for name in ("mining", "separation")}
UNDESIGNATED = {name: all_of(f"undesignated_{name}") for name in ("mining", "separation")}


def lawful(shares: Shares) -> bool:
    """Whether all of it has a lawful origin."""
    return shares.keys() <= LAWFUL


def add(one: Shares, other: Shares) -> dict[str, float]:
    """The sum, status by status."""
    found = dict(one)
    for status, share in other.items():
        found[status] = found.get(status, 0.0) + share
    return found


def scale(shares: Shares, by: float) -> Shares:
    """So much of each status; none of those of which nothing is left."""
    return {status: share * by for status, share in shares.items()} if by else {}


def partly(covered: float, right: Shares, rest: Shares) -> Shares:
    """A mass of which a document covers a part."""
    return right if covered >= 1.0 else add(scale(right, covered), scale(rest, 1.0 - covered))

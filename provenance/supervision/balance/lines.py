"""The lines of a balance, and on which side of it each stands."""

from collections.abc import Mapping
from enum import StrEnum

from provenance.ledger.grants import Gate
from provenance.model.terms import COMPOUNDS, METALS, EventKind, Product


class BalanceSide(StrEnum):
    """What a line of a balance is: material that came in, material that is accounted for, what is
    left, what the residual is made of, or a figure that stands beside and is not added up."""

    WENT_IN = "went_in"
    ACCOUNTED = "accounted"
    RESIDUAL = "residual"
    MADE_OF = "made_of"
    BESIDE = "beside"


class BalanceLine(StrEnum):
    """A line of a balance, in the order they are told."""

    MINERALS_BEFORE = "minerals_before"
    COMPOUNDS_BEFORE = "compounds_before"
    METAL_BEFORE = "metal_before"
    MAGNETS_BEFORE = "magnets_before"
    SCRAP_BEFORE = "scrap_before"
    MINED_UNDER_QUOTA = "mined_under_quota"
    MINED_BEYOND = "mined_beyond"
    BYPRODUCT = "byproduct"
    IMPORTED = "imported"
    IMPORTED_UNCOVERED = "imported_uncovered"
    SCRAP = "scrap"
    SCRAP_UNSUPPORTED = "scrap_unsupported"
    RELEASED = "released"
    STOCK_VERIFIED = "stock_verified"
    STOCK_UNVERIFIED = "stock_unverified"
    WENT_IN = "went_in"
    EXPORTED = "exported"
    USED_UP = "used_up"
    DISPOSED = "disposed"
    SEIZED = "seized"
    MINERALS_LEFT = "minerals_left"
    COMPOUNDS_LEFT = "compounds_left"
    METAL_LEFT = "metal_left"
    MAGNETS_LEFT = "magnets_left"
    SCRAP_LEFT = "scrap_left"
    ACCOUNTED = "accounted"
    RESIDUAL = "residual"
    LOST = "lost"
    CLAIMED_TWICE = "claimed_twice"
    FROM_NOWHERE = "from_nowhere"
    DRAWN_BEYOND = "drawn_beyond"
    DRAWN_UNSUPPORTED = "drawn_unsupported"
    METAL_MADE = "metal_made"
    MAGNETS_MADE = "magnets_made"


L = BalanceLine

_ORDER = list(BalanceLine)


def _side(line: BalanceLine) -> BalanceSide:
    at = _ORDER.index(line)
    ends = (L.WENT_IN, L.ACCOUNTED, L.RESIDUAL, L.DRAWN_UNSUPPORTED, L.MAGNETS_MADE)
    return next(s for s, end in zip(BalanceSide, ends, strict=True) if at <= _ORDER.index(end))


SIDES: Mapping[BalanceLine, BalanceSide] = {line: _side(line) for line in BalanceLine}
"""The side on which each line stands."""

SUMS = frozenset({L.WENT_IN, L.ACCOUNTED, L.RESIDUAL})
"""The lines that add up others."""

TAKING = frozenset({L.FROM_NOWHERE, L.DRAWN_BEYOND, L.DRAWN_UNSUPPORTED})
"""What makes the residual less: material that no record brings in, and that is accounted for."""

BEFORE: Mapping[Product, BalanceLine] = {
    **dict.fromkeys(
        (Product.ORE, Product.CONCENTRATE, Product.IONIC_CONCENTRATE), L.MINERALS_BEFORE
    ),
    **dict.fromkeys(COMPOUNDS, L.COMPOUNDS_BEFORE),
    **dict.fromkeys(METALS, L.METAL_BEFORE),
    Product.MAGNET: L.MAGNETS_BEFORE,
    Product.SCRAP: L.SCRAP_BEFORE,
}
"""Where stock on record when a year begins is told, by what it is."""

LEFT: Mapping[BalanceLine, BalanceLine] = {
    L.MINERALS_BEFORE: L.MINERALS_LEFT,
    L.COMPOUNDS_BEFORE: L.COMPOUNDS_LEFT,
    L.METAL_BEFORE: L.METAL_LEFT,
    L.MAGNETS_BEFORE: L.MAGNETS_LEFT,
    L.SCRAP_BEFORE: L.SCRAP_LEFT,
}
"""Where what is left of it, or of what came since, is told when the year ends."""

COVERED: Mapping[Gate, tuple[BalanceLine, BalanceLine]] = {
    Gate.MINING: (L.MINED_UNDER_QUOTA, L.MINED_BEYOND),
    Gate.DESIGNATION: (L.MINED_UNDER_QUOTA, L.MINED_BEYOND),
    Gate.BYPRODUCT: (L.BYPRODUCT, L.MINED_BEYOND),
    Gate.IMPORT: (L.IMPORTED, L.IMPORTED_UNCOVERED),
    Gate.BARRED: (L.IMPORTED, L.IMPORTED_UNCOVERED),
    Gate.SCRAP: (L.SCRAP, L.SCRAP_UNSUPPORTED),
    Gate.OPENING_STOCK: (L.STOCK_VERIFIED, L.STOCK_UNVERIFIED),
    Gate.RELEASE: (L.RELEASED, L.RELEASED),
}
"""Where what came in is told: what of it a right covers, and the rest."""

UNSETTLED: Mapping[EventKind, BalanceLine] = {
    EventKind.EXTRACTION: L.MINED_BEYOND,
    EventKind.IMPORT: L.IMPORTED_UNCOVERED,
    EventKind.SCRAP_INTAKE: L.SCRAP_UNSUPPORTED,
    EventKind.OPENING_STOCK: L.STOCK_UNVERIFIED,
    EventKind.RELEASE: L.RELEASED,
}
"""Where it is told while no draw on a right is settled."""

LEAVING: Mapping[EventKind, BalanceLine] = {
    EventKind.EXPORT: L.EXPORTED,
    EventKind.DISPOSAL: L.DISPOSED,
    EventKind.SEIZURE: L.SEIZED,
}
"""Where what leaves the books is told."""

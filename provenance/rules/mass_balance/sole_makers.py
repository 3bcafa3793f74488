"""Whose raw material lots are of, all at once: where one maker alone is, and where several are.

As `ledger/makers.py` follows it, but for shares: to know that all of a lot is of whom its drums
name, no shares are needed.
"""

import numpy as np

from provenance.ledger.columns.places import NONE, Flags, Ints, at_places
from provenance.ledger.columns.whole import Columns
from provenance.ledger.makers import SAME
from provenance.model.terms import COMPOUNDS, METALS, EventKind, Product

SEVERAL = np.iinfo(np.int32).max
"""Where more than one is."""


def sole_makers(columns: Columns) -> Ints:
    """The party whose raw material each lot is of: NONE where nobody is known, or SEVERAL."""
    product = columns.lots.product
    of = columns.of_products
    found = np.where(of(product, METALS), _followed(columns, _compound(columns)), NONE)
    mines = _followed(columns, _mine(columns))
    others = of(product, METALS | {Product.MAGNET, Product.SCRAP}) | (product == NONE)
    return np.where(others, found, mines)


def _mine(columns: Columns) -> Ints:
    events = columns.events
    mined, taken_in = columns.is_kind(EventKind.EXTRACTION), columns.is_kind(EventKind.SCRAP_INTAKE)
    by = np.where(mined, events.who, np.where(taken_in, events.source, NONE))
    return at_places(by, at_places(columns.claims.event, columns.sole))


def _compound(columns: Columns) -> Ints:
    events = columns.events
    same = np.isin(events.process, [columns.word(process) for process in SAME])
    made = columns.is_kind(EventKind.PROCESSING) & ~same
    by = at_places(np.where(made, events.who, NONE), at_places(columns.claims.event, columns.sole))
    return np.where(columns.of_products(columns.lots.product, COMPOUNDS), by, NONE)


def _followed(columns: Columns, begins: Ints) -> Ints:
    """The makers of lots, followed from where they begin; each lot's changes twice at most."""
    draws, claims, found = columns.draws, columns.claims, begins.copy()
    least = np.full(len(columns.events.keys), SEVERAL, np.int64)
    most = np.full(len(columns.events.keys), NONE, np.int64)
    sole = columns.sole[claims.lot] != NONE
    by_lot = _Ranges(draws.lot, draws.supported, len(found))
    by_event = _Ranges(claims.event, sole & (begins[claims.lot] == NONE), len(least))
    new = np.flatnonzero(begins != NONE)
    while new.size:
        drawn = by_lot.of(new)
        events, makers = draws.event[drawn], found[draws.lot[drawn]]
        np.minimum.at(least, events, makers)
        np.maximum.at(most, events, makers)
        touched = by_event.of(np.unique(events))
        lots, made_by = claims.lot[touched], claims.event[touched]
        one = np.where(least[made_by] == most[made_by], most[made_by], SEVERAL)
        other = found[lots] != one
        new = lots[other]
        found[new] = one[other]
    return found


class _Ranges:
    """Rows by what they are of, those of them that count."""

    def __init__(self, of: Ints, counts: Flags, size: int) -> None:
        rows = np.flatnonzero(counts)
        self._rows = rows[np.argsort(of[rows], kind="stable")]
        self._starts = np.searchsorted(of[self._rows], np.arange(size + 1))

    def of(self, wanted: Ints) -> Ints:
        """The rows of all these, one after another."""
        begin = self._starts[wanted]
        sizes = self._starts[wanted + 1] - begin
        within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        found: Ints = self._rows[np.repeat(begin, sizes) + within]
        return found

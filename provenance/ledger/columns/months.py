"""What parties did by month, from columns."""

from collections.abc import Mapping

import numpy as np

from provenance.ledger.columns.places import NONE, Ints, alike
from provenance.ledger.columns.whole import Columns

PartyMonth = tuple[int, int]
"""A party and a month, by their numbers in the columns."""


def moved(columns: Columns) -> Mapping[PartyMonth, int]:
    """How many events each party is in, month by month."""
    events, month = columns.events, columns.month
    took = (events.buyer != NONE) & (events.buyer != events.who)
    who = np.concatenate([events.who, events.buyer[took]])
    pairs, which = _by_month(who, np.concatenate([month, month[took]]))
    return dict(zip(pairs, np.bincount(which, minlength=len(pairs)).tolist(), strict=True))


def drawn_g(columns: Columns, gate: int) -> Mapping[PartyMonth, int]:
    """What each party drew at a gate, month by month."""
    grants = columns.grants
    own = grants.gate == gate
    of = grants.event[own]
    pairs, which = _by_month(columns.events.who[of], columns.month[of])
    found = np.zeros(len(pairs), np.int64)
    np.add.at(found, which, grants.drawn_g[own])
    return dict(zip(pairs, found.tolist(), strict=True))


def month_of(number: int) -> str:
    """A month by its number in the columns: 2026-03."""
    return f"{1970 + number // 12:04}-{number % 12 + 1:02}"


def _by_month(who: Ints, month: Ints) -> tuple[list[PartyMonth], Ints]:
    """The pairs of party and month that occur, and which of them is where."""
    which, one = alike(who, month)
    return list(zip(who[one].tolist(), month[one].tolist(), strict=True)), which

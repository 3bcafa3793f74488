"""Whose oxides may be out of balance: twelve months' sums of everybody at once, from columns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance.ledger.columns.places import NONE, alike
from provenance.model.terms import COMPOUNDS, MINERAL_PRODUCTS, EventKind
from provenance.rules.screening import WIDER

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags, Floats, Ints
    from provenance.ledger.columns.whole import Columns
    from provenance.rules.slices.whole import Whole

ROUNDING_G = 1.0
"""By so much sums over a nation may be off that are taken from each other."""


def out_of_balance(whole: "Whole", months: int) -> "Flags":
    """Of each party whether so many months give more of an oxide than they took, beyond slack.

    At one of its sites, or at all of them together: which is judged depends on all it files.
    """
    columns, found = whole.columns, np.zeros(len(whole.columns.parties), np.bool_)
    worked = np.flatnonzero(columns.is_kind(EventKind.PROCESSING))
    who, site = columns.events.who[worked], columns.events.site[worked]
    month = columns.month[worked]
    missing = _unassayed(columns)[worked]
    for place in (site, np.full_like(site, NONE)):
        groups = _Months.of(who, place, month, months)
        # What nobody assayed is in no balance: no window with such a month in it is judged.
        judged = groups.window(missing.astype(np.float64)) < 1
        for taken, given in zip(columns.taken_oxides(), columns.given_oxides(), strict=True):
            into, out_of = groups.window(taken[worked]), groups.window(given[worked])
            over = out_of - whole.limits.oxide_factor * into * WIDER
            much = over > whole.limits.oxide_slack_g * WIDER - ROUNDING_G
            found[groups.who[judged & much & (out_of > 0)]] = True
    return found


@dataclass(frozen=True, slots=True)
class _Months:
    """Months of parties at places, in order; which of them each event is in, and where in order the
    window begins that ends with each."""

    who: "Ints"
    which: "Ints"
    begins: "Ints"

    @classmethod
    def of(cls, who: "Ints", place: "Ints", month: "Ints", length: int) -> "_Months":
        which, one = alike(who, place, month)
        found = np.stack([who[one], place[one], month[one]])
        first = found[2].min(initial=0)
        new = np.any(found[:2, 1:] != found[:2, :-1], axis=0) if found.size else np.zeros(0, bool)
        own = np.concatenate([[0], np.cumsum(new)])[: found.shape[1]]
        # Apart so far that no window of one reaches into another.
        at = own * (found[2].max(initial=0) - first + 2 * length) + found[2] - first + length
        return cls(found[0], which, np.searchsorted(at, at - length + 1))

    def window(self, values: "Floats") -> "Floats":
        """The sum of what each event has over the months that end with each."""
        sums = np.bincount(self.which, values, len(self.who))
        up_to = np.concatenate([[0.0], np.cumsum(sums)])
        found: Floats = up_to[1:] - up_to[self.begins]
        return found


def _unassayed(columns: "Columns") -> "Flags":
    """Processings of which something that counts is not assayed (`elements.BalanceSheet`)."""
    draws, lots = columns.draws, columns.lots
    counts = columns.claiming(columns.claims.assay != NONE)[draws.event]
    refined = columns.of_products(lots.product, MINERAL_PRODUCTS | COMPOUNDS)[draws.lot]
    return columns.drawing((columns.assay_of[draws.lot] == NONE) & (counts | refined))

"""What every enterprise did by month and year, from columns."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from provenance.findings.audit.judging.books import EnterpriseYear
from provenance.ledger.columns.places import NONE
from provenance.ledger.columns.tables import GATE, KIND
from provenance.ledger.columns.whole import Columns
from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.model.terms import EventKind, Label, Ref


def books_at_once(columns: Columns, suspected: Collection[str]) -> EnterpriseYear:
    """The books of all; what each made of what is read later, of who is suspected or states it."""
    events, grants, parties = columns.events, columns.grants, columns.parties
    books = EnterpriseYear(suspected)
    took = (events.buyer != NONE) & (events.buyer != events.who)
    who = np.concatenate([events.who, events.buyer[took]])
    month = np.concatenate([columns.month, columns.month[took]])
    pairs, times = np.unique(np.stack([who, month]), axis=1, return_counts=True)
    for (firm, at), count in zip(pairs.T.tolist(), times.tolist(), strict=True):
        books.moved[parties[firm]][_month(at)] = count
    for gate, activity in QUOTA_ACTIVITY.items():
        own = grants.gate == GATE[gate]
        of = grants.event[own]
        pairs, which = np.unique(
            np.stack([events.who[of], columns.month[of]]), axis=1, return_inverse=True
        )
        drawn = np.zeros(pairs.shape[1], np.int64)
        np.add.at(drawn, which.reshape(-1), grants.drawn_g[own])
        for (firm, at), grams in zip(pairs.T.tolist(), drawn.tolist(), strict=True):
            for period in (_month(at), _month(at)[:4]):
                books.drawn[parties[firm]][period, activity] += grams
    unread: defaultdict[str, list[Ref]] = defaultdict(list)
    for at in np.flatnonzero(events.kind == KIND[EventKind.PROCESSING]).tolist():
        unread[parties[events.who[at]]].append(Ref(Label.EVENT, events.keys[at]))
    books.unread.update(unread)
    return books


def _month(number: int) -> str:
    return f"{1970 + number // 12:04}-{number % 12 + 1:02}"

"""What every enterprise did by month and year, from columns."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from provenance.findings.audit.judging.books import EnterpriseYear
from provenance.ledger.columns.months import drawn_g, month_of, moved
from provenance.ledger.columns.tables import GATE, KIND
from provenance.ledger.columns.whole import Columns
from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.model.terms import EventKind, Label, Ref


def books_at_once(columns: Columns, suspected: Collection[str]) -> EnterpriseYear:
    """The books of all; what each made of what is read later, of who is suspected or states it."""
    events, parties = columns.events, columns.parties
    books = EnterpriseYear(suspected)
    for (firm, at), count in moved(columns).items():
        books.moved[parties[firm]][month_of(at)] = count
    for gate, activity in QUOTA_ACTIVITY.items():
        for (firm, at), grams in drawn_g(columns, GATE[gate]).items():
            for period in (month_of(at), month_of(at)[:4]):
                books.drawn[parties[firm]][period, activity] += grams
    unread: defaultdict[str, list[Ref]] = defaultdict(list)
    for at in np.flatnonzero(events.kind == KIND[EventKind.PROCESSING]).tolist():
        unread[parties[events.who[at]]].append(Ref(Label.EVENT, events.keys[at]))
    books.unread.update(unread)
    return books

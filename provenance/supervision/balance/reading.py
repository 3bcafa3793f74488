"""Reading what a year's balance is made of: every event on record, so many at a time."""

import asyncio
from dataclasses import replace

from provenance.graph.port.graph import GraphStore
from provenance.model.dates import check_year
from provenance.supervision.balance.account import Account
from provenance.supervision.balance.balance import Balance

PORTION = 10_000
"""So many events are read at once."""

TRIES = 3
"""A balance is of one state of the store: where records were settled meanwhile, it is read anew."""


async def national_balance(store: GraphStore, year: int) -> Balance:
    """What went in of a year against what is accounted for, of all that is on record.

    Raises MisuseError for a year that is none, StoreUnavailableError.
    """
    check_year(year)
    for _ in range(TRIES):
        before = await store.records.settled()
        account = await _read(store, year)
        if await store.records.settled() == before:
            break
    found = await asyncio.to_thread(Balance.of, account)
    return replace(found, settled_at=before.at, waiting=before.waiting)


async def _read(store: GraphStore, year: int) -> Account:
    account, after = Account(year), ""
    while events := await store.graph.happened(after, PORTION):
        await asyncio.to_thread(account.add_all, events)
        after = events[-1].key
    return account

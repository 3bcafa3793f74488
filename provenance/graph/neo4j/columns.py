"""The whole graph in Neo4j as columns: a page of each table at a time, a list a column."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.queries import query
from provenance.graph.rows.columns import Gathered
from provenance.ledger.columns.whole import Columns

AT_ONCE = 20_000
"""So many nodes, with their flows, in one statement."""


async def columns(ask: Ask) -> Columns:
    """All lots, events, flows and invoices on record, as they stand."""
    found = Gathered()
    async for _, (keys,) in _pages(ask, "columns_enterprises"):
        found.add_enterprises(keys)
    async for _, (keys, *settled) in _pages(ask, "columns_lots"):
        found.add_lots(keys, keys, settled)
    async for _, (keys, *filed) in _pages(ask, "columns_invoices"):
        found.add_invoices(keys, filed)
    async for _, (keys,) in _pages(ask, "columns_referred"):
        found.add_referred(keys)
    async for _, (keys, known, tested, *filed) in _pages(ask, "columns_declarations"):
        found.add_declarations(keys, known, tested, filed)
    async for after, (keys, *filed) in _pages(ask, "columns_events"):
        found.add_events(keys, keys, filed)
        between = {"after": after, "last": keys[-1]}
        lots, events, reo_g, supported = await ask(query("columns_draws"), **between)
        found.add_draws(lots, events, reo_g, supported)
        events, lots, *said = await ask(query("columns_claims"), **between)
        found.add_claims(events, lots, said)
    return found.columns()


async def _pages(ask: Ask, name: str) -> AsyncIterator[tuple[str, Sequence[Any]]]:
    """The columns of each page, with the key that the page is behind."""
    after = ""
    while True:
        found = await ask(query(name), after=after, most=AT_ONCE)
        if found[0]:
            yield after, found
        if len(found[0]) < AT_ONCE:
            return
        after = found[0][-1]

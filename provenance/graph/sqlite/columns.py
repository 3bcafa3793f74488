"""The whole graph of the embedded store as columns: a few statements that each go over a table."""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from sqlite3 import Connection
from typing import Any

from msgspec import defstruct
from msgspec.json import Decoder

from provenance.graph.rows.columns import CLAIM, DECLARATION, EVENT, INVOICE, LOT, Gathered
from provenance.ledger.columns.whole import Columns

AT_ONCE = 1_000
"""So many rows are turned into columns at a time: what is read of them stays in a cache."""


def columns(db: Connection) -> Columns:
    """All lots, events, flows, declarations and invoices on record, as they stand."""
    found = Gathered()
    for (keys,) in _read(db, "SELECT key FROM node WHERE label = 'Enterprise'"):
        found.add_enterprises(keys)
    for ids, keys, settled in _read(db, _LOTS):
        found.add_lots(ids, keys, _said(settled, LOT))
    for keys, filed in _read(db, _INVOICES):
        found.add_invoices(keys, _said(filed, INVOICE))
    for (keys,) in _read(db, _REFERRED):
        found.add_referred(keys)
    for keys, known, tested, filed in _read(db, _DECLARATIONS):
        found.add_declarations(keys, known, tested, _said(filed, DECLARATION))
    for ids, keys, filed, grants in _read(db, _EVENTS):
        found.add_events(ids, keys, [*_said(filed, EVENT), grants])
    for flows in _rows(db, _FLOWS):
        if draws := [flow for flow in flows if found.is_lot(flow[0])]:
            lots, events, reo_g, supported, *_ = zip(*draws, strict=True)
            found.add_draws(lots, events, reo_g, supported)
        if claims := [flow for flow in flows if not found.is_lot(flow[0])]:
            events, lots, reo_g, _, net_g, product, filed = zip(*claims, strict=True)
            found.add_claims(events, lots, [reo_g, net_g, product, *_said(filed, CLAIM)])
    return found.columns()


def _read(db: Connection, text: str) -> Iterator[Sequence[Any]]:
    for some in _rows(db, text):
        yield tuple(zip(*some, strict=True))


def _rows(db: Connection, text: str) -> Iterator[Sequence[Any]]:
    rows = db.execute(text)
    while some := rows.fetchmany(AT_ONCE):
        yield some


def _said(texts: Sequence[str], names: tuple[str, ...]) -> list[Sequence[Any]]:
    """What JSON objects say by some names, of the rest nothing is made. Read as one text."""
    found = _decoder(names).decode(f"[{','.join(texts)}]")
    return [list(map(attrgetter(name), found)) for name in names]


@cache
def _decoder(names: tuple[str, ...]) -> Decoder[list[Any]]:
    return Decoder(list[defstruct("Said", [(name, Any, None) for name in names], gc=False)])  # type: ignore[misc]


# In the order they lie in the file, whatever index there is: everything is read.
_LOTS = "SELECT id, key, coalesce(settled, '{}') FROM node NOT INDEXED WHERE label = 'Lot'"
_EVENTS = "SELECT id, key, props, settled FROM node NOT INDEXED WHERE label = 'Event' AND known"
_INVOICES = "SELECT key, props FROM node NOT INDEXED WHERE label = 'Invoice' AND known"
_REFERRED = "SELECT key FROM node NOT INDEXED WHERE label = 'Invoice' AND NOT known"
_DECLARATIONS = """
SELECT n.key, n.known, EXISTS (SELECT 1 FROM edge e WHERE e.head = n.id AND e.type =
    'SAMPLED_FROM'), n.props FROM node n NOT INDEXED WHERE n.label = 'Declaration'"""

# What comes from a lot is drawn by an event, what comes from an event claims a lot.
_FLOWS = "SELECT tail, head, reo_g, supported, net_g, product, props FROM flow"

"""Everything in the embedded store that settling rests on, read as columns."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import Any

import numpy as np

from provenance.graph.rows.material import event_from, shares_from
from provenance.ledger.lineage import Event
from provenance.ledger.whole.columns import HANDING, PRODUCT, Columns, Handing, columns_of

MUCH = 5_000
"""So many marks have to wait at least before everything is settled as a whole."""
_PART = 4
"""And so many of them there have to be that nodes are no more than four times as many."""
_AT_ONCE = 50_000


def much_waits(db: Connection) -> bool:
    """Whether so much waits that going through everything takes less than following the marks."""
    (marks,) = db.execute("SELECT count(*) FROM mark").fetchone()
    (nodes,) = db.execute("SELECT coalesce(max(id), 0) FROM node").fetchone()
    return bool(marks >= MUCH and marks * _PART >= nodes)


def everything(db: Connection) -> Columns:
    """All lots, all events on record and all flows."""
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM node").fetchone()
    keys = [""] * (last + 1)
    stored: dict[int, str] = {}
    for id_, key, settled in db.execute("SELECT id, key, settled FROM node WHERE label = 'Lot'"):
        keys[id_] = key
        if settled is not None:
            stored[id_] = settled
    flows, assays = _flows(db)
    return columns_of(keys, _events(db), flows, assays, stored)


def _events(db: Connection) -> Iterator[tuple[int, Event | Handing]]:
    day = cache(date.fromisoformat)
    kinds = {kind.value: kind for kind in HANDING}
    rows = db.execute("SELECT id, key, props, settled FROM node WHERE label = 'Event' AND known")
    for id_, key, text, settled in rows:
        props = json.loads(text)
        kind = kinds.get(props["kind"])
        if kind is None:
            yield id_, event_from(props, settled and json.loads(settled))
        else:
            who = props["enterprise"]
            yield id_, Handing(key, kind, day(props["date"]), who, props.get("buyer") or who)


def _flows(db: Connection) -> tuple[Mapping[str, Any], Mapping[int, Mapping[str, float]]]:
    """The columns of flows, and the assays of those that state one, by place."""
    rows = db.execute(
        "SELECT tail, head, n, reo_g, supported, product, coalesce(net_g, -1),"
        " CASE WHEN props LIKE '%\"assay\":%' THEN props ->> 'assay' END FROM flow"
    )
    parts: list[Any] = []
    assays: dict[int, Mapping[str, float]] = {}
    read = 0
    while chunk := rows.fetchmany(_AT_ONCE):
        tail, head, n, reo_g, supported, product, net_g, assay = zip(*chunk, strict=True)
        made = map(PRODUCT.__getitem__, product)
        parts.append([np.array([*column], np.int64) for column in (tail, head, n, reo_g, net_g)])
        parts[-1] += [np.array(supported, np.bool_), np.fromiter(made, np.int8, len(chunk))]
        assays |= {read + at: shares_from(text) for at, text in enumerate(assay) if text}
        read += len(chunk)
    names = ("tail", "head", "n", "reo_g", "net_g", "supported", "product")
    empty = [np.empty(0, np.int64)] * 5 + [np.empty(0, np.bool_), np.empty(0, np.int8)]
    columns = [np.concatenate(column) for column in zip(*(parts or [empty]), strict=True)]
    return dict(zip(names, columns, strict=True)), assays

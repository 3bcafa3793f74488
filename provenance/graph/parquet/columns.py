"""The whole graph of an export as columns: each file read once, so many rows at a time."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.graph.parquet.folder import Folder
from provenance.graph.rows.columns import CLAIM, EVENT, INVOICE, LOT, Gathered
from provenance.ledger.columns.whole import Columns


def columns(folder: Folder) -> Columns:
    """All lots, events, flows and invoices on record."""
    found = Gathered()
    for keys, *settled in _read(folder, "lots", ("key", *LOT)):
        found.add_lots(keys, keys, settled)
    for keys, *filed in _read(folder, "invoices", ("key", *INVOICE)):
        found.add_invoices(keys, filed)
    for keys, *filed, draws in _read(folder, "events", ("key", *EVENT, "draws")):
        found.add_events(keys, keys, [*filed, list(map(_text, draws))])
    for lots, events, reo_g, supported in _read(
        folder, "inputs", ("lot", "event", "reo_g", "supported")
    ):
        found.add_draws(lots, events, reo_g, supported)
    for events, lots, *said in _read(
        folder, "outputs", ("event", "lot", "reo_g", "net_g", "product", *CLAIM)
    ):
        found.add_claims(events, lots, said)
    return found.columns()


def _text(draws: Sequence[Any] | None) -> str | None:
    """An event's draws as stores keep them."""
    if not draws:
        return None
    return json.dumps(
        [[*list(d.values())[:-1], [list(p.values()) for p in d["parts"]]] for d in draws]
    )


def _read(folder: Folder, name: str, wanted: Sequence[str]) -> Iterator[list[Sequence[Any]]]:
    """Some columns of a table, of what is on record."""
    filtered = name in ("events", "invoices")
    for batch in folder.batches(name, [*wanted, "on_record"] if filtered else wanted):
        rows = batch.filter(batch["on_record"]) if filtered else batch
        yield [_list(rows[column]) for column in wanted]


def _list(column: Any) -> Sequence[Any]:
    found: Sequence[Any] = (
        pc.cast(column, pa.string()) if pa.types.is_date(column.type) else column
    ).to_pylist()
    return found

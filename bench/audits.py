"""Audits of everything at two sizes, and of their numerical part beside bare sparse products."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.measure import Row, seconds, side_by_side
from bench.places import Place, SqliteFile, ingest, on_store, settings
from provenance.findings.audit import audit
from provenance.findings.audit.columnar.composition import Composition
from provenance.findings.audit.columnar.cycles import cyclic
from provenance.findings.audit.columnar.flows import Flows
from provenance.graph.port.graph import GraphStore
from provenance.ledger.columns.whole import Columns
from provenance.model.terms import Label

TODAY = date(2026, 11, 1)
COLUMNS = 16
READING = 3.0
MANY = 10_000
LINEAR = 1.2
"""Ten times the lots may cost ten times the time, and a fifth more for what grows with a logarithm
(indexes) and for what a machine does besides."""


def measure(place: Place, files: dict[int, Path], rounds: int, copies: int) -> Iterator[Row]:
    """Both sizes, then the numbers of the larger one, repeated so that they take a while."""
    times: list[tuple[int, float]] = []
    for file in files.values():
        place.wipe()
        ingest(place, file)
        lots = on_store(place, lambda store: store.graph.count(Label.LOT))
        # The first time findings are raised, later they are found again: the first is measured, as
        # it comes after a load. Once: there are enough lots for what else happens to even out.
        taken = seconds(lambda: _audit(place))
        times.append((lots, taken))
        if isinstance(place, SqliteFile):
            floor_s = seconds(lambda: _bare_read(place.path))
            note = "floor: a bare read of the rows, their texts decoded"
            size = f"{lots:,} lots"
            goal = READING if lots >= MANY else None
            yield Row("audit of everything, read", size, place.name, taken, floor_s, goal, 1, note)
    small, small_s = times[0]
    for lots, taken in times:
        expected = small_s * lots / small
        goal = LINEAR if lots > small else None
        note = "floor: as many times the smaller"
        yield Row(
            "audit of everything", f"{lots:,} lots", place.name, taken, expected, goal, 1, note
        )
    yield numbers(on_store(place, _columns), copies, rounds, place.name)


def _bare_read(path: Path) -> None:
    """Every row of the graph once, with what its texts say."""
    with closing(sqlite3.connect(path)) as db:
        for *_, props, settled in db.execute("SELECT * FROM node"):
            assert json.loads(props) is not None
            assert settled is None or json.loads(settled) is not None
        for table in ("flow", "edge"):
            for *_, props in db.execute(f"SELECT * FROM {table}"):
                assert json.loads(props) is not None


def _audit(place: Place) -> None:
    chosen = settings(place)
    found = on_store(place, lambda store: audit(store, chosen, whole=True, today=TODAY))
    assert not found.differing, found.differing


async def _columns(store: GraphStore) -> Columns:
    return await store.graph.columns()


def numbers(once: Columns, copies: int, rounds: int, store: str) -> Row:
    """Every lot's composition worked out and compared, beside one CSR product per level."""
    flows = Flows.of(repeated(once, copies))
    composition = Composition(flows)
    round_ = cyclic(flows)
    levels = list(composition.levels(composition.cyclic))
    shares = np.zeros((composition.size, COLUMNS))

    def bare() -> None:
        for level in levels:
            shares[level.lots] = (level.of_lots @ shares)[level.rows]

    def work() -> None:
        assert not Composition(flows).differing(round_).any()

    taken, floor_s = side_by_side([work, bare], max(rounds, 5), warm=2)
    size = f"{composition.size:,} lots, {len(flows.in_lot) + len(flows.out_lot):,} edges"
    note = f"floor: {len(levels)} levels of CSR products, {COLUMNS} float64 columns"
    return Row("audit, numerical part", size, store, taken, floor_s, 5.0, max(rounds, 5), note)


def repeated(once: Columns, copies: int) -> Columns:
    """The same lots and events so many times over, each time under other numbers."""
    sizes = {"lot": len(once.lots.keys), "event": len(once.events.keys)}
    sizes["invoice"] = len(once.invoices.keys)

    def column(name: str, values: Any) -> Any:
        if isinstance(values, np.ndarray):
            step = sizes.get(name, 0)
            return np.concatenate([values + copy * step for copy in range(copies)]).astype(
                values.dtype
            )
        if name == "keys":
            return [f"{copy}/{key}" for copy in range(copies) for key in values]
        return values * copies

    tables = {
        table.name: getattr(once, table.name)
        for table in fields(once)
        if is_dataclass(getattr(once, table.name))
    }
    many = {
        name: replace(
            rows,
            **{field.name: column(field.name, getattr(rows, field.name)) for field in fields(rows)},
        )
        for name, rows in tables.items()
    }
    return replace(once, **many)

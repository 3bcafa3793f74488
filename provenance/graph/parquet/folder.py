"""An export as it is read again: checked, then rows by number and by key, from disk as needed.

Parquet packs many rows together; to take a few from anywhere, each table is unpacked once to a
file of its own (Arrow), which is mapped into memory and takes no more of it than is looked at.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from provenance.graph.parquet.export import SAID
from provenance.graph.parquet.index import Index, Places
from provenance.graph.parquet.tables import DAY, TABLES, VERSION, Table
from provenance.model.errors import ExportUnreadableError
from provenance.model.message import Message

BATCH = 65_536
"""So many rows are unpacked at a time."""

MEMORY = "2GB"
"""So much DuckDB takes; what needs more goes to disk."""

AT_ONCE = 500_000
"""So many rows of what DuckDB answers are taken over at a time."""


class Folder:
    """The tables of an export. Raises ExportUnreadableError where it is none, not whole, or of
    another version, when it is opened; where it was cut or changed, when that is read."""

    def __init__(self, path: Path, work: Path) -> None:
        said = {name: _said(path / f"{name}.parquet", table) for name, table in TABLES.items()}
        if len({one["export"] for one in said.values()}) > 1:
            raise ExportUnreadableError(
                Message("{path} has files of several exports: export it again", path=str(path))
            )
        self.settled_at: str | None = said["lots"]["settled_at"]
        self._path, self._work = path, work
        self._db = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": str(work), "threads": 2}
        )
        self._rows: dict[str, Rows] = {}

    def __getitem__(self, name: str) -> "Rows":
        """The rows of a table."""
        if name not in self._rows:
            table, file = TABLES[name], self._path / f"{name}.parquet"
            self._rows[name] = Rows(table, file, self._work / f"{name}.arrow", self._db)
        return self._rows[name]

    def close(self) -> None:
        self._rows.clear()
        self._db.close()

    def ask(self, query: str) -> Iterator[Any]:
        """What DuckDB answers, so many rows at a time, and at least none: of `inputs`, `outputs`
        as they are, `lots`, and `events` and `invoices` on record by their place (n) among them."""
        db = self._db.cursor()
        for name in ("inputs", "outputs", "lots", "events", "invoices"):
            file = str(self._path / f"{name}.parquet").replace("'", "''")
            read = f"SELECT * FROM read_parquet('{file}', file_row_number = true)"
            if name in ("lots", "events", "invoices"):
                where = "" if name == "lots" else "WHERE on_record"
                number = "row_number() OVER (ORDER BY file_row_number) - 1"
                rest = ", invoices" if name == "events" else ""
                read = f"SELECT key, ({number})::INTEGER AS n{rest} FROM ({read}) {where}"
            db.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {read}")
        reader: Any = db.sql(query).to_arrow_reader(AT_ONCE)
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)
        yield from reader

    def batches(self, name: str, columns: Sequence[str]) -> Iterator[Any]:
        """Some columns of a whole table, so many rows at a time, and at least none."""
        schema = TABLES[name].schema
        yield pa.RecordBatch.from_pylist([], schema=pa.schema([schema.field(c) for c in columns]))
        yield from _batches(self._path / f"{name}.parquet", columns)


def _said(file: Path, table: Table) -> Mapping[str, Any]:
    """What a file says of itself."""
    if not file.exists():
        raise ExportUnreadableError(
            Message(
                "{path} is no export, or not all of it: {file} is missing. Name what"
                " `provenance export --parquet` wrote",
                path=str(file.parent),
                file=file.name,
            )
        )
    try:
        schema = pq.read_schema(file)
        found: Mapping[str, Any] = json.loads((schema.metadata or {}).get(SAID, b"{}"))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    if found.get("table") != table.name or "export" not in found:
        raise ExportUnreadableError(
            Message(
                "{path} was not written by `provenance export --parquet`, or was renamed",
                path=str(file),
            )
        )
    if found.get("version") != VERSION:
        raise ExportUnreadableError(
            Message(
                "{path} is of version {version}, this one reads version {known}: export it again",
                path=str(file),
                version=str(found.get("version")),
                known=str(VERSION),
            )
        )
    if _columns(schema) != _columns(table.schema):
        raise ExportUnreadableError(
            Message("{path} has other columns than it was written with", path=str(file))
        )
    return found


def _columns(schema: Any) -> list[tuple[str, str]]:
    """Names and types; what writers call the items of a list is their own affair."""
    return [(field.name, str(field.type).replace("element: ", "item: ")) for field in schema]


def _unreadable(file: Path, error: Exception) -> ExportUnreadableError:
    return ExportUnreadableError(
        Message(
            "{path} was cut or changed: {why:system_error}. Export it again",
            path=str(file),
            why=str(error),
        )
    )


def _batches(file: Path, columns: Sequence[str] | None = None) -> Iterator[Any]:
    try:
        with pq.ParquetFile(file) as opened:
            yield from opened.iter_batches(BATCH, columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file, error) from error


class Rows:
    """The rows of a table, by number and by what is in their columns; in order of key."""

    def __init__(self, table: Table, file: Path, spilled: Path, db: Any) -> None:
        self._days = frozenset(column.name for column in table.columns if column.type == DAY)
        self._indexes: dict[str, Index] = {}
        self._file, self._db = file, db
        last: Any = None
        with pa.OSFile(str(spilled), "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
            for batch in _batches(file):
                last = self._in_order(table, batch, last)
                writer.write_batch(batch.cast(table.schema))
        # Nobody else needs its name: it is gone whenever this is.
        reader = pa.ipc.open_file(pa.memory_map(str(spilled)))
        self._batches = [reader.get_batch(n) for n in range(reader.num_record_batches)]
        self._starts = np.cumsum([0, *(batch.num_rows for batch in self._batches)])
        spilled.unlink()

    def __len__(self) -> int:
        return int(self._starts[-1])

    def _in_order(self, table: Table, batch: Any, last: Any) -> Any:
        """The last of its keys, where they are in order, behind those before."""
        keys = batch.column(table.order[0])
        above = pc.less(keys[:-1], keys[1:]) if table.label else pc.less_equal(keys[:-1], keys[1:])
        firsts = keys[0].as_py() if len(keys) else last
        if not pc.all(above, min_count=0).as_py() or (last is not None and firsts < last):
            raise ExportUnreadableError(
                Message("{path} is not in order of {by}", path=str(self._file), by=table.order[0])
            )
        return keys[-1].as_py() if len(keys) else last

    def at(self, places: Places) -> list[dict[str, Any]]:
        """The rows at some places, each once, in order; what a row does not say is left out."""
        wanted = np.unique(places)
        which = np.searchsorted(self._starts, wanted, "right") - 1
        found: list[dict[str, Any]] = []
        for n in np.unique(which).tolist():
            rows = self._batches[n].take(pa.array(wanted[which == n] - self._starts[n]))
            found += self._rows_of(rows)
        return found

    def between(self, begin: int, end: int) -> list[dict[str, Any]]:
        """The rows from one place to before another."""
        return self.at(np.arange(begin, end))

    def _rows_of(self, batch: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = [{} for _ in range(batch.num_rows)]
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if column.null_count == len(column):
                continue
            values = pc.cast(column, pa.string()) if name in self._days else column
            for row, value in zip(rows, values.to_pylist(), strict=True):
                if value is not None:
                    row[name] = value
        return rows

    def having(self, column: str, keys: Sequence[str], of: str | None = None) -> Places:
        """The places of rows that may say one of these keys in a column: all that do, and, should
        two keys ever have one hash, some that do not. `of` is SQL for what keys the column has."""
        name = of or column
        if name not in self._indexes:
            self._indexes[name] = Index(self._db, self._file, column, of)
        return self._indexes[name].having(keys)

    def behind(self, key: str) -> int:
        """The place of the first row with a greater key."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            n = int(np.searchsorted(self._starts, middle, "right")) - 1
            at = self._batches[n].column(0)[middle - int(self._starts[n])].as_py()
            low, high = (middle + 1, high) if at <= key else (low, middle)
        return low

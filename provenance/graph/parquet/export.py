"""Writing the settled graph of a store as Parquet: a file a table, in bounded memory."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.graph.pages import everything, pages
from provenance.graph.parquet.tables import DAY, DRAWS, TABLE_OF, TABLES, VERSION, Table
from provenance.graph.port.graph import GraphStore, Thing
from provenance.graph.transfer.files import must_be_free, sync
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, Label, Ref

SAID = b"provenance"
"""Under which name a file says what it is: its version, table, and which export it is of."""

AT_ONCE = 2_000
"""So many things are read at a time."""

ROW_GROUP = 122_880
"""So many rows lie together, and are held at a time: as many as DuckDB reads at once."""

Progress = Callable[[str, int], None]


async def export(
    store: GraphStore, folder: Path, on_progress: Progress = lambda *_: None
) -> Mapping[str, int]:
    """Write all that is on record to a folder that is not there; how many rows, by table.

    Raises MisuseError where the folder is there or cannot be written, where what was loaded waits
    to be settled, and where the store was written to meanwhile. The folder is there whole or not.
    """
    said: dict[str, Any] = {"version": VERSION, "export": uuid4().hex}
    part = _beside(folder, f"{said['export']}.part")
    try:
        must_be_free(folder)
        before = await _state(store)
        part.mkdir(parents=True)
        said["settled_at"] = before[0]
        counts = await _written(store, part, said, on_progress)
        if await _state(store) != before:
            raise MisuseError(
                Message("the store was written to while it was exported: export it again")
            )
        await asyncio.to_thread(part.rename, folder)
        sync(folder)
        return counts
    except FileExistsError:
        raise MisuseError(
            Message("{out} is there already: name a directory that is not", out=str(folder))
        ) from None
    except OSError as error:
        raise MisuseError(
            Message("cannot write {path}: {why:system_error}", path=str(folder), why=error.strerror)
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _beside(folder: Path, ending: str) -> Path:
    whole = folder.absolute()  # what is called . has a name there
    return whole.with_name(f"{whole.name}.{ending}")


async def _state(store: GraphStore) -> tuple[str | None, str | None]:
    """When the store was settled last, and a record received."""
    at, waiting = await store.records.settled()
    if waiting:
        raise MisuseError(
            Message("what was loaded waits to be settled: load anything, and export it then")
        )
    received_at = (await store.records.holding()).received_at
    return (
        at.isoformat() if at else None,
        received_at.isoformat() if received_at else None,
    )


async def _written(
    store: GraphStore, part: Path, said: Mapping[str, Any], on_progress: Progress
) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for label, table in TABLE_OF.items():
        with _File(part, table, said) as file:
            if label is Label.EVENT:
                inputs = _File(part, TABLES["inputs"], said)
                outputs = _File(part, TABLES["outputs"], said)
                with inputs, outputs:
                    async for some in _things(store, label):
                        file.add(map(_row, some))
                        await _flows(store, [thing.ref for thing in some], inputs, outputs)
                        on_progress(table.name, file.rows)
                counts |= {"inputs": inputs.rows, "outputs": outputs.rows}
            else:
                async for some in _things(store, label):
                    file.add(map(_row, some))
                    on_progress(table.name, file.rows)
        counts[table.name] = file.rows
    return {name: counts[name] for name in TABLES}


async def _things(store: GraphStore, label: Label) -> AsyncIterator[Sequence[Thing]]:
    async for things in pages(store.graph, label, AT_ONCE):
        yield things


async def _flows(
    store: GraphStore, events: Sequence[Ref], inputs: "_File", outputs: "_File"
) -> None:
    """What went into some events and came out, in their order."""
    for file, edge, out in ((inputs, EdgeType.INPUT, False), (outputs, EdgeType.OUTPUT, True)):
        found = await everything(store.graph, events, edge, out=out)
        file.add(
            {**near.edge, "event": event.key, "lot": near.thing.ref.key}
            for event, nears in found.items()
            for near in sorted(nears, key=lambda near: (near.thing.ref.key, near.edge.get("n", 0)))
        )


def _row(thing: Thing) -> Mapping[str, Any]:
    """A thing as a row: what it bears, its key, and its draws on rights one by one."""
    row = {**thing.props, "key": thing.ref.key}
    row.pop("id", None)
    if thing.ref.label is Label.LOT:
        return row
    row["on_record"] = thing.known
    grants = row.pop("grants", None)
    if grants:
        row["draws"] = [
            dict(zip(_DRAWN, (*said, [dict(zip(_PART, part, strict=True)) for part in parts]),
                     strict=True))
            for *said, parts in json.loads(grants)
        ]  # fmt: skip
    return row


_DRAWN = [field.name for field in DRAWS.value_type]
_PART = [field.name for field in DRAWS.value_type.field("parts").type.value_type]


class _File:
    """A table being written, a row group at a time."""

    def __init__(self, folder: Path, table: Table, said: Mapping[str, Any]) -> None:
        text = json.dumps({**said, "table": table.name})
        self._schema = table.schema.with_metadata({SAID: text.encode()})
        self._days = [column.name for column in table.columns if column.type == DAY]
        self._names = frozenset(self._schema.names)
        self._path = folder / f"{table.name}.parquet"
        self._held: list[Any] = []
        self.rows = self._kept = 0

    def __enter__(self) -> "_File":
        self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, kind: type | None, error: Exception | None, _: TracebackType | None) -> None:
        if kind is None and self._held:
            self._put()
        self._writer.close()

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows, each by the names of its columns; KeyError for what has no column."""
        typed = []
        for row in rows:
            if not self._names.issuperset(row):
                raise KeyError(f"{self._path.stem} has no {sorted(row.keys() - self._names)}")
            days = {day: date.fromisoformat(row[day]) for day in self._days if row.get(day)}
            typed.append({**row, **days} if days else row)
        self._held.append(pa.Table.from_pylist(typed, self._schema))
        self.rows += len(typed)
        if self.rows - self._kept >= ROW_GROUP:
            self._put()

    def _put(self) -> None:
        self._writer.write_table(pa.concat_tables(self._held), ROW_GROUP)
        self._kept = self.rows
        self._held.clear()

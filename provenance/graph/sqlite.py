"""The embedded store: one SQLite file, readable by several processes, written by one at a time."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from provenance.errors import StoreUnavailableError
from provenance.graph.lineage import Input, Lineage, Output
from provenance.graph.port import (
    Mark,
    Neighbour,
    Page,
    RecordKey,
    Rejected,
    Thing,
    Touch,
    Version,
    Writer,
)
from provenance.graph.rows import awaits, event_from, lot_from
from provenance.graph.search import fold, pairs
from provenance.graph.sqlite_schema import connect, create
from provenance.graph.sqlite_writer import SqliteWriter
from provenance.model import EdgeType, Label, Product, Ref, Source

Result = TypeVar("Result")

MOST_MARKS = 10_000
"""So many waiting things are told apart; where more wait, everything counts as waiting."""

MATERIAL = (EdgeType.INPUT, EdgeType.OUTPUT)


class SqliteStore:
    """A GraphStore in a file. One connection a thread; writing has a thread of its own."""

    def __init__(self, path: Path, *, wait_s: float = 30.0, readers: int = 4) -> None:
        self._path = path
        self._wait_s = wait_s
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._reading = ThreadPoolExecutor(readers, thread_name_prefix="sqlite-read")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="sqlite-write")
        self._one_writer = asyncio.Lock()

    async def close(self) -> None:
        self._reading.shutdown()
        self._writing.shutdown()
        while self._open:
            self._open.pop().close()

    async def write(self, work: Callable[[Writer], Awaitable[Result]]) -> Result:
        async with self._one_writer:
            await self._on_writer(lambda db: db.execute("BEGIN IMMEDIATE"))
            try:
                result = await work(SqliteWriter(self._on_writer))
                await self._on_writer(lambda db: db.execute("COMMIT"))
            except BaseException:
                await asyncio.shield(self._on_writer(_roll_back))
                raise
            return result

    async def things(self, refs: Sequence[Ref]) -> Sequence[Thing | None]:
        return await self._read(lambda db: _things(db, refs))

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        def read(db: sqlite3.Connection) -> Page:
            rows = db.execute(
                "SELECT label, key, known, props, settled FROM node"
                " WHERE label = ? AND key > ? ORDER BY key LIMIT ?",
                (label, after or "", first + 1),
            ).fetchall()
            return Page([_thing(*row) for row in rows[:first]], len(rows) > first)

        return await self._read(read)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> Sequence[Page]:
        return await self._read(
            lambda db: [_neighbours(db, ref, edge, out, after or "", first) for ref in refs]
        )

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        return await self._read(lambda db: _lineage(db, seeds, up, most))

    async def search(self, text: str, first: int) -> Sequence[Thing]:
        folded = fold(text)
        if not folded:
            return ()
        phrase = f'"{folded}"*' if len(folded) == 1 else f'"{" ".join(pairs(folded)[:-1])}"'
        return await self._read(
            lambda db: [
                _thing(*row)
                for row in db.execute(
                    "SELECT label, key, known, props, settled FROM node WHERE id IN"
                    " (SELECT rowid FROM found_by WHERE terms MATCH ?)"
                    " ORDER BY length(key), key, label LIMIT ?",
                    (phrase, first),
                )
            ]
        )

    async def versions(self, record: RecordKey) -> Sequence[Version]:
        return await self._read(
            lambda db: [
                Version(record, revision, body, Source(system, file, line, _time(at)), seq)
                for seq, revision, body, system, file, line, at in db.execute(
                    "SELECT seq, revision, body, system, file, line, received_at FROM version"
                    " WHERE kind = ? AND id = ? ORDER BY seq",
                    record,
                )
            ]
        )

    async def rejected(self, after: int, first: int) -> Sequence[tuple[int, Rejected]]:
        return await self._read(
            lambda db: [
                (number, Rejected(file, line, field, reason, excerpt, _time(at)))
                for number, file, line, field, reason, excerpt, at in db.execute(
                    "SELECT number, file, line, field, reason, excerpt, received_at FROM rejected"
                    " WHERE number > ? ORDER BY number LIMIT ?",
                    (after, first),
                )
            ]
        )

    async def count(self, label: Label) -> int:
        return await self._read(
            lambda db: int(
                db.execute("SELECT count(*) FROM node WHERE label = ?", (label,)).fetchone()[0]
            )
        )

    async def _read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run one piece of reading on one snapshot, in a thread of its own."""

        def on_snapshot(db: sqlite3.Connection) -> Result:
            db.execute("BEGIN")
            try:
                return work(db)
            finally:
                db.execute("COMMIT")

        return await self._run(self._reading, on_snapshot)

    async def _on_writer(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        return await self._run(self._writing, work)

    async def _run(
        self, threads: ThreadPoolExecutor, work: Callable[[sqlite3.Connection], Result]
    ) -> Result:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(threads, lambda: work(self._connection()))
        except sqlite3.Error as error:
            raise StoreUnavailableError(
                f"the store {self._path} does not answer: {error}"
            ) from error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            db = connect(self._path, self._wait_s)
            create(db)
            self._local.db = db
            self._open.append(db)
        found: sqlite3.Connection = self._local.db
        return found


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


def _thing(label: str, key: str, known: int, props: str, settled: str | None) -> Thing:
    """A node with what is filed and what is settled of it; an event's draws stay a text."""
    bears = json.loads(props)
    if settled:
        bears |= json.loads(settled) if label == Label.LOT else {"grants": settled}
    return Thing(Ref(Label(label), key), bears, bool(known) or label == Label.LOT)


def _things(db: sqlite3.Connection, refs: Sequence[Ref]) -> list[Thing | None]:
    rows = db.execute(
        "SELECT n.label, n.key, n.known, n.props, n.settled FROM json_each(?) wanted JOIN node n"
        " ON n.label = wanted.value ->> 0 AND n.key = wanted.value ->> 1",
        (json.dumps(list(set(refs))),),
    )
    found = {thing.ref: thing for thing in (_thing(*row) for row in rows)}
    return [found.get(ref) for ref in refs]


def _neighbours(  # noqa: PLR0913, PLR0917 -- one query, spelled out
    db: sqlite3.Connection, ref: Ref, edge: EdgeType, out: bool, after: str, first: int
) -> Page:
    near, far = ("tail", "head") if out else ("head", "tail")
    table, of_type = ("flow", "") if edge in MATERIAL else ("edge", "AND e.type = :type")
    bears = (
        "json_object('reo_g', e.reo_g, 'supported', e.supported, 'product', e.product,"
        " 'net_g', e.net_g, 'filed', e.props)"
        if edge in MATERIAL
        else "e.props"
    )
    rows = db.execute(
        f"SELECT n.label, n.key, n.known, n.props, n.settled, {bears} FROM node o"
        f" JOIN {table} e ON e.{near} = o.id {of_type} JOIN node n ON n.id = e.{far}"
        " WHERE o.label = :label AND o.key = :key AND n.key > :after ORDER BY n.key, e.n"
        " LIMIT :first",
        {
            "label": ref.label,
            "key": ref.key,
            "type": edge,
            "after": after,
            "first": first + 1,
        },
    ).fetchall()
    items = [Neighbour(_thing(*row[:5]), json.loads(row[5])) for row in rows[:first]]
    return Page(items, len(rows) > first)


_CLOSURE = """
WITH RECURSIVE reached (id) AS (
    SELECT n.id FROM json_each(:seeds) wanted JOIN node n
        ON n.label = wanted.value ->> 0 AND n.key = wanted.value ->> 1
    UNION
    SELECT f.{far} FROM reached JOIN flow f ON f.{near} = reached.id LIMIT :most
)"""

_NODES = (
    _CLOSURE
    + """
SELECT '[' || coalesce(group_concat('[' || n.id || ',' || json_quote(n.key) || ',' ||
    CASE n.label WHEN 'Lot' THEN 'true' ELSE 'false' END || ',' || n.props || ',' ||
    coalesce(n.settled, 'null') || ']', ','), '') || ']'
FROM reached JOIN node n ON n.id = reached.id"""
)

_FLOWS = (
    _CLOSURE
    + """
SELECT '[' || coalesce(group_concat('[' || f.tail || ',' || f.head || ',' || f.n || ',' || f.reo_g
    || ',' || f.supported || ',' || coalesce('"' || f.product || '"', 'null') || ',' ||
    coalesce(f.net_g, 'null') || ']', ','), '') || ']'
FROM reached JOIN flow f ON f.{near} = reached.id"""
)


def _lineage(db: sqlite3.Connection, seeds: Sequence[Ref], up: bool, most: int) -> Lineage:
    """The closure by a recursion on ids alone: a path, or a depth, would never end on a cycle."""
    near, far = ("head", "tail") if up else ("tail", "head")
    values = {"seeds": json.dumps(list(set(seeds))), "most": most}
    nodes = json.loads(db.execute(_NODES.format(near=near, far=far), values).fetchone()[0])
    flows = json.loads(db.execute(_FLOWS.format(near=near, far=far), values).fetchone()[0])
    marks = db.execute("SELECT touch, key FROM mark LIMIT ?", (MOST_MARKS + 1,)).fetchall()
    settled = db.execute("SELECT value FROM meta WHERE name = 'settled_at'").fetchone()
    lineage = read_lineage(nodes, flows, up=up)
    waiting = len(marks) > MOST_MARKS or awaits(lineage, [Mark(Touch(t), key) for t, key in marks])
    return Lineage(
        lots=lineage.lots,
        events=lineage.events,
        inputs=lineage.inputs,
        outputs=lineage.outputs,
        cut=lineage.cut,
        settled_at=_time(settled[0]) if settled else None,
        waiting=waiting,
    )


def read_lineage(
    nodes: Sequence[Sequence[Any]], flows: Sequence[Sequence[Any]], *, up: bool
) -> Lineage:
    """Lots, events and the material between them; a flow that leaves the nodes cuts there."""
    lots: dict[int, str] = {}
    events: dict[int, str] = {}
    found_lots, found_events = {}, {}
    for number, key, is_lot, props, settled in nodes:
        if is_lot:
            lots[number] = key
            found_lots[key] = lot_from(key, settled)
        else:
            events[number] = key
            found_events[key] = event_from(props, settled and json.dumps(settled))
    inputs, outputs, cut = [], [], set()
    for tail, head, n, reo_g, supported, product, net_g in flows:
        if tail in lots and head in events:
            inputs.append(Input(lots[tail], events[head], reo_g, bool(supported)))
        elif tail in events and head in lots:
            made = Product(product) if product else None
            outputs.append(Output(events[tail], lots[head], n, reo_g, made, net_g))
        else:
            inside = head if up else tail
            is_lot = inside in lots
            cut.add(Ref(Label.LOT, lots[inside]) if is_lot else Ref(Label.EVENT, events[inside]))
    return Lineage(found_lots, found_events, inputs, outputs, frozenset(cut))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""What the embedded store answers: every function reads one snapshot."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from provenance.graph.port.graph import Neighbour, Rejected, Thing
from provenance.graph.port.paging import Page
from provenance.graph.rows.material import MATERIAL, number, read_lineage
from provenance.graph.waiting import MOST_MARKS, awaits
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref, Source
from provenance.model.text import fold, pairs
from provenance.records.changes import WITHDRAWAL, Mark, RecordKey, Touch, Version, received_by

REF_JOIN = "json_each(?) w JOIN node n ON n.label = w.value ->> 0 AND n.key = w.value ->> 1"
COLUMNS = "n.label, n.key, n.known, n.props, n.settled"


class NeighbourQuery(NamedTuple):
    """Which neighbours are asked for: along which edge, which way, behind a key, how many."""

    edge: EdgeType
    out: bool
    after: str
    first: int


def thing(label: str, key: str, known: int, props: str, settled: str | None) -> Thing:
    """A node with what is filed and what is settled of it; an event's draws stay a text."""
    ref = Ref(Label(label), key)
    bears = {"id": number(ref), **json.loads(props)}
    if settled:
        bears |= json.loads(settled) if ref.label is Label.LOT else {"grants": settled}
    return Thing(ref, bears, bool(known) or ref.label is Label.LOT)


def things(db: sqlite3.Connection, refs: Sequence[Ref]) -> list[Thing | None]:
    rows = db.execute(f"SELECT {COLUMNS} FROM {REF_JOIN}", (json.dumps(list(set(refs))),))
    found = {one.ref: one for one in (thing(*row) for row in rows)}
    return [found.get(ref) for ref in refs]


def page(db: sqlite3.Connection, label: Label, after: str, first: int) -> Page:
    rows = db.execute(
        f"SELECT {COLUMNS} FROM node n WHERE n.label = ? AND n.key > ? ORDER BY n.key LIMIT ?",
        (label, after, first + 1),
    ).fetchall()
    return Page([thing(*row) for row in rows[:first]], len(rows) > first)


def of_period(db: sqlite3.Connection, labels: Sequence[Label], period: str) -> list[Thing]:
    rows = db.execute(
        f"SELECT {COLUMNS} FROM node n WHERE n.label IN (SELECT value FROM json_each(?))"
        " AND n.known AND substr(coalesce(n.props ->> 'month', n.props ->> 'period',"
        " n.props ->> 'date'), 1, length(?)) = ? ORDER BY n.label, n.key",
        (json.dumps(labels), period, period),
    )
    return [thing(*row) for row in rows]


def count(db: sqlite3.Connection, label: Label) -> int:
    return int(db.execute("SELECT count(*) FROM node WHERE label = ?", (label,)).fetchone()[0])


def neighbours(db: sqlite3.Connection, ref: Ref, asked: NeighbourQuery) -> Page:
    near, far = ("tail", "head") if asked.out else ("head", "tail")
    if asked.edge in MATERIAL:
        # A flow's type is not written down: what comes from a lot is INPUT, from an event OUTPUT.
        from_lot = (ref.label is Label.LOT) is asked.out
        if from_lot is not (asked.edge is EdgeType.INPUT):
            return Page((), more=False)
        table, of_type, bears = "flow", "", "e.props, e.n, e.reo_g, e.supported"
    else:
        table, of_type, bears = "edge", "AND e.type = :type", "e.props"
    rows = db.execute(
        f"SELECT {COLUMNS}, {bears} FROM node o"
        f" JOIN {table} e ON e.{near} = o.id {of_type} JOIN node n ON n.id = e.{far}"
        " WHERE o.label = :label AND o.key = :key AND n.key > :after"
        " ORDER BY n.key, e.n, n.label LIMIT :first",
        {
            "label": ref.label.value,
            "key": ref.key,
            "type": asked.edge.value,
            "after": asked.after,
            "first": asked.first + 1,
        },
    ).fetchall()
    items = [Neighbour(thing(*row[:5]), _borne(asked.edge, *row[5:])) for row in rows]
    return Page(items[: asked.first], len(items) > asked.first)


def _borne(edge: EdgeType, props: str, *flow: int) -> Mapping[str, Any]:
    """What an edge bears: of a draw its mass and support, of a claim its mass and what it says."""
    if edge is EdgeType.INPUT:
        return {"reo_g": flow[1], "supported": bool(flow[2])}
    filed: dict[str, Any] = json.loads(props)
    return {"n": flow[0], "reo_g": flow[1], **filed} if edge is EdgeType.OUTPUT else filed


_CLOSURE = """
WITH RECURSIVE reached (id) AS (
    SELECT n.id FROM json_each(:seeds) wanted JOIN node n
        ON n.label = wanted.value ->> 0 AND n.key = wanted.value ->> 1
    UNION
    SELECT f.{far} FROM reached JOIN flow f ON f.{near} = reached.id
    LIMIT max(:most, json_array_length(:seeds))
)"""

_NODE_ROWS = """
SELECT '[' || coalesce(group_concat('[' || n.id || ',' || json_quote(n.key) || ',' ||
    CASE n.label WHEN 'Lot' THEN 'true' ELSE 'false' END || ',' || n.props || ',' ||
    coalesce(n.settled, 'null') || ']', ','), '') || ']'
FROM reached JOIN node n ON n.id = reached.id"""

_FLOW_ROWS = """
SELECT '[' || coalesce(group_concat('[' || f.tail || ',' || f.head || ',' || f.n || ',' || f.reo_g
    || ',' || f.supported || ',' || coalesce('"' || f.product || '"', 'null') || ',' ||
    coalesce(f.net_g, 'null') || ',' || CASE WHEN f.product IS NULL THEN 'null' ELSE f.props END ||
    ']', ','), '') || ']'
"""

_NODES = _CLOSURE + _NODE_ROWS
_FLOWS = _CLOSURE + _FLOW_ROWS + "FROM reached JOIN flow f ON f.{near} = reached.id"


def lineage(db: sqlite3.Connection, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
    """The closure by a recursion on ids alone: a path, or a depth, would never end on a cycle."""
    near, far = ("head", "tail") if up else ("tail", "head")
    values = {"seeds": json.dumps(list(set(seeds))), "most": most}
    nodes = json.loads(db.execute(_NODES.format(near=near, far=far), values).fetchone()[0])
    flows = json.loads(db.execute(_FLOWS.format(near=near, far=far), values).fetchone()[0])
    marks = db.execute("SELECT touch, key FROM mark LIMIT ?", (MOST_MARKS + 1,)).fetchall()
    settled = db.execute("SELECT value FROM meta WHERE name = 'settled_at'").fetchone()
    found = read_lineage(nodes, flows, up=up)
    waiting = len(marks) > MOST_MARKS or awaits(found, [Mark(Touch(t), key) for t, key in marks])
    return replace(found, settled_at=settled and _time(settled[0]), waiting=waiting)


_SEEDS = """
WITH seed (id) AS MATERIALIZED (
    SELECT n.id FROM json_each(:seeds) wanted JOIN node n
        ON n.label = wanted.value ->> 0 AND n.key = wanted.value ->> 1
), way (tail, head, n) AS MATERIALIZED (
    SELECT f.tail, f.head, f.n FROM seed JOIN flow f ON f.head = seed.id
    UNION SELECT f.tail, f.head, f.n FROM seed JOIN flow f ON f.tail = seed.id
), reached (id) AS (
    SELECT id FROM seed UNION SELECT tail FROM way UNION SELECT head FROM way
)"""

_AROUND = f"""{_SEEDS}
SELECT ({_NODE_ROWS} WHERE n.known OR n.label = 'Lot'), ({_FLOW_ROWS}
FROM way JOIN flow f ON f.tail = way.tail AND f.head = way.head AND f.n = way.n)"""
"""One statement, so that the way is gone once for both."""


def around(db: sqlite3.Connection, seeds: Sequence[Ref]) -> Lineage:
    """The seeds and one step from them, up and down."""
    nodes, flows = db.execute(_AROUND, {"seeds": json.dumps(list(set(seeds)))}).fetchone()
    return read_lineage(json.loads(nodes), json.loads(flows), up=True)


def search(db: sqlite3.Connection, text: str, first: int) -> list[Thing]:
    folded = fold(text)
    if not folded:
        return []
    phrase = f'"{folded}"*' if len(folded) == 1 else f'"{" ".join(pairs(folded)[:-1])}"'
    rows = db.execute(
        f"SELECT {COLUMNS} FROM node n WHERE n.id IN"
        " (SELECT rowid FROM found_by WHERE terms MATCH ?)"
        " ORDER BY length(n.key), n.key, n.label LIMIT ?",
        (phrase, first),
    )
    return [thing(*row) for row in rows]


def versions(
    db: sqlite3.Connection, records: Sequence[RecordKey]
) -> Mapping[RecordKey, Sequence[Version]]:
    """The versions of each record as received; nothing of records nobody sent."""
    found: defaultdict[RecordKey, list[Version]] = defaultdict(list)
    for row in db.execute(
        f"SELECT {_VERSION} FROM json_each(?) w JOIN version v"
        " ON v.kind = w.value ->> 0 AND v.id = w.value ->> 1 ORDER BY v.seq",
        (json.dumps(list(set(records))),),
    ):
        version = _version(*row)
        found[version.record].append(version)
    return found


_VERSION = "v.kind, v.id, v.seq, v.revision, v.body, v.system, v.file, v.line, v.received_at"


def _version(kind: str, id_: str, seq: int, revision: int, body: str, *source: Any) -> Version:
    system, file, line, at = source
    stated_in = Source(system, file, line, _time(at))
    return Version(RecordKey(kind, id_), revision, body, stated_in, seq)


def stated(
    db: sqlite3.Connection, kinds: Sequence[str], until: datetime | None
) -> Sequence[Version]:
    """All versions of some kinds of record, and of withdrawals, received until a time."""
    rows = db.execute(
        f"SELECT {_VERSION} FROM version v WHERE v.kind IN (SELECT value FROM json_each(?))"
        " ORDER BY v.seq",
        (json.dumps([*kinds, WITHDRAWAL]),),
    )
    return received_by(until, [_version(*row) for row in rows])


def rejected(db: sqlite3.Connection, after: int, first: int) -> list[tuple[int, Rejected]]:
    rows = db.execute(
        "SELECT number, file, line, field, reason, excerpt, received_at FROM rejected"
        " WHERE number > ? ORDER BY number LIMIT ?",
        (after, first),
    )
    return [
        (row, Rejected(file, line, field, reason, excerpt, _time(at)))
        for row, file, line, field, reason, excerpt, at in rows
    ]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""What the embedded store answers of things and what connects them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.graph.port.flows import Happened
from provenance.graph.port.graph import Neighbour, Thing
from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.port.paging import Page
from provenance.graph.rows.found_by import Sought, folded_for_search
from provenance.graph.rows.happened import happened_from
from provenance.graph.rows.material import MATERIAL, number, read_lineage
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.outline import outline
from provenance.graph.sqlite.records import versions_of
from provenance.graph.sqlite.search import bearing, search
from provenance.graph.waiting import MOST_MARKS, awaits
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Mark, RecordKey, Touch, Version

if TYPE_CHECKING:
    from provenance.ledger.columns.whole import Columns

# CROSS keeps the order: SQLite might else go through a label's nodes and, for each, the whole list.
REF_JOIN = "json_each(?) w CROSS JOIN node n ON n.label = w.value ->> 0 AND n.key = w.value ->> 1"
COLUMNS = "n.label, n.key, n.known, n.props, n.settled"


class _NeighbourQuery(NamedTuple):
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


class Graph(Aspect):
    """What is answered of things and what connects them."""

    @on_connection
    def things(self, db: Connection, refs: Sequence[Ref]) -> list[Thing | None]:
        rows = db.execute(f"SELECT {COLUMNS} FROM {REF_JOIN}", (json.dumps(list(set(refs))),))
        found = {one.ref: one for one in (thing(*row) for row in rows)}
        return [found.get(ref) for ref in refs]

    @on_connection
    def page(self, db: Connection, label: Label, after: str | None, first: int) -> Page:
        rows = db.execute(
            f"SELECT {COLUMNS} FROM node n WHERE n.label = ? AND n.key > ? ORDER BY n.key LIMIT ?",
            (label, after or "", first + 1),
        ).fetchall()
        return Page([thing(*row) for row in rows[:first]], len(rows) > first)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> list[Page]:
        asked = _NeighbourQuery(edge, out, after or "", first)
        return await self._run(lambda db: [_neighbours(db, ref, asked) for ref in refs])

    @on_connection
    def versions(self, db: Connection, records: Sequence[RecordKey]) -> list[Sequence[Version]]:
        found = versions_of(db, records)
        return [found.get(record, ()) for record in records]

    @on_connection
    def lineage(self, db: Connection, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        # A recursion on ids alone: with a path, or a depth, it would never end on a cycle.
        near, far = ("head", "tail") if up else ("tail", "head")
        values = {"seeds": json.dumps(list(set(seeds))), "most": most}
        nodes = json.loads(db.execute(_NODES.format(near=near, far=far), values).fetchone()[0])
        flows = json.loads(db.execute(_FLOWS.format(near=near, far=far), values).fetchone()[0])
        marks = db.execute("SELECT touch, key FROM mark LIMIT ?", (MOST_MARKS + 1,)).fetchall()
        at = db.execute("SELECT value FROM meta WHERE name = 'settled_at'").fetchone()
        found = read_lineage(nodes, flows, up=up)
        told = [Mark(Touch(touch), key) for touch, key in marks]
        return replace(
            found,
            settled_at=at and datetime.fromisoformat(at[0]),
            waiting=len(marks) > MOST_MARKS or awaits(found, told),
        )

    @on_connection
    def outline(
        self, db: Connection, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
    ) -> Outline | None:
        return outline(db, seeds, wanted, up=up, most=most)

    @on_connection
    def around(self, db: Connection, refs: Sequence[Ref]) -> Lineage:
        from msgspec.json import decode  # who asks for a verdict does without

        nodes, flows = db.execute(_AROUND, {"seeds": json.dumps(list(set(refs)))}).fetchone()
        return read_lineage(decode(nodes), decode(flows), up=True)

    @on_connection
    def search(
        self, db: Connection, text: str, first: int, labels: Collection[Label] = ()
    ) -> list[Thing]:
        sought = Sought.of(text)
        return [thing(*row) for row in search(db, sought, first, labels)] if sought else []

    @on_connection
    def bearing(self, db: Connection, texts: Sequence[str], most: int) -> list[Sequence[Thing]]:
        folded = [folded_for_search(text) for text in texts]
        return [[thing(*row) for row in bearing(db, text, most)] if text else [] for text in folded]

    @on_connection
    def of_period(self, db: Connection, labels: Sequence[Label], period: str) -> list[Thing]:
        rows = db.execute(
            f"SELECT {COLUMNS} FROM node n WHERE n.label IN (SELECT value FROM json_each(?))"
            " AND n.known AND substr(coalesce(n.props ->> 'month', n.props ->> 'period',"
            " n.props ->> 'date'), 1, length(?)) = ? ORDER BY n.label, n.key",
            (json.dumps(labels), period, period),
        )
        return [thing(*row) for row in rows]

    @on_connection
    def happened(self, db: Connection, after: str, first: int) -> list[Happened]:
        rows = db.execute(_HAPPENED, (after, first))
        return [
            happened_from((*bears, json.loads(made), json.loads(taken)))
            for *bears, made, taken in rows
        ]

    @on_connection
    def columns(self, db: Connection) -> "Columns":
        from provenance.graph.sqlite.columns import columns  # numpy comes with it

        return columns(db)

    @on_connection
    def count(self, db: Connection, label: Label) -> int:
        return int(db.execute("SELECT count(*) FROM node WHERE label = ?", (label,)).fetchone()[0])


def _neighbours(db: Connection, ref: Ref, asked: _NeighbourQuery) -> Page:
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
    SELECT n.id FROM json_each(:seeds) wanted CROSS JOIN node n
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


_SEEDS = """
WITH seed (id) AS MATERIALIZED (
    SELECT n.id FROM json_each(:seeds) wanted CROSS JOIN node n
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

_HAPPENED = """
SELECT e.key, e.props ->> 'kind', e.props ->> 'date', e.props ->> 'final_consumer', e.settled,
    (SELECT json_group_array(json_array(l.key, f.reo_g, f.product, f.props ->> 'assay',
        f.props ->> 'deposit', l.settled ->> 'tested'))
        FROM flow f JOIN node l ON l.id = f.head WHERE f.tail = e.id),
    (SELECT json_group_array(json_array(l.key, f.reo_g, f.supported))
        FROM flow f JOIN node l ON l.id = f.tail WHERE f.head = e.id)
FROM node e WHERE e.label = 'Event' AND e.key > ? AND e.known ORDER BY e.key LIMIT ?"""

"""Writing to the embedded store: one transaction, from one thread."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from provenance.graph.lineage import Event, Grant, Input, Lineage, Lot, Output
from provenance.graph.papers import Papers
from provenance.graph.port import (
    Changes,
    Downstream,
    Edge,
    History,
    Mark,
    Node,
    RecordKey,
    Rejected,
    Settlement,
    Touch,
    Version,
)
from provenance.graph.register import Register
from provenance.graph.rows import (
    REGISTERED,
    event_from,
    grants_text,
    lot_from,
    lot_props,
    papers_from,
    register_from,
)
from provenance.graph.search import terms
from provenance.model import EdgeType, Label, Product, Ref, Source

Result = TypeVar("Result")
Run = Callable[[Callable[[sqlite3.Connection], Any]], Awaitable[Any]]

MATERIAL = (EdgeType.INPUT, EdgeType.OUTPUT)
REF_JOIN = "json_each(?) w JOIN node n ON n.label = w.value ->> 0 AND n.key = w.value ->> 1"


class SqliteWriter:
    """A Writer within one transaction; every method is one trip to the writing thread."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def histories(self, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        found: Mapping[RecordKey, History] = await self._run(lambda db: _histories(db, keys))
        return found

    async def apply(self, changes: Changes) -> None:
        await self._run(lambda db: _apply(db, changes))

    async def reject(self, lines: Sequence[Rejected]) -> None:
        rows = [
            (line.file, line.line, line.field, line.reason, line.excerpt, _text(line.received_at))
            for line in lines
        ]
        await self._run(
            lambda db: db.executemany(
                "INSERT OR IGNORE INTO rejected (file, line, field, reason, excerpt, received_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
        )

    async def marks(self) -> frozenset[Mark]:
        rows = await self._run(lambda db: db.execute("SELECT touch, key FROM mark").fetchall())
        return frozenset(Mark(Touch(touch), key) for touch, key in rows)

    async def register(self) -> Register:
        rows = await self._run(
            lambda db: db.execute(
                f"SELECT label, key, props FROM node WHERE known AND label IN"
                f" ({', '.join('?' * len(REGISTERED))}) ORDER BY key",
                REGISTERED,
            ).fetchall()
        )
        things: defaultdict[Label, list[tuple[str, Any]]] = defaultdict(list)
        for label, key, props in rows:
            things[Label(label)].append((key, json.loads(props)))
        return register_from(things)

    async def papers(
        self, declarations: Sequence[str], inspections: Sequence[str], invoices: Sequence[str]
    ) -> Papers:
        wanted = [
            *((Label.DECLARATION, key) for key in declarations),
            *((Label.INSPECTION, key) for key in inspections),
            *((Label.INVOICE, key) for key in invoices),
        ]
        rows = await self._run(
            lambda db: db.execute(
                f"SELECT n.label, n.key, n.props FROM {REF_JOIN} WHERE n.known",
                (json.dumps(wanted),),
            ).fetchall()
        )
        return papers_from(
            (Ref(Label(label), key), json.loads(props)) for label, key, props in rows
        )

    async def named_in(self, documents: Sequence[Ref]) -> Sequence[str]:
        rows = await self._run(
            lambda db: db.execute(
                f"SELECT DISTINCT e.key FROM {REF_JOIN} JOIN edge d ON d.head = n.id AND d.type IN"
                " ('DECLARED_IN', 'INSPECTED_IN', 'INVOICED_BY') JOIN node e ON e.id = d.tail",
                (json.dumps(documents),),
            ).fetchall()
        )
        return [key for (key,) in rows]

    async def undesignated(self) -> Sequence[str]:
        rows = await self._run(
            lambda db: db.execute(
                "SELECT DISTINCT props ->> 'enterprise' FROM node WHERE label = 'Event'"
                " AND (settled LIKE '%\"undesignated_%' OR settled LIKE '%\"no_quota_record\"%')"
            ).fetchall()
        )
        return [key for (key,) in rows]

    async def producers(self, lots: Sequence[str]) -> Sequence[str]:
        rows = await self._run(
            lambda db: db.execute(
                f"SELECT DISTINCT e.key FROM {REF_JOIN} JOIN flow f ON f.head = n.id"
                " JOIN node e ON e.id = f.tail",
                (json.dumps([Ref(Label.LOT, lot) for lot in lots]),),
            ).fetchall()
        )
        return [key for (key,) in rows]

    async def draws_of(self, enterprises: Sequence[str]) -> Sequence[Event]:
        rows = await self._run(
            lambda db: db.execute(
                f"SELECT e.props, e.settled FROM {REF_JOIN} JOIN edge b ON b.head = n.id"
                " AND b.type = 'BY' JOIN node e ON e.id = b.tail WHERE e.settled IS NOT NULL",
                (json.dumps([Ref(Label.ENTERPRISE, key) for key in enterprises]),),
            ).fetchall()
        )
        return [event_from(json.loads(props), settled) for props, settled in rows]

    async def downstream(self, seeds: Sequence[Ref]) -> Downstream:
        found: Downstream = await self._run(lambda db: _downstream(db, seeds))
        return found

    async def settle(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        await self._run(lambda db: _settle(db, settlement, marks))


def _histories(db: sqlite3.Connection, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
    wanted = json.dumps(list(set(keys)))
    versions: defaultdict[RecordKey, list[Version]] = defaultdict(list)
    for kind, id_, seq, revision, body, system, file, line, at in db.execute(
        "SELECT v.kind, v.id, v.seq, v.revision, v.body, v.system, v.file, v.line, v.received_at"
        " FROM json_each(?) w JOIN version v ON v.kind = w.value ->> 0 AND v.id = w.value ->> 1",
        (wanted,),
    ):
        record = RecordKey(kind, id_)
        source = Source(system, file, line, datetime.fromisoformat(at))
        versions[record].append(Version(record, revision, body, source, seq))
    withdrawn: defaultdict[RecordKey, set[str]] = defaultdict(set)
    for id_, kind, target in db.execute(
        "SELECT x.id, x.kind, x.target FROM json_each(?) w JOIN withdrawal x"
        " ON x.kind = w.value ->> 0 AND x.target = w.value ->> 1",
        (wanted,),
    ):
        withdrawn[RecordKey(kind, target)].add(id_)
    return {key: History(tuple(versions[key]), frozenset(withdrawn[key])) for key in keys}


def _apply(db: sqlite3.Connection, changes: Changes) -> None:
    db.executemany(
        "INSERT INTO version (kind, id, revision, body, system, file, line, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *v.record,
                v.revision,
                v.body,
                v.source.system,
                v.source.file,
                v.source.line,
                _text(v.source.received_at),
            )
            for v in changes.versions
        ],
    )
    db.executemany(
        "INSERT OR REPLACE INTO standing VALUES (?, ?, ?)",
        [(*record, counts) for record, counts in changes.standing.items()],
    )
    db.executemany(
        "INSERT OR REPLACE INTO withdrawal VALUES (?, ?, ?)",
        [(id_, *target) for id_, target in changes.withdrawals.items()],
    )
    loosened = _remove(db, changes)
    _add(db, changes)
    _forget(db, loosened)
    db.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", changes.touched)


def _remove(db: sqlite3.Connection, changes: Changes) -> dict[Ref, int]:
    """Take pieces of graph out; returns the nodes that may now hang on nothing."""
    nodes = [node.ref for piece in changes.removed for node in piece.nodes]
    edges = [edge for piece in changes.removed for edge in piece.edges]
    ids = _ids(db, [*nodes, *(end for edge in edges for end in (edge.tail, edge.head))])
    material = [edge for edge in edges if edge.type in MATERIAL]
    db.executemany(
        "DELETE FROM flow WHERE tail = ? AND head = ? AND n = ?",
        [(ids[edge.tail], ids[edge.head], edge.n) for edge in material],
    )
    db.executemany(
        "DELETE FROM edge WHERE tail = ? AND type = ? AND head = ? AND n = ?",
        [
            (ids[edge.tail], edge.type, ids[edge.head], edge.n)
            for edge in edges
            if edge.type not in MATERIAL
        ],
    )
    gone = [(ids[ref],) for ref in nodes if ref in ids]
    db.executemany("UPDATE node SET known = 0, props = '{}', settled = NULL WHERE id = ?", gone)
    db.executemany("DELETE FROM edge WHERE tail = ? AND type = 'DRAWS'", gone)
    return ids


def _add(db: sqlite3.Connection, changes: Changes) -> None:
    stated: dict[Ref, Node] = {node.ref: node for piece in changes.added for node in piece.nodes}
    edges = [edge for piece in changes.added for edge in piece.edges]
    refs = dict.fromkeys([*stated, *(end for edge in edges for end in (edge.tail, edge.head))])
    ids = _ids(db, refs)
    old = [stated[ref] for ref in stated if ref in ids]
    new = [ref for ref in refs if ref not in ids]
    next_id = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM node").fetchone()[0])
    ids |= {ref: next_id + at for at, ref in enumerate(new)}
    db.executemany(
        "INSERT INTO node (id, label, key, known, props) VALUES (?, ?, ?, ?, ?)",
        [
            (ids[ref], *ref, ref in stated, _props(stated[ref].props) if ref in stated else "{}")
            for ref in new
        ],
    )
    db.executemany(
        "UPDATE node SET known = 1, props = ? WHERE id = ?",
        [(_props(node.props), ids[node.ref]) for node in old],
    )
    db.executemany(
        "INSERT OR REPLACE INTO found_by (rowid, terms) VALUES (?, ?)",
        [
            (ids[ref], terms([ref.key, *(stated[ref].names if ref in stated else ())]))
            for ref in [*new, *(node.ref for node in old if node.names)]
        ],
    )
    _add_edges(db, edges, ids)


def _add_edges(db: sqlite3.Connection, edges: Iterable[Edge], ids: Mapping[Ref, int]) -> None:
    flows, others = [], []
    for edge in edges:
        ends = ids[edge.tail], ids[edge.head]
        if edge.type in MATERIAL:
            bears = edge.props.get("product"), edge.props.get("net_g"), _props(edge.props)
            flows.append((*ends, edge.n, edge.reo_g, 1, *bears))
        else:
            others.append((ends[0], edge.type, ends[1], edge.n, _props(edge.props)))
    db.executemany("INSERT OR REPLACE INTO flow VALUES (?, ?, ?, ?, ?, ?, ?, ?)", flows)
    db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?)", others)


def _forget(db: sqlite3.Connection, refs: Mapping[Ref, int]) -> None:
    """Delete nodes that no record states and nothing is connected to any more."""
    loose = [
        (id_,)
        for id_ in refs.values()
        if db.execute(
            "SELECT 1 FROM node WHERE id = :id AND NOT known"
            " AND NOT EXISTS (SELECT 1 FROM flow WHERE tail = :id OR head = :id)"
            " AND NOT EXISTS (SELECT 1 FROM edge WHERE tail = :id OR head = :id)",
            {"id": id_},
        ).fetchone()
    ]
    db.executemany("DELETE FROM found_by WHERE rowid = ?", loose)
    db.executemany("DELETE FROM node WHERE id = ?", loose)


def _ids(db: sqlite3.Connection, refs: Iterable[Ref]) -> dict[Ref, int]:
    rows = db.execute(
        f"SELECT n.label, n.key, n.id FROM {REF_JOIN}", (json.dumps(list(dict.fromkeys(refs))),)
    )
    return {Ref(Label(label), key): id_ for label, key, id_ in rows}


def _downstream(db: sqlite3.Connection, seeds: Sequence[Ref]) -> Downstream:
    db.execute("CREATE TEMP TABLE IF NOT EXISTS focus (id INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM focus")
    db.execute(
        f"INSERT INTO focus WITH RECURSIVE down (id) AS (SELECT n.id FROM {REF_JOIN}"
        " UNION SELECT f.head FROM down JOIN flow f ON f.tail = down.id) SELECT id FROM down",
        (json.dumps(seeds),),
    )
    flows = db.execute(
        "SELECT f.tail, f.head, f.n, f.reo_g, f.supported, f.product, f.net_g"
        " FROM focus JOIN flow f ON f.head = focus.id"
    ).fetchall()
    in_focus = {id_ for (id_,) in db.execute("SELECT id FROM focus")}
    db.executemany("INSERT OR IGNORE INTO focus VALUES (?)", [(flow[0],) for flow in flows])
    lots: dict[int, Lot] = {}
    events: dict[int, Event] = {}
    for id_, label, key, props, settled in db.execute(
        "SELECT n.id, n.label, n.key, n.props, n.settled FROM focus JOIN node n ON n.id = focus.id"
    ):
        if label == Label.LOT:
            lots[id_] = lot_from(key, json.loads(settled) if settled else None)
        elif props != "{}":
            events[id_] = event_from(json.loads(props), settled)
    inputs = [
        Input(lots[tail].key, events[head].key, reo_g, bool(supported))
        for tail, head, _, reo_g, supported, _, _ in flows
        if head in events
    ]
    outputs = [
        Output(events[tail].key, lots[head].key, n, reo_g, product and Product(product), net_g)
        for tail, head, n, reo_g, _, product, net_g in flows
        if head in lots
    ]
    return Downstream(
        lots=frozenset(lot.key for id_, lot in lots.items() if id_ in in_focus),
        events=frozenset(event.key for id_, event in events.items() if id_ in in_focus),
        lineage=Lineage(
            {lot.key: lot for lot in lots.values()},
            {event.key: event for event in events.values()},
            inputs,
            outputs,
        ),
    )


def _settle(db: sqlite3.Connection, settlement: Settlement, marks: frozenset[Mark]) -> None:
    db.executemany(
        "UPDATE node SET settled = ? WHERE label = 'Lot' AND key = ?",
        [(_props(lot_props(lot)), lot.key) for lot in settlement.lots],
    )
    _keep_grants(db, settlement.grants)
    db.executemany(
        "UPDATE flow SET supported = ? WHERE tail = (SELECT id FROM node WHERE label = 'Lot'"
        " AND key = ?) AND head = (SELECT id FROM node WHERE label = 'Event' AND key = ?)",
        [(supported, lot, event) for (lot, event), supported in settlement.support.items()],
    )
    db.executemany("DELETE FROM mark WHERE touch = ? AND key = ?", marks)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('settled_at', ?)", (_text(datetime.now(UTC)),))


def _keep_grants(db: sqlite3.Connection, grants: Mapping[str, tuple[Grant, ...]]) -> None:
    """Keep each event's draws, as a text and as edges to what it drew on."""
    refs = {Ref(Label.EVENT, key) for key in grants}
    refs |= {part.entitlement for all_ in grants.values() for grant in all_ for part in grant.parts}
    ids = _ids(db, refs)
    events = {key: ids[Ref(Label.EVENT, key)] for key in grants}
    db.executemany(
        "UPDATE node SET settled = ? WHERE id = ?",
        [(grants_text(all_) if all_ else None, events[key]) for key, all_ in grants.items()],
    )
    db.executemany(
        "DELETE FROM edge WHERE tail = ? AND type = 'DRAWS'", [(id_,) for id_ in events.values()]
    )
    db.executemany(
        "INSERT OR REPLACE INTO edge VALUES (?, 'DRAWS', ?, 0, ?)",
        [
            (
                events[key],
                ids[part.entitlement],
                _props({"gate": grant.gate, "reo_g": part.drawn_g, "covered_g": part.covered_g}),
            )
            for key, all_ in grants.items()
            for grant in all_
            for part in grant.parts
        ],
    )


def _props(props: Mapping[str, Any]) -> str:
    bears = {name: value for name, value in props.items() if value is not None}
    return json.dumps(bears, ensure_ascii=False, separators=(",", ":"))


def _text(moment: datetime) -> str:
    return moment.isoformat()

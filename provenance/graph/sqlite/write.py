"""What a load keeps in the embedded store: versions of records, and the graph they state."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from sqlite3 import Connection
from typing import Any

from pydantic_core import to_json

from provenance.graph.port.records import Rejected
from provenance.graph.rows.found_by import FoundBy, found_by
from provenance.graph.rows.material import MATERIAL
from provenance.graph.rows.sums import restated
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.queue import queue
from provenance.graph.sqlite.read import REF_JOIN
from provenance.graph.sqlite.records import versions_of
from provenance.graph.sqlite.sums import change, redraw
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import NONE, Changes, Edge, Fragment, History, Node, RecordKey
from provenance.records.claims import UNLINKED, Claims
from provenance.records.mapping import stating


class RecordWriter(Aspect):
    """What is kept of a load."""

    @on_connection
    def histories(self, db: Connection, keys: Sequence[RecordKey]) -> Mapping[RecordKey, History]:
        wanted = json.dumps(list(set(keys)))
        received = versions_of(db, keys)
        withdrawn: defaultdict[RecordKey, set[str]] = defaultdict(set)
        for id_, kind, target in db.execute(
            "SELECT x.id, x.kind, x.target FROM json_each(?) w CROSS JOIN withdrawal x"
            " ON x.kind = w.value ->> 0 AND x.target = w.value ->> 1",
            (wanted,),
        ):
            withdrawn[RecordKey(kind, target)].add(id_)
        return {
            key: History(tuple(received.get(key, ())), frozenset(withdrawn.get(key, ())))
            if key in received or key in withdrawn
            else NONE
            for key in keys
        }

    @on_connection
    def claims(self, db: Connection, numbers: Sequence[str]) -> Claims:
        by: defaultdict[str, set[str]] = defaultdict(set)
        codes: set[str] = set()
        for number, claimant in db.execute(_CLAIMS, {"numbers": json.dumps(numbers)}):
            if claimant is None:
                codes.add(number)
            else:
                by[number].add(claimant)
        return Claims(by, codes)

    @on_connection
    def naming(self, db: Connection, numbers: Sequence[str]) -> list[RecordKey]:
        rows = db.execute(_NAMING, {"numbers": json.dumps(numbers)})
        return stating(Ref(Label(label), key) for label, key in rows)

    @on_connection
    def apply(self, db: Connection, changes: Changes) -> None:
        written = cache(datetime.isoformat)  # of a file there is one
        db.executemany(
            "INSERT INTO version (kind, id, revision, body, system, file, line, received_at, filed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *record,
                    revision,
                    body,
                    system,
                    file,
                    line,
                    written(received_at),
                    filed,
                )
                for record, revision, body, source, _, filed in changes.versions
                for system, file, line, received_at in [source]
            ],
        )
        db.executemany(
            "INSERT OR REPLACE INTO standing VALUES (?, ?, ?)",
            [(*record, int(counts)) for record, counts in changes.standing.items()],
        )
        db.executemany(
            "INSERT OR REPLACE INTO withdrawal VALUES (?, ?, ?)",
            [(id_, *target) for id_, target in changes.withdrawals.items()],
        )
        loosened = _remove(db, changes.removed)
        _add(db, changes.added)
        forget(db, loosened)
        change(db, restated(changes.added, changes.removed))
        db.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", changes.touched)

    @on_connection
    def reject(self, db: Connection, lines: Iterable[Rejected]) -> None:
        db.executemany(
            "INSERT OR IGNORE INTO rejected (file, line, field, reason, excerpt, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    line.file,
                    line.line,
                    line.field,
                    line.reason,
                    line.excerpt,
                    line.received_at.isoformat(),
                )
                for line in lines
            ],
        )


_CLAIMS = """
SELECT n.key, NULL FROM json_each(:numbers) w
    CROSS JOIN node n ON n.label = 'Enterprise' AND n.key = w.value AND n.known
UNION ALL SELECT n.key, c.key FROM json_each(:numbers) w
    CROSS JOIN node n ON n.label = 'Identifier' AND n.key = w.value
    JOIN edge e ON e.head = n.id AND e.type = 'KNOWN_AS' JOIN node c ON c.id = e.tail"""

_NAMING = f"""
SELECT t.label, t.key FROM json_each(:numbers) w
    CROSS JOIN node n ON n.label IN ('Enterprise', 'Identifier') AND n.key = w.value
    JOIN edge e ON e.head = n.id AND e.type != 'KNOWN_AS' JOIN node t ON t.id = e.tail
UNION SELECT t.label, t.key FROM node t WHERE t.label = 'Event' AND ({
    " OR ".join(
        f"t.props ->> '{name}' IN (SELECT value FROM json_each(:numbers))" for name in UNLINKED
    )
})"""
"""Of what is no edge all events are looked through: only where a number comes to mean another."""


def _remove(db: Connection, pieces: Sequence[Fragment]) -> set[int]:
    """Take pieces of graph out; returns the nodes that may now hang on nothing."""
    nodes = [node.ref for piece in pieces for node in piece.nodes]
    edges = [edge for piece in pieces for edge in piece.edges]
    ids = ids_of(db, [*nodes, *(end for edge in edges for end in (edge.tail, edge.head))])
    db.executemany(
        "DELETE FROM flow WHERE tail = ? AND head = ? AND n = ?",
        [(ids[edge.tail], ids[edge.head], edge.n) for edge in edges if edge.type in MATERIAL],
    )
    db.executemany(
        "DELETE FROM edge WHERE tail = ? AND type = ? AND head = ? AND n = ?",
        [
            (ids[edge.tail], edge.type, ids[edge.head], edge.n)
            for edge in edges
            if edge.type not in MATERIAL
        ],
    )
    queue(db, ids)
    gone = {ref: ids[ref] for ref in nodes}
    redraw(db, (id_ for ref, id_ in gone.items() if ref.label is Label.EVENT), {})
    db.executemany(
        "UPDATE node SET known = 0, props = '{}', settled = NULL WHERE id = ?",
        [(id_,) for id_ in gone.values()],
    )
    _find_by(db, [(id_, found_by(ref)) for ref, id_ in gone.items()])
    return set(ids.values()) | take_draws_away(db, gone.values())


def take_draws_away(db: Connection, events: Iterable[int]) -> set[int]:
    """Delete the DRAWS edges of events; returns what they drew on."""
    wanted = json.dumps(list(events))
    drawn = "FROM edge WHERE type = 'DRAWS' AND tail IN (SELECT value FROM json_each(?))"
    heads = {head for (head,) in db.execute(f"SELECT DISTINCT head {drawn}", (wanted,))}
    db.execute(f"DELETE {drawn}", (wanted,))
    return heads


def _add(db: Connection, pieces: Sequence[Fragment]) -> None:
    stated: dict[Ref, Node] = {node.ref: node for piece in pieces for node in piece.nodes}
    edges = [edge for piece in pieces for edge in piece.edges]
    refs = dict.fromkeys([*stated, *(end for edge in edges for end in (edge.tail, edge.head))])
    ids = ids_of(db, refs)
    queue(db, refs)
    old = [stated[ref] for ref in stated if ref in ids]
    new = [ref for ref in refs if ref not in ids]
    next_id = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM node").fetchone()[0])
    ids |= {ref: next_id + at for at, ref in enumerate(new)}
    db.executemany(
        "INSERT INTO node (id, label, key, known, props) VALUES (?, ?, ?, ?, ?)",
        [
            (ids[ref], _LABEL[ref.label], ref.key, 1, text_of(stated[ref].props))
            if ref in stated
            else (ids[ref], _LABEL[ref.label], ref.key, 0, "{}")
            for ref in new
        ],
    )
    db.executemany(
        "UPDATE node SET known = 1, props = ? WHERE id = ?",
        [(text_of(node.props), ids[node.ref]) for node in old],
    )
    db.executemany(
        "INSERT INTO found_by (rowid, terms, named, sounds) VALUES (?, ?, ?, ?)",
        [(ids[ref], *found_by(ref, stated.get(ref))) for ref in new],
    )
    called = [node for node in old if node.names or node.numbers]
    _find_by(db, [(ids[node.ref], found_by(node.ref, node)) for node in called])
    _add_edges(db, edges, ids)


# Plain texts: what is only like text SQLite's driver asks around for how to bind.
_LABEL = {label: label.value for label in Label}
_LABELS = {name: label for label, name in _LABEL.items()}
_TYPE = {type_: type_.value for type_ in EdgeType}


def _add_edges(db: Connection, edges: Iterable[Edge], ids: Mapping[Ref, int]) -> None:
    flows, others = [], []
    for edge in edges:
        ends = ids[edge.tail], ids[edge.head]
        if edge.type in MATERIAL:
            bears = edge.props.get("product"), edge.props.get("net_g"), text_of(edge.props)
            flows.append((*ends, edge.n, edge.reo_g, 1, *bears))
        else:
            others.append((ends[0], _TYPE[edge.type], ends[1], edge.n, text_of(edge.props)))
    db.executemany("INSERT OR REPLACE INTO flow VALUES (?, ?, ?, ?, ?, ?, ?, ?)", flows)
    db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?)", others)


def _find_by(db: Connection, found: Iterable[tuple[int, FoundBy]]) -> None:
    """Let nodes be found by other terms than before."""
    db.executemany(
        "INSERT OR REPLACE INTO found_by (rowid, terms, named, sounds) VALUES (?, ?, ?, ?)",
        [(id_, *by) for id_, by in found],
    )


def forget(db: Connection, ids: Iterable[int]) -> None:
    """Delete nodes that no record states and nothing is connected to any more."""
    loose = [
        (id_,)
        for id_ in ids
        if db.execute(
            "SELECT 1 FROM node WHERE id = :id AND NOT known"
            " AND NOT EXISTS (SELECT 1 FROM flow WHERE tail = :id OR head = :id)"
            " AND NOT EXISTS (SELECT 1 FROM edge WHERE tail = :id OR head = :id)",
            {"id": id_},
        ).fetchone()
    ]
    db.executemany("DELETE FROM found_by WHERE rowid = ?", loose)
    db.executemany("DELETE FROM node WHERE id = ?", loose)


def ids_of(db: Connection, refs: Iterable[Ref]) -> dict[Ref, int]:
    rows = db.execute(
        f"SELECT n.label, n.key, n.id FROM {REF_JOIN}", (json.dumps(list(dict.fromkeys(refs))),)
    )
    return {Ref(_LABELS[label], key): id_ for label, key, id_ in rows}


def text_of(props: Mapping[str, Any]) -> str:
    """Properties as one text, less those that are None."""
    if not props:  # as of most edges
        return "{}"
    if None in props.values():
        props = {name: value for name, value in props.items() if value is not None}
    return to_json(props).decode()  # in a third of the time that json takes

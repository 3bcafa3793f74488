"""What settling reads from the embedded store, and what it keeps there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING

from provenance.graph.port.settling import Downstream, Settlement, Waiting
from provenance.graph.rows.material import (
    NodeRow,
    changed,
    event_from,
    grants_text,
    lot_props,
    read_lineage,
)
from provenance.graph.rows.register import declared_under, papers_from
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.queue import queue
from provenance.graph.sqlite.read import REF_JOIN
from provenance.graph.sqlite.records import Records, register_of
from provenance.graph.sqlite.sums import redraw
from provenance.graph.sqlite.write import forget, ids_of, take_draws_away, text_of
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.model.terms import Label, Ref
from provenance.records.changes import Mark, Touch

if TYPE_CHECKING:
    from provenance.ledger.whole.columns import Columns


class Settling(Aspect):
    """What settling asks within a turn of writing, and what it keeps."""

    @on_connection
    def waiting(self, db: Connection) -> Waiting:
        marks = frozenset(
            Mark(Touch(touch), key) for touch, key in db.execute("SELECT touch, key FROM mark")
        )
        if not marks:
            return Waiting(marks)
        listed = any(mark.touch is Touch.DESIGNATION for mark in marks)
        return Waiting(marks, register_of(db), _lacking(db) if listed else ())

    register = Records.register

    @on_connection
    def papers(
        self,
        db: Connection,
        declarations: Sequence[str],
        inspections: Sequence[str],
        invoices: Sequence[str],
    ) -> Papers:
        wanted = [
            *(Ref(Label.DECLARATION, key) for key in declarations),
            *(Ref(Label.INSPECTION, key) for key in inspections),
            *(Ref(Label.INVOICE, key) for key in invoices),
        ]
        rows = db.execute(
            f"SELECT n.label, n.key, n.props FROM {REF_JOIN} WHERE n.known", (json.dumps(wanted),)
        )
        return papers_from(
            (Ref(Label(label), key), json.loads(props)) for label, key, props in rows
        )

    @on_connection
    def declared_under(self, db: Connection, codes: Sequence[str]) -> list[str]:
        rows = db.execute("SELECT key, props FROM node WHERE known AND label = 'Declaration'")
        return declared_under(codes, ((key, json.loads(props)) for key, props in rows))

    @on_connection
    def draws_of(self, db: Connection, enterprises: Sequence[str]) -> list[Event]:
        rows = db.execute(
            f"SELECT e.props, e.settled FROM {REF_JOIN} JOIN edge b ON b.head = n.id"
            " AND b.type = 'BY' JOIN node e ON e.id = b.tail WHERE e.settled IS NOT NULL",
            (json.dumps([Ref(Label.ENTERPRISE, key) for key in enterprises]),),
        )
        return [event_from(json.loads(props), json.loads(settled)) for props, settled in rows]

    @on_connection
    def handed_from(self, db: Connection, lots: Sequence[str]) -> dict[str, set[str]]:
        rows = db.execute(_HANDED_FROM, (json.dumps([Ref(Label.LOT, lot) for lot in lots]),))
        found: dict[str, set[str]] = {lot: {lot} for lot in lots}
        for start, lot in rows:
            found[start].add(lot)
        return found

    @on_connection
    def downstream(
        self,
        db: Connection,
        seeds: Sequence[Ref],
        made: Sequence[str] = (),
        named: Sequence[Ref] = (),
    ) -> Downstream:
        """The closure of the seeds, every flow into it, and the nodes those flows come from.

        Of what is said of a lot assays alone are read: nothing that is settled rests on the rest.
        """
        db.execute("CREATE TEMP TABLE IF NOT EXISTS focus (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM focus")
        db.execute(
            _FOCUS,
            (
                json.dumps(seeds),
                json.dumps([Ref(Label.LOT, lot) for lot in made]),
                json.dumps(named),
            ),
        )
        flows = db.execute(
            "SELECT f.tail, f.head, f.n, f.reo_g, f.supported, f.product, f.net_g,"
            " CASE WHEN f.props LIKE '%\"assay\":%' THEN f.props ->> 'assay' END"
            " FROM focus JOIN flow f ON f.head = focus.id"
        ).fetchall()
        flows = [(*flow[:7], flow[7] and {"assay": flow[7]}) for flow in flows]
        in_focus = {id_ for (id_,) in db.execute("SELECT id FROM focus")}
        db.executemany("INSERT OR IGNORE INTO focus VALUES (?)", [(flow[0],) for flow in flows])
        nodes = [
            _node_row(*row)
            for row in db.execute(
                "SELECT n.id, n.key, n.label, n.props, n.settled FROM focus"
                " JOIN node n ON n.id = focus.id WHERE n.known OR n.label = 'Lot'"
            )
        ]
        return Downstream(
            lots=frozenset(key for id_, key, is_lot, _, _ in nodes if is_lot and id_ in in_focus),
            events=frozenset(
                key for id_, key, is_lot, _, _ in nodes if not is_lot and id_ in in_focus
            ),
            lineage=read_lineage(nodes, flows, up=True),
        )

    @on_connection
    def keep(self, db: Connection, settlement: Settlement, marks: Iterable[Mark]) -> None:
        _keep(db, settlement)
        db.executemany("DELETE FROM mark WHERE touch = ? AND key = ?", marks)
        _settled_now(db)


class Whole(Aspect):
    """Everything read and kept at once."""

    @on_connection
    def columns(self, db: Connection) -> "Columns | None":
        from provenance.graph.sqlite.whole import everything, much_waits  # numpy comes with it

        return everything(db) if much_waits(db) else None

    @on_connection
    def keep(self, db: Connection, parts: Iterable[Settlement]) -> None:
        for part in parts:
            _keep(db, part)
        db.execute("DELETE FROM mark")
        _settled_now(db)


def _keep(db: Connection, settlement: Settlement) -> None:
    db.executemany(
        "UPDATE node SET settled = ? WHERE label = 'Lot' AND key = ?",
        [(text_of(lot_props(lot)), lot.key) for lot in settlement.lots],
    )
    _keep_grants(db, settlement.grants)
    db.executemany(
        "UPDATE flow SET supported = ? WHERE tail = (SELECT id FROM node WHERE label = 'Lot'"
        " AND key = ?) AND head = (SELECT id FROM node WHERE label = 'Event' AND key = ?)",
        [(supported, lot, event) for (lot, event), supported in settlement.support.items()],
    )
    queue(db, changed(settlement))


def _settled_now(db: Connection) -> None:
    now = datetime.now(UTC).isoformat()
    db.execute("INSERT OR REPLACE INTO meta VALUES ('settled_at', ?)", (now,))


_FOCUS = f"""
INSERT INTO focus WITH RECURSIVE down (id) AS (
    SELECT n.id FROM {REF_JOIN}
    UNION SELECT f.tail FROM {REF_JOIN} JOIN flow f ON f.head = n.id
    UNION SELECT d.tail FROM {REF_JOIN} JOIN edge d ON d.head = n.id
        AND d.type IN ('DECLARED_IN', 'INSPECTED_IN', 'INVOICED_BY')
    UNION SELECT f.head FROM down JOIN flow f ON f.tail = down.id
) SELECT id FROM down"""

_HANDED_FROM = f"""
WITH RECURSIVE up (start, id) AS (
    SELECT n.key, n.id FROM {REF_JOIN}
    UNION SELECT up.start, i.tail FROM up
        JOIN flow o ON o.head = up.id
        JOIN node e ON e.id = o.tail AND e.key LIKE 'transfer:%'
        JOIN flow i ON i.head = e.id
) SELECT up.start, n.key FROM up JOIN node n ON n.id = up.id"""


def _lacking(db: Connection) -> list[str]:
    rows = db.execute(
        "SELECT DISTINCT props ->> 'enterprise' FROM node WHERE label = 'Event'"
        " AND (settled LIKE '%\"undesignated_%' OR settled LIKE '%\"no_quota_record\"%')"
    )
    return [key for (key,) in rows]


def _node_row(id_: int, key: str, label: str, props: str, settled: str | None) -> NodeRow[int]:
    return (id_, key, label == Label.LOT, json.loads(props), settled and json.loads(settled))


def _keep_grants(db: Connection, grants: Mapping[str, tuple[Grant, ...]]) -> None:
    """Keep each event's draws, as a text and as edges to what it drew on."""
    parts = [
        (key, grant.gate, part)
        for key, all_ in grants.items()
        for grant in all_
        for part in grant.parts
    ]
    ids = ids_of(
        db, {Ref(Label.EVENT, key) for key in grants} | {p.entitlement for _, _, p in parts}
    )
    events = {key: ids[Ref(Label.EVENT, key)] for key in grants}
    redraw(db, events.values(), grants)
    db.executemany(
        "UPDATE node SET settled = ? WHERE id = ?",
        [(grants_text(all_), events[key]) for key, all_ in grants.items()],
    )
    left = take_draws_away(db, events.values())
    db.executemany(
        "INSERT OR REPLACE INTO edge VALUES (?, 'DRAWS', ?, 0, ?)",
        [
            (
                events[key],
                ids[part.entitlement],
                text_of({"gate": gate, "reo_g": part.drawn_g, "covered_g": part.covered_g}),
            )
            for key, gate, part in parts
        ],
    )
    forget(db, left)

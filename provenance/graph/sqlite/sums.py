"""The sums by month in the embedded store: kept as they change."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.graph.rows.material import event_from
from provenance.graph.rows.sums import (
    AMOUNTS,
    BY,
    Difference,
    Drew,
    Monthly,
    drawn_from,
    invoiced_from,
    moved_from,
    redrawn,
)
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event

TABLES = {
    Monthly.DRAW: "monthly_draw",
    Monthly.MOVEMENT: "monthly_movement",
    Monthly.INVOICE: "monthly_invoice",
}


class Sums(Aspect):
    """What is answered of months."""

    @on_connection
    def drawn(self, db: Connection, first: str, last: str) -> Sequence[Drawn]:
        return drawn_from(_sums(db, Monthly.DRAW, first, last))

    @on_connection
    def draws(self, db: Connection, first: str, last: str, known_by: datetime) -> list[Event]:
        """The events of some months that draw on quota, whose record was there by then."""
        rows = db.execute(
            "SELECT e.props, e.settled FROM (SELECT DISTINCT enterprise FROM monthly_draw"
            " WHERE month BETWEEN :first AND :last) m"
            " JOIN node f ON f.label = 'Enterprise' AND f.key = m.enterprise"
            " JOIN edge b ON b.head = f.id AND b.type = 'BY' JOIN node e ON e.id = b.tail"
            " WHERE e.settled IS NOT NULL"
            " AND substr(e.props ->> 'date', 1, 7) BETWEEN :first AND :last"
            " AND EXISTS (SELECT 1 FROM version v WHERE v.kind = e.props ->> 'kind'"
            " AND v.id = e.props ->> 'id' AND julianday(v.received_at) <= julianday(:known_by))",
            {"first": first, "last": last, "known_by": known_by.isoformat()},
        )
        return [event_from(json.loads(props), json.loads(settled)) for props, settled in rows]

    @on_connection
    def moved(self, db: Connection, first: str, last: str) -> Sequence[Moved]:
        return moved_from(_sums(db, Monthly.MOVEMENT, first, last))

    @on_connection
    def invoiced(self, db: Connection, first: str, last: str) -> Sequence[Invoiced]:
        return invoiced_from(_sums(db, Monthly.INVOICE, first, last))


def _sums(db: Connection, of: Monthly, first: str, last: str) -> list[tuple[Any, ...]]:
    """The sums of some months, both inclusive."""
    columns = ", ".join((*BY[of], *AMOUNTS[of]))
    text = f"SELECT {columns} FROM {TABLES[of]} WHERE month BETWEEN ? AND ?"
    return db.execute(text, (first, last)).fetchall()


def change(db: Connection, by: Difference) -> None:
    """Change sums by a difference; where nothing is left, no row is."""
    for of, changed in by.items():
        if not changed:
            continue
        names, amounts = BY[of], AMOUNTS[of]
        places = ", ".join("?" * (len(names) + len(amounts)))
        added = ", ".join(f"{name} = {name} + excluded.{name}" for name in amounts)
        db.executemany(
            f"INSERT INTO {TABLES[of]} VALUES ({places})"
            f" ON CONFLICT ({', '.join(names)}) DO UPDATE SET {added}",
            [(*key, *total) for key, total in changed.items()],
        )
        same = " AND ".join(f"{name} = ?" for name in names)
        db.executemany(f"DELETE FROM {TABLES[of]} WHERE {same} AND {amounts[0]} = 0", changed)


def redraw(db: Connection, events: Iterable[int], grants: Mapping[str, Sequence[Grant]]) -> None:
    """Change sums as these events (ids of nodes) come to draw other than is stored of them."""
    rows = db.execute(
        "SELECT n.key, n.props ->> 'enterprise', n.props ->> 'date', n.settled"
        " FROM json_each(?) w CROSS JOIN node n ON n.id = w.value WHERE n.known",
        (json.dumps(list(events)),),
    )
    change(db, redrawn((Drew.stored(*row) for row in rows), grants))

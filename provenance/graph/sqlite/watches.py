"""What the embedded store keeps of watches, and of what was raised while somebody watches."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.graph.rows.findings import moment
from provenance.graph.rows.watches import delivery_row, watch_from, watch_row
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.filter import conditions
from provenance.graph.sqlite.findings import kept_of

_KEPT = (
    "id, wanted, url, secret, by, created_at, told, told_at, tried_at, failures, error, due_at,"
    " active, holder, held_until"
)
_LEASE = f"""
UPDATE watch SET holder = :holder, held_until = :until
WHERE id IN (SELECT value FROM json_each(:ids)) AND active
    AND (held_until IS NULL OR held_until <= :now OR holder = :holder)
    AND (due_at IS NULL OR due_at <= :now)
RETURNING {_KEPT}
"""


class WatchWriter(Aspect):
    """What is kept of watches."""

    @on_connection
    def keep(self, db: Connection, watch: Watch) -> None:
        row = watch_row(watch)
        values = ", ".join(f":{name}" for name in row)
        db.execute(f"INSERT OR REPLACE INTO watch ({', '.join(row)}) VALUES ({values})", row)

    @on_connection
    def remove(self, db: Connection, id_: str) -> bool:
        removed = db.execute("DELETE FROM watch WHERE id = ?", (id_,)).rowcount > 0
        _forget(db)
        return removed

    @on_connection
    def reseal(self, db: Connection, id_: str, before: str, after: str) -> None:
        db.execute("UPDATE watch SET secret = ? WHERE id = ? AND secret = ?", (after, id_, before))

    @on_connection
    def lease(self, db: Connection, ids: Sequence[str], lease: Lease) -> list[Watch]:
        values = {"ids": json.dumps(list(ids)), **_leased(lease), "now": moment(lease.now)}
        return [_watch(row) for row in db.execute(_LEASE, values).fetchall()]

    @on_connection
    def advance(self, db: Connection, id_: str, delivery: Delivery, lease: Lease) -> bool:
        row = delivery_row(delivery)
        sets = ", ".join(f"{name} = :{name}" for name in row)
        held = db.execute(
            f"UPDATE watch SET {sets}, held_until = :until WHERE id = :id AND holder = :holder",
            {**row, "id": id_, **_leased(lease)},
        ).rowcount
        _forget(db)
        return held > 0


class Watches(Aspect):
    """What is answered of watches."""

    @on_connection
    def all(self, db: Connection) -> list[Watch]:
        return [
            _watch(row) for row in db.execute(f"SELECT {_KEPT} FROM watch ORDER BY created_at, id")
        ]

    @on_connection
    def raisings(
        self, db: Connection, wanted: FindingFilter, after: int, first: int
    ) -> list[KeptFinding]:
        where, values = conditions(wanted)
        rows = db.execute(
            "SELECT f.scope, f.subject, f.code, f.severity, f.enterprise, f.region, f.day,"
            " f.status, f.first_seen, f.last_seen, f.gone_at, f.raised, f.body, '[]' FROM raising f"
            f" WHERE f.raised > :after AND {where} ORDER BY f.raised LIMIT :first",
            {**values, "after": after, "first": first},
        )
        return [kept_of(row) for row in rows]


def _forget(db: Connection) -> None:
    """Forget what all who watch have been told of."""
    (told,) = db.execute("SELECT min(told) FROM watch WHERE active").fetchone()
    if told is None:
        db.execute("DELETE FROM raising")
    else:
        db.execute("DELETE FROM raising WHERE raised <= ?", (told,))


def _leased(lease: Lease) -> dict[str, str]:
    return {"holder": lease.holder, "until": moment(lease.until)}


def _watch(row: Sequence[object]) -> Watch:
    return watch_from(dict(zip(_KEPT.split(", "), row, strict=True)))

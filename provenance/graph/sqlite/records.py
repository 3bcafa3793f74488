"""What the embedded store answers of records as they were received."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.paging import Page
from provenance.graph.port.records import (
    LOOKED_THROUGH,
    SYNTHETIC,
    Holding,
    Rejected,
    Settled,
    State,
    loads_page,
)
from provenance.graph.rows.register import REGISTERED, register_from
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.ledger.quota.register import Register
from provenance.model.source import Source
from provenance.model.terms import EventKind, Label
from provenance.records.changes import WITHDRAWAL, RecordKey, Version, latest, received_by


class Records(Aspect):
    """What is answered of what was filed, and of whether it is settled."""

    @on_connection
    def stated(
        self, db: Connection, kinds: Sequence[str], until: datetime | None
    ) -> Sequence[Version]:
        rows = db.execute(
            f"SELECT {_VERSION} FROM version v WHERE v.kind IN (SELECT value FROM json_each(?))"
            " ORDER BY v.seq",
            (json.dumps([*kinds, WITHDRAWAL]),),
        )
        return received_by(until, [_version(*row) for row in rows])

    @on_connection
    def received(self, db: Connection, after: int, last: int) -> list[RecordKey]:
        rows = db.execute(
            "SELECT DISTINCT kind, id FROM version WHERE seq > ? AND seq <= ? ORDER BY kind, id",
            (after, last),
        )
        return [RecordKey(kind, id_) for kind, id_ in rows]

    @on_connection
    def withdrawn(
        self, db: Connection, records: Sequence[RecordKey]
    ) -> Mapping[RecordKey, datetime]:
        rows = db.execute(
            "SELECT x.kind, x.target, v.received_at FROM json_each(:wanted) w"
            " CROSS JOIN withdrawal x ON x.kind = w.value ->> 0 AND x.target = w.value ->> 1"
            " JOIN standing s ON s.kind = :kind AND s.id = x.id AND s.counts"
            " JOIN version v ON v.kind = s.kind AND v.id = s.id",
            {"wanted": json.dumps(list(set(records))), "kind": WITHDRAWAL},
        )
        return latest((RecordKey(kind, id_), at) for kind, id_, at in rows)

    @on_connection
    def rejected(self, db: Connection, after: int, first: int) -> list[tuple[int, Rejected]]:
        rows = db.execute(
            "SELECT number, file, line, field, reason, excerpt, received_at FROM rejected"
            " WHERE number > ? ORDER BY number LIMIT ?",
            (after, first),
        )
        return [
            (row, Rejected(file, line, field, reason, excerpt, datetime.fromisoformat(at)))
            for row, file, line, field, reason, excerpt, at in rows
        ]

    @on_connection
    def loads(self, db: Connection, before: int | None, first: int) -> Page:
        rows = db.execute(_LOADS, {"before": before, "looked": LOOKED_THROUGH})
        return loads_page(rows, first)

    @on_connection
    def register(self, db: Connection) -> Register:
        return register_of(db)

    @on_connection
    def settled(self, db: Connection) -> Settled:
        at = db.execute("SELECT value FROM meta WHERE name = 'settled_at'").fetchone()
        (waiting,) = db.execute("SELECT EXISTS (SELECT 1 FROM mark)").fetchone()
        return Settled(at and datetime.fromisoformat(at[0]), bool(waiting))

    @on_connection
    def state(self, db: Connection) -> State:
        row = db.execute(_STATE, {"synthetic": f"%{SYNTHETIC}%"}).fetchone()
        settled, audited = (at and datetime.fromisoformat(at) for at in row[:2])
        return State(settled, audited, *map(bool, row[2:]))

    @on_connection
    def holding(self, db: Connection) -> Holding:
        things: dict[Label | EventKind, int] = {}
        for label, kind, n in db.execute(_ON_RECORD):
            things[EventKind(kind) if kind else Label(label)] = n
        told = db.execute(_HOLDING, {"synthetic": f"%{SYNTHETIC}%"}).fetchone()
        *times, to_settle, to_audit, rejected, synthetic = told
        received, settled, audited = (at and datetime.fromisoformat(at) for at in times)
        return Holding(
            things, received, settled, audited, to_settle, to_audit, rejected, bool(synthetic)
        )


_LOADS = """
SELECT system, file, received_at, min(seq), max(seq), count(*) FROM (
    SELECT seq, system, file, received_at FROM version
    WHERE seq < coalesce(:before, 9223372036854775807) ORDER BY seq DESC LIMIT :looked
) GROUP BY system, file, received_at ORDER BY max(seq) DESC
"""

_ON_RECORD = """
SELECT label, CASE label WHEN 'Event' THEN substr(key, 1, instr(key, ':') - 1) END AS kind, count(*)
FROM node WHERE known OR label = 'Lot' GROUP BY 1, 2
"""

_TIMES = """
    (SELECT value FROM meta WHERE name = 'settled_at'),
    (SELECT value FROM meta WHERE name = 'audited_at')"""
_MADE_UP = (
    "EXISTS (SELECT 1 FROM node WHERE label = 'Enterprise' AND props ->> 'name' LIKE :synthetic)"
)

_STATE = f"SELECT {_TIMES}, EXISTS (SELECT 1 FROM mark), {_MADE_UP}"

_HOLDING = f"""
SELECT
    (SELECT received_at FROM version ORDER BY seq DESC LIMIT 1), {_TIMES},
    (SELECT count(*) FROM mark), (SELECT count(*) FROM unaudited), (SELECT count(*) FROM rejected),
    {_MADE_UP}
"""

_VERSION = (
    "v.kind, v.id, v.seq, v.revision, v.body, v.system, v.file, v.line, v.received_at, v.filed"
)


def versions_of(
    db: Connection, records: Sequence[RecordKey]
) -> Mapping[RecordKey, Sequence[Version]]:
    """The versions of each record as received; nothing of records nobody sent."""
    found: defaultdict[RecordKey, list[Version]] = defaultdict(list)
    for row in db.execute(
        f"SELECT {_VERSION} FROM json_each(?) w CROSS JOIN version v"
        " ON v.kind = w.value ->> 0 AND v.id = w.value ->> 1 ORDER BY v.seq",
        (json.dumps(list(set(records))),),
    ):
        version = _version(*row)
        found[version.record].append(version)
    return found


def _version(kind: str, id_: str, seq: int, revision: int, body: str, *source: Any) -> Version:
    system, file, line, at, filed = source
    stated_in = Source(system, file, line, datetime.fromisoformat(at))
    return Version(RecordKey(kind, id_), revision, body, stated_in, seq, filed)


def register_of(db: Connection) -> Register:
    """All that is on record of those who may mine and separate how much."""
    rows = db.execute(
        "SELECT label, key, props FROM node WHERE known AND label IN"
        f" ({', '.join('?' * len(REGISTERED))}) ORDER BY key",
        REGISTERED,
    )
    things: defaultdict[Label, list[tuple[str, Any]]] = defaultdict(list)
    for label, key, props in rows:
        things[Label(label)].append((key, json.loads(props)))
    return register_from(things)

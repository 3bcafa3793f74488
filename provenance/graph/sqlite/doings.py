"""What the embedded store answers of one enterprise: what it did, got and holds."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from provenance.graph.port.doings import OF_INPUT, OF_OUTPUT, DoneFilter, Flowed, in_order
from provenance.graph.port.paging import Page
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.read import COLUMNS, thing
from provenance.model.terms import EventKind

_ITS = (
    "FROM node w JOIN edge b ON b.head = w.id AND b.type IN ({types}) JOIN node e ON e.id = b.tail"
)
_OF = " WHERE w.label = 'Enterprise' AND w.key = :enterprise AND e.known"
_DID, _GOT = _ITS.format(types="'BY'"), _ITS.format(types="'TO'")
_EITHER = _ITS.format(types="'BY', 'TO'")

_MONTH = "substr(e.props ->> 'date', 1, 7)"
_KIND = "e.props ->> 'kind'"


def _flowed(its: str, partner: str, way: str, of: str) -> str:
    """What goes along flows one way, of events of some kinds, summed by month, kind and partner."""
    return (
        f"SELECT {_MONTH}, {_KIND}, {partner}, count(DISTINCT e.id), sum(f.reo_g) {its}"
        f" JOIN flow f ON f.{way} = e.id{_OF} AND {_MONTH} BETWEEN :first AND :last"
        f" AND {_KIND} IN (SELECT value FROM json_each(:{of})) GROUP BY 1, 2, 3"
    )


_FLOWED = (
    (True, _flowed(_GOT, "e.props ->> 'enterprise'", "tail", "handed")),
    (True, _flowed(_DID, "NULL", "tail", "made")),
    (False, _flowed(_DID, "e.props ->> 'buyer'", "head", "handed")),
    (False, _flowed(_DID, "NULL", "head", "gone")),
)

_PLACE = "e.props ->> 'date' || ' ' || e.key"


class Doings(Aspect):
    """What is answered of one enterprise."""

    @on_connection
    def flowed(self, db: Connection, enterprise: str, first: str, last: str) -> Sequence[Flowed]:
        values = {
            "enterprise": enterprise,
            "first": first,
            "last": last,
            "handed": json.dumps([EventKind.TRANSFER]),
            "made": json.dumps(sorted(OF_OUTPUT)),
            "gone": json.dumps(sorted(OF_INPUT)),
        }
        return in_order(
            Flowed(month, EventKind(kind), partner, incoming, events, reo_g)
            for incoming, text in _FLOWED
            for month, kind, partner, events, reo_g in db.execute(text, values)
        )

    @on_connection
    def done(
        self, db: Connection, enterprise: str, wanted: DoneFilter, after: str | None, first: int
    ) -> Page:
        behind, way = ("<", "DESC") if wanted.newest else (">", "ASC")
        asked = {
            "e.props ->> 'date' >= :since": ("since", wanted.since and str(wanted.since)),
            "e.props ->> 'date' <= :until": ("until", wanted.until and str(wanted.until)),
            f"{_KIND} IN (SELECT value FROM json_each(:kinds))": (
                "kinds",
                json.dumps(wanted.kinds) if wanted.kinds else None,
            ),
            f"{_PLACE} {behind} :after": ("after", after),
        }
        said = {text: pair for text, pair in asked.items() if pair[1] is not None}
        rows = db.execute(
            f"SELECT DISTINCT {COLUMNS.replace('n.', 'e.')} {_EITHER}{_OF}"
            f"{''.join(f' AND {text}' for text in said)} ORDER BY {_PLACE} {way} LIMIT :most",
            {"enterprise": enterprise, "most": first + 1, **dict(said.values())},
        ).fetchall()
        return Page([thing(*row) for row in rows[:first]], len(rows) > first)

    @on_connection
    def held(self, db: Connection, enterprise: str, after: str | None, first: int) -> Page:
        rows = db.execute(
            f"SELECT DISTINCT {COLUMNS} {_EITHER} JOIN flow f ON f.tail = e.id"
            f" JOIN node n ON n.id = f.head{_OF} AND n.settled ->> 'holder' = :enterprise"
            " AND coalesce(n.settled ->> 'drawn_g', 0) < n.settled ->> 'reo_g'"
            " AND n.key > :after ORDER BY n.key LIMIT :most",
            {"enterprise": enterprise, "after": after or "", "most": first + 1},
        ).fetchall()
        return Page([thing(*row) for row in rows[:first]], len(rows) > first)

"""What the embedded store keeps of what declarations come to, and answers of it."""

import json
from collections.abc import Collection, Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.declared import (
    DeclarationFilter,
    Declared,
    Order,
    Placed,
    Summary,
    Waits,
)
from provenance.graph.port.paging import Page
from provenance.graph.rows.declared import (
    DESCENDING,
    FIGURES,
    declared_row,
    narrowed,
    summary_from,
    summary_row,
)
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.model.terms import Label, Ref

_LISTED = ("key", "day", "direction", "party", "declarant", "region", "mixed", "newest")
_COMES_TO = (*FIGURES, "unlawful", "heaviest")
_KEEP = (
    f"INSERT INTO declared ({', '.join((*_LISTED, *_COMES_TO))}, asked, told)"
    f" VALUES ({', '.join(f':{name}' for name in (*_LISTED, *_COMES_TO))},"
    " :conclusion IS NOT NULL, 0) ON CONFLICT (key) DO UPDATE SET"
    f" {', '.join(f'{name} = excluded.{name}' for name in _LISTED[1:])},"
    # Where it divides as it did, what was worked out stays until it is worked out again.
    + ", ".join(f" {n} = iif(mixed IS excluded.mixed, {n}, excluded.{n})" for n in _COMES_TO)
    + ", asked = asked + 1, told = iif(excluded.conclusion IS NULL, asked + 1, told)"
)
_SUM_UP = (
    f"UPDATE declared SET {', '.join(f'{name} = :{name}' for name in _COMES_TO)}, told = :asked"
    " WHERE key = :key AND told < :asked AND conclusion IS NOT NULL"
)


class DeclarationWriter(Aspect):
    """What is kept of what declarations come to."""

    @on_connection
    def keep(self, db: Connection, found: Sequence[Declared], gone: Collection[str]) -> None:
        db.executemany(_KEEP, [declared_row(one) for one in found])
        db.executemany("DELETE FROM declared WHERE key = ?", [(key,) for key in gone])

    @on_connection
    def ask(self, db: Connection, keys: Collection[str] | None) -> None:
        among = "" if keys is None else " AND key IN (SELECT value FROM json_each(?))"
        db.execute(
            f"UPDATE declared SET asked = asked + 1 WHERE conclusion IS NOT NULL{among}",
            () if keys is None else (json.dumps(list(keys)),),
        )

    @on_connection
    def sum_up(self, db: Connection, found: Sequence[tuple[Waits, Summary | None]]) -> None:
        done = [{**summary_row(w.key, s), "key": w.key, "asked": w.asked} for w, s in found if s]
        db.executemany(_SUM_UP, done)
        db.executemany(
            "UPDATE declared SET told = ? WHERE key = ? AND told < ?",
            [(waits.asked, waits.key, waits.asked) for waits, summary in found if not summary],
        )


class Declarations(Aspect):
    """What is answered of what declarations come to."""

    @on_connection
    def summaries(self, db: Connection, refs: Sequence[Ref]) -> Mapping[Ref, Summary]:
        keys = [ref.key for ref in dict.fromkeys(refs) if ref.label is Label.DECLARATION]
        rows = db.execute(
            f"SELECT d.key, d.asked > d.told, {', '.join(f'd.{name}' for name in FIGURES)}"
            " FROM json_each(?) w CROSS JOIN declared d ON d.key = w.value",
            (json.dumps(keys),),
        )
        found = {
            Ref(Label.DECLARATION, key): summary_from(
                dict(zip(FIGURES, figures, strict=True)), waiting=bool(waiting)
            )
            for key, waiting, *figures in rows
        }
        return {ref: summary for ref, summary in found.items() if summary is not None}

    @on_connection
    def page(
        self,
        db: Connection,
        wanted: DeclarationFilter,
        order: Order,
        after: str | None,
        first: int,
    ) -> Page:
        where, values = _conditions(wanted)
        behind, way = ("<", "DESC") if order in DESCENDING else (">", "ASC")
        if after is not None:
            where += f" AND d.{order.value} {behind} :after"
        rows = db.execute(
            f"SELECT d.key, d.{order.value} FROM declared d WHERE {where}"
            f" ORDER BY d.{order.value} {way} LIMIT :first",
            {**values, "after": after, "first": first + 1},
        ).fetchall()
        return Page([Placed(*row) for row in rows[:first]], len(rows) > first)

    @on_connection
    def count(self, db: Connection, wanted: DeclarationFilter, most: int) -> int:
        where, values = _conditions(wanted)
        text = f"SELECT count(*) FROM (SELECT 1 FROM declared d WHERE {where} LIMIT :most)"
        return int(db.execute(text, {**values, "most": most + 1}).fetchone()[0])

    @on_connection
    def waiting(self, db: Connection, first: int) -> Sequence[Waits]:
        rows = db.execute(
            "SELECT key, asked FROM declared WHERE asked > told ORDER BY newest DESC LIMIT ?",
            (first,),
        )
        return [Waits(*row) for row in rows]


_CONDITIONS = {
    "direction": "d.direction = :direction",
    "since": "d.day >= :since",
    "until": "d.day <= :until",
    "within": "EXISTS (SELECT 1 FROM json_each(:within) w"
    " WHERE substr(d.region, 1, length(w.value)) = w.value)",
    "enterprise": "(d.party = :enterprise OR d.declarant = :enterprise)",
    "conclusions": "d.conclusion IN (SELECT value FROM json_each(:conclusions))",
    "advice": "d.advice = :advice",
    "decided": "EXISTS (SELECT 1 FROM decision o WHERE o.declaration = d.key) = :decided",
    "keys": "d.key IN (SELECT value FROM json_each(:keys))",
}


def _conditions(wanted: DeclarationFilter) -> tuple[str, dict[str, Any]]:
    values = {name: value for name, value in narrowed(wanted).items() if value is not None}
    where = " AND ".join(_CONDITIONS[name] for name in values) or "true"
    plain = {n: json.dumps(v) if isinstance(v, list) else v for n, v in values.items()}
    return where, plain

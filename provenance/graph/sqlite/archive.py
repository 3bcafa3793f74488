"""What the embedded store keeps, row by row; how far it is where it is being written anew."""

import json
from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.archive import KEYS, Kept, Row
from provenance.graph.port.form import Rebuilding
from provenance.graph.port.kept import BECOMES
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.schema import rebuilding_of
from provenance.model.terms import ReviewDecision

TABLES: Mapping[Kept, str] = {kind: kind.value for kind in Kept} | {
    Kept.CHANGE: "conclusion_change"
}
_MERGED = {
    Kept.FINDING: " ON CONFLICT (id) DO UPDATE"
    " SET first_seen = min(first_seen, excluded.first_seen)"
}


class Archive(Aspect):
    """What is read out and taken in row by row."""

    @on_connection
    def rows(self, db: Connection, kind: Kept, after: Any, first: int) -> list[Row]:
        return rows_of(db, kind, after, first)

    @on_connection
    def put(self, db: Connection, kind: Kept, rows: Sequence[Mapping[str, Any]]) -> None:
        table = TABLES[kind]
        names = [name for (name,) in db.execute(f"SELECT name FROM pragma_table_info('{table}')")]
        values = ", ".join("?" * len(names))
        db.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}){_MERGED.get(kind, '')}",
            [_cells(kind, names, row) for row in rows],
        )
        if kind is Kept.REVIEW:
            db.executemany(
                "UPDATE finding SET status = ? WHERE id = ?",
                [(BECOMES[ReviewDecision(row["decision"])], row["finding"]) for row in rows],
            )

    @on_connection
    def rebuilding(self, db: Connection) -> Rebuilding | None:
        return rebuilding_of(db)

    @on_connection
    def mark(self, db: Connection, rebuilding: Rebuilding | None) -> None:
        if rebuilding is None:
            db.execute("DELETE FROM meta WHERE name = 'rebuilding'")
        else:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('rebuilding', ?)", (rebuilding.text,))


def rows_of(db: Connection, kind: Kept, after: Any, first: int) -> list[Row]:
    """Rows of a kind behind a key; none where a file of an older form has no such table."""
    table, key = TABLES[kind], KEYS[kind]
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        return []
    behind, values = (f" WHERE {key} > ?", (after, first)) if after is not None else ("", (first,))
    found = db.execute(f"SELECT * FROM {table}{behind} ORDER BY {key} LIMIT ?", values)
    names = [column[0] for column in found.description]
    return [Row(kind, _props(kind, dict(zip(names, row, strict=True)))) for row in found]


def _props(kind: Kept, row: dict[str, Any]) -> dict[str, Any]:
    if kind in (Kept.FINDING, Kept.RAISING):
        row |= json.loads(row.pop("body"))
    elif kind is Kept.CHANGE:
        row["causes"] = json.loads(row["causes"])
    return {name: value for name, value in row.items() if value is not None}


def _cells(kind: Kept, names: Sequence[str], row: Mapping[str, Any]) -> list[Any]:
    """A row by the columns of its table; what has none is in the text of all the rest."""
    if kind in (Kept.FINDING, Kept.RAISING):
        rest = {name: value for name, value in row.items() if name not in (*names, "place")}
        row = {**row, "body": json.dumps(rest, ensure_ascii=False)}
    elif kind is Kept.CHANGE:
        row = {**row, "causes": json.dumps(row["causes"])}
    return [row.get(name) for name in names]

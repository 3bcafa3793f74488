"""What the embedded store keeps of cases."""

from collections.abc import Sequence
from sqlite3 import Connection

from provenance.graph.port.cases import CaseVersion
from provenance.graph.port.paging import Page
from provenance.graph.rows.cases import case_from, case_row
from provenance.graph.sqlite.aspect import Aspect, on_connection

_KEPT = "case_id, version, title, note, pins, open, by, at"
_LAST = f"""
SELECT {_KEPT} FROM case_version v
WHERE version = (SELECT max(version) FROM case_version WHERE case_id = v.case_id)
    AND (:open IS NULL OR open = :open) AND (:before IS NULL OR place < :before)
ORDER BY place DESC LIMIT :first
"""


class Cases(Aspect):
    """What is answered of cases."""

    @on_connection
    def page(self, db: Connection, *, open: bool | None, before: str | None, first: int) -> Page:
        rows = db.execute(_LAST, {"open": open, "before": before, "first": first + 1})
        found = [_version(row) for row in rows]
        return Page(found[:first], len(found) > first)

    @on_connection
    def versions(self, db: Connection, case: str) -> list[CaseVersion]:
        asked = f"SELECT {_KEPT} FROM case_version WHERE case_id = ? ORDER BY version"
        return [_version(row) for row in db.execute(asked, (case,))]


class CaseWriter(Aspect):
    """What is kept of cases."""

    @on_connection
    def save(self, db: Connection, version: CaseVersion) -> bool:
        last = "SELECT coalesce(max(version), 0) FROM case_version WHERE case_id = ?"
        if db.execute(last, (version.case,)).fetchone()[0] != version.version - 1:
            return False
        row = case_row(version)
        values = ", ".join(f":{name}" for name in row)
        db.execute(f"INSERT INTO case_version ({', '.join(row)}) VALUES ({values})", row)
        return True

    @on_connection
    def remove(self, db: Connection, case: str) -> bool:
        return db.execute("DELETE FROM case_version WHERE case_id = ?", (case,)).rowcount > 0


def _version(row: Sequence[object]) -> CaseVersion:
    return case_from(dict(zip(_KEPT.split(", "), row, strict=True)))

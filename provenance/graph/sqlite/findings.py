"""What the embedded store keeps of audits, reviews and decisions, and answers of them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from provenance.graph.port.kept import (
    BECOMES,
    ConclusionChange,
    Decision,
    Facets,
    FindingFilter,
    FindingOrder,
    Found,
    Keeping,
    KeptFinding,
    Review,
)
from provenance.graph.port.paging import Page
from provenance.graph.rows.findings import (
    change_from,
    change_row,
    decision_from,
    decision_row,
    facets_of,
    kept_from,
    kept_props,
    moment,
    review_row,
    subject_from,
    subject_text,
)
from provenance.graph.sqlite.aspect import Aspect, on_connection
from provenance.graph.sqlite.filter import conditions
from provenance.model.terms import ClearanceDecision, Label, Ref

COLUMNS = (
    "id", "place", "scope", "subject", "code", "severity", "enterprise", "region", "day", "words",
)  # fmt: skip
"""What findings are looked up by; the rest is one text."""

PLACES: Mapping[FindingOrder, str] = {
    FindingOrder.SEVERITY: "place",
    FindingOrder.MASS: "printf('%015d', coalesce(body ->> 'mass_g', 0)) || ':' || id",
    FindingOrder.DAY: "coalesce(day, '0') || ':' || id",
    FindingOrder.FIRST_SEEN: "first_seen || ':' || id",
}
"""The places of findings in each order: as they stand in the indexes on them, to the letter."""

READ = (
    "SELECT f.scope, f.subject, f.code, f.severity, f.enterprise, f.region, f.day, f.status,"
    " f.first_seen, f.last_seen, f.gone_at, f.raised, f.body, (SELECT json_group_array("
    "json_array(r.at, r.by, r.decision, r.reason)) FROM review r WHERE r.finding = f.id) AS reviews"
)
_RAISED = (
    "id, scope, subject, code, severity, enterprise, region, day, words, status, first_seen,"
    " last_seen, gone_at, raised, body"
)
_KEEP = (
    f"INSERT INTO finding ({', '.join(COLUMNS)}, body, first_seen, last_seen, raised, status)"
    f" VALUES ({', '.join(f':{name}' for name in COLUMNS)}, :body, :at, :at, :raised, 'open')"
    " ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[1:], "body", "last_seen"))
    + ", gone_at = NULL, raised = coalesce(:again, raised)"
)


class FindingWriter(Aspect):
    """What is kept of audits, reviews and decisions."""

    @on_connection
    def keep(
        self, db: Connection, scopes: Sequence[str], found: Sequence[Found], at: datetime
    ) -> Keeping:
        named = {finding.id: finding for finding in found}
        there = _open(db, "id", list(named))
        gone = _open(db, "scope", scopes) - named.keys()
        last = _last_raised(db)
        new = {id_: last + n for n, id_ in enumerate((i for i in named if i not in there), start=1)}
        db.executemany(
            _KEEP, [_row(finding, moment(at), new.get(id_)) for id_, finding in named.items()]
        )
        db.executemany(
            "UPDATE finding SET gone_at = ? WHERE id = ?", [(moment(at), id_) for id_ in gone]
        )
        _log_raisings(db, last)
        return Keeping(len(new), len(gone))

    @on_connection
    def review(self, db: Connection, finding: str, said: Review) -> bool:
        status = BECOMES[said.decision]
        changed = db.execute("UPDATE finding SET status = ? WHERE id = ?", (status, finding))
        if not changed.rowcount:
            return False
        db.execute(
            "INSERT INTO review (finding, at, by, decision, reason) VALUES (?, ?, ?, ?, ?)",
            (finding, *review_row(said)),
        )
        return True

    @on_connection
    def decide(self, db: Connection, declaration: str, decision: Decision) -> None:
        db.execute(
            "INSERT INTO decision (declaration, at, by, decision, reason, advice, conclusion)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (declaration, *decision_row(decision)),
        )

    @on_connection
    def keep_conclusions(self, db: Connection, changes: Sequence[ConclusionChange]) -> None:
        rows = [change_row(change) for change in changes]
        db.executemany(
            "INSERT INTO conclusion_change (subject, at, before, after, lawful_before_g,"
            " lawful_after_g, load, causes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row[:-1], json.dumps(row[-1])) for row in rows],
        )


def _open(db: Connection, by: str, keys: Sequence[str]) -> set[str]:
    rows = db.execute(
        f"SELECT f.id FROM json_each(?) w CROSS JOIN finding f ON f.{by} = w.value"
        " WHERE f.gone_at IS NULL",
        (json.dumps(list(dict.fromkeys(keys))),),
    )
    return {id_ for (id_,) in rows}


def _last_raised(db: Connection) -> int:
    return int(db.execute("SELECT coalesce(max(raised), 0) FROM finding").fetchone()[0])


def _log_raisings(db: Connection, after: int) -> None:
    """Let what was raised behind a number wait for those who watch, as it is now."""
    db.execute(
        f"INSERT INTO raising ({_RAISED}) SELECT {_RAISED} FROM finding WHERE raised > ?"
        " AND EXISTS (SELECT 1 FROM watch WHERE active)",
        (after,),
    )


def _row(finding: Found, at: str, raised: int | None) -> dict[str, Any]:
    props = kept_props(finding)
    body = {name: value for name, value in props.items() if name not in COLUMNS}
    text = json.dumps(body, ensure_ascii=False)
    return {**props, "body": text, "at": at, "raised": raised or 0, "again": raised}


class Findings(Aspect):
    """What is answered of findings, reviews and decisions."""

    @on_connection
    def page(
        self,
        db: Connection,
        wanted: FindingFilter,
        after: str | None,
        first: int,
        order: FindingOrder = FindingOrder.SEVERITY,
    ) -> Page:
        (where, values), place = conditions(wanted), PLACES[order]
        behind, way = (">", "ASC") if order is FindingOrder.SEVERITY else ("<", "DESC")
        if after is not None:
            where += f" AND {place} {behind} :after"
        rows = db.execute(
            f"{READ} FROM finding f WHERE {where} ORDER BY {place} {way} LIMIT :first",
            {**values, "after": after, "first": first + 1},
        ).fetchall()
        return Page([kept_of(row) for row in rows[:first]], len(rows) > first)

    @on_connection
    def count(self, db: Connection, wanted: FindingFilter, most: int) -> int:
        where, values = conditions(wanted)
        text = f"SELECT count(*) FROM (SELECT 1 FROM finding f WHERE {where} LIMIT :most)"
        return int(db.execute(text, {**values, "most": most + 1}).fetchone()[0])

    @on_connection
    def facets(self, db: Connection, wanted: FindingFilter) -> Facets:
        where, values = conditions(wanted)
        kinds = "f.code, f.severity, f.status, f.enterprise, f.region"
        return facets_of(
            db.execute(
                f"SELECT {kinds}, count(*) FROM finding f WHERE {where} GROUP BY {kinds}", values
            )
        )

    @on_connection
    def by_id(self, db: Connection, ids: Sequence[str]) -> list[KeptFinding | None]:
        found = {one.id: one for one in _among(db, "id", ids)}
        return [found.get(id_) for id_ in ids]

    @on_connection
    def on(self, db: Connection, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[KeptFinding]]:
        found: dict[Ref, list[KeptFinding]] = {ref: [] for ref in refs}
        for one in _among(db, "subject", [subject_text(ref) for ref in refs]):
            found[one.subject].append(one)
        return found

    @on_connection
    def raised(
        self, db: Connection, wanted: FindingFilter, after: int, first: int
    ) -> list[KeptFinding]:
        where, values = conditions(wanted)
        rows = db.execute(
            f"{READ} FROM finding f WHERE f.raised > :after AND {where}"
            " ORDER BY f.raised LIMIT :first",
            {**values, "after": after, "first": first},
        )
        return [kept_of(row) for row in rows]

    @on_connection
    def last_raised(self, db: Connection) -> int:
        return _last_raised(db)

    @on_connection
    def sampled(self, db: Connection) -> Sequence[Ref]:
        rows = db.execute(
            "SELECT DISTINCT declaration FROM decision WHERE decision = ? ORDER BY declaration",
            (ClearanceDecision.SAMPLE.value,),
        )
        return [Ref(Label.DECLARATION, declaration) for (declaration,) in rows]

    @on_connection
    def decisions(self, db: Connection, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        found: dict[Ref, list[Decision]] = {ref: [] for ref in refs}
        rows = db.execute(
            "SELECT d.declaration, d.at, d.by, d.decision, d.reason, d.advice, d.conclusion"
            " FROM json_each(?) w CROSS JOIN decision d ON d.declaration = w.value"
            " ORDER BY d.number",
            (json.dumps([ref.key for ref in found if ref.label is Label.DECLARATION]),),
        )
        for declaration, *row in rows:
            found[Ref(Label.DECLARATION, declaration)].append(decision_from(row))
        return found

    @on_connection
    def changes(
        self, db: Connection, refs: Sequence[Ref]
    ) -> Mapping[Ref, Sequence[ConclusionChange]]:
        found: defaultdict[Ref, list[ConclusionChange]] = defaultdict(list)
        rows = db.execute(
            "SELECT c.subject, c.at, c.before, c.after, c.lawful_before_g, c.lawful_after_g,"
            " c.load, c.causes FROM json_each(?) w CROSS JOIN conclusion_change c"
            " ON c.subject = w.value ORDER BY c.number",
            (json.dumps([subject_text(ref) for ref in dict.fromkeys(refs)]),),
        )
        for *row, causes in rows:
            found[subject_from(row[0])].append(change_from([*row, json.loads(causes)]))
        return {ref: found[ref] for ref in refs}


def _among(db: Connection, by: str, keys: Iterable[str]) -> list[KeptFinding]:
    rows = db.execute(
        f"{READ} FROM json_each(?) w CROSS JOIN finding f ON f.{by} = w.value ORDER BY f.place",
        (json.dumps(list(dict.fromkeys(keys))),),
    )
    return [kept_of(row) for row in rows]


def kept_of(row: Sequence[Any]) -> KeptFinding:
    names = ("scope", "subject", "code", "severity", "enterprise", "region", "day", "status",
             "first_seen", "last_seen", "gone_at", "raised")  # fmt: skip
    *columns, body, reviews = row
    props = {**json.loads(body), **dict(zip(names, columns, strict=True))}
    return kept_from(props, json.loads(reviews))

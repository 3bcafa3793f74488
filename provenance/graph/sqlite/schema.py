"""The tables of the embedded store, and which form a file of it is of."""

import sqlite3
from pathlib import Path

from provenance.graph.port.form import FORM, Rebuilding, refuse_other_forms

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

-- Records: every version as received, which of them counts, who withdraws whom.
CREATE TABLE IF NOT EXISTS version (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
    body TEXT NOT NULL, system TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    received_at TEXT NOT NULL, filed TEXT
);
CREATE INDEX IF NOT EXISTS version_record ON version (kind, id);
CREATE TABLE IF NOT EXISTS standing (
    kind TEXT, id TEXT, counts INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS withdrawal (id TEXT PRIMARY KEY, kind TEXT, target TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS withdrawal_target ON withdrawal (kind, target);
CREATE TABLE IF NOT EXISTS rejected (
    number INTEGER PRIMARY KEY, file TEXT, line INTEGER, field TEXT, reason TEXT, excerpt TEXT,
    received_at TEXT, UNIQUE (file, line, field, reason, excerpt)
);

-- The graph: nodes, the flow of material between lots and events, every other edge.
CREATE TABLE IF NOT EXISTS node (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, key TEXT NOT NULL, known INTEGER NOT NULL,
    props TEXT NOT NULL, settled TEXT, UNIQUE (label, key)
);
CREATE TABLE IF NOT EXISTS flow (
    tail INTEGER, head INTEGER, n INTEGER, reo_g INTEGER NOT NULL, supported INTEGER NOT NULL,
    product TEXT, net_g INTEGER, props TEXT NOT NULL, PRIMARY KEY (tail, head, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS flow_up ON flow (head, tail);
CREATE TABLE IF NOT EXISTS edge (
    tail INTEGER, type TEXT, head INTEGER, n INTEGER, props TEXT NOT NULL,
    PRIMARY KEY (tail, type, head, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS edge_up ON edge (head, type, tail);
CREATE VIRTUAL TABLE IF NOT EXISTS found_by USING fts5 (
    terms, named, sounds, tokenize = "ascii tokenchars '='"
);

-- What each month comes to: draws on quota by quota, movements, invoices ('' where there is none).
CREATE TABLE IF NOT EXISTS monthly_draw (
    month TEXT, enterprise TEXT, activity TEXT, ore_class TEXT, quota TEXT,
    drawn_g INTEGER NOT NULL, covered_g INTEGER NOT NULL,
    PRIMARY KEY (month, enterprise, activity, ore_class, quota)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS monthly_movement (
    month TEXT, enterprise TEXT, events INTEGER NOT NULL, PRIMARY KEY (month, enterprise)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS monthly_invoice (
    month TEXT, seller TEXT, invoices INTEGER NOT NULL, net_g INTEGER NOT NULL,
    reo_g INTEGER NOT NULL, unstated INTEGER NOT NULL, PRIMARY KEY (month, seller)
) WITHOUT ROWID;

-- What waits to be settled, and what waits to be audited.
CREATE TABLE IF NOT EXISTS mark (touch TEXT, key TEXT, PRIMARY KEY (touch, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unaudited (
    label TEXT, key TEXT, turn INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (label, key)
) WITHOUT ROWID;

-- What audits found, what was said of it, what officers decided, which conclusions changed.
CREATE TABLE IF NOT EXISTS finding (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, enterprise TEXT, region TEXT, day TEXT,
    status TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT,
    raised INTEGER NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS finding_place ON finding (place);
CREATE INDEX IF NOT EXISTS finding_scope ON finding (scope) WHERE gone_at IS NULL;
CREATE INDEX IF NOT EXISTS finding_subject ON finding (subject);
CREATE INDEX IF NOT EXISTS finding_enterprise ON finding (enterprise, place);
CREATE INDEX IF NOT EXISTS finding_raised ON finding (raised);
CREATE INDEX IF NOT EXISTS finding_mass ON finding (
    printf('%015d', coalesce(body ->> 'mass_g', 0)) || ':' || id
);
CREATE INDEX IF NOT EXISTS finding_day ON finding (coalesce(day, '0') || ':' || id);
CREATE INDEX IF NOT EXISTS finding_first_seen ON finding (first_seen || ':' || id);
CREATE TABLE IF NOT EXISTS review (
    number INTEGER PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS review_finding ON review (finding);
CREATE TABLE IF NOT EXISTS decision (
    number INTEGER PRIMARY KEY, declaration TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL, advice TEXT, conclusion TEXT
);
CREATE INDEX IF NOT EXISTS decision_declaration ON decision (declaration);
CREATE TABLE IF NOT EXISTS conclusion_change (
    number INTEGER PRIMARY KEY, subject TEXT NOT NULL, at TEXT NOT NULL, before TEXT, after TEXT,
    lawful_before_g INTEGER, lawful_after_g INTEGER, load TEXT, causes TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conclusion_change_subject ON conclusion_change (subject);

-- What declarations come to, and what they are listed by; what waits was asked more than told.
CREATE TABLE IF NOT EXISTS declared (
    key TEXT PRIMARY KEY, day TEXT, direction TEXT, party TEXT, declarant TEXT, region TEXT,
    mixed TEXT, conclusion TEXT, reo_g INTEGER, lawful_g INTEGER, unlawful_g INTEGER,
    unverified_g INTEGER, lawful_min_g INTEGER, lawful_max_g INTEGER, advice TEXT, settled_at TEXT,
    newest TEXT NOT NULL, unlawful TEXT NOT NULL, heaviest TEXT NOT NULL,
    asked INTEGER NOT NULL, told INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS declared_newest ON declared (newest);
CREATE INDEX IF NOT EXISTS declared_unlawful ON declared (unlawful);
CREATE INDEX IF NOT EXISTS declared_heaviest ON declared (heaviest);
CREATE INDEX IF NOT EXISTS declared_conclusion ON declared (conclusion, newest);
CREATE INDEX IF NOT EXISTS declared_party ON declared (party);
CREATE INDEX IF NOT EXISTS declared_declarant ON declared (declarant);
CREATE INDEX IF NOT EXISTS declared_waiting ON declared (newest) WHERE asked > told;

-- Who is told of findings, how far each has been told, and what was raised since: as it was then.
CREATE TABLE IF NOT EXISTS watch (
    id TEXT PRIMARY KEY, wanted TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
    by TEXT NOT NULL, created_at TEXT NOT NULL, told INTEGER NOT NULL, told_at TEXT,
    tried_at TEXT, failures INTEGER NOT NULL, error TEXT, due_at TEXT, active INTEGER NOT NULL,
    holder TEXT, held_until TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS raising (
    raised INTEGER PRIMARY KEY, id TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, enterprise TEXT, region TEXT, day TEXT,
    status TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT,
    words TEXT NOT NULL, body TEXT NOT NULL
);

-- Cases of investigators, in all the versions that were saved.
CREATE TABLE IF NOT EXISTS case_version (
    id TEXT PRIMARY KEY, case_id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL,
    note TEXT NOT NULL, pins TEXT NOT NULL, open INTEGER NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL, place TEXT NOT NULL, UNIQUE (case_id, version)
) WITHOUT ROWID;

-- Who may sign in, by which keys of the service; who is signed in, by the hash of what is shown.
CREATE TABLE IF NOT EXISTS access_user (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, enterprise TEXT, region TEXT, authority TEXT,
    added_at TEXT NOT NULL, mark TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS access_key (
    id TEXT PRIMARY KEY, public TEXT NOT NULL, private TEXT, made_at TEXT NOT NULL, retired_at TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY, family TEXT NOT NULL, who TEXT NOT NULL, issued_at TEXT NOT NULL,
    ends_at TEXT NOT NULL, follows TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_family ON session (family);

-- Who asked what, and every change: each entry holds the hash of the one before.
CREATE TABLE IF NOT EXISTS trail (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL,
    body TEXT NOT NULL, hash TEXT NOT NULL, seal TEXT
);
"""


def refuse(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreOutdatedError or StoreTooNewError for a file of another form, or half written."""
    if form := form_of(connection):
        rebuilding = rebuilding_of(connection) if form == FORM else None
        refuse_other_forms(f"sqlite:///{path}", form, rebuilding)


def form_of(connection: sqlite3.Connection) -> int:
    """The form that a file is written in, 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def rebuilding_of(connection: sqlite3.Connection) -> Rebuilding | None:
    """How far a file is, where it is being written anew."""
    found = connection.execute("SELECT value FROM meta WHERE name = 'rebuilding'").fetchone()
    return Rebuilding.of(found and found[0])

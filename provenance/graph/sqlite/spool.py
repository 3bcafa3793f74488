"""What is to be in the trail while somebody else writes to the file of the store.

It is kept for good in a file beside it, PATH.trail, where nobody writes for longer than that takes,
and put in the chain as soon as the store can be written to, by whichever process comes first.
"""

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from provenance.graph.port.trail import Draft
from provenance.graph.rows.trail import moment
from provenance.graph.transfer.files import make_private

WAIT_S = 10.0
"""So long one process waits for another here, where each is done in a moment."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS name (id TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS waiting (seq INTEGER PRIMARY KEY AUTOINCREMENT, draft TEXT NOT NULL);
"""


class Spool:
    """Drafts that wait, in the order they came, each with when that was."""

    def __init__(self, store: Path) -> None:
        self._path = Path(f"{store}.trail")
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def is_there(self) -> bool:
        """Whether there ever was anything that waited."""
        return self._db is not None or self._path.exists()

    def add(self, drafts: Sequence[Draft]) -> None:
        """Keep drafts for good."""
        at = moment(datetime.now(UTC))
        rows = [(json.dumps(asdict(replace(draft, at=at))),) for draft in drafts]
        with self._lock:
            db = self._opened()
            with db:
                db.execute("BEGIN IMMEDIATE")
                db.executemany("INSERT INTO waiting (draft) VALUES (?)", rows)

    def waiting(self, gathered: str) -> tuple[list[Draft], str]:
        """All that wait behind what was gathered, and what is gathered with them."""
        with self._lock:
            db = self._opened()
            (name,) = db.execute("SELECT id FROM name").fetchone()
            of, _, number = gathered.rpartition(":")
            after = int(number) if of == name else 0
            rows = db.execute(
                "SELECT seq, draft FROM waiting WHERE seq > ? ORDER BY seq", (after,)
            ).fetchall()
        last = rows[-1][0] if rows else after
        return [Draft(**json.loads(draft)) for _, draft in rows], f"{name}:{last}"

    def forget(self, gathered: str) -> None:
        """Forget what is in the chain for good."""
        with self._lock:
            self._opened().execute(
                "DELETE FROM waiting WHERE seq <= ?", (int(gathered.rpartition(":")[2]),)
            )

    def close(self) -> None:
        """Close the file, if it was opened."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            make_private(self._path)
            db = sqlite3.connect(
                self._path, timeout=WAIT_S, isolation_level=None, check_same_thread=False
            )
            try:
                db.execute("PRAGMA synchronous = FULL")
                _make(db)
            except sqlite3.Error:
                db.close()
                raise
            self._db = db
        return self._db


def _make(db: sqlite3.Connection) -> None:
    """Make the tables and the name of a new file; several processes may at once."""
    db.execute("BEGIN IMMEDIATE")
    for statement in filter(str.strip, _SCHEMA.split(";\n")):
        db.execute(statement)
    if db.execute("SELECT 1 FROM name").fetchone() is None:
        db.execute("INSERT INTO name VALUES (?)", (uuid4().hex,))
    db.execute("COMMIT")

"""How SQLite goes about it: from what is asked for to what is there, never the other way round."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.graph.sqlite import store as embedded
from provenance.graph.sqlite.connection import connect
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Label, Ref
from provenance.settings import Settings
from tests.example import worked_example
from tests.graph.kit import withdrawal
from tests.loading import load_all

LIST = "json_each("


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All statements that a store says, with what they are given."""
    heard: list[str] = []

    def overheard(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection = connect(*args, **kwargs)
        connection.set_trace_callback(heard.append)
        return connection

    monkeypatch.setattr(embedded, "connect", overheard)
    return heard


async def test_lists_are_gone_through_once(said: list[str], tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = SqliteStore(path)
    await load_all(store, worked_example())
    await load_all(store, [withdrawal("W1", "transfer", "T1")])
    await audit(store, Settings(), whole=True)
    for up in (True, False):
        await store.graph.lineage([Ref(Label.LOT, "D1")], up=up, most=100)
    await store.close()
    asked = {text for text in said if LIST in text and not text.startswith("--")}
    assert len(asked) > 20
    with sqlite3.connect(path) as db:
        db.execute("CREATE TEMP TABLE focus (id INTEGER PRIMARY KEY)")  # as settling has one
        wrong = {text for text in asked if any(_lists_within(db, text))}
    assert not wrong


def _lists_within(db: sqlite3.Connection, text: str) -> Iterator[str]:
    """The lists that are gone through again for each row of something else."""
    first: dict[int, str] = {}
    for _, parent, _, step in db.execute(f"EXPLAIN QUERY PLAN {text}"):
        if step.startswith(("SCAN", "SEARCH")):
            outermost = first.setdefault(parent, step)
            if "VIRTUAL TABLE" in step and outermost is not step:
                yield step

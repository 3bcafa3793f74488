"""What takes too long, or is for nobody any more, is stopped where it is done: in the store too."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from provenance.findings.audit.turns import Turns
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.errors import DeadlineExceededError
from provenance.model.terms import Label, Ref
from provenance.model.work import WORK, Work, go_on
from provenance.schema.endpoint import GRAPHQL_JSON
from provenance.schema.limits.deadline import within
from provenance.settings import Settings
from provenance.settings.limits import Limits
from tests.schema.api import serving

QUERY = '{ search(text: "x") { key } }'
SHORT = Settings(limits=Limits(request_s=0.2))
FOR_EVER = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def _for_ever(db: sqlite3.Connection) -> Any:
    return db.execute(FOR_EVER).fetchone()


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteStore]:
    """A store with one reader, that is searched for ever."""
    store = SqliteStore(tmp_path / "store.sqlite", readers=1)

    async def search(*_: Any) -> Any:
        return await store._read(_for_ever)

    monkeypatch.setattr(store.graph, "search", search)
    yield store
    await store.close()


async def _is_free(store: SqliteStore) -> bool:
    """Whether the one reader does something else before long."""
    async with asyncio.timeout(5):
        return await store.graph.things([Ref(Label.LOT, "x")]) == [None]


async def test_the_asker_is_told_and_the_store_stops(store: SqliteStore) -> None:
    async with serving(store, SHORT) as api:
        begun = time.monotonic()
        code, message = await api.fail(QUERY)
        assert time.monotonic() - begun < 3
    assert code == "DEADLINE_EXCEEDED"
    assert "0.2 s (limits.request_s)" in message
    assert "ask for less" in message
    assert await _is_free(store)


async def test_the_status_says_so_to_who_reads_it(store: SqliteStore) -> None:
    async with serving(store, SHORT) as api:
        told = await api.http.post(
            "/graphql", json={"query": QUERY}, headers={"accept": GRAPHQL_JSON}
        )
    assert (told.status_code, set(told.json())) == (504, {"errors"})


async def test_what_many_are_looked_up_at_once_stops_too(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaders ask in tasks of their own, which nobody cancels."""

    async def things(_: Any) -> Any:
        return await store._read(_for_ever)

    real = store.graph.things
    monkeypatch.setattr(store.graph, "things", things)
    async with serving(store, SHORT) as api:
        code, _ = await api.fail('{ node(id: "TG90OkQx") { id } lot(key: "D1") { key } }')
    assert code == "DEADLINE_EXCEEDED"
    monkeypatch.setattr(store.graph, "things", real)
    assert await _is_free(store)


async def test_who_has_gone_is_searched_for_no_more(store: SqliteStore) -> None:
    waiting = asyncio.create_task(within(60, store.graph.search("x", 1)))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await _is_free(store)


async def test_what_was_being_written_is_taken_back_and_others_write(store: SqliteStore) -> None:
    async def work(writer: Any) -> None:
        await store._on_writer(lambda db: db.execute("INSERT INTO meta VALUES ('a', 'b')"))
        await store._on_writer(_for_ever)

    with pytest.raises(DeadlineExceededError):
        await within(0.2, store.write(work))
    async with asyncio.timeout(5):
        await store.write(lambda writer: asyncio.sleep(0))
    held = await store._read(lambda db: db.execute("SELECT value FROM meta WHERE name='a'"))
    assert held.fetchone() is None


async def test_what_is_in_time_is_answered() -> None:
    assert await within(5, asyncio.sleep(0, "done")) == "done"

    async def fails() -> None:
        raise ValueError("as it was")

    with pytest.raises(ValueError, match="as it was"):
        await within(5, fails())


async def test_work_in_threads_learns_of_it_between_portions() -> None:
    ended: list[float] = []

    def portions() -> None:
        try:
            while True:
                time.sleep(0.001)
                go_on()
        except DeadlineExceededError:
            ended.append(time.monotonic())
            raise

    with pytest.raises(DeadlineExceededError):
        await within(0.05, asyncio.to_thread(portions))
    async with asyncio.timeout(5):
        while not ended:  # noqa: ASYNC110 - a thread's
            await asyncio.sleep(0.001)
    go_on()  # nobody's work is never ended


async def test_an_audit_goes_on_whoever_began_it() -> None:
    """It is for all whose records wait."""
    let, seen = asyncio.Event(), []

    async def judge(loads: str) -> Any:
        await let.wait()
        seen.append(WORK.get())
        return loads

    turns = Turns()
    with pytest.raises(DeadlineExceededError):
        await within(0.05, turns.judged("a load", judge))
    let.set()
    assert await turns.judged("another", judge) == "another"
    assert seen == [None, None]


def test_work_is_ended_once_and_for_all() -> None:
    work = Work()
    assert not work.is_ended()
    work.end()
    assert work.is_ended()

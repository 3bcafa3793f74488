"""Whoever listens is told of every finding once, whoever raises it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Severity
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.graph.test_findings import found, keep
from tests.loading import load_all
from tests.schema.api import Broken, Counting

HOURS = 10_000.0


@pytest.fixture
async def store(sqlite_address: StoreAddress) -> AsyncIterator[GraphStore]:
    opened = sqlite_address.open()
    yield opened
    await opened.close()


async def told(listening: AsyncIterator[KeptFinding], n: int) -> list[str]:
    async with asyncio.timeout(20):
        return [(await anext(listening)).subject.key for _ in range(n)]


async def listen(announcer: Announcer, n: int, **wanted: Any) -> "asyncio.Task[list[str]]":
    """Someone who listens until told so many, and does already."""
    listening = announcer.raised(FindingFilter(**wanted))
    task = asyncio.create_task(told(listening, n))
    await asyncio.sleep(0.1)
    return task


async def test_an_audit_here_is_told_of_at_once_to_all(store: GraphStore) -> None:
    announcer = Announcer(store, HOURS)
    await keep(store, found(1))
    every = await listen(announcer, 3)
    minor = await listen(announcer, 1, severities=(Severity.MINOR,))
    await keep(store, found(2), found(3))
    announcer.announce()
    await asyncio.sleep(0.1)
    await keep(store, found(4, severity=Severity.MINOR))
    announcer.announce()
    assert await every == ["L2", "L3", "L4"]
    assert await minor == ["L4"]


async def test_an_audit_elsewhere_is_seen_by_looking(store: GraphStore) -> None:
    task = await listen(Announcer(store, 0.02), 300)
    await keep(store, *(found(1, about=(str(n),)) for n in range(300)))
    assert await task == ["L1"] * 300


async def test_what_is_raised_while_someone_reads_slowly_is_not_lost(store: GraphStore) -> None:
    announcer = Announcer(store, 0.02)
    listening = announcer.raised(FindingFilter())
    first = asyncio.create_task(told(listening, 1))
    await asyncio.sleep(0.1)
    for n in range(1, 6):
        await keep(store, found(n))
    assert await first + await told(listening, 4) == [f"L{n}" for n in range(1, 6)]


async def test_many_who_wait_look_once(store: GraphStore) -> None:
    counting: Any = Counting(store)
    announcer = Announcer(counting, HOURS)
    tasks = [await listen(announcer, 1) for _ in range(5)]
    before = counting.calls["findings.last_raised"]
    await keep(store, found(1))
    announcer.announce()
    assert [await task for task in tasks] == [["L1"]] * 5
    assert counting.calls["findings.last_raised"] == before + 1


async def test_a_store_that_is_gone_is_said(store: GraphStore) -> None:
    broken: Any = Broken(StoreUnavailableError("it is gone"))
    with pytest.raises(StoreUnavailableError):
        await told(Announcer(broken, 0.02).raised(FindingFilter()), 1)


async def test_whoever_listens_is_told_when_it_was_settled(store: GraphStore) -> None:
    announcer = Announcer(store, HOURS)
    listening = announcer.settled()
    async with asyncio.timeout(20):
        assert (await anext(listening)).settled_at is None
        waiting = asyncio.create_task(anext(listening))  # type: ignore[arg-type]
        await load_all(store, worked_example())
        announcer.announce()
        settled = await waiting
    assert settled == await store.records.state()
    assert settled.settled_at is not None

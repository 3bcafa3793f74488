"""Who asks too much at once is turned away in time, and who has gone is worked for no more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from provenance.model.errors import LimitExceededError
from provenance.schema.limits.guard import Guard
from provenance.schema.limits.queue import Queue
from provenance.schema.limits.shares import Shares, TurnedAwayError
from provenance.settings.limits import Limits


class Slow:
    """Answers when it is let, and counts how many it has begun, and how many it gave up."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.begun = self.given_up = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun += 1
        body = (await receive())["body"]
        try:
            await self.let.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def _asked(slow: Slow, **limits: Any) -> AsyncIterator[httpx2.AsyncClient]:
    app: Any = Guard(Queue(slow, Limits(**limits)), largest=1_000)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is looked at is the service's own
            await asyncio.sleep(0.001)


async def test_so_many_are_answered_so_many_wait_and_more_are_turned_away() -> None:
    slow = Slow()
    async with _asked(slow, at_once=2, waiting=3) as client, asyncio.TaskGroup() as group:
        asked = [group.create_task(client.post("/graphql", content=b"%d" % n)) for n in range(6)]
        await _until(lambda: any(one.done() for one in asked))
        (away,) = [one.result() for one in asked if one.done()]
        assert (away.status_code, away.headers["retry-after"]) == (503, "5")
        assert away.json()["errors"][0]["extensions"]["code"] == "BUSY"
        assert slow.begun == 2
        group.create_task(client.get("/healthz"))  # which does not wait
        await _until(lambda: slow.begun == 3)
        slow.let.set()
    told = sorted(one.result().content for one in asked if one.result().status_code == 200)
    assert (len(told), slow.begun) == (5, 6)


async def test_nobody_waits_for_longer_than_the_table_says() -> None:
    slow = Slow()
    async with _asked(slow, at_once=1, wait_s=0.05) as client, asyncio.TaskGroup() as group:
        group.create_task(client.post("/graphql"))
        await _until(lambda: slow.begun == 1)
        assert (await client.post("/graphql")).status_code == 503
        slow.let.set()


async def test_one_asker_has_no_more_than_a_share() -> None:
    slow = Slow()
    async with _asked(slow, requests_at_once=1) as client, asyncio.TaskGroup() as group:
        group.create_task(client.post("/graphql"))
        await _until(lambda: slow.begun == 1)
        away = await client.post("/graphql")
        assert (away.status_code, away.headers["retry-after"]) == (429, "1")
        assert away.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
        slow.let.set()


async def test_bodies_of_all_have_a_limit_together() -> None:
    slow = Slow()
    async with _asked(slow, bodies_bytes=1_500) as client, asyncio.TaskGroup() as group:
        group.create_task(client.post("/graphql", content=b" " * 900))
        await _until(lambda: slow.begun == 1)
        assert (await client.post("/graphql", content=b" " * 900)).status_code == 503
        assert (await client.post("/graphql", content=b" " * 1_001)).status_code == 413
        slow.let.set()
        assert (await client.post("/graphql", content=b" " * 600)).status_code == 200


async def test_who_goes_is_worked_for_no_more_and_holds_no_turn() -> None:
    slow, gone = Slow(), asyncio.Event()
    messages: list[Any] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        if messages:
            return messages.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    queue = Queue(slow, Limits(at_once=1, wait_s=1))
    scope = {"type": "http", "path": "/graphql", "client": ("::1", 1)}
    asked = asyncio.create_task(queue(scope, receive, send))
    await _until(lambda: slow.begun == 1)
    gone.set()
    await asyncio.wait_for(asked, 1)
    assert (slow.given_up, queue._turns.locked(), queue._held_bytes) == (1, False, 0)


async def test_what_comes_after_an_answer_is_done_to_its_end() -> None:
    """Who was answered goes at once; what is still to be written of it is no less written."""
    written: list[str] = []
    sent = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        await asyncio.sleep(0.01)
        written.append("kept")

    async def receive() -> Any:
        if not sent.is_set():
            sent.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        return {"type": "http.disconnect"} if answered else await asyncio.sleep(0.005, gone)

    answered: list[Any] = []
    gone = {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        answered.append(message)

    await Queue(app, Limits())({"type": "http", "path": "/graphql"}, receive, send)
    assert written == ["kept"]


def _turned_away(shares: Shares, asker: str) -> TurnedAwayError | None:
    try:
        with shares.of(asker):
            return None
    except TurnedAwayError as away:
        return away


def test_requests_of_a_minute_run_out_and_come_back_evenly() -> None:
    now = 0.0
    shares = Shares(Limits(requests_per_minute=60), clock=lambda: now)
    assert [_turned_away(shares, "a") for _ in range(60)] == [None] * 60
    assert _turned_away(shares, "a") is None  # the last before nothing is left
    away = _turned_away(shares, "a")
    assert away is not None
    assert away.headers == {"Retry-After": "1"}
    assert _turned_away(shares, "b") is None
    now = 3.0
    assert [away is None for away in (_turned_away(shares, "a") for _ in range(4))] == [
        True,
        True,
        True,
        False,
    ]


def test_seconds_of_work_run_out_too() -> None:
    now = 0.0
    shares = Shares(Limits(work_s_per_minute=30), clock=lambda: now)
    with shares.of("a"):
        now = 60.0  # of which 30 s come back meanwhile, when next looked at
    assert _turned_away(shares, "a") is None
    with shares.of("a"):
        now = 180.0
    assert (away := _turned_away(shares, "a"))
    assert away.status == 429
    assert int(away.headers["Retry-After"]) > 60


def test_what_is_filed_in_an_hour_runs_out_and_comes_back() -> None:
    now = 0.0
    limits = Limits(stored_bytes_per_hour=1_000, rejected_per_hour=10)
    shares = Shares(limits, clock=lambda: now)
    shares.file("a", 1_500, 0)
    with pytest.raises(LimitExceededError, match=r"limits\.stored_bytes_per_hour is 1000 for each"):
        shares.file("a", 1, 0)
    shares.file("b", 1, 11)
    with pytest.raises(LimitExceededError, match=r"limits\.rejected_per_hour is 10 for each"):
        shares.file("b", 1, 0)
    now = 1_800.0
    for asker in "ab":
        shares.file(asker, 1, 0)


@pytest.mark.parametrize("fails", [True, False])
def test_a_share_is_given_back_whatever_came_of_it(fails: bool) -> None:
    shares = Shares(Limits(requests_at_once=1))
    for _ in range(3):
        try:
            with shares.of("a"):
                assert _turned_away(shares, "a")
                if fails:
                    raise ValueError
        except ValueError:
            assert fails
    assert not shares._at_once


def test_who_was_long_not_there_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provenance.schema.limits.shares.KNOWN", 3)
    shares = Shares(Limits())
    for asker in "abcd":
        assert _turned_away(shares, asker) is None
    assert list(shares._buckets) == ["b", "c", "d"]

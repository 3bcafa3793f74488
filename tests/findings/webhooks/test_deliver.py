"""Every event is told at least once, in order per subject, however receivers behave."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from starlette.responses import Response

from provenance.findings.webhooks.deliver import PAGE, Deliverer
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Delivery, Lease
from provenance.model.errors import StoreUnavailableError
from provenance.model.terms import Label, Ref, Severity
from provenance.schema.app import create_app
from provenance.settings import Settings
from tests.conftest import StoreAddress
from tests.findings.webhooks.kit import QUICK, SETTINGS, Receiver, Sent, until, verified, watching
from tests.graph.kit import MINE, WORKS, extraction
from tests.graph.test_findings import found, keep
from tests.loading import load_all


def subjects(sent: Sequence[Sent]) -> list[str]:
    return [one.subject for one in sent]


def in_order(sent: Sequence[Sent]) -> bool:
    numbers = [one.sequence for one in sent]
    return numbers == sorted(set(numbers))


async def raise_many(store: GraphStore, n: int, *, of: int = 1) -> None:
    """So many findings on one lot, in one audit."""
    await keep(store, *(found(of, about=(str(i),)) for i in range(n)))


async def quiet(store: GraphStore) -> None:
    """Wait until nothing is to be told any more."""
    last = await store.findings.last_raised()
    await until(store, lambda kept: not any(one.behind(last) for one in kept))


async def test_who_was_down_gets_all_of_it_in_order(store: GraphStore) -> None:
    """Raised, gone, raised again, gone for good: each raising is told as it was then."""
    receiver = Receiver()
    made = await watching(store, receiver.url)
    async with Deliverer(store, SETTINGS).at_work():
        await keep(store, found(1), found(2))
        (down,) = await until(store, lambda kept: kept[0].delivery.failures >= 2)
        assert down.delivery.error
        assert down.delivery.due_at
        await keep(store, scopes=["lot:L1"])
        await keep(store, found(1, message="again", severity=Severity.MINOR), found(3))
        await keep(store, scopes=["lot:L1", "lot:L2", "lot:L3"])
        async with receiver:
            sent = await receiver.got(4)
            assert subjects(sent) == ["L1", "L2", "L1", "L3"]
            assert in_order(sent)
            await keep(store, found(4))
            sent = await receiver.got(5)
            await quiet(store)
    assert subjects(receiver.sent) == ["L1", "L2", "L1", "L3", "L4"]
    assert all(verified(made.secret, one) for one in sent)
    first, _, again, *_ = sent
    assert first.told["data"]["id"] == again.told["data"]["id"] == found(1).id
    assert (first.told["data"]["message"], again.told["data"]["message"]) == (
        str(found(1).message),
        "again",
    )
    assert len({one.headers["webhook-id"] for one in sent}) == 5
    (kept,) = await store.watches.all()
    assert (kept.delivery.failures, kept.delivery.error, kept.delivery.due_at) == (0, None, None)
    assert await store.watches.raisings(FindingFilter(), 0, 9) == [], "all who watch have been told"


async def test_what_is_sent_says_what_was_found_and_cannot_be_tampered_with(
    embedded: GraphStore,
) -> None:
    async with Receiver() as receiver:
        made = await watching(embedded, receiver.url)
        await keep(embedded, found(1, about=("氧化镝",)))
        await Deliverer(embedded, SETTINGS).run_once()
    (sent,) = receiver.sent
    told = sent.told
    assert sent.headers["content-type"] == "application/json"
    assert (told["type"], told["id"], told["watch"]) == (
        "finding.raised",
        sent.headers["webhook-id"],
        made.id,
    )
    assert told["sequence"] == await embedded.findings.last_raised()
    assert told["timestamp"] == "2026-11-01T20:00:00+08:00"
    assert told["data"] == {
        "id": found(1, about=("氧化镝",)).id,
        "code": "OVERDRAWN_LOT",
        "severity": "CRITICAL",
        "relation": "DIRECT",
        "status": "OPEN",
        "subject": {"kind": "lot", "key": "L1"},
        "about": ["氧化镝"],
        "kg": 200,
        "message": "Drawn 1,200 kg of 1,000 kg.",
        "evidence": ["transfer:T1/1", "transfer:T2/1"],
        "basis": "Order 785 Art. 14",
        "day": "2026-03-01",
        "enterprise": MINE,
        "region": "150206",
        "firstSeen": "2026-11-01T20:00:00+08:00",
        "zh": {
            "title": "货批超量动用",
            "message": "Drawn 1,200 千克 of 1,000 千克.",
            "basis": "《稀土管理条例》第十四条",
        },
    }
    assert verified(made.secret, sent)
    assert not verified(made.secret, Sent(sent.headers, sent.body.replace(b"200", b"100")))
    for name, other in (("webhook-id", "evt_x_1"), ("webhook-timestamp", "1")):
        assert not verified(made.secret, Sent({**sent.headers, name: other}, sent.body))
    assert not verified((await watching(embedded, receiver.url)).secret, sent)


async def test_who_never_answers_holds_nobody_up(embedded: GraphStore) -> None:
    """Others get all of theirs, loads and audits go on, while the first request still hangs."""
    answers = asyncio.Event()

    async def late(_: Sent) -> Response:
        await answers.wait()
        return Response(status_code=204)

    async with Receiver(late) as silent, Receiver() as good:
        await watching(embedded, silent.url)
        await watching(embedded, good.url)
        async with Deliverer(embedded, SETTINGS).at_work():
            await keep(embedded, found(1))
            await silent.got(1, taken=False)
            for n in range(2, 5):
                await load_all(embedded, [extraction(f"E{n}", f"A{n}")])
                await keep(embedded, found(n))
                await good.got(n)
            assert subjects(good.taken) == ["L1", "L2", "L3", "L4"]
            assert (subjects(silent.sent), silent.taken) == (["L1"], [])
            answers.set()
            assert subjects(await silent.got(4)) == ["L1", "L2", "L3", "L4"]


async def test_who_is_too_slow_is_asked_again_later(embedded: GraphStore) -> None:
    async def never(_: Sent) -> Response:
        await asyncio.Event().wait()
        raise AssertionError

    settings = SETTINGS.model_copy(
        update={"webhooks": QUICK.model_copy(update={"timeout_s": 0.05})}
    )
    async with Receiver(never) as receiver:
        await watching(embedded, receiver.url)
        async with Deliverer(embedded, settings).at_work():
            await keep(embedded, found(1))
            (slow,) = await until(embedded, lambda kept: kept[0].delivery.failures >= 2)
    assert str(slow.delivery.error) == "no answer within 0.05 s"
    assert len({one.headers["webhook-id"] for one in receiver.sent}) == 1
    assert len({one.body for one in receiver.sent}) == 1, "the same however often it is tried"


async def test_two_processes_share_the_work(address: StoreAddress) -> None:
    """Each watch is told by one of them at a time: nothing twice, nothing out of order."""
    one, other = address.open(), address.open()
    async with Receiver() as first, Receiver() as second:
        for receiver in (first, second):
            await watching(one, receiver.url)
        async with Deliverer(one, SETTINGS).at_work(), Deliverer(other, SETTINGS).at_work():
            for n in range(1, 9):
                await keep(one if n % 2 else other, found(n), found(n, code="NOT_HOLDER"))
            for receiver in (first, second):
                await receiver.got(16)
            await quiet(one)
        for receiver in (first, second):
            assert len(receiver.sent) == 16
            assert in_order(receiver.sent)
    await one.close()
    await other.close()


async def test_what_was_in_flight_at_the_end_is_sent_again(embedded: GraphStore) -> None:
    answers = asyncio.Event()

    async def stuck_at_third(sent: Sent) -> Response:
        if sent.subject == "L3":
            await answers.wait()
        return Response(status_code=200)

    async with Receiver(stuck_at_third) as receiver:
        await watching(embedded, receiver.url)
        await keep(embedded, *(found(n) for n in range(1, 6)))
        async with Deliverer(embedded, SETTINGS).at_work():
            await receiver.got(3, taken=False)
        (stopped,) = await embedded.watches.all()
        assert stopped.delivery.told == receiver.sent[1].sequence
        assert stopped.due(datetime.now(UTC), "another"), "and nobody holds it"
        answers.set()
        await Deliverer(embedded, SETTINGS).run_once()
        assert subjects(receiver.sent) == ["L1", "L2", "L3", "L3", "L4", "L5"]
        third, again = receiver.sent[2:4]
        assert third.headers["webhook-id"] == again.headers["webhook-id"]
        assert third.body == again.body


async def test_what_one_held_who_died_another_tells(embedded: GraphStore) -> None:
    async with Receiver() as receiver:
        made = await watching(embedded, receiver.url)
        await keep(embedded, found(1))
        now = datetime.now(UTC)
        dead = Lease("dead", now, now + timedelta(seconds=0.3))
        await embedded.write(lambda writer: writer.watches.lease([made.id], dead))
        await Deliverer(embedded, SETTINGS).run_once()
        assert receiver.sent == []
        async with Deliverer(embedded, SETTINGS).at_work():
            assert subjects(await receiver.got(1)) == ["L1"]


async def test_more_than_a_page_is_told_in_order(embedded: GraphStore) -> None:
    async with Receiver() as receiver:
        await watching(embedded, receiver.url)
        await raise_many(embedded, PAGE + 7)
        await Deliverer(embedded, SETTINGS).run_once()
        assert len(receiver.sent) == PAGE + 7
        assert in_order(receiver.sent)


async def test_few_at_once_still_reach_everyone(embedded: GraphStore) -> None:
    settings = SETTINGS.model_copy(update={"webhooks": QUICK.model_copy(update={"at_once": 1})})
    async with Receiver() as receiver:
        for _ in range(5):
            await watching(embedded, receiver.url)
        async with Deliverer(embedded, settings).at_work():
            await keep(embedded, found(1))
            await receiver.got(5)
            await quiet(embedded)
    assert len({one.told["watch"] for one in receiver.sent}) == len(receiver.sent) == 5


async def test_a_host_that_does_not_answer_holds_up_nobody_else(embedded: GraphStore) -> None:
    """However many watches it has: it gets its share of those that are told at a time."""
    settings = SETTINGS.model_copy(update={"webhooks": QUICK.model_copy(update={"at_once": 4})})

    async def silence(_: Sent) -> Response:
        await asyncio.sleep(60)
        raise AssertionError

    async with Receiver(silence) as silent, Receiver() as receiver:
        for _ in range(10):
            await watching(embedded, silent.url)
        await watching(embedded, receiver.url)
        async with Deliverer(embedded, settings).at_work():
            await keep(embedded, found(1))
            await receiver.got(1)
            await asyncio.sleep(0.1)
            assert len(silent.sent) == 1


async def test_those_that_failed_leave_room_for_others(embedded: GraphStore) -> None:
    terms = QUICK.model_copy(update={"at_once": 4})
    deliverer = Deliverer(embedded, SETTINGS.model_copy(update={"webhooks": terms}))
    for n in range(10):
        made = await watching(embedded, f"http://127.0.0.1:{2_000 + n}/")
        late = replace(made.delivery, failures=int(n < 8))
        await embedded.write(partial(_fail, made.id, late, deliverer))
    await keep(embedded, found(1))
    taken = await deliverer._take(datetime.now(UTC))
    assert sorted(one.delivery.failures for one in taken) == [0, 0, 1, 1]


async def _fail(id_: str, late: Delivery, deliverer: Deliverer, writer: Writer) -> None:
    await writer.watches.lease([id_], deliverer._lease(hold=True))
    assert await writer.watches.advance(id_, late, deliverer._lease(hold=False))


async def test_who_is_gone_for_good_is_told_no_more(embedded: GraphStore) -> None:
    async def gone(_: Sent) -> Response:
        return Response(status_code=410)

    async with Receiver(gone) as receiver, Receiver() as good:
        ended, still = await watching(embedded, receiver.url), await watching(embedded, good.url)
        await keep(embedded, found(1))
        await Deliverer(embedded, SETTINGS).run_once()
        await keep(embedded, found(2))
        await Deliverer(embedded, SETTINGS).run_once()
        assert (len(receiver.sent), len(good.sent)) == (1, 2)
    by_id = {one.id: one.delivery for one in await embedded.watches.all()}
    assert not by_id[ended.id].active
    assert str(by_id[ended.id].error) == "HTTP 410: the receiver wants no more"
    assert by_id[still.id].active
    assert await embedded.watches.raisings(FindingFilter(), 0, 9) == []


async def test_redirects_are_not_followed(embedded: GraphStore) -> None:
    async with Receiver() as inside:

        async def elsewhere(_: Sent) -> Response:
            return Response(status_code=307, headers={"location": inside.url})

        async with Receiver(elsewhere) as receiver:
            await watching(embedded, receiver.url)
            await keep(embedded, found(1))
            await Deliverer(embedded, SETTINGS).run_once()
        assert inside.sent == []
    (kept,) = await embedded.watches.all()
    assert str(kept.delivery.error).startswith("HTTP 307: redirects are not followed")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "12345"),
        ({"region": "150000"}, "12"),
        ({"region": "150200"}, "1"),
        ({"region": "100000"}, "1235"),
        ({"enterprise": WORKS}, "2"),
        ({"codes": ("NOT_HOLDER",), "severities": (Severity.MAJOR,)}, "3"),
        ({"subjects": (Ref(Label.LOT, "L4"),)}, "4"),
        ({"declaration": "D5"}, "5"),
        ({"enterprise": "nobody"}, ""),
    ],
)
async def test_each_is_told_what_it_asked_for(
    embedded: GraphStore, wanted: dict[str, Any], expected: str
) -> None:
    async with Receiver() as receiver:
        await watching(embedded, receiver.url, **wanted)
        await keep(
            embedded,
            found(1),
            found(2, enterprise=WORKS, region="150102"),
            found(3, code="NOT_HOLDER", severity=Severity.MAJOR, region="460001"),
            found(4, region=None),
            found(5, region="360783", evidence=("D5",)),
        )
        await Deliverer(embedded, SETTINGS).run_once()
        assert "".join(one.subject[-1] for one in receiver.sent) == expected
    (kept,) = await embedded.watches.all()
    assert kept.delivery.told == await embedded.findings.last_raised()


async def test_a_watch_that_is_ended_meanwhile_is_told_no_more(embedded: GraphStore) -> None:
    receiver = Receiver()

    async def end(_: Sent) -> Response:
        await embedded.write(lambda writer: writer.watches.remove(made.id))
        return Response(status_code=200)

    receiver.answer = end
    made = await watching(embedded, receiver.url)
    async with receiver, Deliverer(embedded, SETTINGS).at_work():
        await keep(embedded, found(1))
        await receiver.got(1)
        await keep(embedded, found(2))
    assert subjects(receiver.sent) == ["L1"]
    assert await embedded.watches.all() == []


class Flaky:
    """A store that is gone every now and then, or a part of it."""

    def __init__(self, part: Any, rng: random.Random) -> None:
        self._part, self._rng = part, rng

    def __getattr__(self, name: str) -> Any:
        return Flaky(getattr(self._part, name), self._rng)

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self._rng.random() < 0.3:
            raise StoreUnavailableError("it is gone")
        return await self._part(*args, **kwargs)


async def test_a_store_that_comes_and_goes_loses_nothing(embedded: GraphStore) -> None:
    flaky: Any = Flaky(embedded, random.Random(71))
    async with Receiver() as receiver:
        await watching(embedded, receiver.url)
        async with Deliverer(flaky, SETTINGS).at_work():
            for n in range(1, 6):
                await keep(embedded, found(n))
            await quiet(embedded)
    firsts = list(dict.fromkeys(subjects(receiver.sent)))
    assert firsts == ["L1", "L2", "L3", "L4", "L5"]


async def test_the_service_delivers_while_it_runs(
    sqlite_address: StoreAddress, embedded: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    for delivers in (True, False):
        app = create_app(
            Settings(
                store=sqlite_address.store,
                findings_look_s=0.01,
                webhooks=QUICK.model_copy(update={"deliver": delivers}),
            )
        )
        async with Receiver() as receiver, app.router.lifespan_context(app):
            await watching(embedded, receiver.url)
            await keep(embedded, found(1, about=(str(delivers),)))
            if delivers:
                await receiver.got(1)
            else:
                await asyncio.sleep(0.1)
                assert receiver.sent == []

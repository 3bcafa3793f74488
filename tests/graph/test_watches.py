"""Watches are kept with how far they have been told, and what was raised waits for them."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.model.message import Message
from provenance.model.terms import FindingStatus, Label, Ref, ReviewDecision, Severity
from tests.conftest import StoreAddress
from tests.example import DECLARATION, worked_example
from tests.graph.kit import MINE, NOON, event, lot
from tests.graph.test_findings import LATER, found, keep, review
from tests.loading import load_all

EVERYTHING = FindingFilter()
FULL = FindingFilter(
    codes=("OVERDRAWN_LOT", "NOT_HOLDER"),
    severities=(Severity.CRITICAL,),
    statuses=(FindingStatus.OPEN, FindingStatus.CONFIRMED),
    subjects=(lot("L:1"), event("processing:P1")),
    enterprise=MINE,
    region="150000",
    declaration="530120260000000042",
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    text="镝",
)


def watch(n: int = 1, **more: Any) -> Watch:
    stated: dict[str, Any] = {
        "id": f"w{n}",
        "wanted": EVERYTHING,
        "url": f"https://example.org/{n}",
        "secret": "whsec_c2VjcmV0",
        "by": "王",
        "created_at": NOON + timedelta(seconds=n),
    }
    return Watch(**stated | more)


def lease(holder: str = "me", now: datetime = NOON, seconds: float = 60) -> Lease:
    return Lease(holder, now, now + timedelta(seconds=seconds))


async def add(store: GraphStore, *kept: Watch) -> None:
    for one in kept:
        await store.write(lambda writer, one=one: writer.watches.keep(one))


async def take(store: GraphStore, held: Lease, *ids: str) -> list[Watch]:
    found_ = await store.write(lambda writer: writer.watches.lease(ids, held))
    return sorted(found_, key=lambda one: one.id)


async def advance(
    store: GraphStore, id_: str, told: int, held: Lease | None = None, **more: Any
) -> bool:
    delivery = Delivery(told=told, **more)
    return await store.write(lambda w: w.watches.advance(id_, delivery, held or lease()))


async def waiting(store: GraphStore, after: int = 0, **wanted: Any) -> list[KeptFinding]:
    return list(await store.watches.raisings(FindingFilter(**wanted), after, 100))


async def numbers(store: GraphStore) -> list[int]:
    return [one.raised for one in await waiting(store)]


async def test_watches_are_kept_as_they_were_made(store: GraphStore) -> None:
    assert await store.watches.all() == []
    done = Delivery(7, NOON, LATER, 3, Message("HTTP 503"), LATER, active=False)
    kept = [watch(1), watch(2, wanted=FULL, delivery=done)]
    await add(store, *reversed(kept))
    assert await store.watches.all() == kept
    await add(store, replace(kept[0], url="https://elsewhere.example"))
    assert [one.url for one in await store.watches.all()] == [
        "https://elsewhere.example",
        "https://example.org/2",
    ]
    assert await store.write(lambda writer: writer.watches.remove("w1"))
    assert not await store.write(lambda writer: writer.watches.remove("w1"))
    assert await store.watches.all() == kept[1:]


def test_a_secret_is_not_shown_by_accident() -> None:
    assert "c2VjcmV0" not in repr(watch())


async def test_one_delivers_at_a_time(store: GraphStore) -> None:
    await add(store, watch(1), watch(2))
    first = await take(store, lease("me"), "w1", "w2", "none such")
    assert [one.id for one in first] == ["w1", "w2"]
    assert first[0].held_until == NOON + timedelta(seconds=60)
    soon = NOON + timedelta(seconds=59)
    assert not (await store.watches.all())[0].due(soon, "other")
    assert (await store.watches.all())[0].due(soon, "me")
    assert await take(store, lease("other", soon), "w1", "w2") == []
    assert [one.id for one in await take(store, lease("me", soon), "w2")] == ["w2"]
    assert await advance(store, "w1", 4, lease("me", soon, seconds=0))
    assert not await advance(store, "w1", 9, lease("other", soon))
    (taken,) = await take(store, lease("other", soon), "w1", "w2")
    assert (taken.id, taken.delivery.told) == ("w1", 4)
    assert not await advance(store, "w1", 5, lease("me", soon))
    # Who died holds nothing for longer than it said.
    late = soon + timedelta(seconds=60)
    assert [one.id for one in await take(store, lease("third", late), "w2")] == ["w2"]


async def test_nothing_is_tried_before_it_is_due_nor_once_it_ended(store: GraphStore) -> None:
    await add(
        store,
        watch(1, delivery=Delivery(due_at=LATER)),
        watch(2, delivery=Delivery(active=False)),
    )
    assert await take(store, lease(), "w1", "w2") == []
    assert not any(one.due(NOON, "me") for one in await store.watches.all())
    assert [one.due(LATER, "me") for one in await store.watches.all()] == [True, False]
    assert [one.id for one in await take(store, lease(now=LATER), "w1", "w2")] == ["w1"]
    assert await advance(
        store,
        "w1",
        3,
        lease(now=LATER),
        failures=2,
        error=Message("HTTP {n}", n=500),
        tried_at=LATER,
    )
    kept = (await store.watches.all())[0].delivery
    assert kept == Delivery(3, None, LATER, 2, Message("HTTP {n}", n=500), None)


async def test_two_who_take_at_once_do_not_both_get_it(address: StoreAddress) -> None:
    stores = [address.open() for _ in range(2)]
    await add(stores[0], *(watch(n) for n in range(8)))
    ids = [f"w{n}" for n in range(8)]
    taken = await asyncio.gather(
        *(take(store, lease(f"h{n}"), *ids) for n, store in enumerate(stores))
    )
    assert sorted(len(one) for one in taken) == [0, 8]
    for store in stores:
        await store.close()


async def test_nothing_waits_while_nobody_watches(store: GraphStore) -> None:
    await keep(store, found(1))
    await add(store, watch(1, delivery=Delivery(active=False)))
    await keep(store, found(2))
    assert await waiting(store) == []
    await add(store, watch(2))
    await keep(store, found(3))
    assert [one.subject.key for one in await waiting(store)] == ["L3"]


async def test_each_raising_waits_as_it_was(store: GraphStore) -> None:
    """Raised, reviewed, gone, raised again otherwise, gone for good: two events."""
    await add(store, watch())
    await keep(store, found(1))
    await review(store, found(1).id, ReviewDecision.CONFIRM)
    await keep(store, found(1, message="found again, it is the same"))
    await keep(store, scopes=["lot:L1"], at=LATER)
    other = found(1, message="worse", severity=Severity.MAJOR, region="460001", mass_g=7)
    await keep(store, other, at=LATER)
    await keep(store, scopes=["lot:L1"], at=LATER)
    first, second = await waiting(store)
    assert first.id == second.id == found(1).id
    assert first.raised < second.raised == await store.findings.last_raised()
    assert (first.message, first.severity, first.status) == (
        found(1).message,
        Severity.CRITICAL,
        FindingStatus.OPEN,
    )
    assert (second.message, second.severity, second.status) == (
        other.message,
        Severity.MAJOR,
        FindingStatus.CONFIRMED,
    )
    assert (second.mass_g, second.evidence, second.day) == (7, other.evidence, other.day)
    assert (first.first_seen, second.first_seen) == (NOON, NOON)
    assert (first.last_seen, second.last_seen) == (NOON, LATER)
    assert (second.reviews, second.gone_at) == ((), None)
    assert await waiting(store, severities=(Severity.MAJOR,)) == [second]
    assert await waiting(store, region="460000") == [second]
    assert await waiting(store, after=first.raised) == [second]
    assert list(await store.watches.raisings(EVERYTHING, 0, 1)) == [first]


async def test_an_audit_that_fails_raises_nothing(store: GraphStore) -> None:
    await add(store, watch())

    async def work(writer: Any) -> None:
        await writer.findings.keep(["lot:L1"], [found(1)], NOON)
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        await store.write(work)
    assert await waiting(store) == []


async def test_what_all_have_been_told_of_is_forgotten(store: GraphStore) -> None:
    await add(store, watch(1), watch(2))
    await keep(store, found(1), found(2), found(3))
    one, two, three = await numbers(store)
    await take(store, lease(), "w1", "w2")
    await advance(store, "w1", three)
    assert await numbers(store) == [one, two, three]
    await advance(store, "w2", one)
    assert await numbers(store) == [two, three]
    await advance(store, "w2", one, active=False)
    assert await numbers(store) == [], "nobody is going to ask for them"
    await add(store, watch(2, delivery=Delivery(told=three)))
    await keep(store, found(4))
    await advance(store, "w1", three)
    assert len(await numbers(store)) == 1
    await store.write(lambda writer: writer.watches.remove("w1"))
    assert len(await numbers(store)) == 1
    await store.write(lambda writer: writer.watches.remove("w2"))
    assert await numbers(store) == []


async def test_a_declaration_is_watched_with_what_it_declares(store: GraphStore) -> None:
    await load_all(store, worked_example())
    await add(store, watch())
    shipment = Ref(Label.DECLARATION, DECLARATION)
    await keep(
        store,
        found(1, subject=shipment),
        found(2, subject=event("export:X1/2")),
        found(3, evidence=("LICENCE", DECLARATION)),
        found(4, evidence=("transfer:T1/1",)),
        found(5, subject=event("transfer:T2/1")),
        found(6, subject=lot(DECLARATION)),
        found(7, subject=Ref(Label.DECLARATION, "530120260000000043")),
    )
    told = await waiting(store, declaration=DECLARATION)
    assert [one.subject.key for one in told] == [DECLARATION, "export:X1/2", "L3"]
    assert await waiting(store, declaration="nowhere") == []
    page = await store.findings.page(FindingFilter(declaration=DECLARATION), None, 100)
    assert {one.id for one in page.items} == {one.id for one in told}
    assert (await store.findings.facets(FindingFilter(declaration=DECLARATION))).total == 3

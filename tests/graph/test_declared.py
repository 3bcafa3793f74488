"""What declarations come to is kept, listed by several orders, narrowed, and worked out later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from provenance.graph.port.declared import (
    DeclarationFilter,
    Declared,
    Order,
    Summary,
    Waits,
)
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.model.terms import Clearance, ClearanceDecision, Conclusion, Label, Ref
from tests.graph.kit import MINE, NOON, WORKS

MIXED = Summary(conclusion=Conclusion.MIXED, reo_g=100, lawful_g=60, unlawful_g=30, unverified_g=10)
SUMMED = replace(
    MIXED,
    lawful_min_g=50,
    lawful_max_g=70,
    advice=Clearance.HOLD,
    settled_at=NOON,
    waiting=False,
)


def declared(key: str, **more: Any) -> Declared:
    stated: dict[str, Any] = {
        "key": key,
        "day": date(2026, 3, int(key[-1])),
        "direction": "export",
        "party": MINE,
        "declarant": WORKS,
        "region": "150206",
        "summary": MIXED,
    }
    return Declared(**stated | more)


async def keep(store: GraphStore, *found: Declared, gone: Sequence[str] = ()) -> None:
    await store.write(lambda writer: writer.declared.keep(found, gone))


async def summary(store: GraphStore, key: str) -> Summary | None:
    ref = Ref(Label.DECLARATION, key)
    return (await store.declared.summaries([ref, Ref(Label.DECLARATION, "nobody's")])).get(ref)


async def sum_up(store: GraphStore, *waits: Waits, to: Summary | None = SUMMED) -> None:
    await store.write(lambda writer: writer.declared.sum_up([(one, to) for one in waits]))


async def listed(store: GraphStore, order: Order = Order.KEY, **wanted: Any) -> list[str]:
    """All that a filter leaves, asked for two at a time."""
    narrowed, keys, after, more = DeclarationFilter(**wanted), list[str](), None, True
    while more:
        page = await store.declared.page(narrowed, order, after, 2)
        keys += [one.key for one in page.items]
        after, more = (page.items[-1].place if page.items else None), page.more
    assert await store.declared.count(narrowed, 100) == len(keys)
    assert await store.declared.count(narrowed, 1) == min(2, len(keys))
    return keys


async def test_bounds_and_advice_are_worked_out_after_an_audit(store: GraphStore) -> None:
    await keep(
        store, declared("D1"), declared("D3"), declared("D2", direction="import", summary=None)
    )
    assert await summary(store, "D1") == MIXED
    assert await summary(store, "D2") is None
    waiting = await store.declared.waiting(10)
    assert [one.key for one in waiting] == ["D3", "D1"], "the latest first"
    assert await store.declared.waiting(1) == waiting[:1]
    await sum_up(store, *waiting)
    assert await summary(store, "D1") == SUMMED
    assert await store.declared.waiting(10) == []


async def test_what_divides_as_it_did_keeps_what_was_worked_out_meanwhile(
    store: GraphStore,
) -> None:
    await keep(store, declared("D1"))
    await sum_up(store, *await store.declared.waiting(1))
    await keep(store, declared("D1", day=date(2026, 4, 1)))
    assert await summary(store, "D1") == replace(SUMMED, waiting=True)
    assert await listed(store, since=date(2026, 4, 1)) == ["D1"]
    other = replace(MIXED, lawful_g=70, unlawful_g=20)
    await keep(store, declared("D1", summary=other))
    assert await summary(store, "D1") == other
    await keep(store, declared("D1", direction="import", summary=None))
    assert await summary(store, "D1") is None
    assert await store.declared.waiting(10) == []
    await keep(store, gone=["D1", "D9"])
    assert await listed(store) == []


async def test_the_later_question_counts(store: GraphStore) -> None:
    await keep(store, declared("D1"), declared("D2"))
    earlier = await store.declared.waiting(10)
    await store.write(lambda writer: writer.declared.ask(["D1", "nobody's"]))
    await store.write(lambda writer: writer.declared.ask(None))
    later = await store.declared.waiting(10)
    better = replace(SUMMED, lawful_min_g=55)
    await sum_up(store, *later, to=better)
    await sum_up(store, *earlier)
    assert await summary(store, "D1") == better
    await store.write(lambda writer: writer.declared.ask([]))
    assert await store.declared.waiting(10) == []


async def test_what_comes_to_nothing_waits_no_more(store: GraphStore) -> None:
    await keep(store, declared("D1"))
    await sum_up(store, *await store.declared.waiting(1), to=None)
    assert await summary(store, "D1") == replace(MIXED, waiting=False)


WORSE = replace(MIXED, conclusion=Conclusion.UNLAWFUL, lawful_g=0, unlawful_g=90)
HEAVY = replace(MIXED, conclusion=Conclusion.LAWFUL, reo_g=1_000, lawful_g=1_000, unlawful_g=0)


@pytest.mark.parametrize(
    ("order", "wanted", "expected"),
    [
        (Order.KEY, {}, ["D1", "D2", "D3", "D4"]),
        (Order.NEWEST, {}, ["D4", "D3", "D2", "D1"]),
        (Order.UNLAWFUL, {}, ["D2", "D1", "D4", "D3"]),
        (Order.HEAVIEST, {}, ["D3", "D2", "D1", "D4"]),
        (Order.KEY, {"direction": "import"}, ["D4"]),
        (Order.NEWEST, {"since": date(2026, 3, 2), "until": date(2026, 3, 3)}, ["D3", "D2"]),
        (Order.KEY, {"region": "150000"}, ["D1", "D3", "D4"]),
        (Order.KEY, {"enterprise": MINE}, ["D1", "D2", "D4"]),
        (Order.KEY, {"enterprise": WORKS}, ["D1", "D2", "D3", "D4"]),
        (Order.NEWEST, {"conclusions": (Conclusion.LAWFUL, Conclusion.MIXED)}, ["D3", "D1"]),
        (Order.KEY, {"advice": Clearance.HOLD}, ["D1"]),
        (Order.KEY, {"decided": True}, ["D2"]),
        (Order.UNLAWFUL, {"decided": False}, ["D1", "D4", "D3"]),
        (Order.UNLAWFUL, {"keys": ("D1", "D3", "D9")}, ["D1", "D3"]),
        (Order.KEY, {"keys": ("D3", "D1"), "region": "150000"}, ["D1", "D3"]),
        (Order.NEWEST, {"keys": ()}, []),
    ],
)
async def test_orders_and_filters(
    store: GraphStore, order: Order, wanted: dict[str, Any], expected: list[str]
) -> None:
    await keep(
        store,
        declared("D1"),
        declared("D2", summary=WORSE, region="510000"),
        declared("D3", summary=HEAVY, party=WORKS),
        declared("D4", direction="import", summary=None),
    )
    await sum_up(store, *(one for one in await store.declared.waiting(10) if one.key == "D1"))
    said = Decision(NOON, "王", ClearanceDecision.SAMPLE, "because")
    await store.write(lambda writer: writer.findings.decide("D2", said))
    assert await listed(store, order, **wanted) == expected

"""Lineages: closed one way, cut at a limit, with cycles, and without enumerating paths."""

import asyncio
import random

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Ref
from provenance.records.changes import Changes, Mark, Touch
from tests.diamonds import LAST, diamonds
from tests.graph.kit import (
    apply,
    chain,
    event,
    extraction,
    lot,
    processing,
    transfer,
)
from tests.loading import load_all


def size(found: Lineage) -> int:
    return len(found.lots) + len(found.events)


async def test_up_and_down(store: GraphStore) -> None:
    records = [
        extraction("E", "A"),
        extraction("F", "B"),
        processing("P", {"A": 1, "B": 2}, {"C": 1, "D": 2}),
        transfer("T", {"C": "G"}, 1),
    ]
    await load_all(store, records)
    up = await store.graph.lineage([lot("G")], up=True, most=100)
    assert sorted(up.lots) == ["A", "B", "C", "G"]
    assert sorted(up.events) == ["extraction:E", "extraction:F", "processing:P", "transfer:T/1"]
    assert sorted((draw.lot, draw.event, draw.reo_g) for draw in up.inputs) == [
        ("A", "processing:P", 1_000),
        ("B", "processing:P", 2_000),
        ("C", "transfer:T/1", 1_000),
    ]
    assert sorted((out.event, out.lot) for out in up.outputs) == [
        ("extraction:E", "A"),
        ("extraction:F", "B"),
        ("processing:P", "C"),
        ("transfer:T/1", "G"),
    ]
    assert not up.cut
    assert not up.waiting
    assert up.settled_at is not None
    assert up.lots["A"].shares
    down = await store.graph.lineage([event("extraction:E")], up=False, most=100)
    assert sorted(down.lots) == ["A", "C", "D", "G"]
    assert sorted(down.events) == ["extraction:E", "processing:P", "transfer:T/1"]


async def test_what_a_claim_says_of_its_lot(store: GraphStore) -> None:
    said = {
        "assay": {"Dy2O3": 0.075, "Y2O3": 0.648},
        "deposit": "Longnan",
        "hs_code": "2846901993",
        "feedstock": "domestic",
    }
    mined = {"id": "A", "product": "ionic_concentrate", "reo_kg": 2, **said}
    cuts = [
        {"id": "B", "product": "oxide", "reo_kg": 1, "assay": {"Dy2O3": 0.1, "Y2O3": 0.9}},
        {"id": "C", "product": "oxide", "reo_kg": 0.5},
        {"id": "D", "product": "oxide", "reo_kg": 0.1, "assay": {"Dy2O3": 0.0001}},
    ]
    await load_all(
        store,
        [
            extraction("E", mined, ore_class="ionic"),
            processing("P", {"A": 2}, cuts),
            transfer("T", {"B": "F"}, 1),
        ],
    )
    up = await store.graph.lineage([lot("F"), lot("C")], up=True, most=100)
    claims = {out.lot: out for out in up.outputs}
    assert claims["A"][6:] == (*said.values(), None)
    assert claims["B"].assay == {"Dy2O3": 0.1, "Y2O3": 0.9}
    assert claims["C"][6:] == claims["F"][6:] == (None, None, None, None, None)
    # All its outputs count, those that this lineage does not hold among them.
    assert up.events["processing:P"].oxides == {"Dy2O3": 100, "Y2O3": 900}
    assert up.events["extraction:E"].oxides is None
    down = await store.graph.lineage([event("extraction:E")], up=False, most=100)
    assert {out.lot: out for out in down.outputs} | claims == {out.lot: out for out in down.outputs}


async def test_from_several_seeds_and_unknown_ones(store: GraphStore) -> None:
    await load_all(store, [*chain(3), extraction("F", "B")])
    found = await store.graph.lineage(
        [lot("L1"), lot("?"), lot("B"), event("?"), lot("L1")], up=True, most=100
    )
    assert sorted(found.lots) == ["B", "L0", "L1"]
    nothing = await store.graph.lineage([lot("?")], up=True, most=100)
    assert size(nothing) == 0
    assert not nothing.cut
    assert size(await store.graph.lineage([], up=True, most=100)) == 0


async def test_labels_are_told_apart(store: GraphStore) -> None:
    """A lot may bear the very number of an event."""
    await load_all(store, [processing("P", {"A": 1}, {"processing:P": 1})])
    found = await store.graph.lineage([lot("processing:P")], up=True, most=100)
    assert sorted(found.lots) == ["A", "processing:P"]
    assert list(found.events) == ["processing:P"]
    found = await store.graph.lineage([event("processing:P")], up=True, most=100)
    assert list(found.lots) == ["A"]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 6, 7, 8])
async def test_cut_at_a_limit(store: GraphStore, most: int) -> None:
    await load_all(store, chain(3))  # L3 P3 L2 P2 L1 P1 L0 E: eight nodes
    found = await store.graph.lineage([lot("L3")], up=True, most=most)
    order = ["L3", "processing:P3", "L2", "processing:P2", "L1", "processing:P1", "L0"]
    order.append("extraction:E")
    assert {*found.lots, *found.events} == set(order[:most])
    assert {ref.key for ref in found.cut} == (set() if most == 8 else {order[most - 1]})
    down = await store.graph.lineage([event("extraction:E")], up=False, most=most)
    assert {*down.lots, *down.events} == set(order[-most:])
    assert {ref.key for ref in down.cut} == (set() if most == 8 else {order[-most]})


@pytest.mark.parametrize("seeds", [3, 40])
async def test_seeds_are_inside_whatever_the_limit(store: GraphStore, seeds: int) -> None:
    await load_all(store, chain(60))
    asked = [lot(f"L{60 - n}") for n in range(seeds)]
    for most in (1, seeds, seeds + 5):
        found = await store.graph.lineage(asked, up=True, most=most)
        assert {ref.key for ref in asked} <= found.lots.keys()
        assert size(found) == max(most, seeds)
        assert found.cut
        claimed = {out.lot for out in found.outputs}
        fed = {draw.event for draw in found.inputs}
        assert found.cut == {
            *(lot(key) for key in found.lots.keys() - claimed),
            *(event(key) for key in found.events.keys() - fed),
        }


async def test_many_seeds_find_what_each_finds(store: GraphStore) -> None:
    await load_all(store, diamonds(layers=6, width=40))
    seeds = [lot(f"L5/{n}") for n in range(40)]
    together = await store.graph.lineage(seeds, up=True, most=10_000)
    apart = [await store.graph.lineage([seed], up=True, most=10_000) for seed in seeds[:5]]
    assert len(together.lots) == 240
    for one in apart:
        assert one.lots.items() <= together.lots.items()
        assert one.events.items() <= together.events.items()
        assert set(one.inputs) <= set(together.inputs)


async def test_cycles_end(store: GraphStore) -> None:
    await load_all(
        store,
        [
            processing("P", {"A": 1}, {"B": 1}),
            processing("R", {"B": 1}, {"A": 1}),
            processing("S", {"C": 1}, {"C": 1}),
        ],
    )
    for up in (True, False):
        found = await store.graph.lineage([lot("A")], up=up, most=100)
        assert sorted(found.lots) == ["A", "B"]
        assert sorted(found.events) == ["processing:P", "processing:R"]
        assert not found.cut
        found = await store.graph.lineage([lot("C")], up=up, most=100)
        assert (list(found.lots), list(found.events)) == (["C"], ["processing:S"])


async def test_diamonds_upon_diamonds(store: GraphStore) -> None:
    """25 layers of 100 lots of 3 parents each: whoever goes through 3^24 paths never ends."""
    await load_all(store, diamonds())
    async with asyncio.timeout(60):  # how fast it is, the bench says
        found = await store.graph.lineage([lot(LAST)], up=True, most=100_000)
    assert len(found.lots) > 1_800
    assert not found.cut


async def test_deep_chains(store: GraphStore) -> None:
    await load_all(store, chain(2_000))
    found = await store.graph.lineage([lot("L2000")], up=True, most=100_000)
    assert size(found) == 4_002
    assert found.lots["L2000"].shares


async def test_waiting_until_settled(store: GraphStore) -> None:
    await load_all(store, [*chain(2), extraction("F", "B")])
    before = await store.graph.lineage([lot("L2")], up=True, most=100)
    assert not before.waiting
    await apply(store, Changes(touched=frozenset({Mark(Touch.DRAWN, "L0")})))
    assert (await store.graph.lineage([lot("L2")], up=True, most=100)).waiting
    assert not (await store.graph.lineage([lot("B")], up=True, most=100)).waiting
    await load_all(store, [])
    after = await store.graph.lineage([lot("L2")], up=True, most=100)
    assert not after.waiting
    assert before.settled_at is not None
    assert after.settled_at is not None
    assert after.settled_at > before.settled_at


async def test_where_too_much_waits_everything_does(store: GraphStore) -> None:
    await load_all(store, chain(1))
    many = frozenset(Mark(Touch.CLAIMED, f"X{n}") for n in range(10_001))
    await apply(store, Changes(touched=many))
    assert (await store.graph.lineage([lot("L1")], up=True, most=100)).waiting
    await load_all(store, [])
    assert not (await store.graph.lineage([lot("L1")], up=True, most=100)).waiting


async def test_nothing_settled_yet(store: GraphStore) -> None:
    found = await store.graph.lineage([lot("A")], up=True, most=10)
    assert found.settled_at is None
    assert not found.waiting


async def test_newest_first(store: GraphStore) -> None:
    """Records that arrive before what they rest on come to the same."""
    records = chain(30)
    random.Random(5).shuffle(records)
    for record in records:
        await load_all(store, [record])
    found = await store.graph.lineage([lot("L30")], up=True, most=1_000)
    assert size(found) == 62
    assert Ref(Label.LOT, "L30") not in found.cut
    shares = {tuple(made.shares.items()) for made in found.lots.values()}
    assert len(shares) == 1

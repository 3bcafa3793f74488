"""One step around lots and events: what rules need to see of a thing to judge it."""

import random

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Label, Ref
from tests.graph.kit import event, extraction, lot, processing
from tests.loading import dump, load_all
from tests.worlds import world


async def test_an_event_with_its_lots(store: GraphStore) -> None:
    await load_all(
        store, [extraction("E", "A"), processing("P", {"A": 1}, {"B": 1}), extraction("F", "C")]
    )
    found = await store.graph.around([event("processing:P")])
    assert set(found.lots) == {"A", "B"}
    assert set(found.events) == {"processing:P"}
    assert not found.cut


async def test_a_lot_with_its_claims_and_draws(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A"), processing("P", {"A": 1, "X": 1}, {"B": 1})])
    found = await store.graph.around([lot("A")])
    assert set(found.events) == {"extraction:E", "processing:P"}
    assert [draw.lot for draw in found.inputs] == ["A"]
    assert [out.lot for out in found.outputs] == ["A"]


async def test_what_is_not_there(store: GraphStore) -> None:
    found = await store.graph.around([lot("A"), event("processing:P")])
    assert (dict(found.lots), dict(found.events)) == ({}, {})


@pytest.mark.parametrize("seed", [7, 8])
async def test_all_flows_of_some_things_and_no_others(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    whole = await dump(store)
    rng = random.Random(seed)
    lots, events = list(whole["lots"]), list(whole["events"])  # type: ignore[call-overload]
    wanted = {
        *(Ref(Label.LOT, key) for key in rng.sample(lots, len(lots) // 5)),
        *(Ref(Label.EVENT, key) for key in rng.sample(events, len(events) // 5)),
    }
    found = await store.graph.around(sorted(wanted))
    near = {Ref(Label.LOT, key) for key in found.lots} | {
        Ref(Label.EVENT, key) for key in found.events
    }
    assert near >= wanted
    for kind, got in (("inputs", found.inputs), ("outputs", found.outputs)):
        assert sorted(got) == [
            row
            for row in whole[kind]  # type: ignore[attr-defined]
            if not wanted.isdisjoint({Ref(Label.LOT, row.lot), Ref(Label.EVENT, row.event)})
        ]
    assert all(found.lots[key] == whole["lots"][key] for key in found.lots)  # type: ignore[index]
    assert all(found.events[key] == whole["events"][key] for key in found.events)  # type: ignore[index]

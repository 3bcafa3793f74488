"""The worked example of the design comes out to the gram, and to the same in any order."""

import random

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.ledger.bounds.lawful import bound
from provenance.ledger.composition.holding import Holding, Item, divide
from provenance.model.status import Status
from tests.conftest import StoreAddress
from tests.example import worked_example
from tests.graph.kit import event, lot
from tests.loading import dump, load_all, shuffled
from tests.worlds import world


async def test_lot_to_the_gram(store: GraphStore) -> None:
    await load_all(store, worked_example())
    lineage = await store.graph.lineage([lot("D1")], up=True, most=1_000)
    holding = Holding((Item("D1", lineage.lots["D1"].reo_g),))
    assert divide(holding, lineage) == {
        Status.QUOTA: 39_473_684,
        Status.OVER_QUOTA_MINING: 7_894_737,
        Status.OVER_QUOTA_SEPARATION: 12_631_579,
    }
    bounds = bound(holding, lineage)
    assert (bounds.lawful_min_g, bounds.lawful_max_g) == (16_000_000, 60_000_000)


async def test_shipment_to_the_gram(store: GraphStore) -> None:
    await load_all(store, worked_example())
    seeds = [event("export:X1/1"), event("export:X1/2")]
    lineage = await store.graph.lineage(seeds, up=True, most=1_000)
    draws = [draw for seed in seeds for draw in lineage.inputs_of[seed.key]]
    holding = Holding(tuple(Item(draw.lot, draw.reo_g, draw) for draw in draws))
    assert divide(holding, lineage)[Status.QUOTA] == 75_000_000
    bounds = bound(holding, lineage)
    assert (bounds.lawful_min_g, bounds.lawful_max_g) == (70_000_000, 90_000_000)


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_any_loads_twice(address: StoreAddress, seed: int) -> None:
    """The same records shuffled, in several loads, and sent again: the same graph to the bit."""
    rng = random.Random(seed)
    records = world(seed) if seed else worked_example()
    store = address.open()
    await load_all(store, records)
    expected = await dump(store)
    await store.close()
    address.wipe()
    store = address.open()
    mixed = shuffled(records, rng)
    while mixed:
        size = rng.randint(1, max(2, len(mixed) // 2))
        await load_all(store, mixed[:size], batch=rng.choice((1, 7, 5_000)))
        mixed = mixed[size:]
    assert await dump(store) == expected
    await load_all(store, shuffled(records, rng))
    assert await dump(store) == expected
    await store.close()

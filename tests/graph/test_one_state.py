"""Readers see one state of the graph: never numbers of which some are settled and some not yet."""

import asyncio

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.settling import Settlement
from provenance.ledger.lineage import Lot
from provenance.model.terms import Label
from tests.conftest import StoreAddress
from tests.graph.kit import event, processing
from tests.loading import load_all

LOTS = [f"L{n}" for n in range(1_000)]


async def settle(store: GraphStore, drawn_g: int) -> None:
    """Settle all lots anew, all with the same number."""

    async def work(writer: Writer) -> None:
        lots = [Lot(key, reo_g=1, drawn_g=drawn_g, holder=f"H{drawn_g}") for key in LOTS]
        await writer.settling.keep(Settlement(lots=lots), frozenset())

    await store.write(work)


async def test_a_commit_is_seen_whole(address: StoreAddress) -> None:
    store, reader = address.open(), address.open()
    await load_all(store, [processing("P", {"A": 1}, dict.fromkeys(LOTS, 1.0))])
    await settle(store, 1)
    over = asyncio.Event()
    seen: list[int] = []

    async def read() -> None:
        while not over.is_set():
            things = (await reader.graph.page(Label.LOT, "B", 2_000)).items
            found = await reader.graph.lineage([event("processing:P")], up=False, most=5_000)
            states = {thing.props["drawn_g"] for thing in things}
            assert len(things) == len(LOTS)
            assert len(states) == 1
            assert len({made.drawn_g for made in found.lots.values()}) == 1
            assert {thing.props["holder"] for thing in things} == {f"H{n}" for n in states}
            seen.extend(states)

    reading = asyncio.create_task(read())
    for drawn_g in range(2, 10):
        await settle(store, drawn_g)
    over.set()
    await reading
    assert seen == sorted(seen)
    await store.close()
    await reader.close()

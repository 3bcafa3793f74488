"""What each month comes to is always what its events and invoices come to, one by one."""

import random

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.model.terms import Activity, OreClass
from tests.conftest import StoreAddress
from tests.example import M, S, Z, worked_example
from tests.graph.kit import MINE, WORKS, extraction, transfer, withdrawal
from tests.loading import Record, dump, load_all, shuffled
from tests.monthly import counted
from tests.worlds import world

EVER = ("0001-01", "9999-12")
ROCK = OreClass.ROCK


async def test_worked_example(store: GraphStore) -> None:
    await load_all(store, worked_example())
    assert await store.sums.drawn("2026-01", "2026-03") == [
        Drawn(M, "2026-01", Activity.MINING, ROCK, "QM", 80_000_000, 80_000_000),
        Drawn(M, "2026-02", Activity.MINING, ROCK, "QM", 40_000_000, 20_000_000),
        Drawn(S, "2026-03", Activity.SEPARATION, None, "QS", 114_000_000, 90_000_000),
    ]
    assert await store.sums.drawn("2026-02", "2026-02") == [
        Drawn(M, "2026-02", Activity.MINING, ROCK, "QM", 40_000_000, 20_000_000)
    ]
    assert await store.sums.drawn("2025-01", "2025-12") == []
    assert await store.sums.moved("2026-02", "2026-03") == [
        Moved(M, "2026-02", 3),
        Moved(S, "2026-02", 2),
        Moved(Z, "2026-03", 4),
        Moved(S, "2026-03", 3),
    ]


async def test_draw_without_quota(store: GraphStore) -> None:
    await load_all(store, [extraction("E", "A", 1_000)])
    assert await store.sums.drawn(*EVER) == [
        Drawn(MINE, "2026-02", Activity.MINING, ROCK, None, 1_000_000, 0)
    ]


async def test_withdrawn_revised_and_moved_to_another_month(store: GraphStore) -> None:
    quota = [record for record in worked_example() if record["id"] in ("QM", "DM")]
    await load_all(store, [*quota, extraction("E", "A", 1_000), transfer("T", {"A": "B"})])
    assert [row.month for row in await store.sums.drawn(*EVER)] == ["2026-02"]
    await load_all(store, [extraction("E", "A", 2_000, date="2026-01-31", revision=1)])
    assert await store.sums.drawn(*EVER) == [
        Drawn(MINE, "2026-01", Activity.MINING, ROCK, "QM", 2_000_000, 2_000_000)
    ]
    assert await store.sums.moved(*EVER) == [
        Moved(MINE, "2026-01", 1),
        Moved(MINE, "2026-02", 1),
        Moved(WORKS, "2026-02", 1),
    ]
    await load_all(store, [withdrawal("W", "extraction", "E"), withdrawal("X", "transfer", "T")])
    assert await store.sums.drawn(*EVER) == []
    assert await store.sums.moved(*EVER) == []


async def test_transfer_to_oneself_is_one_movement(store: GraphStore) -> None:
    await load_all(store, [transfer("T", {"A": "B"}, buyer=MINE)])
    assert await store.sums.moved(*EVER) == [Moved(MINE, "2026-02", 1)]


def invoice(id_: str, *lines: Record, **more: object) -> Record:
    return {
        "record": "invoice",
        "id": id_,
        "issued_on": "2026-01-31",
        "seller": MINE,
        "buyer": WORKS,
        "status": "valid",
        "rare_earth_mark": True,
        "lines": list(lines),
        **more,
    }


async def test_special_invoices(store: GraphStore) -> None:
    stated: Record = {"goods": "oxide", "net_kg": 10, "reo_kg": 9.5}
    unstated: Record = {"goods": "oxide", "net_kg": 1}
    await load_all(
        store,
        [
            invoice("26152000000012345671", stated, stated),
            invoice("26152000000012345672", stated, {**stated, "reo_kg": 0}),
            invoice("26152000000012345673", stated, unstated, issued_on="2026-02-01"),
            invoice("26152000000012345674", stated, issued_on="2026-02-28"),
            invoice("26152000000012345675", stated, status="void"),
            invoice("26152000000012345676", stated, rare_earth_mark=False),
            invoice("26152000000012345677", stated, seller=WORKS),
        ],
    )
    assert await store.sums.invoiced("2026-01", "2026-02") == [
        Invoiced(MINE, "2026-01", 2, 40_000, 28_500),
        Invoiced(WORKS, "2026-01", 1, 10_000, 9_500),
        Invoiced(MINE, "2026-02", 2, 21_000, None),
    ]
    await load_all(
        store,
        [
            invoice("26152000000012345671", stated, status="void", revision=1),
            withdrawal("W", "invoice", "26152000000012345673"),
        ],
    )
    assert await store.sums.invoiced(*EVER) == [
        Invoiced(MINE, "2026-01", 1, 20_000, 9_500),
        Invoiced(WORKS, "2026-01", 1, 10_000, 9_500),
        Invoiced(MINE, "2026-02", 1, 10_000, 9_500),
    ]


@pytest.mark.parametrize("seed", range(3_000, 3_012))
async def test_sums_are_those_of_all_events(address: StoreAddress, seed: int) -> None:
    """In any order, in several loads, with records revised and withdrawn."""
    rng = random.Random(seed)
    store = address.open()
    pieces = shuffled(world(seed), rng)
    while pieces:
        size = rng.randint(1, 40)
        await load_all(store, pieces[:size], batch=rng.choice((3, 5_000)))
        pieces = pieces[size:]
    drawn, moved = counted((await dump(store))["events"])
    assert await store.sums.drawn(*EVER) == drawn
    assert await store.sums.moved(*EVER) == moved
    await store.close()


def small_world() -> list[Record]:
    line: Record = {"goods": "oxide", "net_kg": 10, "reo_kg": 9.5}
    gone = withdrawal("W", "extraction", "E1")
    return [*worked_example(), invoice("26152000000012345671", line), gone]


async def everything(store: GraphStore) -> list[object]:
    return [
        *await store.sums.drawn(*EVER),
        *await store.sums.moved(*EVER),
        *await store.sums.invoiced(*EVER),
    ]

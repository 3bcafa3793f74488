"""Judging only what loads can have changed finds what judging everything finds."""

import random
from pathlib import Path

import pytest

from provenance.graph.sqlite.store import SqliteStore
from tests.findings.audit.kit import Record, again, open_findings, planted, whole
from tests.graph.kit import extraction, withdrawal
from tests.loading import load_all, shuffled
from tests.worlds import world


async def _in_loads(store: SqliteStore, records: list[Record], loads: int) -> None:
    size = -(-len(records) // loads)
    for at in range(0, len(records), size):
        await load_all(store, records[at : at + size])
        await again(store)


@pytest.mark.parametrize("seed", range(3_000, 3_040))
async def test_over_random_worlds(seed: int, tmp_path: Path) -> None:
    """Corrections, withdrawals, late arrivals: the worlds hold them, in any order."""
    rng = random.Random(seed)
    records = shuffled(world(seed), rng)
    at_once = SqliteStore(tmp_path / "once.sqlite")
    await load_all(at_once, records)
    await whole(at_once)
    expected = await open_findings(at_once)
    await at_once.close()

    by_and_by = SqliteStore(tmp_path / "loads.sqlite")
    await _in_loads(by_and_by, records, rng.randint(2, 9))
    assert await open_findings(by_and_by) == expected
    await whole(by_and_by)
    assert await open_findings(by_and_by) == expected
    await by_and_by.close()


async def test_going_over_everything_closes_what_is_about_nothing_any_more(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    await load_all(store, [extraction("E", "C", enterprise="odd")])
    await whole(store)
    assert await open_findings(store)
    await load_all(store, [withdrawal("W", "extraction", "E")])
    await whole(store)
    assert await open_findings(store) == {}
    await store.close()


@pytest.mark.parametrize("seed", [31, 32])
async def test_over_planted_violations(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    records, _ = planted(tmp_path, 900, seed)
    at_once = SqliteStore(tmp_path / "once.sqlite")
    await load_all(at_once, records)
    await whole(at_once)
    expected = await open_findings(at_once)
    await at_once.close()

    by_and_by = SqliteStore(tmp_path / "loads.sqlite")
    await _in_loads(by_and_by, shuffled(records, rng), 4)
    assert await open_findings(by_and_by) == expected
    # Withdrawing a tenth and taking it back comes to the same.
    gone = rng.sample(records, len(records) // 10)
    withdrawals: list[Record] = [
        {
            "record": "withdrawal",
            "id": f"W{n}",
            "withdraws": {"record": record["record"], "id": record["id"]},
            "reason": "filed by mistake",
        }
        for n, record in enumerate(gone)
    ]
    await load_all(by_and_by, withdrawals)
    await again(by_and_by)
    assert await open_findings(by_and_by) != expected
    taken_back: list[Record] = [
        {
            "record": "withdrawal",
            "id": f"B{n}",
            "withdraws": {"record": "withdrawal", "id": f"W{n}"},
            "reason": "it was right",
        }
        for n in range(len(gone))
    ]
    await load_all(by_and_by, taken_back)
    await again(by_and_by)
    assert await open_findings(by_and_by) == expected
    await by_and_by.close()

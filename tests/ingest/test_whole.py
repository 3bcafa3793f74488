"""A store settled as a whole is the one that is settled by what descends from what was touched."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from provenance.graph.sqlite.store import SqliteStore
from provenance.graph.sqlite.whole import MUCH
from provenance.ingest.load import keep
from provenance.ingest.settle import settle
from provenance.simulate import PLANTS, Plan, simulate
from tests.loading import Record, load_all, parsed
from tests.worlds import world

TABLES = {
    "node": "label, key, known, props, settled",
    "flow": "*",
    "edge": "*",
    "mark": "*",
    "monthly_draw": "*",
    "monthly_movement": "*",
    "monthly_invoice": "*",
}


async def tables(path: Path, loads: Sequence[Sequence[Record]]) -> dict[str, list[Any]]:
    """All that a store holds of a graph once some loads are settled."""
    store = SqliteStore(path)
    for records in loads:
        await load_all(store, records)
    await store.close()
    with sqlite3.connect(path) as db:
        found = {
            name: sorted(db.execute(f"SELECT {columns} FROM {name}"), key=repr)
            for name, columns in TABLES.items()
        }
    db.close()
    return found


async def alike(
    loads: Sequence[Sequence[Record]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decides = "provenance.graph.sqlite.whole.much_waits"
    monkeypatch.setattr(decides, lambda _: True)
    whole = await tables(folder / "whole.sqlite", loads)
    monkeypatch.setattr(decides, lambda _: False)
    assert whole == await tables(folder / "parts.sqlite", loads)


@pytest.mark.parametrize("seed", range(5_000, 5_060))
async def test_a_world_settled_as_a_whole_is_the_same_to_the_bit(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = world(seed, assays=seed % 2 == 1)
    half = len(records) // (1 + seed % 3)
    await alike([records[:half], records[half:]], tmp_path, monkeypatch)


async def test_a_planted_industry_settled_as_a_whole_is_the_same_to_the_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = simulate(Plan(900, 1, 3, tuple(PLANTS)))
    records = [dict(record) for batch in batches for record in batch.records]
    await alike([records[:-300], records[-300:]], tmp_path, monkeypatch)


async def test_a_store_is_settled_as_a_whole_where_most_of_it_waits(tmp_path: Path) -> None:
    lots = range(MUCH // 2 + 200)  # each with two marks: of the event, and of the lot it claims
    mined = [
        {
            "record": "opening_stock", "id": f"OS{n}", "date": "2026-01-10",
            "enterprise": "91150203XXXXTQ9C5X",
            "output": {"id": f"L{n}", "product": "oxide", "reo_kg": 1},
        }
        for n in lots
    ]  # fmt: skip
    store = SqliteStore(tmp_path / "much.sqlite")

    async def waits(records: Sequence[Record]) -> bool:
        await store.write(partial(keep, chunk=parsed(records)))
        found = await store.write(lambda writer: writer.whole.columns())  # type: ignore[union-attr]
        await settle(store)
        return found is not None

    assert not await waits(mined[:100])
    assert await waits(mined[100:])
    assert not await waits([{**mined[0], "revision": 1, "date": "2026-01-11"}])
    await store.close()

"""What is found is the same, in however small portions it is judged and however little is kept."""

import random
from pathlib import Path

import pytest

from provenance.findings.audit import cache as web
from provenance.findings.audit import steps
from provenance.findings.audit.judging import books
from provenance.graph.sqlite.store import SqliteStore
from tests.findings.audit.kit import Record, again, open_findings, planted, whole
from tests.loading import load_all, shuffled
from tests.worlds import world


def _in_small_portions(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    for module in (books, steps, web):
        monkeypatch.setattr(module, "PORTION", size)
    monkeypatch.setattr(steps, "FEW", size)
    monkeypatch.setattr(web.Memory.__init__, "__defaults__", (3 * size,))


async def _found_in_whole(records: list[Record], path: Path) -> dict[str, tuple[object, ...]]:
    store = SqliteStore(path)
    await load_all(store, records)
    await whole(store)
    found = await open_findings(store)
    await store.close()
    return found


async def _found_in_loads(records: list[Record], path: Path) -> dict[str, tuple[object, ...]]:
    store = SqliteStore(path)
    for at in range(0, len(records), 1 + len(records) // 3):
        await load_all(store, records[at : at + 1 + len(records) // 3])
        await again(store)
    found = await open_findings(store)
    await store.close()
    return found


@pytest.mark.parametrize("seed", range(5_000, 5_012))
async def test_over_random_worlds(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = shuffled(world(seed), random.Random(seed))
    at_once = await _found_in_whole(records, tmp_path / "once.sqlite")
    _in_small_portions(monkeypatch, 1 + seed % 5)
    assert await _found_in_whole(records, tmp_path / "portions.sqlite") == at_once
    assert await _found_in_loads(records, tmp_path / "loads.sqlite") == at_once


@pytest.mark.parametrize("size", [7, 40])
async def test_over_planted_violations(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, _ = planted(tmp_path, 700, 33)
    at_once = await _found_in_whole(records, tmp_path / "once.sqlite")
    _in_small_portions(monkeypatch, size)
    assert await _found_in_whole(records, tmp_path / "portions.sqlite") == at_once
    assert await _found_in_loads(records, tmp_path / "loads.sqlite") == at_once

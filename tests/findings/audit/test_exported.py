"""What is found in an export is what is found in the store it is of."""

from pathlib import Path

import pytest

from provenance.graph.opening import export_to, exported_at
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from tests.findings.audit.kit import Record, open_findings, planted, whole
from tests.loading import load_all
from tests.worlds import world


async def _holds(store: GraphStore, records: list[Record], folder: Path) -> int:
    await load_all(store, records)
    await export_to(folder, store, lambda *_: None)
    await whole(store)
    found = await open_findings(store)
    async with exported_at(folder) as exported:
        await whole(exported)
        assert await open_findings(exported) == found
    return len(found)


@pytest.mark.parametrize("seed", range(9_100, 9_120))
async def test_over_random_worlds(seed: int, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    assert await _holds(store, world(seed, assays=bool(seed % 2)), tmp_path / "out")
    await store.close()


async def test_over_planted_violations(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "a.sqlite")
    assert await _holds(store, planted(tmp_path, 900, 23)[0], tmp_path / "out")
    await store.close()


@pytest.mark.parametrize("seed", [31, 48])
async def test_from_either_store(store: GraphStore, seed: int, tmp_path: Path) -> None:
    assert await _holds(store, world(seed), tmp_path / "out")


async def test_of_nothing(store: GraphStore, tmp_path: Path) -> None:
    assert await _holds(store, [], tmp_path / "out") == 0

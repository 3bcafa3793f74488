"""Every violation that was planted is found, and nothing grave is raised on what is clean."""

from pathlib import Path

import pytest

from provenance.findings.score import score
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.settings import Settings
from provenance.simulate import PLANTS
from tests.findings.audit.kit import planted, whole
from tests.loading import load_all


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_all_that_was_planted_and_nothing_else(seed: int, tmp_path: Path) -> None:
    records, truth = planted(tmp_path, 1_500, seed)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    await whole(store)
    found = await score(store, truth, Settings())
    await store.close()
    assert {code: tally.examples for code, tally in found.codes.items() if tally.examples} == {}
    assert not found.differing
    assert found.lots > 100
    assert found.perfect
    assert {code for code in PLANTS if not found.codes[code].planted} == set()
    assert {code for code in PLANTS if not found.codes[code].near_misses} == set()


@pytest.mark.parametrize("seed", [2, 6])
async def test_nothing_is_raised_where_nothing_is_planted(seed: int, tmp_path: Path) -> None:
    records, truth = planted(tmp_path, 2_500, seed, ())
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    await whole(store)
    found = await score(store, truth, Settings())
    await store.close()
    assert found.codes == {}
    assert not found.differing


async def test_on_either_store(store: GraphStore, tmp_path: Path) -> None:
    records, truth = planted(tmp_path, 700, 4)
    await load_all(store, records)
    await whole(store)
    found = await score(store, truth, Settings())
    assert {code: tally.examples for code, tally in found.codes.items() if tally.examples} == {}
    assert found.perfect


async def test_a_score_can_be_bad(tmp_path: Path) -> None:
    """Of a store nobody audited all is missed; of another world's truth nothing is right."""
    records, truth = planted(tmp_path, 700, 5)
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, records)
    assert (await score(store, truth, Settings())).codes["OVERDRAWN_LOT"].recall == 0
    await whole(store)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    wrong = await score(store, empty, Settings())
    await store.close()
    assert wrong.codes["OVER_QUOTA_MINING"].precision == 0
    assert not wrong.perfect

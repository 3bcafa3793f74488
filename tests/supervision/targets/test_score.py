"""Where the truth is known: what is planted under a false name stands high in the list."""

import json
from pathlib import Path

import pytest

from provenance.findings.audit import audit
from provenance.findings.score import score
from provenance.graph.sqlite.store import SqliteStore
from provenance.settings import Settings
from provenance.supervision.targets.score import rank
from tests.findings.audit.kit import TODAY
from tests.loading import load_all
from tests.simulate.worlds import world


@pytest.mark.parametrize("seed", [1, 2])
async def test_most_of_what_is_planted_is_among_the_first(seed: int, tmp_path: Path) -> None:
    """And no finding is raised on it, nor on what only looks so: it takes a look to know."""
    found = world(seed, lots=3_000, codes=("FALSE_DECLARATION",))
    truth = tmp_path / "truth.jsonl"
    truth.write_text("".join(f"{json.dumps(row)}\n" for row in found.truths), "utf-8")
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, found.records)
    await audit(store, Settings(), whole=True, today=TODAY)
    kept = await score(store, truth, Settings())
    ranked = await rank(store, truth, Settings())
    await store.close()
    assert kept.perfect
    assert ranked.false == len(found.told("false_declaration")) > 0
    assert ranked.honest == len(found.told("honest_declaration")) > 0
    assert ranked.firsts[-1].false >= 0.8 * ranked.false
    assert ranked.firsts[-1].false + len(ranked.missed) == ranked.false
    assert [one.first for one in ranked.firsts] == [10, 50, 100]


async def test_without_anything_planted_there_is_nothing_to_rank(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    truth.write_text("", "utf-8")
    store = SqliteStore(tmp_path / "world.sqlite")
    assert (await rank(store, truth, Settings())).firsts == ()
    await store.close()

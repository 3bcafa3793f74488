"""What declarations come to is the same from columns and from objects."""

from pathlib import Path

import pytest

from provenance.findings.audit.columnar.concluded import concluded_at_once
from provenance.findings.audit.columnar.picked import whole_of
from provenance.findings.audit.judging.consignments import judge_declarations
from provenance.findings.audit.view import View
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Conclusion
from provenance.settings import Settings
from tests.findings.audit.kit import TODAY, planted
from tests.loading import load_all
from tests.worlds import world


async def _the_same(store: GraphStore) -> set[Conclusion]:
    view = await View.of(store, Settings(), TODAY)
    whole = await whole_of(view)
    _, by_objects = await judge_declarations(view, whole.columns.declarations.keys)
    found = concluded_at_once(whole)
    assert found == by_objects
    return {concluded.conclusion for concluded in found.values()}


@pytest.mark.parametrize("seed", range(7_000, 7_010))
async def test_over_random_worlds(store: GraphStore, seed: int) -> None:
    await load_all(store, world(seed))
    await _the_same(store)


async def test_over_planted_violations(tmp_path: Path) -> None:
    records, _ = planted(tmp_path, 900, 21)
    store = SqliteStore(tmp_path / "planted.sqlite")
    await load_all(store, records)
    assert await _the_same(store) == {Conclusion.LAWFUL, Conclusion.MIXED}
    await store.close()

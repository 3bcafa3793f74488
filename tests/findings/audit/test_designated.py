"""Who is designated for mining or separation reports as a producer, whatever its roles say."""

from pathlib import Path

from provenance.graph.sqlite.store import SqliteStore
from tests.findings.audit.kit import Record, again, open_findings, whole
from tests.graph.kit import designation, withdrawal
from tests.loading import load_all
from tests.supervision.reporting.year import TRADER, records


async def _codes(store: SqliteStore) -> set[str]:
    """What the trader is found to have failed to report."""
    found = await open_findings(store)
    return {str(said[0]) for said in found.values() if said[10] == TRADER} & {
        "LATE_FLOW_REPORT",
        "MISSING_FLOW_REPORT",
    }


async def test_judged_again_when_a_designation_comes_or_goes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    await load_all(store, records())
    await whole(store)
    assert await _codes(store) == set()
    listed: Record = designation("D", "mining", TRADER)
    await load_all(store, [listed])
    await again(store)
    assert await _codes(store) == {"MISSING_FLOW_REPORT"}
    await load_all(store, [withdrawal("W", "designation", "D")])
    await again(store)
    assert await _codes(store) == set()
    await store.close()

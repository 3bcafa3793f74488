"""An audit judges one state of the store: what is recorded meanwhile waits for the next."""

from pathlib import Path

import pytest

from provenance.findings.audit import steps
from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.terms import Label
from tests.findings.audit.kit import again, open_findings, planted, whole
from tests.graph.kit import extraction, processing, quota, withdrawal
from tests.loading import load_all


async def test_a_quota_that_comes_meanwhile(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = steps.judge_allotments
    given = [quota("Q1", 10), {**quota("Q2", 20), "within": "Q1"}]

    async def interrupted(view: View) -> Judged:
        await load_all(store, given)
        return await judge(view)

    await load_all(store, [quota("Q0", 5), extraction("E", "A")])
    monkeypatch.setattr(steps, "judge_allotments", interrupted)
    await whole(store)
    monkeypatch.setattr(steps, "judge_allotments", judge)
    await again(store)
    found = {code for code, *_ in (await open_findings(store)).values()}
    assert "QUOTA_OVERALLOCATED" in found


async def test_loads_and_withdrawals_meanwhile(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever comes between the steps, no step fails, and the next audit has it all."""
    records, _ = planted(tmp_path, 300, 8)
    half = len(records) // 2
    gone = [
        withdrawal(f"W{n}", str(one["record"]), str(one["id"]))
        for n, one in enumerate(records[:half])
        if one["record"] in ("processing", "transfer", "export", "declaration", "invoice")
    ]
    pending = [[*records[half:], *gone]]

    async def between(view: View, *given: object) -> Judged:
        if pending:
            await load_all(store, pending.pop(0))
        return await judge(view, *given)  # type: ignore[arg-type]

    judge = steps.judge_material
    await load_all(store, records[:half])
    monkeypatch.setattr(steps, "judge_material", between)
    await whole(store)
    monkeypatch.setattr(steps, "judge_material", judge)
    await again(store)
    found = await open_findings(store)
    await whole(store)
    assert await open_findings(store) == found


async def test_what_is_looked_at_stays_as_it_is(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "world.sqlite")
    await load_all(store, [extraction("E", "A")])
    async with store.as_it_is() as then:
        await load_all(store, [processing("P", {"A": 1}, {"B": 1})])
        assert await then.graph.count(Label.LOT) == 1
        assert await store.graph.count(Label.LOT) == 2
    async with store.as_it_is() as now:
        assert await now.graph.count(Label.LOT) == 2
    await store.close()

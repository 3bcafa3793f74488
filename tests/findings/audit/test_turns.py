"""Audits that are asked for at once."""

import asyncio
from typing import Any

import pytest

from provenance.findings.audit import Audited, audit
from provenance.findings.audit.turns import Turns
from provenance.graph.port.graph import GraphStore
from provenance.ingest.submit import submit
from provenance.settings import Settings
from tests.example import without_a_transfer
from tests.findings.audit.kit import open_findings
from tests.loading import parsed


class Judge:
    """Notes the loads of each audit; each lasts until it is let go."""

    def __init__(self) -> None:
        self.audits: list[str] = []
        self.go = asyncio.Event()

    async def __call__(self, loads: str) -> Audited:
        self.audits.append(loads)
        await self.go.wait()
        if "bad" in loads:
            raise ValueError(loads)
        return Audited(judged=len(self.audits))


async def _let_all_ask() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def test_eight_at_once_cost_two_audits() -> None:
    turns, judge = Turns(), Judge()
    first = asyncio.create_task(turns.judged("0", judge))
    await _let_all_ask()
    later = [asyncio.create_task(turns.judged(str(n), judge)) for n in range(1, 8)]
    await _let_all_ask()
    assert judge.audits == ["0"]
    judge.go.set()
    assert (await first).judged == 1
    assert {audited.judged for audited in await asyncio.gather(*later)} == {2}
    assert judge.audits == ["0", "1; 2; 3; 4; 5; 6; 7"]


async def test_who_gives_up_waiting_ends_nothing_for_others() -> None:
    turns, judge = Turns(), Judge()
    gone, stays = (asyncio.create_task(turns.judged(name, judge)) for name in ("gone", "stays"))
    await _let_all_ask()
    gone.cancel()
    await _let_all_ask()
    judge.go.set()
    assert (await stays).judged == 1
    assert judge.audits == ["gone; stays"]


async def test_an_audit_that_fails_fails_for_all_who_wait_for_it_and_no_others() -> None:
    turns, judge = Turns(), Judge()
    judge.go.set()
    both = await asyncio.gather(
        turns.judged("bad", judge), turns.judged("with it", judge), return_exceptions=True
    )
    assert [type(one) for one in both] == [ValueError, ValueError]
    assert (await turns.judged("after", judge)).judged == 2


async def test_records_sent_at_once_are_judged_as_if_in_one_load(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str | None] = []

    async def counted(*args: Any, load: str) -> Audited:
        begun.append(load)
        return await audit(*args, load=load)

    monkeypatch.setattr("provenance.findings.audit.turns.audit", counted)
    records, settings = without_a_transfer(), Settings()
    parts = [parsed(records[n::8]) for n in range(8)]
    taken = await asyncio.gather(
        *(submit(store, settings, part, f"part {n}") for n, part in enumerate(parts))
    )
    assert sum(one.tally.new for one in taken) == len(records)
    told = " ".join(filter(None, begun))
    assert all(f"part {n} " in told for n in range(8))
    assert len(begun) < 8
    found = await open_findings(store)
    assert found
    await audit(store, settings, whole=True)
    assert await open_findings(store) == found

"""What a verdict is judged by: its own slices, and how findings bear on its subject."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from provenance.findings.audit import audit
from provenance.findings.review import review
from provenance.graph.port.graph import GraphStore
from provenance.graph.sqlite.store import SqliteStore
from provenance.model.finding import Finding, finding_id
from provenance.model.terms import FindingStatus, Label, Ref, Relation, ReviewDecision
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from tests.example import M, S, Z
from tests.loading import load_all

DECLARATION = "530120260000000042"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[GraphStore]:
    found = SqliteStore(tmp_path / "graph.sqlite", wait_s=5)
    yield found
    await found.close()


def stock(lot: str, by: str, **more: Any) -> dict[str, object]:
    output = {"id": lot, "product": "oxide", "reo_kg": 100, **more}
    filed = {"date": "2026-01-05", "enterprise": by, "output": output}
    return {"record": "opening_stock", "id": f"OS-{lot}"} | filed


def handed(id_: str, lot: str, new: str, on: str, seller: str, buyer: str, **more: Any) -> Any:
    items = [{"lot": lot, "reo_kg": 100, "new_lot": new}]
    parties = {"date": on, "seller": seller, "buyer": buyer, "items": items}
    return {"record": "transfer", "id": id_} | parties | more


def shipment(number: str, lot: str, reo_kg: int, net_kg: int) -> list[dict[str, object]]:
    moved = {"date": "2026-03-10", "enterprise": Z, "items": [{"lot": lot, "reo_kg": reo_kg}]}
    stated = {"direction": "export", "date": "2026-03-10", "declarant": Z, "net_kg": net_kg}
    goods = {"hs_code": "2846901999", "goods": "氧化镨钕", "country": "DEU"}
    return [
        {"record": "export", "id": f"EX-{lot}", "declaration": number} | moved,
        {"record": "declaration", "id": number} | stated | goods,
    ]


async def findings(store: GraphStore, code: str, label: Label, key: str) -> list[Finding]:
    (verdict,) = await verdicts(store, [Ref(label, key)], Settings())
    assert verdict is not None
    return [finding for finding in verdict.findings if finding.code == code]


async def test_a_number_is_the_subjects_own_or_only_near(store: GraphStore) -> None:
    await load_all(store, [stock("A", "SOMEBODY"), *shipment("42", "A", 100, 100)])
    found = await findings(store, "BAD_IDENTIFIER", Label.DECLARATION, "42")
    relations = {finding.subject.key: finding.relation for finding in found}
    near = dict.fromkeys(("SOMEBODY", Z), Relation.ADJACENT)  # the example's Z fails the check
    assert relations == {"42": Relation.DIRECT, **near}


async def test_findings_stand_as_someone_left_them(store: GraphStore) -> None:
    records = [stock("A", S, net_kg=110), handed("T", "A", "B", "2026-02-01", S, Z)]
    await load_all(store, [*records, *shipment(DECLARATION, "B", 50, 50)])
    await audit(store, Settings(), whole=True, today=date(2026, 4, 1))
    shipped = Ref(Label.DECLARATION, DECLARATION)
    mismatch = finding_id("DECLARATION_MISMATCH", shipped)
    for decision, status in (
        (ReviewDecision.CONFIRM, FindingStatus.CONFIRMED),
        (ReviewDecision.DISMISS, FindingStatus.DISMISSED),
        (ReviewDecision.REOPEN, FindingStatus.OPEN),
    ):
        await review(store, mismatch, decision, "王", "看过了")
        verdict, again, lot = await verdicts(
            store, [shipped, shipped, Ref(Label.LOT, "B")], Settings()
        )
        assert verdict is not None
        assert again == verdict
        assert lot is not None
        stands = {finding.code: finding.status for finding in verdict.findings}
        assert stands.pop("DECLARATION_MISMATCH") is status
        assert set(stands.values()) == {FindingStatus.OPEN}
        held = any("(DECLARATION_MISMATCH" in str(reason) for reason in verdict.reasons)
        assert held is (status is not FindingStatus.DISMISSED)


async def test_a_declaration_is_held_against_the_lots_it_ships(store: GraphStore) -> None:
    handover = handed("T", "A", "B", "2026-02-01", S, Z)
    records = [stock("A", S, net_kg=110), handover, *shipment(DECLARATION, "B", 50, 50)]
    await load_all(store, records)
    (found,) = await findings(store, "DECLARATION_MISMATCH", Label.DECLARATION, DECLARATION)
    assert found.relation is Relation.DIRECT
    assert "it states 50 kg net, the lots have 55 kg" in str(found.message)


@pytest.mark.parametrize(("status", "times"), [("valid", 1), ("red_letter", 0)])
async def test_what_comes_back_is_asked_for_its_invoices(
    store: GraphStore, status: str, times: int
) -> None:
    parties = {"seller": M, "buyer": S, "issued_on": "2026-02-10", "rare_earth_mark": True}
    lines = [{"goods": "氧化物", "net_kg": 100}]
    number = "26152000000012345679"
    await load_all(
        store,
        [
            stock("A", S),
            handed("T1", "A", "B", "2026-02-01", S, M),
            handed("T2", "B", "C", "2026-02-10", M, S, invoices=[number]),
            handed("T3", "C", "D", "2026-02-20", S, Z),
            {"record": "invoice", "id": number, "status": status, "lines": lines} | parties,
        ],
    )
    own = await findings(store, "CIRCULAR_FLOW", Label.LOT, "C")
    assert [finding.relation for finding in own] == [Relation.DIRECT] * times
    later = await findings(store, "CIRCULAR_FLOW", Label.LOT, "D")
    assert [(f.relation, f.mass_g) for f in later] == [(Relation.DERIVED, 100_000)] * times

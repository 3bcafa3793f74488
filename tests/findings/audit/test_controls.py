"""Undecided controls hold nothing alone; one on record decides, without anything else happening."""

import pytest

from provenance.graph.port.graph import GraphStore
from provenance.model.terms import Clearance, Severity
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts
from tests.findings.audit.kit import Record, again, open_findings, whole
from tests.graph.kit import withdrawal
from tests.graph.test_controls import control
from tests.lawful import lawful_shipment
from tests.loading import load_all
from tests.verdict.test_requests import SHIPMENT

CODE = "EXPORT_WITHOUT_LICENCE"
IN_FORCE = {"suspended_to": "2026-11-10"}


def shipment(**declared: object) -> list[Record]:
    """Holmium oxide that leaves on a day when nobody has said whether it needs a licence."""
    day, stated = "2026-11-20", {"goods": "氧化钬", "licence": None, "hs_code": "28469099"}
    changed = {
        "declaration": {"date": day, **stated, **declared},
        "export": {"date": day},
        "flow_report": {},
    }
    return [
        {name: value for name, value in {**record, **changed.get(record["record"], {})}.items()
         if value is not None}
        for record in lawful_shipment()
    ]  # fmt: skip


async def judged(store: GraphStore) -> Verdict:
    (found,) = await verdicts(store, [SHIPMENT], Settings())
    assert found is not None
    return found


async def found(store: GraphStore) -> list[tuple[Severity, tuple[str, ...]]]:
    """How the licence lacks, as it is kept and as a verdict has it."""
    said = (await open_findings(store)).values()
    kept = [(one[1], one[3]) for one in said if one[0] == CODE]
    same = [(one.severity, one.about) for one in (await judged(store)).findings if one.code == CODE]
    assert kept == same
    return same


async def test_it_is_major_and_holds_nothing_alone(store: GraphStore) -> None:
    await load_all(store, shipment())
    verdict = await judged(store)
    (lacking,) = verdict.findings
    assert (lacking.code, lacking.severity, lacking.undecided) == (CODE, Severity.MAJOR, True)
    assert "a licence may be needed" in str(lacking.message)
    assert "in force again: " in str(lacking.message)
    assert "suspended still: " in str(lacking.message)
    assert (verdict.clearance, verdict.reasons) == (Clearance.RELEASE, [])


async def test_it_is_told_beside_what_holds(store: GraphStore) -> None:
    await load_all(store, shipment(goods="氧化钬、氧化镝"))
    verdict = await judged(store)
    assert verdict.clearance is Clearance.HOLD
    said = [str(why) for why in verdict.reasons]
    assert "which hold Dy (1C905.b) under control" in said[0]
    assert "a licence may be needed" in said[-1]


@pytest.mark.parametrize("stated", [{}, IN_FORCE], ids=["extended", "back in force"])
async def test_a_record_decides_it(store: GraphStore, stated: Record) -> None:
    await load_all(store, shipment())
    await whole(store)
    assert await found(store) == [(Severity.MAJOR, ("undecided",))]
    await load_all(store, [control(**stated)])
    await again(store)
    decided = [(Severity.CRITICAL, ())] if stated else []
    assert await found(store) == decided
    assert (await judged(store)).clearance is (Clearance.HOLD if stated else Clearance.RELEASE)
    await load_all(store, [withdrawal("W", "control", "C")])
    await again(store)
    assert await found(store) == [(Severity.MAJOR, ("undecided",))]


async def test_a_catalogue_on_record_asks_for_ordinary_licences(store: GraphStore) -> None:
    await load_all(store, shipment(goods="氧化镧"))
    await whole(store)
    assert await found(store) == []
    line = {"element": "*", "hs_codes": ["2846"]}
    await load_all(
        store,
        [
            control(
                announcement="89/2025",
                items=[line],
                effective="2026-01-01",
                expires="2026-12-31",
                suspended_from=None,
                suspended_to=None,
            )
        ],
    )
    await again(store)
    assert await found(store) == [(Severity.MAJOR, ("ordinary",))]

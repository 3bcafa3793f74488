"""A sample that an officer takes asks for a laboratory test; one that comes answers it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.ingest.load import load
from provenance.model.dates import SHANGHAI
from provenance.model.terms import Clearance, ClearanceDecision, Conclusion, Label, Ref
from provenance.records.changes import RecordKey
from provenance.records.filing import Filing
from provenance.settings import Settings
from provenance.verdict.answer import decided
from provenance.verdict.clearance import decide
from provenance.verdict.conclusion import Verdict
from provenance.verdict.requests import decisions, open_samples
from provenance.verdict.verdicts import verdicts
from provenance.words.table import Language
from tests.lawful import DECLARATION, lawful_shipment
from tests.loading import Record, load_all
from tests.verdict.test_modelled_cases import world

SHIPMENT = Ref(Label.DECLARATION, DECLARATION)
SAMPLE, HOLD = ClearanceDecision.SAMPLE, ClearanceDecision.HOLD


def lab_test(id_: str, days: int = 0, **sample_of: str) -> Record:
    """A test that finds dysprosium, dated so many days from today."""
    day = datetime.now(SHANGHAI).date() + timedelta(days)
    return {
        "record": "lab_test",
        "id": id_,
        "date": day.isoformat(),
        "authority": "某海关（合成）",
        "laboratory": "某实验室（合成）",
        "sample_of": sample_of or {"declaration": DECLARATION},
        "assay": {"Nd2O3": 0.6, "Pr6O11": 0.1, "Dy2O3": 0.3},
    }


async def judged(store: GraphStore) -> Verdict:
    (found,) = await verdicts(store, [SHIPMENT], Settings())
    assert found is not None
    return found


async def sampled(store: GraphStore, decision: ClearanceDecision = SAMPLE) -> None:
    await decide(store, Settings(), DECLARATION, decision, "李", "品名存疑")


async def load_now(store: GraphStore, record: Record) -> None:
    """One load of a record that is received now."""
    line = Filing("test", datetime.now(UTC)).judge(dict(record), 1, "")
    await load(store, [line])


async def history(store: GraphStore) -> Sequence[Decision]:
    return (await decisions(store, [SHIPMENT]))[SHIPMENT]


@pytest.mark.parametrize("sample_of", [{"declaration": DECLARATION}, {"lot": "F1"}])
async def test_a_test_answers_and_the_verdict_changes(
    store: GraphStore, sample_of: dict[str, str]
) -> None:
    await load_all(store, lawful_shipment())
    assert (await judged(store)).clearance is Clearance.RELEASE
    await sampled(store)
    assert await open_samples(store) == 1
    (waiting,) = await history(store)
    assert (waiting.open, waiting.answered_by, waiting.advice) == (True, None, Clearance.RELEASE)
    assert [str(one) for one in decided(waiting, "now")][-1] == (
        "No laboratory test of it is on record yet."
    )
    await load_all(store, [lab_test("LT-1", **sample_of)])
    assert await open_samples(store) == 0
    (answered,) = await history(store)
    assert (answered.open, answered.answered_by) == (False, Ref(Label.LAB_TEST, "LT-1"))
    assert decided(answered, "now")[-1].said(Language.ZH) == "化验结果：LT-1。"
    found = await judged(store)
    assert found.clearance is Clearance.HOLD
    assert Ref(Label.LAB_TEST, "LT-1") in found.documents
    said = {finding.code: finding for finding in found.findings}
    assert said.keys() >= {"LICENCE_NOT_VALID", "MISDECLARED_SPECIES"}
    for code in ("LICENCE_NOT_VALID", "MISDECLARED_SPECIES"):
        assert "LT-1" in said[code].evidence


async def test_an_audit_finds_the_same_as_the_verdict(store: GraphStore) -> None:
    await load_all(store, lawful_shipment())
    await audit(store, Settings(), whole=True, today=date(2026, 11, 1))
    assert (await store.findings.on([SHIPMENT]))[SHIPMENT] == []
    await load_all(store, [lab_test("LT-1")])
    await audit(store, Settings(), today=date(2026, 11, 1))
    kept = (await store.findings.on([SHIPMENT]))[SHIPMENT]
    told = {(one.code, str(one.message)) for one in (await judged(store)).findings}
    assert {(one.code, str(one.message)) for one in kept} <= told
    assert {one.code for one in kept} >= {"LICENCE_NOT_VALID", "MISDECLARED_SPECIES"}


async def test_what_does_not_answer(store: GraphStore) -> None:
    await load_all(store, [*lawful_shipment(), lab_test("BEFORE", days=-1)])
    await sampled(store)
    await load_all(store, [lab_test("OTHER", lot="C1")])
    (waiting,) = await history(store)
    assert waiting.open
    await load_all(store, [lab_test("LATER", days=1), lab_test("TODAY")])
    (answered,) = await history(store)
    assert answered.answered_by == Ref(Label.LAB_TEST, "TODAY")  # the first of them
    withdrawn = {
        "record": "withdrawal",
        "id": "W",
        "withdraws": {"record": "lab_test", "id": "TODAY"},
    }
    await load_all(store, [withdrawn])
    (answered,) = await history(store)
    assert answered.answered_by == Ref(Label.LAB_TEST, "LATER")


async def test_one_dated_before_answers_where_it_came_after(store: GraphStore) -> None:
    await load_all(store, [*lawful_shipment(), lab_test("ON RECORD", days=-3)])
    await sampled(store)
    await load_now(store, lab_test("ON RECORD", days=-3) | {"revision": 1, "method": "XRF"})
    (waiting,) = await history(store)
    assert waiting.open
    await load_now(store, lab_test("ENTERED LATE", days=-2))
    (answered,) = await history(store)
    assert answered.answered_by == Ref(Label.LAB_TEST, "ENTERED LATE")


async def test_holding_asks_for_nothing(store: GraphStore) -> None:
    await load_all(store, [*lawful_shipment(), lab_test("LT-1")])
    await sampled(store, HOLD)
    (held,) = await history(store)
    assert not held.open
    assert held.answered_by is None
    assert len(decided(held, "now")) == 2


async def test_a_test_outranks_what_the_lot_it_was_handed_on_from_was_filed_as(
    store: GraphStore,
) -> None:
    await load_all(store, [*lawful_shipment(), lab_test("LT-1", lot="D1")])
    said = {finding.code: finding for finding in (await judged(store)).findings}
    assert "LT-1" in said["LICENCE_NOT_VALID"].evidence


async def test_a_conclusion_that_a_test_changed_is_listed_with_it(store: GraphStore) -> None:
    """Clay under bought invoices for scrap, which only a laboratory tells."""
    ref = Ref(Label.DECLARATION, "420120261000090002")
    clay = {"Nd2O3": 0.32, "La2O3": 0.27, "Pr6O11": 0.08, "Y2O3": 0.12, "Sm2O3": 0.06}
    await load_all(store, world("recycling-cover"))
    await audit(store, Settings(), whole=True, today=date(2026, 11, 1))
    await decide(store, Settings(), ref.key, SAMPLE, "李", "来源存疑")
    await load_all(store, [lab_test("LT-9", lot="R2-OX") | {"assay": clay}])
    await audit(store, Settings(), today=date(2026, 11, 1))
    (sampling,) = (await decisions(store, [ref]))[ref]
    assert sampling.answered_by == Ref(Label.LAB_TEST, "LT-9")
    first, changed = (await store.findings.changes([ref]))[ref]
    assert (first.after, changed.before) == (Conclusion.LAWFUL, Conclusion.LAWFUL)
    assert changed.after is Conclusion.MIXED
    assert changed.causes == (RecordKey("lab_test", "LT-9"),)

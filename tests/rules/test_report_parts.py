"""The parts of execution reports: only what no reading of the records allows is said."""

from typing import Any

import pytest

from provenance.ledger.quota.by_feed import Between, FeedPart
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Execution
from tests.ledger.build import PLANT
from tests.rules.build import only, raised

T = 1_000_000
PARTS = {FeedPart.IMPORTED: Between(20 * T, 30 * T), FeedPart.MONAZITE: Between(0, 40 * T)}


def execution(**said: Any) -> Execution:
    report = {
        "enterprise": PLANT,
        "period": "2026-03",
        "activity": "separation",
        "reo_g": 100 * T,
        "filed_at": "2026-04-09T17:30:00+08:00",
    } | said
    return Execution("ER", report, 100 * T, parts=PARTS)


@pytest.mark.parametrize(("said", "apart"), [(19 * T, 1 * T), (31 * T, 1 * T), (0, 20 * T)])
def test_imported_ore_beyond_what_the_records_allow(said: int, apart: int) -> None:
    found = only("REPORT_MISMATCH", execution(imported_reo_g=said))
    assert (found.subject, found.about) == (Ref(Label.EXECUTION_REPORT, "ER"), ("imported",))
    assert (found.mass_g, found.severity) == (apart, Severity.MAJOR)
    assert "from imported ore" in str(found.message)
    assert "20,000 kg to 30,000 kg" in str(found.message)


@pytest.mark.parametrize("said", [20 * T, 25 * T, 30 * T, 20 * T - 100_000, 30 * T + 100_000])
def test_nothing_is_said_of_what_they_allow(said: int) -> None:
    assert not raised("REPORT_MISMATCH", execution(imported_reo_g=said))


def test_monazite_that_records_cannot_tell_accuses_nobody() -> None:
    for said in (0, 10 * T, 40 * T):
        assert not raised("REPORT_MISMATCH", execution(monazite_reo_g=said))
    found = only("REPORT_MISMATCH", execution(monazite_reo_g=41 * T))
    assert found.about == ("monazite",)
    assert "from monazite" in str(found.message)


def test_parts_that_are_not_stated_are_not_judged() -> None:
    assert not raised("REPORT_MISMATCH", execution())
    unread = Execution("ER", {**execution(imported_reo_g=0).report}, 100 * T)
    assert not raised("REPORT_MISMATCH", unread)

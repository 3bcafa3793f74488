"""Reports: late, missing, or other than the ledger."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Execution, Month
from tests.ledger.build import PLANT
from tests.rules.build import only, raised


def month(
    filed_at: str | None,
    role: str = "separation",
    *,
    of: str = "2026-03",
    movements: int = 7,
    today: str = "2027-01-01",
) -> Month:
    filed = datetime.fromisoformat(filed_at) if filed_at else None
    roles = frozenset({role, "trade"})
    return Month(PLANT, of, roles, movements, filed, date.fromisoformat(today))


class TestLateFlowReport:
    LATE = "2026-04-10T00:00:00+08:00"

    @pytest.mark.parametrize("role", ["mining", "separation"])
    def test_on_the_tenth(self, role: str) -> None:
        found = only("LATE_FLOW_REPORT", month(self.LATE, role))
        assert found.subject == Ref(Label.ENTERPRISE, PLANT)
        assert found.about == ("2026-03",)
        assert found.severity is Severity.MAJOR
        assert "Order 71 Art. 10" in str(found.basis)
        assert "reported 2026-03 on 2026-04-10 00:00:00" in str(found.message)

    def test_not_before_it_in_shanghai(self) -> None:
        assert not raised("LATE_FLOW_REPORT", month("2026-04-09T23:59:59+08:00"))
        in_utc = datetime(2026, 4, 9, 15, 59, 59, tzinfo=UTC)
        assert not raised("LATE_FLOW_REPORT", month(in_utc.isoformat()))
        assert raised("LATE_FLOW_REPORT", month("2026-04-09T16:00:00+00:00"))

    def test_at_the_turn_of_the_year(self) -> None:
        assert not raised("LATE_FLOW_REPORT", month("2027-01-09T12:00:00+08:00", of="2026-12"))
        assert raised("LATE_FLOW_REPORT", month("2027-01-10T12:00:00+08:00", of="2026-12"))

    @pytest.mark.parametrize("role", ["metal", "recycling", "export", "magnet", "import"])
    def test_no_day_is_set_for_others(self, role: str) -> None:
        assert not raised("LATE_FLOW_REPORT", month(self.LATE, role))

    def test_not_a_month_without_movements(self) -> None:
        assert not raised("LATE_FLOW_REPORT", month(self.LATE, movements=0))

    def test_from_the_first_whole_month_of_the_measures(self) -> None:
        assert not raised("LATE_FLOW_REPORT", month(self.LATE, of="2025-07"))
        assert raised("LATE_FLOW_REPORT", month(self.LATE, of="2025-08"))


class TestMissingFlowReport:
    def test_once_it_was_due(self) -> None:
        assert not raised("MISSING_FLOW_REPORT", month(None, today="2026-04-09"))
        found = only("MISSING_FLOW_REPORT", month(None, today="2026-04-10"))
        assert found.about == ("2026-03",)
        assert "Order 71 Art. 10" in str(found.basis)

    @pytest.mark.parametrize("role", ["metal", "recycling", "export"])
    def test_of_others_once_the_next_month_is_past(self, role: str) -> None:
        assert not raised("MISSING_FLOW_REPORT", month(None, role, today="2026-04-30"))
        found = only("MISSING_FLOW_REPORT", month(None, role, today="2026-05-01"))
        assert str(found.basis) == "Order 785 Art. 14, 25"
        assert found.severity is Severity.MAJOR

    def test_not_of_who_need_not_report(self) -> None:
        assert not raised("MISSING_FLOW_REPORT", month(None, "magnet"))
        assert not raised("MISSING_FLOW_REPORT", month(None, movements=0))
        assert not raised("MISSING_FLOW_REPORT", month(None, of="2025-07"))
        assert raised("MISSING_FLOW_REPORT", month(None, of="2025-08"))

    def test_not_what_was_reported_however_late(self) -> None:
        assert not raised("MISSING_FLOW_REPORT", month("2026-12-31T00:00:00+08:00"))


class TestReportMismatch:
    def execution(self, said: int, ledger_g: int, **fields: Any) -> Execution:
        report = {
            "enterprise": PLANT,
            "period": "2026-03",
            "activity": "separation",
            "reo_g": said,
            "filed_at": "2026-04-09T17:30:00+08:00",
        } | fields
        return Execution("ER", report, ledger_g)

    @pytest.mark.parametrize(
        ("said", "words"),
        [(99_000_000, "1,000 kg more"), (101_000_000, "1,000 kg less")],
    )
    def test_another_figure_than_the_ledger(self, said: int, words: str) -> None:
        found = only("REPORT_MISMATCH", self.execution(said, 100_000_000))
        assert found.subject == Ref(Label.EXECUTION_REPORT, "ER")
        assert found.mass_g == 1_000_000
        assert words in str(found.message)

    def test_not_within_half_a_percent_or_a_hundred_kilograms(self) -> None:
        assert not raised("REPORT_MISMATCH", self.execution(100_500_000, 100_000_000))
        assert raised("REPORT_MISMATCH", self.execution(100_500_001, 100_000_000))
        assert not raised("REPORT_MISMATCH", self.execution(0, 100_000))
        assert raised("REPORT_MISMATCH", self.execution(0, 100_001))
        assert raised("REPORT_MISMATCH", self.execution(100_001, 0))

    @pytest.mark.parametrize(
        ("filed_at", "severity", "basis"),
        [
            ("2024-09-30T23:59:59+08:00", Severity.MINOR, "no article on record for 2024-09-30"),
            ("2025-07-27T23:59:59+08:00", Severity.MAJOR, "Order 785 Art. 25"),
            ("2025-07-27T16:00:00+00:00", Severity.MAJOR, "Order 71 Art. 9; Order 785 Art. 25"),
        ],
    )
    def test_by_the_day_it_was_filed_in_shanghai(
        self, filed_at: str, severity: Severity, basis: str
    ) -> None:
        found = only("REPORT_MISMATCH", self.execution(0, 10**9, filed_at=filed_at))
        assert (found.severity, str(found.basis)) == (severity, basis)

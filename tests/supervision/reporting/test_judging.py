"""Who filed, late or not at all, and how reports meet the ledger."""

from datetime import date

import pytest

from provenance.ledger.quota.register import Designation, Register
from provenance.rules.reports import ReportStatus
from provenance.supervision.reporting import Sold
from tests.supervision.reporting.build import (
    DUE,
    EVE,
    MINING,
    SEPARATION,
    at_time,
    books,
    drawn,
    execution,
    firm,
    flow,
    moved,
    sold,
    status,
)

FILED, LATE, MISSING = ReportStatus.FILED, ReportStatus.LATE, ReportStatus.MISSING
NOT_DUE, NOT_OBLIGED = ReportStatus.NOT_DUE, ReportStatus.NOT_OBLIGED


class TestFlowReport:
    @pytest.mark.parametrize(
        ("filed_at", "at", "expected"),
        [
            (None, EVE, NOT_DUE),
            (None, DUE, MISSING),
            (EVE, EVE, FILED),
            (EVE, DUE, FILED),
            (DUE, EVE, NOT_DUE),
            (DUE, DUE, LATE),
            ("2026-11-09T15:59:59+00:00", "2026-11-09T16:00:00+00:00", FILED),
            ("2026-11-09T16:00:00+00:00", "2026-11-09T16:00:00+00:00", LATE),
            ("2026-11-09T08:00:00-08:00", "2026-12-01T00:00:00-08:00", LATE),
        ],
    )
    def test_before_the_tenth_in_shanghai(
        self, filed_at: str | None, at: str, expected: ReportStatus
    ) -> None:
        given = books([firm()], moved=[moved()], flows=[flow(filed_at)] if filed_at else [])
        assert status(given, at) == {"A": expected}
        row = at_time(given, at)["A"]
        assert row.due is not None
        assert row.due.isoformat() == DUE
        assert row.movements == 3
        assert (row.filed_at is None) is (expected in (NOT_DUE, MISSING))

    def test_the_first_of_several_counts(self) -> None:
        given = books([firm()], moved=[moved()], flows=[flow(DUE), flow(EVE)])
        assert status(given, DUE) == {"A": FILED}

    def test_who_smelts_recycles_or_exports_has_until_the_end_of_the_month(self) -> None:
        firms = [firm(role, role) for role in ("metal", "recycling", "export")]
        given = books(firms, moved=[moved(one.code) for one in firms])
        assert set(status(given, "2026-11-30T23:59:59+08:00").values()) == {NOT_DUE}
        assert set(status(given, "2026-12-01T00:00:00+08:00").values()) == {MISSING}
        filed = books(
            firms[:1], moved=given.moved[:1], flows=[flow("2026-12-05T00:00:00Z", "metal")]
        )
        assert status(filed, "2026-12-06T00:00:00Z") == {"metal": FILED}

    def test_who_need_not_report(self) -> None:
        firms = [firm("A"), firm("T", "trade"), firm("M", "magnet"), firm("IDLE", "trade")]
        given = books(firms, moved=[moved("T"), moved("M")])
        # A producer is listed whether it moved anything or not, a trader only if it did.
        assert status(given, DUE) == dict.fromkeys(("A", "M", "T"), NOT_OBLIGED)
        assert at_time(given, DUE)["A"].due is None
        assert status(books([firm()], moved=[moved(month="2025-07")]), DUE, "2025-07") == {
            "A": NOT_OBLIGED
        }
        assert status(books([firm()], flows=[flow(EVE)]), DUE) == {"A": FILED}

    def test_a_producer_by_designation(self) -> None:
        listed = Designation("A", MINING, date(2026, 10, 31), None)
        ended = Designation("B", MINING, date(2025, 1, 1), date(2026, 9, 30))
        given = books(
            [firm("A", "trade"), firm("B", "trade")],
            register=Register(designations=[listed, ended]),
            moved=[moved("A"), moved("B")],
        )
        assert status(given, DUE) == {"A": MISSING, "B": NOT_OBLIGED}
        assert status(given, EVE) == {"A": NOT_DUE, "B": NOT_OBLIGED}

    def test_who_is_on_no_record(self) -> None:
        given = books([], moved=[moved("X")], invoiced=[sold(5, 3, "Y")])
        rows = at_time(given, DUE)
        assert [row.firm.region for row in rows.values()] == [None, None]
        assert status(given, DUE) == {"X": NOT_OBLIGED, "Y": NOT_OBLIGED}


class TestExecution:
    def test_beside_the_ledger(self) -> None:
        given = books(
            [firm()],
            executions=[execution(990), execution(50, of=SEPARATION)],
            drawn=[drawn(600), drawn(400), drawn(7, month="2026-09")],
        )
        mining, separation = at_time(given, DUE)["A"].execution
        assert (mining.reported_g, mining.ledger_g) == (990_000, 1_000_000)
        assert (mining.difference_g, mining.differs) == (-10_000, False)
        assert (separation.ledger_g, separation.difference_g) == (0, 50_000)

    def test_it_differs_from_where_the_finding_is(self) -> None:
        given = books([firm()], executions=[execution(100_500.001)], drawn=[drawn(100_000)])
        (mining,) = at_time(given, DUE)["A"].execution
        assert mining.differs
        given = books([firm()], executions=[execution(100_500)], drawn=[drawn(100_000)])
        assert not at_time(given, DUE)["A"].execution[0].differs

    def test_none_is_in(self) -> None:
        (mining,) = at_time(books([firm()], drawn=[drawn(5)]), DUE)["A"].execution
        assert (mining.reported_g, mining.difference_g, mining.differs) == (None, None, False)

    def test_the_last_known_then_counts(self) -> None:
        given = books([firm()], executions=[execution(2, DUE), execution(1, EVE)])
        assert at_time(given, EVE)["A"].execution[0].reported_g == 1_000
        assert at_time(given, DUE)["A"].execution[0].reported_g == 2_000

    def test_invoices_of_the_seller(self) -> None:
        given = books([firm(), firm("B")], invoiced=[sold(10, 6), sold(1, None, "B")])
        rows = at_time(given, DUE)
        assert rows["A"].sold == Sold(2, 10_000, 6_000)
        assert rows["B"].sold == Sold(2, 1_000, None)


class TestYear:
    def test_the_annual_report_and_the_months(self) -> None:
        given = books(
            [firm()],
            moved=[moved(month="2026-01"), moved(month="2026-02"), moved(month="2026-12")],
            flows=[
                flow("2026-02-09T12:00:00+08:00", month="2026-01"),
                flow("2026-03-10T12:00:00+08:00", month="2026-02"),
            ],
            executions=[execution(8, "2027-01-15T09:00:00+08:00", period="2026")],
            drawn=[drawn(3, month="2026-01"), drawn(5, month="2026-02")],
            invoiced=[sold(4, 2, month="2026-01"), sold(4, 2, month="2026-02")],
        )
        row = at_time(given, "2027-01-31T23:59:59+08:00", "2026")["A"]
        assert row.status is FILED
        assert row.movements == 9
        assert row.execution[0].difference_g == 0
        assert row.sold == Sold(4, 8_000, 4_000)
        assert row.months == {FILED: 1, LATE: 1, MISSING: 1, NOT_OBLIGED: 9}

    def test_until_the_end_of_january_nothing_is_overdue(self) -> None:
        given = books([firm()], drawn=[drawn(3, month="2026-05")])
        assert status(given, "2027-01-31T23:59:59+08:00", "2026") == {"A": NOT_DUE}
        assert status(given, "2027-02-01T00:00:00+08:00", "2026") == {"A": MISSING}
        assert status(given, "2027-01-31T16:00:00+00:00", "2026") == {"A": MISSING}

    def test_every_activity_has_to_be_reported(self) -> None:
        both = [drawn(3), drawn(2, of=SEPARATION)]
        one = [execution(3, EVE, period="2026")]
        given = books([firm("A", "mining", "separation")], drawn=both, executions=one)
        assert status(given, "2027-02-01T00:00:00+08:00", "2026") == {"A": MISSING}
        two = [*one, execution(2, DUE, period="2026", of=SEPARATION)]
        given = books([firm("A", "mining", "separation")], drawn=both, executions=two)
        row = at_time(given, "2027-02-01T00:00:00+08:00", "2026")["A"]
        assert (row.status, row.filed_at and row.filed_at.isoformat()) == (FILED, DUE)

    def test_who_drew_on_no_quota_owes_none(self) -> None:
        assert status(books([firm()]), "2027-02-01T00:00:00Z", "2026") == {"A": NOT_OBLIGED}
        assert status(books([firm()], drawn=[drawn(3, month="2024-05")]), DUE, "2024") == {
            "A": NOT_OBLIGED
        }

"""Findings on reports: a month's flow records late or missing, figures that the ledger denies."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from provenance.model import Label, Ref, Severity
from provenance.rules.filings import Execution, Month
from provenance.rules.finding import (
    MEASURES,
    REGULATIONS,
    Article,
    Finding,
    basis,
    in_force,
    kg,
)
from provenance.rules.spans import first_day, last_day
from provenance.rules.thresholds import apart

SHANGHAI = ZoneInfo("Asia/Shanghai")

FIRST_MONTH = "2025-08"
"""The first month that begins with the Measures in force."""

PRODUCERS = frozenset({"mining", "separation"})
OTHERS = frozenset({"metal", "recycling", "export"})

_FLOWS = Article("Order 71 Art. 10", MEASURES)
_RECORDS = Article("Order 785 Art. 14, 25", REGULATIONS)
_EXECUTION = Article("Order 71 Art. 9", MEASURES)


def late_flow_report(month: Month) -> Iterator[Finding]:
    """A producer's month whose flow records came in on the 10th of the next or later."""
    due = _due(month.month)
    if not _concerned(month, PRODUCERS) or month.filed_at is None or month.filed_at < due:
        return
    filed = month.filed_at.astimezone(SHANGHAI)
    yield _finding(
        "LATE_FLOW_REPORT",
        month,
        _FLOWS,
        f"{month.enterprise} reported {month.month} on {filed:%Y-%m-%d %H:%M:%S} (Asia/Shanghai);"
        f" it was to report before {due:%Y-%m-%d}.",
    )


def missing_flow_report(month: Month) -> Iterator[Finding]:
    """A month with movements that was not reported: by a producer when it was due, by smelters
    of metal, recyclers and exporters by the end of the next."""
    if month.filed_at is not None:
        return
    if _concerned(month, PRODUCERS):
        article, due = _FLOWS, _due(month.month).date()
    elif _concerned(month, OTHERS):
        article, due = _RECORDS, first_day(month.month, 2)
    else:
        return
    if month.today >= due:
        yield _finding(
            "MISSING_FLOW_REPORT",
            month,
            article,
            f"{month.enterprise} moved material {month.movements} times in {month.month} and has"
            f" not reported it by {month.today}; it was to report before {due}.",
        )


def report_mismatch(execution: Execution) -> Iterator[Finding]:
    """An execution report that says another figure than the ledger."""
    report, limits = execution.report, execution.limits
    said = int(report["reo_g"])
    if not apart(said, execution.ledger_g, limits.reported_share, limits.reported_slack_g):
        return
    day = datetime.fromisoformat(report["filed_at"]).astimezone(SHANGHAI).date()
    difference = said - execution.ledger_g
    yield Finding(
        code="REPORT_MISMATCH",
        severity=in_force(day, Severity.MAJOR, _EXECUTION),
        subject=Ref(Label.EXECUTION_REPORT, execution.key),
        message=(
            f"{report['enterprise']} reports {kg(said)} of {report['activity']} for"
            f" {report['period']}; the ledger has {kg(execution.ledger_g)},"
            f" {kg(abs(difference))} {'less' if difference > 0 else 'more'}."
        ),
        basis=basis(day, _EXECUTION),
        evidence=(execution.key, report["enterprise"]),
        mass_g=abs(difference),
    )


def _due(month: str) -> datetime:
    """Before when a producer has to report a month: the 10th of the next, in Shanghai."""
    return datetime.combine(first_day(month, 1).replace(day=10), time.min, SHANGHAI)


def _concerned(month: Month, roles: frozenset[str]) -> bool:
    return month.month >= FIRST_MONTH and month.movements > 0 and not roles.isdisjoint(month.roles)


def _finding(code: str, month: Month, article: Article, message: str) -> Finding:
    day: date = last_day(month.month)
    return Finding(
        code=code,
        severity=in_force(day, Severity.MAJOR, article),
        subject=Ref(Label.ENTERPRISE, month.enterprise),
        message=message,
        basis=basis(day, article),
        evidence=(month.enterprise, month.month),
        about=(month.month,),
    )

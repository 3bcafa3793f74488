"""Findings on reports: a month's flow records late or missing, figures that the ledger denies."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.model.dates import SHANGHAI, first_day, last_day, span
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import Thresholds, apart
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.filings import Execution, Month
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

FIRST_MONTH = "2025-08"
"""The first month that begins with the Measures in force.

July was due before 10 August as well, but the text was only published on 22 August.
"""

PRODUCERS = frozenset({"mining", "separation"})
OTHERS = frozenset({"metal", "recycling", "export"})

_LESS = (
    "{who} reports {said:kg} of {activity:activity} for {period}; the ledger has {ledger:kg},"
    " {apart:kg} less."
)
_MORE = (
    "{who} reports {said:kg} of {activity:activity} for {period}; the ledger has {ledger:kg},"
    " {apart:kg} more."
)


class ReportStatus(StrEnum):
    """How it stands with a report: in, in too late, overdue, still awaited, or not called for."""

    FILED = "filed"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_OBLIGED = "not_obliged"


class Duty(NamedTuple):
    """That something has to be reported: when it is overdue, and whether an article says when.

    Only where an article itself sets the day (`dated`) is a later report late.
    """

    due: datetime
    dated: bool


def duty(month: Month) -> Duty | None:
    """Whether, and before when, an enterprise has to report its month; None where it need not.

    A producer before the 10th of the next month (Order 71 Art. 10); smelters of metal, recyclers
    and exporters, for whom no day is set, by the end of it. Asia/Shanghai.
    """
    if month.month < FIRST_MONTH or not month.movements:
        return None
    if not PRODUCERS.isdisjoint(month.roles):
        return Duty(midnight(first_day(month.month, 1).replace(day=10)), dated=True)
    if not OTHERS.isdisjoint(month.roles):
        return Duty(midnight(first_day(month.month, 2)), dated=False)
    return None


def annual_duty(year: str, roles: frozenset[str], drawn_g: int) -> Duty | None:
    """Whether a producer that drew on quota has to report a year's execution (Order 71 Art. 9).

    The article says promptly and sets no day: until the end of January nothing is overdue.
    """
    if year < FIRST_MONTH[:4] or not drawn_g or PRODUCERS.isdisjoint(roles):
        return None
    return Duty(midnight(date(int(year) + 1, 2, 1)), dated=False)


def standing(duty: Duty | None, filed_at: datetime | None, at: datetime) -> ReportStatus:
    """How it stands at a time with a report that there is a duty to file, or that was filed."""
    if filed_at is not None:
        late = duty is not None and duty.dated and filed_at >= duty.due
        return ReportStatus.LATE if late else ReportStatus.FILED
    if duty is None:
        return ReportStatus.NOT_OBLIGED
    return ReportStatus.MISSING if at >= duty.due else ReportStatus.NOT_DUE


def midnight(day: date) -> datetime:
    """The moment a day begins in Asia/Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI)


def _months(whole: Whole) -> list[Month]:
    """The months of who may have to report them, as far as a report may be late or missing."""
    from provenance.ledger.columns.months import month_of, moved

    found, reported = [], dict[tuple[str, str], datetime]()
    for report in whole.filed.flow_reports:
        its = report["enterprise"], report["month"]
        filed_at = datetime.fromisoformat(report["filed_at"])
        reported[its] = min(filed_at, reported.get(its, filed_at))
    # The list says on which days; here it only matters that anyone may have to.
    anyone = whole.does(*PRODUCERS, *OTHERS)
    anyone |= whole.these(item.enterprise for item in whole.register.designations)
    due = cache(lambda month: midnight(first_day(month, 1).replace(day=10)))
    for (party, number), movements in moved(whole.columns).items():
        month, who = month_of(number), whole.columns.parties[party]
        if not anyone[party] or month < FIRST_MONTH:
            continue
        first = reported.get((who, month))
        if first is None or first >= due(month):
            listed = whole.register.activities(who, *span(month))
            roles = roles_of(whole.firms.get(who, {})) | listed
            found.append(Month(who, month, roles, movements, first, whole.today, whole.law))
    return found


def _late(whole: Whole) -> "Flags":
    return whole.these(one.enterprise for one in whole.of(_months) if any(late_flow_report(one)))


@screened(parties=_late)
def late_flow_report(month: Month) -> Iterator[Finding]:
    """A producer's month whose flow records came in on the 10th of the next or later."""
    found = _standing(month, ReportStatus.LATE)
    if found is None or month.filed_at is None:
        return
    filed = month.filed_at.astimezone(SHANGHAI)
    yield _finding(
        "LATE_FLOW_REPORT",
        month,
        Message(
            "{who} reported {month} on {filed} (Asia/Shanghai); it was to report before {due}.",
            who=month.enterprise,
            month=month.month,
            filed=f"{filed:%Y-%m-%d %H:%M:%S}",
            due=found.due.date(),
        ),
    )


def _missing(whole: Whole) -> "Flags":
    return whole.these(one.enterprise for one in whole.of(_months) if any(missing_flow_report(one)))


@screened(parties=_missing)
def missing_flow_report(month: Month) -> Iterator[Finding]:
    """A month with movements that was not reported: by a producer when it was due, by smelters
    of metal, recyclers and exporters by the end of the next."""
    found = _standing(month, ReportStatus.MISSING)
    if found is not None:
        yield _finding(
            f"MISSING_FLOW_REPORT/{'producer' if found.dated else 'other'}",
            month,
            Message(
                "{who} moved material {n} times in {month} and has not reported it by {today}; it"
                " was to report before {due}.",
                who=month.enterprise,
                n=month.movements,
                month=month.month,
                today=month.today,
                due=found.due.date(),
            ),
        )


def differs(reported_g: int, ledger_g: int, limits: Thresholds) -> bool:
    """Whether an execution report says so much else than the ledger that it counts (M Art. 9)."""
    return apart(reported_g, ledger_g, limits.reported_share, limits.reported_slack_g)


def _mismatching(whole: Whole) -> "Flags":
    """Who reports another figure than was drawn in the month, or the year."""
    from provenance.ledger.columns.months import drawn_g, month_of
    from provenance.ledger.columns.tables import GATE

    ledger_g = Counter[tuple[str, str, str]]()
    for gate, activity in QUOTA_ACTIVITY.items():
        for (party, number), grams in drawn_g(whole.columns, GATE[gate]).items():
            month, who = month_of(number), whole.columns.parties[party]
            for period in (month, month[:4]):
                ledger_g[who, period, activity] += grams
    return whole.these(
        one["enterprise"]
        for one in whole.filed.execution_reports
        if differs(
            int(one["reo_g"]),
            ledger_g[one["enterprise"], one["period"], one["activity"]],
            whole.limits,
        )
    )


@screened(parties=_mismatching)
def report_mismatch(execution: Execution) -> Iterator[Finding]:
    """An execution report that says another figure than the ledger."""
    report, said = execution.report, int(execution.report["reo_g"])
    if not differs(said, execution.ledger_g, execution.limits):
        return
    day = datetime.fromisoformat(report["filed_at"]).astimezone(SHANGHAI).date()
    difference = said - execution.ledger_g
    roles = frozenset({str(report["activity"])})
    found = ground("REPORT_MISMATCH", day, execution.law, roles)
    yield Finding(
        code="REPORT_MISMATCH",
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.EXECUTION_REPORT, execution.key),
        message=Message(
            _LESS if difference > 0 else _MORE,
            who=report["enterprise"],
            said=said,
            activity=report["activity"],
            period=report["period"],
            ledger=execution.ledger_g,
            apart=abs(difference),
        ),
        basis=found.basis,
        evidence=(execution.key, report["enterprise"]),
        mass_g=abs(difference),
    )


def _standing(month: Month, wanted: ReportStatus) -> Duty | None:
    """The duty to report a month, where it stands with it as is asked for."""
    found = duty(month)
    return found if standing(found, month.filed_at, midnight(month.today)) is wanted else None


def _finding(row: str, month: Month, message: Message) -> Finding:
    found = ground(row, last_day(month.month), month.law, month.roles)
    return Finding(
        code=row.partition("/")[0],
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.ENTERPRISE, month.enterprise),
        message=message,
        basis=found.basis,
        evidence=(month.enterprise, month.month),
        about=(month.month,),
    )

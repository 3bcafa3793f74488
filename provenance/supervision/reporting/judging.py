"""How it stands with reports: who filed, late or not at all, and how reports meet the ledger.

Of a month ("2026-10") it is about the flow reports due before the 10th of the next (Order 71
Art. 10), of a year ("2026") about the annual execution reports (Art. 9); both beside what the
ledger says was drawn on quota and what special invoices say was sold.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from provenance.graph.port.sums import Invoiced
from provenance.ledger.quota.by_feed import Between, FeedPart
from provenance.model.dates import SHANGHAI, span
from provenance.model.terms import Activity
from provenance.model.thresholds import Thresholds
from provenance.rules.report_parts import allowed
from provenance.rules.reports import (
    PRODUCERS,
    ReportStatus,
    annual_duty,
    differs,
    duty,
    standing,
)
from provenance.rules.slices.filings import Month
from provenance.supervision.reporting.filed import ExecutionReport, FiledReports, Firm
from provenance.supervision.reporting.parts import ComparedPart

SEPARATION = Activity.SEPARATION


@dataclass(frozen=True, slots=True)
class Compared:
    """An activity as reported, beside the ledger's draws on quota, in grams REO.

    `reported_g` is None while no execution report is in; `differs` says that the difference is
    more than measuring explains (REPORT_MISMATCH); `parts` are those that the report states.
    """

    activity: Activity
    reported_g: int | None
    filed_at: datetime | None
    ledger_g: int
    differs: bool
    parts: tuple[ComparedPart, ...] = ()

    @property
    def difference_g(self) -> int | None:
        """What the report says beyond the ledger; negative where it says less."""
        return None if self.reported_g is None else self.reported_g - self.ledger_g


@dataclass(frozen=True, slots=True)
class Sold:
    """Valid special invoices that a seller issued: their number, net and REO grams.

    `reo_g` is None where a line states none.
    """

    invoices: int = 0
    net_g: int = 0
    reo_g: int | None = 0


class MonthStood(NamedTuple):
    """How an enterprise stands with a month's flow report, and how many movements it had."""

    month: str
    status: ReportStatus
    movements: int


@dataclass(frozen=True, slots=True)
class Reported:
    """An enterprise's month or year: how it stands with its report, and what is reported.

    `due` is the moment before which the report has to be in, None where none is called for.
    `by_month` are a year's months, `months` counts them by how each stands.
    """

    firm: Firm
    status: ReportStatus
    due: datetime | None
    filed_at: datetime | None
    movements: int
    execution: tuple[Compared, ...]
    sold: Sold
    by_month: Sequence[MonthStood] = ()

    @property
    def months(self) -> Mapping[ReportStatus, int]:
        return Counter(month.status for month in self.by_month)


def judged(period: str, books: FiledReports, at: datetime, limits: Thresholds) -> list[Reported]:
    """Every enterprise that moved anything, filed, invoiced, or is a producer; in order of code.

    `at` is a time: what was filed later is not known then. Movements, draws and invoices are as
    the ledger has them.
    """
    known = _Known(books, at)
    rows = (
        _year(period, code, known, limits)
        if len(period) == len("2026")
        else _month(period, code, known, limits)
        for code in sorted(known.concerned(period))
    )
    return list(rows)


class _Known:
    """The books by enterprise, as far as they were filed by a time."""

    def __init__(self, books: FiledReports, at: datetime) -> None:
        self.firms, self.register, self.at = books.firms, books.register, at
        self.shown = books.parts
        self.moved = {(row.enterprise, row.month): row.events for row in books.moved}
        self.flows: dict[tuple[str, str], datetime] = {}
        for report in books.flows:
            if report.filed_at <= at:
                key = report.enterprise, report.month
                self.flows[key] = min(self.flows.get(key, report.filed_at), report.filed_at)
        self.executions: dict[tuple[str, str, Activity], ExecutionReport] = {}
        for filed in sorted(books.executions, key=lambda filed: filed.filed_at):
            if filed.filed_at <= at:  # what is reported anew takes the place of what was
                self.executions[filed.enterprise, filed.period, filed.activity] = filed
        self.drawn: Counter[tuple[str, str, Activity]] = Counter()
        for drawn in books.drawn:
            for period in (drawn.month, drawn.month[:4]):
                self.drawn[drawn.enterprise, period, drawn.activity] += drawn.drawn_g
        self.sold = defaultdict[str, list[Invoiced]](list)
        for invoiced in books.invoiced:
            self.sold[invoiced.seller].append(invoiced)

    def concerned(self, period: str) -> set[str]:
        """Everyone that a period's reporting is about."""
        found = {who for who, *_ in (*self.moved, *self.flows, *self.executions, *self.drawn)}
        found |= self.sold.keys()
        return found | {code for code in self.firms if self.roles(code, period) & PRODUCERS}

    def roles(self, code: str, period: str) -> frozenset[str]:
        """What an enterprise does by its own record, or is designated for in a period."""
        first, last = span(period)
        return self.firm(code).roles | self.register.activities(code, first, last)

    def firm(self, code: str) -> Firm:
        return self.firms.get(code) or Firm(code)

    def compared(self, code: str, period: str, limits: Thresholds) -> Iterator[Compared]:
        """The activities an enterprise reported, or drew on quota for."""
        for activity in Activity:
            report = self.executions.get((code, period, activity))
            ledger_g = self.drawn[code, period, activity]
            if report is None:
                if ledger_g:
                    yield Compared(activity, None, None, ledger_g, differs=False)
            else:
                off = differs(report.reo_g, ledger_g, limits)
                parts = tuple(self.parts(report, limits))
                yield Compared(activity, report.reo_g, report.filed_at, ledger_g, off, parts)

    def parts(self, report: ExecutionReport, limits: Thresholds) -> Iterator[ComparedPart]:
        """The parts a report states, beside what the records show: of mining, that none is
        imported."""
        none = dict.fromkeys(FeedPart, Between())
        if report.activity is Activity.MINING:
            none[FeedPart.MONAZITE] = Between(0, self.drawn[report[:3]])
        shown = self.shown.get((report.enterprise, report.period), {})
        for part, said in report.parts.items():
            between = shown.get(part, none[part]) if report.activity is SEPARATION else none[part]
            off = differs(said, allowed(said, between), limits)
            yield ComparedPart(part, said, *between, off)

    def sales(self, code: str) -> Sold:
        rows = self.sold.get(code, ())
        return Sold(
            sum(row.invoices for row in rows),
            sum(row.net_g for row in rows),
            _sum_or_none(row.reo_g for row in rows),
        )


def _month(month: str, code: str, known: _Known, limits: Thresholds) -> Reported:
    movements, filed_at = known.moved.get((code, month), 0), known.flows.get((code, month))
    today = known.at.astimezone(SHANGHAI).date()
    roles = known.roles(code, month)
    owed = duty(Month(code, month, roles, movements, filed_at, today))
    return Reported(
        known.firm(code),
        standing(owed, filed_at, known.at),
        owed and owed.due,
        filed_at,
        movements,
        tuple(known.compared(code, month, limits)),
        known.sales(code),
    )


def _year(year: str, code: str, known: _Known, limits: Thresholds) -> Reported:
    named = [f"{year}-{n:02}" for n in range(1, 13)]
    months = [_month(month, code, known, limits) for month in named]
    compared = tuple(known.compared(code, year, limits))
    owed = annual_duty(year, known.roles(code, year), sum(one.ledger_g for one in compared))
    # Filed is the year once every activity that drew on quota is reported.
    called_for = [one for one in compared if one.ledger_g] or compared
    times = [one.filed_at for one in called_for if one.filed_at is not None]
    filed_at = max(times) if times and len(times) == len(called_for) else None
    return Reported(
        known.firm(code),
        standing(owed, filed_at, known.at),
        owed and owed.due,
        filed_at,
        sum(month.movements for month in months),
        compared,
        known.sales(code),
        [
            MonthStood(name, month.status, month.movements)
            for name, month in zip(named, months, strict=True)
        ],
    )


def _sum_or_none(masses: Iterable[int | None]) -> int | None:
    found = list(masses)
    return None if None in found else sum(filter(None, found))

"""Filed reports of a month or a year in few words; masses in kilograms."""

from collections.abc import Iterable
from datetime import datetime

from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.model.terms import Activity
from provenance.model.thresholds import DEFAULTS
from provenance.rules.reports import ReportStatus
from provenance.supervision.reporting import FiledReports, Firm, Reported, judged
from provenance.supervision.reporting.filed import ExecutionReport, FlowReport

MONTH = "2026-10"
MINING, SEPARATION = Activity.MINING, Activity.SEPARATION
EVE, DUE = "2026-11-09T23:59:59+08:00", "2026-11-10T00:00:00+08:00"


def firm(code: str = "A", *roles: str, region: str | None = "360783") -> Firm:
    return Firm(code, f"{code}公司", code, region, frozenset(roles or ("mining",)))


def moved(code: str = "A", events: int = 3, month: str = MONTH) -> Moved:
    return Moved(code, month, events)


def flow(filed_at: str, code: str = "A", month: str = MONTH) -> FlowReport:
    return FlowReport(code, month, datetime.fromisoformat(filed_at))


def execution(
    kg: float, filed_at: str = EVE, code: str = "A", period: str = MONTH, of: Activity = MINING
) -> ExecutionReport:
    return ExecutionReport(code, period, of, round(kg * 1_000), datetime.fromisoformat(filed_at))


def drawn(kg: float, code: str = "A", month: str = MONTH, of: Activity = MINING) -> Drawn:
    grams = round(kg * 1_000)
    return Drawn(code, month, of, None, "Q", grams, grams)


def sold(net_kg: float, reo_kg: float | None, code: str = "A", month: str = MONTH) -> Invoiced:
    reo_g = None if reo_kg is None else round(reo_kg * 1_000)
    return Invoiced(code, month, 2, round(net_kg * 1_000), reo_g)


def books(firms: Iterable[Firm], **what: object) -> FiledReports:
    return FiledReports(firms={one.code: one for one in firms}, **what)  # type: ignore[arg-type]


def at_time(given: FiledReports, at: str, period: str = MONTH) -> dict[str, Reported]:
    """Who stands how at a time, by code."""
    rows = judged(period, given, datetime.fromisoformat(at), DEFAULTS)
    return {row.firm.code: row for row in rows}


def status(given: FiledReports, at: str, period: str = MONTH) -> dict[str, ReportStatus]:
    return {code: row.status for code, row in at_time(given, at, period).items()}

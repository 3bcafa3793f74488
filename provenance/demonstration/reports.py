"""What enterprises report about themselves: the month's flows, and what they did with quota."""

from collections import Counter
from datetime import date, timedelta

from provenance.demonstration.book import Book
from provenance.demonstration.industry import FIRMS, Firm
from provenance.simulate.goods import TONNE, tonnes

_MOVES = (
    "extraction", "import", "scrap_intake", "opening_stock", "processing", "transfer", "export",
    "disposal",
)  # fmt: skip
_BY_CODE = {firm.code: firm for firm in FIRMS.values()}

_FIRST_MONTH = date(2024, 1, 1)
_FIRST_EXECUTION_MONTH = date(2024, 10, 1)

# Who has something to hide reports nothing: MISSING_FLOW_REPORT.
_SILENT = frozenset({"LPX", "AYX", "QNX"})
_LATE = {("DN2", date(2024, 10, 1))}
"""LATE_FLOW_REPORT: filed after the 9th of the next month."""
_MISSING = {("DN2", date(2024, 11, 1))}
"""MISSING_FLOW_REPORT."""
_UNDERSTATED_G = {("DN2", date(2024, 10, 1)): 10 * TONNE}
"""REPORT_MISMATCH: separated, but not reported, as if it had never been bought."""


def file(book: Book) -> None:
    """Adds the reports on all that the book holds by now."""
    _file_flow_reports(book)
    _file_execution_reports(book)


def _file_flow_reports(book: Book) -> None:
    for firm, month in sorted(_movements(book), key=lambda moved: (moved[1], moved[0].key)):
        if month < _FIRST_MONTH or firm.key in _SILENT or (firm.key, month) in _MISSING:
            continue
        day = 14 if (firm.key, month) in _LATE else book.random.randint(2, 8)
        book.write(
            "flow_report",
            {
                "id": f"FLW-{month:%Y-%m}-{firm.key}",
                "enterprise": firm.code,
                "month": f"{month:%Y-%m}",
                "filed_at": _filed_at(month, day),
            },
        )


def _movements(book: Book) -> set[tuple[Firm, date]]:
    """Which firm moved anything in which month, named by its first day."""
    return {
        (_BY_CODE[str(record[party])], date.fromisoformat(str(record["date"])).replace(day=1))
        for record in book.records
        if record["record"] in _MOVES
        for party in ("enterprise", "seller", "buyer")
        if party in record
    }


def _file_execution_reports(book: Book) -> None:
    """Monthly since October 2024, when the Regulations came into force, and for the year."""
    year_g: Counter[tuple[Firm, str]] = Counter()
    ordered = sorted(book.made_g.items(), key=lambda made: (made[0][1], made[0][0].key))
    for (firm, month, activity), made_g in ordered:
        if firm.key in _SILENT or month < _FIRST_MONTH:
            continue
        reported_g = made_g - _UNDERSTATED_G.get((firm.key, month), 0)
        year_g[firm, activity] += reported_g
        if month >= _FIRST_EXECUTION_MONTH:
            _report(book, firm, (f"{month:%Y-%m}", activity, reported_g), month)
    for (firm, activity), reported_g in year_g.items():
        _report(book, firm, ("2024", activity, reported_g), date(2024, 12, 1))


def _report(book: Book, firm: Firm, what: tuple[str, str, int], month: date) -> None:
    period, activity, reported_g = what
    book.write(
        "execution_report",
        {
            "id": f"EXR-{period}-{activity}-{firm.key}",
            "enterprise": firm.code,
            "period": period,
            "activity": activity,
            "reo_t": tonnes(reported_g),
            "filed_at": _filed_at(month, book.random.randint(2, 8)),
        },
    )


def _filed_at(month: date, day: int) -> str:
    """Half past nine in China on a day of the month that follows."""
    following = (month + timedelta(days=31)).replace(day=day)
    return f"{following.isoformat()}T09:30:00+08:00"

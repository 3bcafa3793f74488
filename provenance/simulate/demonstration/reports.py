"""What enterprises report about themselves: the month's flows, and what they did with quota."""

from collections.abc import Mapping
from datetime import date

from provenance.simulate.book import Book
from provenance.simulate.goods import TONNE
from provenance.simulate.holdings import Firm
from provenance.simulate.month import report_made
from provenance.simulate.paperwork import report_all, report_flows

# Who has something to hide reports nothing: MISSING_FLOW_REPORT.
_SILENT = frozenset({"LPX", "AYX", "QNX"})


def file(book: Book, firms: Mapping[str, Firm]) -> None:
    """Adds the reports on all that the book holds by now.

    What was made of quota is reported for months since October 2024, when the Regulations came
    into force, and for the year.
    """
    silent = {(firm, month) for firm, month in book.moved if firm.key in _SILENT}
    report_all(book, silent | _hide(book, firms["DN2"]))
    for month in (10, 11, 12):
        filed_at = f"{date(2024 + month // 12, month % 12 + 1, 6)}T16:30:00+08:00"
        for firm in firms.values():
            if firm.key not in _SILENT:
                report_made(book, firm, date(2024, month, 1), filed_at)


def _hide(book: Book, works: Firm) -> set[tuple[Firm, str]]:
    """LATE_FLOW_REPORT after the 9th, MISSING_FLOW_REPORT, and REPORT_MISMATCH.

    10 t were separated and not reported, as if they had never been bought.
    """
    report_flows(book, works, "2024-10", "2024-11-14T09:30:00+08:00")
    for period in ("2024-10", "2024"):
        works.made_g[period, "separation"] -= 10 * TONNE
    return {(works, "2024-10"), (works, "2024-11")}

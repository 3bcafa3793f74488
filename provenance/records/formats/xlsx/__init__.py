"""Workbooks: an enterprise's month as people fill it in, in the sheets the template has.

All or nothing: where one cell is wrong, every wrong cell is answered and no record is given.
Writing the workbook belongs in `template`.
"""

from collections.abc import Iterator

from provenance.model.text import printable
from provenance.records.filing import Cell, Filing, Parsed, Rejection
from provenance.records.formats.streams import Stream
from provenance.records.formats.xlsx.head import HeadError
from provenance.records.formats.xlsx.month import Month, WrongIn, read_month
from provenance.records.formats.xlsx.opening import pages_of
from provenance.records.formats.xlsx.refusals import NoWorkbookError

MOST_TOLD = 1_000
"""So many wrong cells are told of one workbook."""


def records(stream: Stream, filing: Filing) -> Iterator[Parsed | Rejection]:
    """Yield the records of a workbook, or what is wrong with its cells and no record at all."""
    month = month_in(stream, filing)
    if isinstance(month, Rejection):
        yield month
    elif month.wrong:
        yield from (_rejection(filing, wrong) for wrong in month.wrong[:MOST_TOLD])
    else:
        yield from month.parsed


def month_in(stream: Stream, filing: Filing) -> Month | Rejection:
    """All that a workbook says, right and wrong; one rejection where it cannot be read at all."""
    try:
        return read_month(pages_of(stream), filing)
    except NoWorkbookError as error:
        reason, remedy = error.mistake
        return Rejection(filing.file, 1, "", reason, "", None, remedy)
    except HeadError as error:
        return _rejection(filing, WrongIn(error.sheet, error.wrong))


def _rejection(filing: Filing, found: WrongIn) -> Rejection:
    sheet, wrong = found
    return Rejection(
        file=filing.file,
        line=wrong.row,
        field=wrong.field,
        reason=wrong.mistake.reason,
        excerpt=printable(wrong.said, 200),
        cell=Cell(sheet, wrong.cell),
        remedy=wrong.mistake.remedy,
    )

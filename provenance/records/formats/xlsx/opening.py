"""Opening a workbook that anyone may have sent, written by any program.

Nothing is read of how it looks but which numbers are dates. openpyxl, which writes our templates,
reads fonts and fills and gives up where one is odd; python-calamine reads neither formulas nor
all formats of dates. So the parts are gone through here.
"""

from provenance.records.formats.streams import Stream
from provenance.records.formats.xlsx.parts import opened
from provenance.records.formats.xlsx.workbook import workbook_in
from provenance.records.formats.xlsx.worksheet import Page, page_in


def pages_of(stream: Stream) -> list[Page]:
    """The pages of a workbook, hidden ones too. Raises NoWorkbookError where it is none, is not
    as it should be, or is too large."""
    with opened(stream) as parts:
        book = workbook_in(parts)
        return [page_in(parts, book, title) for title in book.sheets]

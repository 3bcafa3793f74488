"""Documents as spreadsheets: one workbook, or one CSV file a table; numbers stay numbers."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from provenance.model.dates import SHANGHAI
from provenance.model.text import text_to_cell, visible
from provenance.records.formats.xlsx.cells import encoded
from provenance.supervision.documents.table import (
    MASSES,
    NUMBERS,
    Cell,
    Column,
    Document,
    Kind,
    Named,
    Table,
    tonnes,
)
from provenance.words.table import Language, Words

_BOLD, _SHADE = Font(bold=True), PatternFill("solid", fgColor="EEF1F4")
_TOP = Alignment(vertical="top", wrap_text=True)
_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.YUAN: "#,##0.00",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def xlsx(document: Document, language: Language, path: Path) -> None:
    """Write a workbook: the figures first, then a sheet for each table, its header frozen."""
    book = Workbook()
    _front(book.active, document, language)
    for table in document.tables:
        _sheet(book.create_sheet(_title(language.of(table.title, " "))), table, language)
    for sheet in book.worksheets:
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.center.text = "&P / &N"
    book.save(path)


def csv_tables(document: Document, language: Language) -> Iterator[tuple[str, str]]:
    """Each table as (its name, CSV text that begins with a mark by which programs know UTF-8).

    Without totals, which whoever adds up the rows would count twice.
    """
    for table in document.tables:
        file = StringIO(newline="")
        writer = csv.writer(file)
        writer.writerow(_headers(table.columns, language, " "))
        for row in table.rows:
            writer.writerow([_harmless(value) for value in _values(table, row, language)])
        yield table.name, "\ufeff" + file.getvalue()


def _front(sheet: Worksheet, document: Document, language: Language) -> None:
    sheet.title = _title(language.of(document.words["summary"]))
    place = document.place
    head = [
        (language.of(document.title), None),
        (f"{language.of(place.name)} ({place.key})", language.of(document.period)),
        (language.of(document.words["made_at"]), _naive(document.made_at)),
        *([(language.of(document.words["synthetic"]), None)] if document.synthetic else []),
        (language.of(document.basis), None),
        (None, None),
        *((language.of(what), language.of(much)) for what, much in document.facts),
        (None, None),
        *((language.of(note), None) for note in document.notes),
    ]
    for n, row in enumerate(head, start=1):
        for at, value in enumerate(row, start=1):
            _put(sheet.cell(n, at), value)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["B3"].number_format = _FORMATS[Kind.MOMENT]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 60, 40


def _sheet(sheet: Worksheet, table: Table, language: Language) -> None:
    headers = _headers(table.columns, language, "\n")
    kinds = [kind for column in table.columns for kind in _kinds(column, language)]
    places = [
        place
        for column, place in zip(table.columns, table.places, strict=True)
        for _ in _kinds(column, language)
    ]
    lines = [headers, *(_values(table, row, language) for row in (*table.rows, *table.totals))]
    for n, line in enumerate(lines, start=1):
        for at, value in enumerate(line):
            cell = sheet.cell(n, at + 1)
            _put(cell, value)
            if n == 1 or n > 1 + len(table.rows):
                cell.font, cell.fill = _BOLD, _SHADE
            if n > 1:
                cell.number_format = _format(kinds[at], places[at])
                cell.alignment = Alignment(vertical="top", wrap_text=kinds[at] is Kind.TEXT)
            else:
                cell.alignment = _TOP
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{1 + len(table.rows)}"
    for at in range(len(headers)):
        longest = max(_width(line[at]) for line in lines)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(48, longest + 3)


def _kinds(column: Column, language: Language) -> Sequence[Kind]:
    """What a column becomes: a party its number and its names, each in a column of its own."""
    if column.kind is not Kind.NAMED:
        return (column.kind,)
    return (Kind.TEXT,) * (3 if language is Language.BOTH else 2)


def _headers(columns: Sequence[Column], language: Language, between: str) -> list[str]:
    found: list[str] = []
    for column in columns:
        title = language.of(column.title, between)
        unit = f"{between}({column.unit})" if column.unit else ""
        if column.kind is Kind.NAMED:
            code = Words(f"{column.title.zh}代码", f"{column.title.en} code")
            found.append(language.of(code, between))
            names = (column.title.zh, column.title.en)
            found += names if language is Language.BOTH else [title]
        else:
            found.append(title + unit)
    return found


def _values(table: Table, row: Sequence[Cell], language: Language) -> list[Any]:
    """A row as numbers, days and texts, each as a program reads them."""
    found: list[Any] = []
    for cell, column in zip(row, table.columns, strict=True):
        if column.kind is Kind.NAMED:
            found += _named(cell, language)
        elif isinstance(cell, Words):
            found.append(language.of(cell))
        elif isinstance(cell, datetime):
            found.append(_naive(cell))
        elif column.kind in MASSES and isinstance(cell, int):
            found.append(tonnes(cell))
        else:
            found.append(cell)
    return found


def _named(cell: Cell, language: Language) -> list[str | None]:
    if isinstance(cell, Named):
        names = list(cell.name) if language is Language.BOTH else [language.of(cell.name)]
        return [cell.key, *names]
    words = language.of(cell) if isinstance(cell, Words) else cell
    return [None, *([None] if language is Language.BOTH else []), words]  # type: ignore[list-item]


def _put(cell: SheetCell, value: Any) -> None:
    cell.value = encoded(visible(value, "\n")) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # what begins with = is a name all the same, not a formula


def _format(kind: Kind, places: int) -> str:
    if kind in MASSES:
        return "#,##0" + (f".{'0' * places}" if places else "")
    return _FORMATS.get(kind, "General" if kind in NUMBERS else "@")


def _harmless(value: Any) -> Any:
    """A CSV cell: a text that a spreadsheet program would run as a formula is quoted for it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return text_to_cell(visible(value, "\t\n\r")) if isinstance(value, str) else value


def _naive(at: datetime) -> datetime:
    """A time as Shanghai's clocks show it: spreadsheets know no offsets."""
    return at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


def _title(text: str) -> str:
    return _NO_TITLE.sub(" ", text)[:31]


def _width(value: Any) -> int:
    """About how many characters wide a cell is: Chinese ones are as wide as two."""
    lines = str("" if value is None else value).split("\n")
    return max(sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in lines)

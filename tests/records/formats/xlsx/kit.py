"""Workbooks as people fill them: a template, cells typed into it, and what the reader answers."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats.template.known import Known
from provenance.records.formats.template.writing import written
from provenance.records.formats.xlsx import records
from provenance.records.formats.xlsx.head import Head
from provenance.records.formats.xlsx.layout import Sheet
from provenance.records.formats.xlsx.sheets import EXTRACTION, TRANSFER

FIRM, BUYER = "91150000701463622D", "91510000MA62TEST1R"
MONTH = "2026-10"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)

EXTRACTED = {
    "id": "E-1",
    "date": date(2026, 10, 3),
    "ore_class": "岩矿型 rock",
    "output.id": "C-1",
    "output.product": "精矿 concentrate",
    "output.reo_kg": 80_000,
}
SOLD = {
    "id": "T-1",
    "date": date(2026, 10, 20),
    "buyer": BUYER,
    "items.lot": "C-1",
    "items.reo_kg": 1_000,
}


@cache
def _empty() -> bytes:
    return written(Known(Head(FIRM, MONTH)), {}, [])


class Filled:
    """A workbook open in somebody's spreadsheet program."""

    def __init__(self, raw: bytes | None = None) -> None:
        self.book: Any = load_workbook(io.BytesIO(raw or _empty()))
        self._columns: dict[str, dict[str, int]] = {}

    def page(self, sheet: Sheet) -> Any:
        return self.book[sheet.title]

    def cell(self, sheet: Sheet, row: int, field: str) -> Any:
        """The cell of a field in a row."""
        page = self.page(sheet)
        if sheet.title not in self._columns:
            self._columns[sheet.title] = {cell.value: cell.column for cell in page[2]}
        column = next(column for column in sheet.columns if column.field == field)
        return page.cell(row, self._columns[sheet.title][column.zh])

    def type(self, sheet: Sheet, row: int, values: dict[str, Any]) -> None:
        """Type values into the cells of a row, by field."""
        for field, value in values.items():
            cell = self.cell(sheet, row, field)
            cell.number_format = "General"
            cell.value = value  # a date brings its format along

    def save(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    def write(self, path: Path) -> str:
        path.write_bytes(self.save())
        return str(path)

    def read(self, **options: Any) -> list[Parsed | Rejection]:
        return read(self.save(), **options)

    def wrong(self, **options: Any) -> list[str]:
        """What is wrong, as `sheet!cell: reason → remedy`; nothing may be given beside it."""
        lines = self.read(**options)
        assert all(isinstance(line, Rejection) for line in lines), lines
        return [line.words for line in lines if isinstance(line, Rejection)]

    def records(self) -> list[Any]:
        """The records it states; nothing may be wrong."""
        lines = self.read()
        assert all(isinstance(line, Parsed) for line in lines), lines
        return [line.record for line in lines if isinstance(line, Parsed)]


def read(raw: bytes, **options: Any) -> list[Parsed | Rejection]:
    """What the reader makes of the bytes of a workbook."""
    return list(records(io.BytesIO(raw), Filing("month.xlsx", NOON, **options)))


def filled(*edits: Callable[[Filled], None]) -> Filled:
    """A month with an extraction and a sale, and what was then done to it."""
    book = Filled()
    book.type(EXTRACTION, 4, EXTRACTED)
    book.type(TRANSFER, 4, SOLD)
    for edit in edits:
        edit(book)
    return book

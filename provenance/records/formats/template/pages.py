"""The pages of a workbook as people see them: names of columns, formats, drop-downs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from provenance.records.formats.xlsx.cells import encoded
from provenance.records.formats.xlsx.layout import STOCK, Column, Reads

TITLE = Font(bold=True, size=13)
BOLD = Font(bold=True)
GREY = Font(color="808080")
REQUIRED = PatternFill("solid", fgColor="9DC3E6")
OPTIONAL = PatternFill("solid", fgColor="DEEBF7")
SYSTEM = PatternFill("solid", fgColor="E7E6E6")
WRAPPED = Alignment(wrap_text=True, vertical="top")

FIRST_ROW = 4
"""Above it stand the sheet's title and the names of its columns, Chinese and English."""
SPARE_ROWS = 2_000
"""So many rows below what is filled in have drop-downs."""

_TEXT = "@"
_FORMATS = {
    Reads.DATE: "yyyy-mm-dd",
    Reads.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Reads.KG: "#,##0.###",
    Reads.T: "#,##0.######",
    Reads.SHARE: "0.############",
}
_NARROW, _MEDIUM, _WIDE = 12, 18, 26
_WIDTHS = {Reads.SHARE: _NARROW, Reads.DATE: _NARROW, Reads.CODE: _WIDE, Reads.IDS: _WIDE}
_LIST_MOST = 255


def header(page: Any, title: str, names: Iterable[tuple[str, str, PatternFill]]) -> None:
    """Write what stands above a table, and keep it in view."""
    put(page, 1, 1, title).font = TITLE
    for n, (zh, en, fill) in enumerate(names, start=1):
        for row, text in ((2, zh), (3, en)):
            cell = put(page, row, n, text)
            cell.fill, cell.font, cell.alignment = fill, BOLD if row == 2 else GREY, WRAPPED
    page.freeze_panes = page.cell(FIRST_ROW, 2)


def put(page: Any, row: int, column: int, value: Any) -> Any:
    """Write a value; text stays text, whatever it begins with or looks like."""
    cell = page.cell(row, column, encoded(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _TEXT
    elif isinstance(value, datetime):
        cell.number_format = _FORMATS[Reads.MOMENT]
    elif isinstance(value, date):
        cell.number_format = _FORMATS[Reads.DATE]
    return cell


def table(
    page: Any, title: str, columns: Sequence[Column], rows: Iterable[Mapping[Column, Any]]
) -> int:
    """Write a table of records; returns the last row that offers drop-downs."""
    header(page, title, ((c.zh, c.en, REQUIRED if c.required else OPTIONAL) for c in columns))
    last = FIRST_ROW - 1
    for last, cells in enumerate(rows, start=FIRST_ROW):
        for n, column in enumerate(columns, start=1):
            if column in cells:
                cell = put(page, last, n, cells[column])
                cell.number_format = _FORMATS.get(column.reads, _TEXT)
    for n, column in enumerate(columns, start=1):
        shape = page.column_dimensions[page.cell(2, n).column_letter]
        shape.width = _WIDTHS.get(column.reads, _MEDIUM)
        # What is typed below keeps its form: a number of 18 digits as text, a date as a date.
        shape.number_format = _FORMATS.get(column.reads, _TEXT)
    return last + SPARE_ROWS


def validations(
    page: Any, columns: Sequence[Column], month: tuple[date, date], last: int, lots: int
) -> None:
    """Offer words and lots in drop-downs, and hold back what cannot be right as it is typed."""
    for n, column in enumerate(columns, start=1):
        rule = _rule(column, month, lots)
        if rule is not None:
            letter = page.cell(2, n).column_letter
            page.add_data_validation(rule)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")


def _rule(column: Column, month: tuple[date, date], lots: int) -> DataValidation | None:
    if column.words is not None:
        words = ",".join(column.words.all)
        assert len(words) <= _LIST_MOST, column
        return _validation("list", f'"{words}"', error="请从下拉列表中选择 Choose from the list")
    if column.reads is Reads.DATE:
        first, last = (f"DATE({day.year},{day.month},{day.day})" for day in month)
        error = f"请输入本月日期 A date of {month[0]:%Y-%m}"
        return _validation("date", first, last, operator="between", error=error)
    if column.reads is Reads.KG:
        error = "请输入大于 0 的千克数 Kilograms, more than 0"
        return _validation("decimal", "0", operator="greaterThan", error=error)
    if column.field.endswith(".lot") and lots:
        place = f"'{STOCK}'!$A${FIRST_ROW}:$A${FIRST_ROW + lots - 1}"
        # A lot that is made this month is none of these: the list offers, it does not forbid.
        return _validation("list", place)
    return None


def _validation(kind: str, *formulas: str, error: str = "", operator: str | None = None) -> Any:
    return DataValidation(
        type=kind,
        operator=operator,
        formula1=formulas[0],
        formula2=formulas[1] if len(formulas) > 1 else None,
        allow_blank=True,
        showErrorMessage=bool(error),
        error=error or None,
    )

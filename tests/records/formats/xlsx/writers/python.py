"""A described workbook written by libraries of Python."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.records.formats.xlsx.described import Described

_FORMAT = "yyyy-mm-dd"


def _value(cell: dict[str, Any] | None) -> Any:
    if cell is None:
        return None
    if "date" in cell:
        return datetime.fromisoformat(cell["date"])
    return cell.get("text", cell.get("number"))


def by_openpyxl(book: Described, mode: str, out: Path) -> None:
    """Write with openpyxl, which writes our templates."""
    workbook = openpyxl.Workbook(write_only=mode == "streamed")
    if mode != "streamed":
        workbook.remove(workbook.active)
    if mode == "since 1904":
        workbook.epoch = CALENDAR_MAC_1904
    for described in book:
        sheet = workbook.create_sheet(described["name"])
        for row in described["rows"]:
            if mode == "streamed":
                sheet.append([WriteOnlyCell(sheet, _value(cell)) for cell in row])
            else:
                sheet.append([_value(cell) for cell in row])
    workbook.save(out)


def by_xlsxwriter(book: Described, mode: str, out: Path) -> None:
    """Write with XlsxWriter."""
    import xlsxwriter

    options = {"constant_memory": mode == "streamed", "date_1904": mode == "since 1904"}
    with xlsxwriter.Workbook(str(out), options) as workbook:
        date = workbook.add_format({"num_format": _FORMAT})
        for described in book:
            sheet = workbook.add_worksheet(described["name"])
            for r, row in enumerate(described["rows"]):
                for c, cell in enumerate(row):
                    if cell and "date" in cell:
                        sheet.write_datetime(r, c, _value(cell), date)
                    elif cell and "number" in cell:
                        sheet.write_number(r, c, cell["number"])
                    elif cell:
                        sheet.write_string(r, c, cell["text"])


def by_pyexcelerate(book: Described, mode: str, out: Path) -> None:
    """Write with PyExcelerate."""
    import pyexcelerate

    workbook = pyexcelerate.Workbook()
    date = pyexcelerate.Style(format=pyexcelerate.Format(_FORMAT))
    for described in book:
        rows = [[_value(cell) for cell in row] for row in described["rows"]]
        sheet = workbook.new_sheet(described["name"], data=rows or [[None]])
        for r, row in enumerate(described["rows"], start=1):
            for c, cell in enumerate(row, start=1):
                if cell and "date" in cell:
                    sheet.set_cell_style(r, c, date)
    workbook.save(str(out))

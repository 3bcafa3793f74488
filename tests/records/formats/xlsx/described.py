"""A workbook told apart from any program: its sheets, their rows, and what each cell holds."""

import io
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from tests.records.formats.xlsx.kit import Filled, filled

Described = list[dict[str, Any]]
"""Sheets as {"name": ..., "rows": [[cell, ...], ...]}; a cell is null, or {"text": ...},
{"number": ...} or {"date": "2026-10-03"}; row 1 and column A come first."""


def described(book: Filled | None = None) -> Described:
    """What a workbook says, by default a month with an extraction and a sale."""
    saved = load_workbook(io.BytesIO((book or filled()).save()))
    return [
        {
            "name": sheet.title,
            "rows": [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)],
        }
        for sheet in saved
    ]


def _cell(value: object) -> dict[str, Any] | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        assert value.time() == datetime.min.time()
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"number": value} if isinstance(value, int | float) else {"text": str(value)}

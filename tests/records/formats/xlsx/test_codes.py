"""Numbers and codes in cells: however they are written, they mean the same, or are refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from provenance.model.codes import INVOICE, CodeRefusedError, listed
from provenance.records.filing import Parsed
from provenance.records.formats.xlsx.cells import SheetCell
from provenance.records.formats.xlsx.mistakes import CellError
from provenance.records.formats.xlsx.sheets import EXTRACTION, IMPORT, TRANSFER
from provenance.records.formats.xlsx.values import Reading, value_of
from tests.model.codes.disturbing import SORTS, Sort
from tests.records.formats.xlsx.kit import BUYER, filled

IMPORTED = {
    "id": "I-1",
    "date": date(2026, 10, 4),
    "output.id": "M-1",
    "output.product": "精矿 concentrate",
    "output.reo_kg": 5,
}
CELLS: dict[str, tuple[Any, str]] = {
    "declaration": (IMPORT, "declaration"),
    "invoice": (TRANSFER, "invoices"),
    "enterprise": (TRANSFER, "buyer"),
    "customs code": (EXTRACTION, "output.hs_code"),
    "region code (GB/T 2260)": (EXTRACTION, "region"),
    "lot id": (TRANSFER, "items.lot"),
    "date": (EXTRACTION, "date"),
}
"""A column for each kind of number or code that a month's workbook has."""


def cell_read(name: str, text: str) -> object:
    """What a text in a cell is read as; None where it is refused, with its cell and remedy."""
    sheet, field = CELLS[name]
    book = filled()
    if sheet is IMPORT:
        book.type(IMPORT, 4, IMPORTED)
    book.type(sheet, 4, {field: text})
    lines = book.read()
    wrong = [line for line in lines if not isinstance(line, Parsed)]
    if wrong:
        assert all(line.cell and line.reason and line.remedy for line in wrong)
        return None
    value: Any = next(one.record for one in lines if one.record.record == sheet.kind)
    for step in field.split("."):
        value = getattr(value, step)
        value = value[0] if isinstance(value, tuple) else value
    return value


def column_read(sort: Sort, text: str) -> object:
    """What a cell's text is read as in its column, and then in its record; None where refused."""
    sheet, field = CELLS[str(sort.kind.name)]
    column = next(one for one in sheet.columns if one.field == field)
    try:
        said = value_of(SheetCell(4, 2, text), column, Reading("2026-10"))
        return sort.kind.filed(said[0] if isinstance(said, list) else said)
    except (CellError, CodeRefusedError, IndexError):
        return None


@pytest.mark.parametrize(
    "sort",
    [one for one in SORTS if str(one.kind.name) in CELLS],
    ids=lambda one: str(one.kind.name),
)
@settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_cell_has_one_meaning_or_none(sort: Sort, data: st.DataObject) -> None:
    text, value = data.draw(sort.values)
    for steps, most in ((sort.first, 1), (sort.any_order, 3), (sort.last, 2)):
        for step in data.draw(st.lists(st.sampled_from(steps), max_size=most)) if steps else ():
            text = data.draw(st.composite(step)(text))
    # In a column of several, what separates is no grouping.
    assume(sort.kind is not INVOICE or len(listed(text)) == 1)
    assert column_read(sort, text) in (value, None), ascii(text)


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("enterprise", BUYER.lower(), BUYER),
        ("enterprise", f" {BUYER[:8]} {BUYER[8:]}\u200b", BUYER),
        ("enterprise", BUYER.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}), BUYER),
        ("invoice", "2615 2000 0000 1234 5679", "26152000000012345679"),
        ("invoice", "2615-2000-0000-1234-5679", "26152000000012345679"),
        ("customs code", "2846.90.99", "28469099"),
        ("declaration", "530120260000000042\u3000", "530120260000000042"),
        ("date", "2026/10/5", date(2026, 10, 5)),
        ("date", "2026年10月5日", date(2026, 10, 5)),
        ("date", "5/10/2026", None),
        ("declaration", "5.3012E+17", None),
    ],
)
def test_cells_as_people_type_them(name: str, text: str, meant: object) -> None:
    assert cell_read(name, text) == meant

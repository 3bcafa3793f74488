"""The same month written by eight real programs reads the same.

With REQUIRE_WRITERS=1, as `.ci/run` sets it, a machine without one of them fails these tests;
else it is said what is missing.
"""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from provenance.records.filing import Parsed
from provenance.records.formats.xlsx.sheets import DISPOSAL, EXTRACTION, PROCESSING, REPORTED
from provenance.records.formats.xlsx.sheets import TRANSFER as SALES
from tests.fetching import FetchError
from tests.records.formats.xlsx.described import described
from tests.records.formats.xlsx.kit import SOLD, Filled, filled, read
from tests.records.formats.xlsx.writers.programs import PROGRAMS

WAYS = [(name, mode) for name, program in PROGRAMS.items() for mode in program.modes]


def month() -> Filled:
    """A month of several sheets: texts of digits, lines and marks, sums, shares, dates."""
    book = filled()
    book.type(EXTRACTION, 4, {"site": "白云鄂博 <主矿> & “东矿”", "region": "150206"})
    book.page(EXTRACTION).cell(4, 14, 0.16)
    invoices = "26152000000012345679\n26152000000012345680"
    book.type(SALES, 4, {**SOLD, "invoices": invoices, "items.reo_kg": 1200.1 * 3})
    head = {"id": "007", "date": date(2026, 10, 31), "process": "冶炼分离"}
    out = {"outputs.id": "1E5", "outputs.product": "oxide", "outputs.reo_kg": 600.5}
    book.type(PROCESSING, 4, {**head, "inputs.lot": "C-1", "inputs.reo_kg": 700, **out})
    book.type(PROCESSING, 5, {"id": "007", **out, "outputs.id": "00012"})
    book.type(DISPOSAL, 4, {"id": "W-1", "date": date(2026, 10, 1), "reason": "尾渣\n雨后"})
    book.type(DISPOSAL, 4, {"items.lot": "C-1", "items.reo_kg": 0.001})
    book.type(REPORTED, 4, {"id": "R-1", "record": "流向月报", "period": "2026-10"})
    book.type(REPORTED, 4, {"filed_at": datetime(2026, 11, 5)})
    return book


def _lacking(name: str, what: str) -> None:
    said = f"{name} cannot write: {what}"
    if os.environ.get("REQUIRE_WRITERS") == "1":
        pytest.fail(said)
    pytest.skip(said)


@pytest.mark.parametrize(("name", "mode"), WAYS)
def test_the_month_reads_the_same(name: str, mode: str, tmp_path: Path) -> None:
    program, out = PROGRAMS[name], tmp_path / "month.xlsx"
    if missing := program.missing():
        _lacking(name, f"{', '.join(missing)} is not there")
    try:
        program.write(described(month()), mode, out)
    except FetchError as error:
        _lacking(name, str(error))
    lines = read(out.read_bytes())
    assert all(isinstance(line, Parsed) for line in lines), lines
    assert [line.record for line in lines if isinstance(line, Parsed)] == month().records()

"""Two cells of a row that were exchanged: each is wrong where it is, right where the other is.

A credit code that is malformed is no mistake of the sheet (early ones are); one that stands among
the lots while a lot stands in its place is.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from provenance.model.text import CREDIT_CODE
from provenance.records.formats.xlsx.layout import Column, Reads
from provenance.records.formats.xlsx.mistakes import CellError, Mistake
from provenance.records.formats.xlsx.values import Reading, value_of

_NUMBERS = (Reads.ID, Reads.IDS, Reads.TEXT)


def swaps(
    cells: Mapping[Column, Any], reading: Reading
) -> Sequence[tuple[Column, Column, Mistake]]:
    """The pairs of columns whose cells were exchanged in a row, each column in one pair at most."""
    misfits = [column for column, cell in cells.items() if not _fits(column, cell, reading)]
    found: list[tuple[Column, Column, Mistake]] = []
    taken: set[Column] = set()
    for one, other in combinations(misfits, 2):
        here, there = cells[one], cells[other]
        if taken & {one, other} or one.reads is other.reads:
            continue
        if _fits(one, there, reading) and _fits(other, here, reading):
            taken |= {one, other}
            mistake = Mistake.of(
                "swapped", value=here.value, column=one, other=other, there=there.coordinate
            )
            found.append((one, other, mistake))
    return found


def _fits(column: Column, cell: Any, reading: Reading) -> bool:
    """Whether a cell could stand in a column, by its form."""
    try:
        value = value_of(cell, column, reading)
    except CellError:
        return False
    if column.reads is Reads.CODE:
        return bool(CREDIT_CODE.fullmatch(str(value)))
    return column.reads not in _NUMBERS or not CREDIT_CODE.fullmatch(str(cell.value))

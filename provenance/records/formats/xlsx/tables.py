"""A sheet as a table: its columns by their names, its rows, and what stands where it should not."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

from provenance.records.formats.xlsx.layout import HEADER_ROWS, Column, Sheet
from provenance.records.formats.xlsx.mistakes import Mistake
from provenance.records.formats.xlsx.places import letters_of
from provenance.records.formats.xlsx.worksheet import MOST_COLUMNS, Page

_SEARCHED = 12
_AREAS = 100
"""So many merged areas are told; whoever made more has unmerged all by then."""
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|制表|填表|审核|备注|注[:：]|total\b|sum\b|note\b)", re.IGNORECASE
)


class Wrong(NamedTuple):
    """A mistake and where it is: its cell, its row, the field it is about, what the cell says."""

    cell: str
    row: int
    field: str
    mistake: Mistake
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its filled cells by column, and which of its cells are merged."""

    number: int
    cells: Mapping[Column, Any]
    merged: frozenset[Column] = frozenset()


@dataclass(slots=True)
class Table:
    """A sheet as read: its rows that may be records, where columns stand, what is wrong so far.

    Where it is not `headed` as it should be, nothing can be missed in its records.
    """

    sheet: Sheet
    letters: dict[Column, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    headed: bool = True

    @property
    def numbered(self) -> bool:
        """Whether it has the column of its records' numbers."""
        return any(column.field == "id" for column in self.letters)

    def at(self, column: Column, row: int) -> str:
        """The cell of a column in a row."""
        return f"{self.letters.get(column, 'A')}{row}"


def read_table(sheet: Sheet, page: Page) -> Table:
    """The table on a page of a workbook. A table without its header has no rows."""
    table, grid = Table(sheet), page.cells
    top = _header(sheet, grid)
    if top is None:
        if any(number > 1 for number in grid):
            table.wrong.append(Wrong("A2", 2, "", Mistake.of("no_header")))
        return table
    last = max(row for row in range(top, top + HEADER_ROWS) if _names_in(sheet, grid, row) > 1)
    columns, strange = _columns(table, grid, range(top, last + 1))
    table.headed = not table.wrong
    table.wrong += _above(grid, top)
    below = {number: cells for number, cells in grid.items() if number > last}
    table.wrong += _nameless(below, {*columns, *strange})
    merged = _merged(table, page, last)
    gap = False
    for number, cells in below.items():
        gap = gap or number - 1 not in grid
        known = {columns[index]: cell for index, cell in cells.items() if index in columns}
        row = Row(number, known, merged.get(number, frozenset()))
        first = next(iter(cells.values()))
        if _is_stray(row, first, gap=gap and table.numbered):
            table.wrong.append(_wrong(first, "", Mistake.of("stray_row")))
        elif row.cells or row.merged:
            table.rows.append(row)
    return table


def _names_in(sheet: Sheet, grid: Mapping[int, Mapping[int, Any]], row: int) -> int:
    texts = [cell.value for cell in grid.get(row, {}).values() if isinstance(cell.value, str)]
    return sum(sheet.column(text) is not None for text in texts)


def _header(sheet: Sheet, grid: Mapping[int, Mapping[int, Any]]) -> int | None:
    """The first row that names at least two columns."""
    rows = sorted(number for number in grid if number <= _SEARCHED)
    return next((row for row in rows if _names_in(sheet, grid, row) > 1), None)


def _columns(
    table: Table, grid: Mapping[int, Mapping[int, Any]], rows: range
) -> tuple[dict[int, Column], Set[int]]:
    """What stands in which column, and where a name is none, or another in the other language."""
    sheet, found = table.sheet, dict[int, Column]()
    strange: dict[int, Any] = {}
    for row in rows:
        for index, cell in grid.get(row, {}).items():
            column = sheet.column(str(cell.value))
            if column is None or found.setdefault(index, column) != column:
                strange.setdefault(index, cell)
    for index, cell in strange.items():
        found.pop(index, None)
        near = _nearest(sheet, str(cell.value))
        name = "misspelt_column" if near else "unknown_column"
        table.wrong.append(_wrong(cell, "", Mistake.of(name, value=cell.value, near=near)))
    top = rows[0]
    for index, column in sorted(found.items()):
        letter = letters_of(index)
        if (first := table.letters.setdefault(column, letter)) != letter:
            twice = Mistake.of("column_twice", column=column, other=f"{first}{top}")
            table.wrong.append(Wrong(f"{letter}{top}", top, column.field, twice))
    absent = [c for c in sheet.columns if c.required and c not in table.letters]
    if not strange:  # which of them was renamed, nobody can say
        table.wrong += [
            Wrong(f"A{top}", top, column.field, Mistake.of("missing_column", column=column))
            for column in absent
        ]
    return found, strange.keys()


def _nearest(sheet: Sheet, name: str) -> str | None:
    names = {name: column for column in sheet.columns for name in (column.zh, column.en)}
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return names[near[0]].title if near else None


def _merged(table: Table, page: Page, header: int) -> dict[int, frozenset[Column]]:
    """The merged cells of each row below the header; each area is one mistake."""
    found: dict[int, frozenset[Column]] = {}
    by_letter = {letter: column for column, letter in table.letters.items()}
    for area in page.merged[:_AREAS]:
        left, top, right, bottom, name = area
        if bottom <= header:
            continue
        letters = [letters_of(n) for n in range(left, min(right, MOST_COLUMNS) + 1)]
        columns = [by_letter[letter] for letter in letters if letter in by_letter]
        about = columns[0].field if columns else ""
        table.wrong.append(Wrong(f"{letters[0]}{top}", top, about, Mistake.of("merged", area=name)))
        for row in page.cells:
            if top <= row <= bottom:
                found[row] = found.get(row, frozenset()).union(columns)
    return found


def _above(grid: Mapping[int, Mapping[int, Any]], top: int) -> Iterator[Wrong]:
    """What stands above the names of the columns, the title aside: perhaps it was sorted there."""
    for number, cells in grid.items():
        for cell in cells.values():
            if number < top and cell.coordinate != "A1":
                yield _wrong(cell, "", Mistake.of("above_header"))
                break


def _nameless(below: Mapping[int, Mapping[int, Any]], named: set[int]) -> Iterator[Wrong]:
    """The first cell of each column that has no name above it."""
    seen = set(named)
    for cells in below.values():
        for index, cell in cells.items():
            if index not in seen:
                seen.add(index)
                yield _wrong(cell, "", Mistake.of("beyond_columns"))


def _is_stray(row: Row, first: Any, *, gap: bool) -> bool:
    """Whether a row is no record: a total, a note, something left under the table."""
    if isinstance(first.value, str) and _TOTAL.match(first.value.strip()):
        return True
    return gap and not any(column.field == "id" for column in (*row.cells, *row.merged))


def _wrong(cell: Any, field: str, mistake: Mistake) -> Wrong:
    return Wrong(cell.coordinate, cell.row, field, mistake, str(cell.value)[:200])


def at_cell(cell: Any, column: Column, mistake: Mistake) -> Wrong:
    """A mistake in a cell of a column."""
    return _wrong(cell, column.field, mistake)

"""From the rows of a table to what records state: one row a record, or several with its number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from provenance.records.formats.xlsx.layout import Column
from provenance.records.formats.xlsx.mistakes import CellError, Mistake
from provenance.records.formats.xlsx.swaps import swaps
from provenance.records.formats.xlsx.tables import Row, Table, Wrong, at_cell
from provenance.records.formats.xlsx.values import Reading, value_of
from provenance.records.formats.xlsx.words import FLOW

Values = dict[Column, object]


@dataclass(slots=True)
class Stated:
    """What the rows of one record state: its fields, and the cell of each by dotted path."""

    kind: str
    row: int
    values: Values
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    wrong: bool = False

    def put(self, path: str, value: object, cell: str) -> None:
        """Set a field by its path; the steps through a list are numbers."""
        at: Any = self.data
        *outer, last = path.split(".")
        for step in outer:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        at[last] = value
        self.cells[path] = cell


def stated(table: Table, reading: Reading) -> list[Stated]:
    """The records of a table; what is wrong with its cells is noted in it."""
    found: list[Stated] = []
    by_number: dict[tuple[str, object], Stated] = {}
    for row in table.rows:
        values, wrong = _read(row, reading)
        kind = table.sheet.kind or str(_value(values, "record") or "")
        number = _value(values, "id")
        before = by_number.get((kind, number)) if number is not None else None
        record = before or Stated(kind, row.number, values)
        wrong += _missing(table, row, kind, of_record=before is None)
        wrong += [
            at_cell(cell, column, Mistake.of("not_here", column=column, kind=FLOW.written(kind)))
            for column, cell in row.cells.items()
            if kind and not column.fits(kind)
        ]
        if before is None:
            found.append(record)
            by_number[kind, number] = record
        elif not table.sheet.lists or found[-1] is not before:
            wrong.append(_second(table, row, values, before))
        if before is None or table.sheet.lists:
            wrong += _take(table, row, values, record)
        record.wrong |= bool(wrong)
        table.wrong += wrong
    return found


def _value(values: Values, field: str) -> object:
    return next((value for column, value in values.items() if column.field == field), None)


def _read(row: Row, reading: Reading) -> tuple[Values, list[Wrong]]:
    """What the cells of a row say, and which of them say nothing that their columns hold."""
    values: Values = {}
    errors: dict[Column, Wrong] = {}
    for column, cell in row.cells.items():
        try:
            values[column] = value_of(cell, column, reading)
        except CellError as error:
            if column not in row.merged:
                errors[column] = at_cell(cell, column, error.mistake)
    for one, other, mistake in swaps(row.cells, reading):
        errors.pop(other, None)
        errors[one] = at_cell(row.cells[one], one, mistake)
    return values, list(errors.values())


def _missing(table: Table, row: Row, kind: str, *, of_record: bool) -> Iterator[Wrong]:
    """Required cells that are empty: of the part a row states, of the record in its first row."""
    sheet = table.sheet
    filled = {*row.cells, *row.merged}
    parts = {sheet.part(column) for column in filled}
    numbered = any(column.field == "id" for column in filled)
    for column in sheet.columns:
        part = sheet.part(column)
        # A further row whose number alone was forgotten: nothing else is missing in it.
        asked = of_record and (numbered or not sheet.lists or column.field == "id")
        wanted = part in parts if part else asked
        there = column in table.letters and column.needed_by(kind)
        if wanted and there and column not in filled:
            cell = table.at(column, row.number)
            yield Wrong(cell, row.number, column.field, Mistake.of("missing", column=column))
    if sheet.lists and not parts.intersection(sheet.lists):
        first = next(column for column in sheet.columns if sheet.part(column))
        cell = table.at(first, row.number)
        yield Wrong(cell, row.number, first.field, Mistake.of("nothing_in_row"))


def _second(table: Table, row: Row, values: Values, before: Stated) -> Wrong:
    """A number that another record bears already."""
    column, cell = next((c, cell) for c, cell in row.cells.items() if c.field == "id")
    again = "copied" if values == before.values else "repeated"
    name = "apart" if table.sheet.lists else again
    return at_cell(cell, column, Mistake.of(name, number=cell.value, row=before.row))


def _take(table: Table, row: Row, values: Values, record: Stated) -> Iterator[Wrong]:
    """Add what a row says to its record; what is said of the record itself must stay the same."""
    places: dict[str, str] = {}
    for column, value in values.items():
        part = table.sheet.part(column)
        path = column.field
        if part:
            if part not in places:
                parts = record.data.setdefault(part, [])
                places[part] = f"{part}.{len(parts)}"
                parts.append({})
            path = f"{places[part]}.{column.field.partition('.')[2]}"
        elif record.values.setdefault(column, value) != value:
            there = record.cells.get(column.field, "")
            first = record.values[column]
            mistake = Mistake.of(
                "differs", column=column, value=_shown(value), first=_shown(first), there=there
            )
            yield at_cell(row.cells[column], column, mistake)
            continue
        if path not in record.cells:
            record.put(path, value, table.at(column, row.number))


def _shown(value: object) -> object:
    return "、".join(value) if isinstance(value, list) else value

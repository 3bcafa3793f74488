"""CSV: records of one kind, a row each, under a header of field names.

A list or an object is JSON in its cell; a list of plain values may also stand there as people
write it (`a, b`), and the fields of an object in columns of their own, such as `output.reo_kg`. An
empty cell is a field left out. The apostrophe that keeps a spreadsheet from running a text that
begins with = + - @ is no part of the text.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from provenance.model.codes import listed, unescaped
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import did_you_mean, printable, shown, text_of_cell
from provenance.records.canonical import parse
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.formats.encoding import BadLineError, TextLines
from provenance.records.formats.streams import Stream, lines
from provenance.records.kinds.base import Filed
from provenance.records.kinds.registry import RECORD_KINDS
from provenance.records.kinds.shapes import Shape, part_of, shapes


def records(stream: Stream, filing: Filing) -> Iterator[Parsed | Rejection]:
    """Yield a record or a rejection for each row; a wrong header is one rejection for all.

    Raises MisuseError where the filing does not say which kind of record the rows are.
    """
    if filing.kind is None:
        raise MisuseError(
            Message("{file}: a CSV holds records of one kind, say which", file=filing.file)
        )
    rows = _Rows(stream, filing)
    header = next(rows, None)
    if not isinstance(header, _Row):
        yield header or filing.reject(1, "", "the file is empty: it needs a line of field names")
        return
    try:
        columns = _columns(header.cells, RECORD_KINDS[filing.kind])
    except _CellError as error:
        yield filing.reject(header.line, header.text, str(error), error.field)
        return
    rows.width = len(columns)
    for row in rows:
        yield row if isinstance(row, Rejection) else _record(row, columns, filing)


def _record(row: "_Row", columns: "list[_Column]", filing: Filing) -> Parsed | Rejection:
    data: dict[str, Any] = {}
    try:
        for column, cell in zip(columns, row.cells, strict=False):
            if cell and (text := text_of_cell(unescaped(cell).strip()).strip()):
                column.put(data, text)
    except _CellError as error:
        return filing.reject(row.line, row.text, str(error), error.field)
    if (said := data.setdefault("record", filing.kind)) != filing.kind:
        reason = f"record must be {filing.kind} in every row of this file, got {shown(said)}"
        return filing.reject(row.line, row.text, reason, "record")
    return filing.judge(data, row.line, row.text)


class _CellError(ValueError):
    """A cell, or a column's name, that cannot be right."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = printable(field, 60)
        super().__init__(f"{self.field} {reason}".strip())


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, the number of the line it begins on, and how that line reads."""

    line: int
    cells: list[str]
    text: str


class _Rows:
    """The rows of a table; one that cannot be had is a rejection, and the next is tried.

    A quotation mark that is never closed would swallow the rows below it. A row that fails and
    spans several lines therefore loses its first line only: the others are read again.
    """

    def __init__(self, stream: Stream, filing: Filing) -> None:
        self.width = 0
        self._filing = filing
        self._lines = TextLines(lines(stream, filing.max_line), filing.max_line)
        self._cells = csv.reader(self._lines, strict=True)

    def __iter__(self) -> Iterator[_Row | Rejection]:
        return self

    def __next__(self) -> _Row | Rejection:
        while True:
            self._lines.begin()
            try:
                cells = next(self._cells)
                self._check(cells)
            except (BadLineError, csv.Error) as error:
                return self._reject(error)
            if any(cell and not cell.isspace() for cell in cells):
                return _Row(self._first[0], cells, self._lines.text(self._first[1]))

    @property
    def _first(self) -> tuple[int, bytes, str]:
        return self._lines.taken[0]

    def _check(self, cells: list[str]) -> None:
        if self.width and cells and len(cells) != self.width:
            spare = cells[self.width :]
            if len(cells) < self.width or any(cell.strip() for cell in spare):
                raise BadLineError(f"the row has {len(cells)} cells for {self.width} columns")

    def _reject(self, error: Exception) -> Rejection:
        (line, raw, trouble), *others = self._lines.taken
        reason = str(error)
        if others:
            reason = "a quotation mark is opened in this line and not closed as it should be"
            if not self._lines.put_back():
                reason += f"; the lines up to {others[-1][0]} are lost with it"
        elif isinstance(error, csv.Error):
            reason = f"the row is not CSV, look at its quotation marks: {error}"
        text = self._lines.text(raw[:1024])
        return self._filing.reject(line, text, trouble or reason)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the cells of a column go, and how they are read."""

    name: str
    path: tuple[str, ...]
    read: Callable[[str], object]

    def put(self, data: dict[str, Any], cell: str) -> None:
        """Set the field this column stands for."""
        try:
            value = self.read(cell)
        except ValueError as error:
            raise _CellError(self.name, str(error)) from None
        *outer, last = self.path
        for step in outer:
            data = data.setdefault(step, {})
        data[last] = value


def _columns(header: list[str], model: type[Filed]) -> list[_Column]:
    """The columns a header names; it is wrong as a whole, or not at all."""
    names = [name.strip() for name in header]
    columns = [_column(name, model) for name in names]
    for name in names:
        outer = name.partition(".")[0]
        if name and names.count(name) > 1:
            raise _CellError(name, "is the name of two columns")
        if outer != name and outer in names:
            raise _CellError(name, f"cannot stand beside a column {outer}")
    given = {column.path[0] for column in columns if column.path}
    for name, field in model.model_fields.items():
        if field.is_required() and name not in given:
            raise _CellError(name, "is missing: the header must name every field that is needed")
    return columns


def _column(name: str, model: type[Filed]) -> _Column:
    if not name:
        return _Column(name, (), _nothing)
    outer, dot, inner = name.partition(".")
    shape = shapes(model).get(outer)
    if dot:
        part = part_of(model, outer) if shape is Shape.OBJECT else None
        shape = shapes(part).get(inner) if part else None
    if shape is None:
        raise _CellError(name, _no_column(name, model))
    read = _READ[shape]
    if shape is Shape.LIST and part_of(model, outer) is None:
        read = _list
    return _Column(name, (outer, inner) if dot else (outer,), read)


def _no_column(name: str, model: type[Filed]) -> str:
    kind = model.model_fields["record"].default
    if len(name) > 1 and not {";", "\t"}.isdisjoint(name):
        return "is not one field name: separate the columns by commas"
    return f"is not a field of {kind}{did_you_mean(name, model.model_fields)}"


def _nothing(cell: str) -> object:
    raise ValueError(f"a column without a name holds {shown(cell)}")


def _text(cell: str) -> str:
    return cell


def _flag(cell: str) -> bool:
    if (said := cell.lower()) in {"true", "false"}:
        return said == "true"
    raise ValueError(f"must be true or false, got {shown(cell)}")


def _list(cell: str) -> object:
    """A list of plain values: as JSON, or as people write several things in one cell."""
    return parse(cell) if cell.startswith("[") else listed(cell)


def _json(cell: str, opening: str, what: str) -> object:
    if not cell.startswith(opening):
        raise ValueError(f"must be {what}, got {shown(cell)}")
    return parse(cell)


_READ: dict[Shape, Callable[[str], object]] = {
    Shape.TEXT: _text,
    Shape.FLAG: _flag,
    Shape.LIST: lambda cell: _json(cell, "[", 'a JSON list such as ["a", "b"]'),
    Shape.OBJECT: lambda cell: _json(cell, "{", 'a JSON object such as {"id": "a"}'),
}

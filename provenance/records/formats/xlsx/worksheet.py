"""A sheet of a workbook: its filled cells, whatever they look like, and its merged areas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from provenance.records.formats.xlsx.cells import (
    SheetCell,
    Value,
    date_of,
    decoded,
    is_empty,
    iso_date,
    number_of,
)
from provenance.records.formats.xlsx.parts import Counts, Parts
from provenance.records.formats.xlsx.places import Area, area_of, letters_of, place_of
from provenance.records.formats.xlsx.refusals import NoWorkbookError
from provenance.records.formats.xlsx.workbook import RichText, Workbook

MOST_COLUMNS: Final = 128
MOST_ROWS: Final = 1 << 20

_ROW_DEPTH, _CELL_DEPTH = 3, 4
_NO_DATE = "#VALUE!"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a workbook: its filled cells by row and column, and its merged areas."""

    title: str
    cells: Mapping[int, Mapping[int, SheetCell]]
    merged: tuple[Area, ...] = ()


def page_in(parts: Parts, book: Workbook, title: str) -> Page:
    """Read a sheet; NoWorkbookError where that cannot be done, or it holds too much."""
    sheet = _Sheet(book, parts.counts)
    parts.read(book.sheets[title], sheet)
    rows = {row: dict(sorted(cells.items())) for row, cells in sorted(sheet.rows.items())}
    return Page(title, rows, tuple(sheet.merged))


class _Sheet:
    """Gathers cells: one without content counts for nothing, whatever its format."""

    def __init__(self, book: Workbook, counts: Counts) -> None:
        self.rows: dict[int, dict[int, SheetCell]] = {}
        self.merged: list[Area] = []
        self._book, self._counts = book, counts
        self._row = self._column = 0
        self._place = ""
        self._in_row = False
        self._cell: _Cell | None = None
        self._text = RichText()
        self._formulas: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str], depth: int) -> None:
        if self._cell is not None:
            self._text.start(name)
            if name == "f":
                self._cell.shared = attributes.get("si", "")
        elif name == "c" and depth == _CELL_DEPTH and self._in_row:
            self._begin(attributes)
        elif name == "row" and depth == _ROW_DEPTH:
            self._settle()
            self._in_row = True
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "mergeCell":
            self._counts.add(cells=1)
            self.merged.append(area_of(attributes["ref"]))

    def end(self, name: str, text: str) -> None:
        cell = self._cell
        if cell is None:
            self._in_row = self._in_row and name != "row"
        elif name == "v":
            cell.content = text
        elif name == "f":
            cell.formula = text or self._formulas.get(cell.shared, "")
            if cell.shared:
                self._formulas.setdefault(cell.shared, text)
        elif name == "is":
            cell.content = self._text.take()
            cell.decoded = True
        elif name == "c":
            self._cell = None
            self._keep(cell)
        else:
            self._text.end(name, text)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self._place = attributes["r"]
        else:
            self._settle()
            self._column += 1
        self._cell = _Cell(attributes.get("t", "n"), attributes.get("s", ""))

    def _settle(self) -> None:
        """Work out where the cell is that was begun last; most have no content and are nowhere."""
        if self._place:
            self._row, self._column = place_of(self._place)
            self._place = ""

    def _keep(self, cell: "_Cell") -> None:
        if not cell.content and cell.formula is None:
            return
        self._settle()
        if cell.formula is not None:
            self._put(SheetCell(self._row, self._column, f"={decoded(cell.formula)}", "formula"))
            return
        value = self._value(cell)
        if value is None or (isinstance(value, str) and is_empty(value)):
            return
        wrong = cell.type == "e" or value is _NO_DATE
        self._put(SheetCell(self._row, self._column, value, "error" if wrong else "value"))

    def _put(self, cell: SheetCell) -> None:
        self._counts.add(cells=1)
        if cell.column > MOST_COLUMNS or cell.row > MOST_ROWS:
            _refuse_far(cell)
        self.rows.setdefault(cell.row, {})[cell.column] = cell

    def _value(self, cell: "_Cell") -> Value | None:
        text = cell.content if cell.decoded else cell.content.strip()
        if not text:
            return None
        if cell.type == "s":
            return self._book.texts[_index(text)]
        if cell.type == "n":
            return self._number(text, cell.style)
        return _READ.get(cell.type, decoded)(cell.content)

    def _number(self, text: str, style: str) -> Value:
        try:
            number = number_of(text)
        except ValueError:
            return decoded(text)  # which its column refuses
        dates = self._book.dates
        if not (style and dates and dates[_index(style)]):
            return number
        date = date_of(number, self._book.since)
        return _NO_DATE if date is None else date


class _Cell:
    """A cell as it is gone through."""

    __slots__ = ("content", "decoded", "formula", "shared", "style", "type")

    def __init__(self, type: str, style: str) -> None:
        self.type, self.style = type, style
        self.content = self.shared = ""
        self.formula: str | None = None
        self.decoded = False


def _flag(text: str) -> bool:
    return text.strip().lower() in {"1", "true"}


def _as_it_is(text: str) -> str:
    return text


_READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "b": _flag,
    "d": iso_date,
    "inlineStr": _as_it_is,
}


def _index(text: str) -> int:
    """A number that refers to something; below zero it would to something else."""
    number = int(text)
    if number < 0:
        raise IndexError(text)
    return number


def _refuse_far(cell: SheetCell) -> NoReturn:
    """A cell so far out that whoever typed it cannot mean it, or a mistake of a program."""
    place = f"{letters_of(cell.column)}{cell.row}"
    raise NoWorkbookError("far_cell", cell=place[:12])

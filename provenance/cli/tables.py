"""Tables for people: fitted to a terminal by leaving columns out, whole in a pipe.

The first columns are keys, the rest stand in the order of their importance: what a terminal has no
room for is left out from the right, and named below. No key and no number is cut or folded.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from rich.cells import cell_len
from rich.text import Text

from provenance.cli.output import OUT, folded, longest_piece, seen
from provenance.model.message import Message
from provenance.words.table import Words, word_of

_APART = 2
_LEAST = 16
"""A text has so many characters a line, or is not shown."""
_LONGEST_PIECE = 40
"""A word or a number of up to so many characters stays whole within a text."""


def print_line(cells: Iterable[object]) -> None:
    """A row for a pipe: whole, its cells apart by tabs."""
    sys.stdout.write("\t".join(str(seen(_whole(cell))) for cell in cells) + "\n")


def print_table(
    titles: Sequence[str | Message | Words], rows: Iterable[Sequence[object]], *, keys: int = 1
) -> None:
    """Rows below their titles, in a terminal; the first `keys` columns are never left out.

    A cell that is a list has a line for each of it; numbers stand to the right.
    """
    cells = list(rows)
    columns = [
        _Column.of(title, [row[n] for row in cells], whole=n < keys)
        for n, title in enumerate(titles)
    ]
    shown = columns
    while len(shown) > keys and _width(shown) > OUT.width:
        shown = shown[:-1]
    if _width(shown) > OUT.width:
        _one_below_the_other(columns)
        return
    _side_by_side(shown)
    if left_out := columns[len(shown) :]:
        OUT.paragraph(
            Message(
                "Not shown, as the terminal is too narrow: {columns}. See them in a wider one, or"
                " with --csv.",
                columns=tuple(column.title for column in left_out),
            ),
            style="dim",
        )


def titles(fields: Iterable[str]) -> list[Words]:
    """What the columns of fields are called."""
    return [word_of("column", field) for field in fields]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column for a terminal: its title and its cells, each of some lines."""

    title: str
    cells: Sequence[Sequence[Text]]
    is_number: bool
    natural: int
    least: int

    @classmethod
    def of(cls, title: str | Message | Words, cells: Sequence[object], *, whole: bool) -> "_Column":
        said = str(seen(title))
        lines = [_lines(cell) for cell in cells]
        filled = [one for cell in cells for one in _all(cell) if one not in ("", None)]
        is_number = bool(filled) and all(map(_is_number, filled))
        widths = [cell_len(line.plain) for cell in lines for line in cell]
        longest = max(widths, default=0)
        natural = max(longest, cell_len(said))
        pieces = [said, *(line.plain for cell in lines for line in cell)]
        pieced = max(min(longest_piece(piece), _LONGEST_PIECE) for piece in pieces)
        least = longest if whole or is_number else min(longest, _LEAST)
        # A title is read whole, or its column is left out; only a long one is folded.
        least = max(least, pieced, min(cell_len(said), _LEAST))
        return cls(said, lines, is_number, natural, least)


def _width(columns: Sequence[_Column]) -> int:
    return sum(column.least for column in columns) + _APART * (len(columns) - 1)


def _side_by_side(columns: Sequence[_Column]) -> None:
    """Columns, each as wide as it is by nature as far as there is room, the foremost first."""
    from rich.table import Table  # answers that are no tables do without

    table = Table(box=None, pad_edge=False)
    room = OUT.width - _width(columns)
    cells = []
    for column in columns:
        width = min(column.natural, column.least + room)
        room -= width - column.least
        title = "\n".join(line.plain for line in folded(Text(column.title), width))
        table.add_column(
            title, justify="right" if column.is_number else "left", no_wrap=True, width=width
        )
        cells.append(
            [Text("\n").join(chain(*(folded(line, width) for line in c))) for c in column.cells]
        )
    for row in zip(*cells, strict=True):
        table.add_row(*row)
    OUT.print(table)


def _one_below_the_other(columns: Sequence[_Column]) -> None:
    """Rows whose keys no line has room for: a line for each cell, a blank one between rows."""
    for n in range(len(columns[0].cells)):
        if n:
            OUT.print()
        for column in columns:
            for line in column.cells[n]:
                if line.plain:
                    OUT.print(Text.assemble((f"{column.title}: ", "bold"), line))


def _all(cell: object) -> list[object]:
    return cell if isinstance(cell, list) else [cell]


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _lines(cell: object) -> list[Text]:
    """A cell for a terminal, its numbers with thousands apart."""
    if isinstance(cell, list):
        return [line for one in cell for line in _lines(one)]
    if isinstance(cell, int | float | Decimal) and _is_number(cell):
        whole = isinstance(cell, float) and cell.is_integer()
        return [Text(f"{int(cell) if whole else cell:,}")]
    text = cell if isinstance(cell, Text | Message | Words) else "" if cell is None else str(cell)
    shown = seen(text)
    return [shown if isinstance(shown, Text) else Text(shown)]


def _whole(cell: object) -> str | Message | Words | Text:
    """A cell for a pipe: all of it on one line, numbers without thousands apart."""
    if isinstance(cell, list):
        return "; ".join(str(seen(_whole(one))) for one in cell)
    if cell is None or isinstance(cell, Message | Words | Text):
        return cell or ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)

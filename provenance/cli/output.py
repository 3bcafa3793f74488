"""JSON, CSV and tables: one way for all commands."""

import csv
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import text_to_cell, visible
from provenance.words.table import Language


class Terminal(Console):
    """Where people read: what others wrote is shown there as it is and never acts.

    No markup; escape sequences, directions, what has no width, and line breaks stand as codes.
    A `Message` is said in `language`.
    """

    language = Language.EN
    """What all terminals of this process speak."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print one line of texts, or whatever of rich's has its own way to be shown."""
        super().print(*(_seen(one) for one in objects), **{"markup": False, **options})


def _seen(shown: Any) -> Any:
    """What is to be printed, with nothing in it that acts."""
    if isinstance(shown, Message):
        shown = shown.said(Terminal.language)
    if isinstance(shown, Text):
        seen = visible(shown.plain)
        return shown if seen == shown.plain else Text(seen, shown.style)
    return visible(shown) if isinstance(shown, str) else shown


OUT = Terminal(soft_wrap=True)
ERR = Terminal(stderr=True, soft_wrap=True)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are to be written: for a program, a spreadsheet, a file of either, or a person."""

    json: bool = False
    csv: bool = False
    out: Path | None = None

    @property
    def for_people(self) -> bool:
        """Whether a person is to read it."""
        return not (self.json or self.csv)

    def print(
        self, rows: Iterable[Row], fields: Sequence[str], shown: Mapping[str, str] | None = None
    ) -> None:
        """Print rows; a person sees the fields `shown`, by their titles, or else all of them."""
        if not self.for_people:
            with self.opened(fields) as write:
                for row in rows:
                    write(row)
        elif shown is None:
            print_table(
                fields, ([row.get(field, "") for field in fields] for row in rows), edge=True
            )
        else:
            cells = ([_plain(_cell(row[field])) for field in shown] for row in rows)
            print_table(shown.values(), cells, in_full=True)

    @contextmanager
    def opened(self, fields: Sequence[str]) -> Iterator[Callable[[Row], object]]:
        """What writes a row, to the file if there is one; MisuseError where it cannot be written.

        A line of JSON has all of a row, a line of CSV those fields, no text of it a formula.
        """
        with self._file() as file:
            if self.json:
                yield lambda row: file.write(_line(row))
                return
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            yield lambda row: writer.writerow({name: _harmless(row.get(name)) for name in fields})

    @contextmanager
    def _file(self) -> Iterator[TextIO]:
        """A table in a file begins with a mark by which Excel knows UTF-8."""
        if self.out is None:
            yield sys.stdout
            return
        encoding = "utf-8-sig" if self.csv else "utf-8"
        try:
            with self.out.open("w", encoding=encoding, newline="") as file:
                yield file
        except OSError as error:
            raise MisuseError(f"cannot write {self.out}: {error.strerror}") from error


def export_form(*, as_json: bool, as_csv: bool, out: Path | None) -> Form:
    """The form of an export, as said or as its file is named; MisuseError where neither says it."""
    if as_csv and as_json:
        raise MisuseError("say --json or --csv, not both")
    if as_csv or as_json or out is None:
        return Form(as_json, as_csv, out)
    suffix = out.suffix.lower()
    if suffix not in (".csv", ".json", ".jsonl", ".ndjson"):
        raise MisuseError(f"{out} is no kind of export: name it .csv or .jsonl")
    return Form(suffix != ".csv", suffix == ".csv", out)


def print_json(value: Any) -> None:
    """One JSON value on one line, for programs."""
    sys.stdout.write(_line(value))


def print_table(
    titles: Collection[str],
    rows: Iterable[Iterable[object]],
    *,
    numbers: Collection[str] = (),
    in_full: bool = False,
    edge: bool = False,
) -> None:
    """Rows below their titles, without lines.

    `numbers` are the titles of columns that stand to the right and are never folded; `in_full`
    folds none, however wide the table gets; `edge` leaves a blank at either side. A cell that is
    a list has a line for each of it.
    """
    table = Table(box=None, pad_edge=edge)
    for title in titles:
        right = title in numbers
        table.add_column(title, justify="right" if right else "left", no_wrap=right or in_full)
    for row in rows:
        table.add_row(*map(_in_cell, row))
    # A line too long for a terminal wraps there; a number cut short, or folded, cannot be read.
    console = Terminal(width=1_000) if in_full else OUT
    console.print(table)


def _in_cell(cell: object) -> Text:
    if isinstance(cell, list):
        return Text("\n".join(visible(str(line)) for line in cell))
    seen = _seen(cell if isinstance(cell, Text) else str(cell))
    return seen if isinstance(seen, Text) else Text(seen)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _cell(value: Any) -> Any:
    """A value in one cell: of a list all of it, of nothing nothing."""
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else value


def _harmless(value: Any) -> Any:
    """A value in one cell of a CSV; a spreadsheet runs no text as a formula."""
    cell = _cell(value)
    return text_to_cell(cell) if isinstance(cell, str) else cell


def _plain(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) and value > 9_999 else str(value)

"""Rows written for programs and spreadsheets: no cell is run, no half a file is left behind."""

import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from provenance.cli.output import json_text
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import text_to_cell, visible

Row = Mapping[str, Any]
Write = Callable[[Row], object]

_BOM = "\ufeff"
"""The mark by which Excel knows UTF-8."""
_LONGEST_CELL = 32_767
"""So many characters a cell of a workbook holds."""


@contextmanager
def printed(kind: str, fields: Sequence[str]) -> Iterator[Write]:
    """What writes rows of a kind to standard output."""
    with _WRITERS[kind](sys.stdout, fields) as write:
        yield write


@contextmanager
def filed(kind: str, path: Path, fields: Sequence[str]) -> Iterator[Write]:
    """What writes rows of a kind to a file, which is there under its name once all are written.

    A device or a pipe is written to as it is: it must not give way to a file. Raises MisuseError
    where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    as_it_is = target.exists() and not target.is_file()
    part = target if as_it_is else target.with_name(f".{os.getpid()}.part")
    try:
        try:
            if kind == "xlsx":
                with _workbook(part, fields) as write:
                    yield write
            else:
                with (
                    part.open("w" if as_it_is else "x", encoding="utf-8", newline="") as file,
                    _WRITERS[kind](file, fields) as write,
                ):
                    yield write
            part.replace(target)  # itself, where it is written as it is
        finally:
            if not as_it_is:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise MisuseError(
            Message(
                "cannot write {path}: {why:system_error}",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from error


@contextmanager
def headed(head: Callable[[], object], below: Write) -> Iterator[Write]:
    """What writes rows below a head, which is written with the first, or where there is none."""
    unwritten = [head]

    def write(row: Row) -> None:
        while unwritten:
            unwritten.pop()()
        below(row)

    yield write
    while unwritten:
        unwritten.pop()()


@contextmanager
def _lines(file: TextIO, _: Sequence[str]) -> Iterator[Write]:
    yield lambda row: file.write(f"{json_text(row)}\n")


@contextmanager
def _array(file: TextIO, _: Sequence[str]) -> Iterator[Write]:
    before = "[\n"

    def write(row: Row) -> None:
        nonlocal before
        file.write(before + json_text(row))
        before = ",\n"

    yield write
    file.write("[]\n" if before == "[\n" else "\n]\n")


@contextmanager
def _csv(file: TextIO, fields: Sequence[str]) -> Iterator[Write]:
    writer = csv.writer(file)

    def head() -> None:
        if (file.encoding or "").lower().replace("-", "") == "utf8":
            file.write(_BOM)
        writer.writerow(fields)

    def below(row: Row) -> None:
        writer.writerow([_in_csv(row.get(field)) for field in fields])

    with headed(head, below) as write:
        yield write


@contextmanager
def _workbook(path: Path, fields: Sequence[str]) -> Iterator[Write]:
    """One sheet, its header frozen; texts are texts, whatever they begin with or look like."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    from provenance.records.formats.xlsx.cells import encoded

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        value = _in_cell(value)
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, encoded(value)[:_LONGEST_CELL])
        made.data_type, made.number_format = "s", "@"
        return made

    sheet.append([cell(field) for field in fields])
    try:
        yield lambda row: sheet.append([cell(row.get(field)) for field in fields])
    finally:
        sheet.close()  # which a book that is never saved would do too late
    book.save(path)


_WRITERS = {"jsonl": _lines, "json": _array, "csv": _csv}


def _in_csv(value: Any) -> Any:
    """A value in a CSV; a spreadsheet runs no text as a formula."""
    cell = _in_cell(value)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return text_to_cell(cell) if isinstance(cell, str) else cell


def _in_cell(value: Any) -> Any:
    """A value in one cell: of a list all of it, of nothing nothing, of a text nothing that acts."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return "" if value is None else visible(value, "\t\n\r") if isinstance(value, str) else value

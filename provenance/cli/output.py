"""JSON, CSV, tables, progress: one way for all commands."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from provenance.findings.wording import kept_json
from provenance.graph.port.kept import KeptFinding
from provenance.model.errors import MisuseError


def in_cells(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a spreadsheet or a table: lists become one cell, nothing an empty one."""
    return {name: "" if value is None else _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return "; ".join(
        item if isinstance(item, str) else " ".join(str(part) for part in _flat(item))
        for item in value
    )


def _flat(item: dict[str, Any]) -> list[Any]:
    """An adjustment or a reduction as words: which, how much, and what carries it out."""
    number = item.get("key") or item["penalty"]
    done = item.get("carriedOutBy")
    how = (
        [] if done is None else ["carried out by " + ", ".join(done) if done else "not carried out"]
    )
    return [number, f"{item['kg']:+,} kg" if "key" in item else f"{item['kg']:,} kg", *how]


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is to be printed: for a program, a spreadsheet, or a person."""

    json: bool = False
    csv: bool = False

    def print(self, rows: list[dict[str, Any]], fields: list[str]) -> None:
        if self.json:
            for row in rows:
                print_json(row)
        elif self.csv:
            print_csv(rows, fields)
        else:
            print_table(rows, fields)


OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


_MOST_ROWS = 12


def print_json(value: Any) -> None:
    """One JSON value on one line, for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_csv(rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
    """Rows as CSV with a header, for spreadsheets."""
    writer = csv.DictWriter(sys.stdout, fields)
    writer.writeheader()
    writer.writerows(rows)


def print_table(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> None:
    """Rows as a plain table."""
    table = Table(*fields, box=None)
    for row in rows:
        table.add_row(*(Text(str(row.get(field, ""))) for field in fields))
    OUT.print(table)


Rows = Sequence[dict[str, Any]]


def _list(rows: Rows, form: Form, fields: Sequence[str], shown: Mapping[str, str]) -> None:
    """Rows for a program, a spreadsheet, or a person, who sees the chief columns in full."""
    if form.json:
        form.print(list(rows), list(fields))
        return
    if form.csv:
        form.print([in_cells(row) for row in rows], list(fields))
        return
    table = Table(box=None, pad_edge=False)
    for title in shown.values():
        table.add_column(title, no_wrap=True)
    for row in map(in_cells, rows):
        table.add_row(*(Text(_plain(row[field])) for field in shown))
    # As wide as it is: a number cut short, or folded, cannot be read.
    Console(highlight=False, width=1_000).print(table)


def _plain(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) and value > 9_999 else str(value)


def _pair(text: str) -> tuple[str, str]:
    group, equals, code = text.partition("=")
    if not (group and equals and code):
        raise MisuseError(f"{text!a} is no code of a group: write such as NREG=91150000701463622D")
    return group, code


@dataclass(frozen=True, slots=True)
class Export:
    """How findings are to be written: for a program, a spreadsheet, a file, or a person."""

    json: bool = False
    csv: bool = False
    out: Path | None = None

    @property
    def as_csv(self) -> bool:
        """Whether as CSV; MisuseError for a file that says neither."""
        suffix = self.out.suffix.lower() if self.out else ""
        if self.csv and self.json:
            raise MisuseError("say --json or --csv, not both")
        if self.csv or self.json or self.out is None:
            return self.csv
        if suffix not in (".csv", ".json", ".jsonl", ".ndjson"):
            raise MisuseError(f"{self.out} is no kind of export: name it .csv or .jsonl")
        return suffix == ".csv"

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """What is written to; a table in a file begins with a mark by which Excel knows UTF-8."""
        if self.out is None:
            yield sys.stdout
            return
        encoding = "utf-8-sig" if self.as_csv else "utf-8"
        try:
            with self.out.open("w", encoding=encoding, newline="") as file:
                yield file
        except OSError as error:
            raise MisuseError(f"cannot write {self.out}: {error.strerror}") from error


def _lines(file: TextIO) -> Callable[[KeptFinding], object]:
    return lambda finding: file.write(json.dumps(kept_json(finding), ensure_ascii=False) + "\n")


def _subject(finding: KeptFinding) -> str:
    return f"{finding.subject.label.name.lower()} {finding.subject.key}"


_BLOCK = 1 << 20
_PACKED = (b"\x1f\x8b", b"PK")
"""How a gzipped file and a workbook begin."""


@contextmanager
def loading(paths: Sequence[str]) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that counts lines read; of known length where the files can be counted first."""
    with _bar("records") as progress:
        yield progress, progress.add_task("loading", total=lines_in(paths))


@contextmanager
def writing(lots: int) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that counts lots of a made-up world."""
    with _bar("lots") as progress:
        yield progress, progress.add_task("writing", total=lots)


@contextmanager
def auditing() -> Iterator[tuple[Progress, TaskID]]:
    """A count of what was judged; how much there is shows only as it is read."""
    with _bar("judged") as progress:
        yield progress, progress.add_task("auditing", total=None)


def _bar(what: str) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(what),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=ERR, transient=not ERR.is_terminal)


def lines_in(paths: Sequence[str]) -> int | None:
    """How many lines plain files have; None for standard input, globs and what is packed."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            block = file.read(_BLOCK)
            if block.startswith(_PACKED):
                return None
            while block:
                total += block.count(b"\n")
                block = file.read(_BLOCK)
    return total

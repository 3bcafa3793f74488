"""How a list leaves: to a person, or to a program or a spreadsheet, in a file or not."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provenance.cli.output import ERR, OUT
from provenance.cli.tables import print_line, print_table, titles
from provenance.cli.writing import Row, Write, filed, headed, printed
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.words.table import word_of

KINDS = {".xlsx": "xlsx", ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
"""What a file holds by how its name ends."""


_NO_AMOUNTS = {"year", "line"}
"""Numbers that name something."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The fields of rows that a person sees, the first `keys` of them whatever the width.

    The others stand in the order of their importance. `words` has the table in which the values
    of a field are named. An enterprise that is not on record has its code for a name.
    """

    fields: Sequence[str]
    keys: int = 1
    words: Mapping[str, str] = field(default_factory=dict)

    def cells(self, row: Row) -> list[Any]:
        """The cells that a person sees of a row."""
        return [
            str(row[name])
            if name in _NO_AMOUNTS and row.get(name)
            else _in_words(_value(row, name), self.words.get(name))
            for name in self.fields
        ]


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are to be written: as which kind, None for people, and to which file if to one."""

    kind: str | None = None
    out: Path | None = None

    @property
    def for_people(self) -> bool:
        """Whether a person is to read it."""
        return self.kind is None

    @property
    def at_terminal(self) -> bool:
        """Whether a person reads it in a terminal; in a pipe it is rows."""
        return self.for_people and sys.stdout.isatty()

    @property
    def json(self) -> bool:
        """Whether rows may hold rows; in a spreadsheet a cell is a text or a number."""
        return self.kind in ("json", "jsonl")

    def print(self, rows: Iterable[Row], fields: Sequence[str], shown: Shown | None = None) -> None:
        """Print rows: a person sees what is `shown`, a spreadsheet `fields`, a program all."""
        with self.listed(fields, shown) as write:
            for row in rows:
                write(row)

    @contextmanager
    def listed(
        self, fields: Sequence[str], shown: Shown | None = None, *, findings: bool = False
    ) -> Iterator[Write]:
        """What prints a row as `print` does, at once but in a terminal, where rows are fitted."""
        if not self.for_people:
            with self.opened(fields, findings=findings) as write:
                yield write
            return
        shown = shown or Shown(fields)
        if self.at_terminal:
            rows: list[list[Any]] = []
            yield lambda row: rows.append(shown.cells(row))
            print_table(titles(shown.fields), rows, keys=shown.keys)
            return
        cells = shown.cells
        head = titles(shown.fields)
        with headed(lambda: print_line(head), lambda row: print_line(cells(row))) as write:
            yield write

    def remark(self, *sentences: str | Message) -> None:
        """Say something beside the rows: below them in a terminal, apart from them elsewhere."""
        for sentence in sentences:
            (OUT if self.at_terminal else ERR).paragraph(sentence)

    def note(self, *sentences: str | Message) -> None:
        """Say something beside the rows to a person alone."""
        if self.for_people:
            self.remark(*sentences)

    @contextmanager
    def opened(self, fields: Sequence[str], *, findings: bool = False) -> Iterator[Write]:
        """What writes a row; a file is there once all are written, and otherwise as it was.

        Raises MisuseError where it cannot be written.
        """
        if self.out is None:
            with printed(self.kind or "jsonl", fields) as write:
                yield write
            return
        n = 0
        with filed(self.kind or "jsonl", self.out, fields) as write:

            def counted(row: Row) -> None:
                nonlocal n
                n += 1
                write(row)

            yield counted
        OUT.print(
            Message(
                "{n:,} findings in {out}" if findings else "{n:,} rows in {out}",
                n=n,
                out=str(self.out),
            )
        )


def form_asked(*, as_json: bool, as_csv: bool, out: Path | None) -> Form:
    """The form that is asked for; MisuseError where that is two, or a file is named as none."""
    if as_csv and as_json:
        raise MisuseError(Message("say --json or --csv, not both"))
    if out is None:
        return Form("jsonl" if as_json else "csv" if as_csv else None)
    kind = KINDS.get(out.suffix.lower())
    if kind is None:
        raise MisuseError(
            Message(
                "{out} is named as nothing that a list is written to: name it .xlsx, .csv, .json"
                " or .jsonl",
                out=str(out),
            )
        )
    if (as_csv and kind != "csv") or (as_json and kind not in ("json", "jsonl")):
        raise MisuseError(
            Message("{out} is named as another kind than --json or --csv says", out=str(out))
        )
    return Form(kind, out)


def _value(row: Row, name: str) -> Any:
    """A field of a row; for a name that nothing states the code of whose it is."""
    value = row.get(name)
    return row.get("enterprise") if name == "name" and not value else value


def _in_words(value: Any, table: str | None) -> Any:
    """A value as a person reads it: by a table of words where it has one."""
    if table is not None and isinstance(value, list | tuple):
        return [_in_words(one, table) for one in value]
    if table is None or not isinstance(value, str | bool):
        return value
    return word_of(table, str(value))

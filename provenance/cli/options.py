"""The options that several commands share."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.output import Terminal
from provenance.model.asking import Asked
from provenance.model.codes import DATE
from provenance.model.dates import moment
from provenance.model.errors import MisuseError
from provenance.model.terms import Ref, Severity

Enterprise = Annotated[
    str | None,
    typer.Option("--enterprise", help="Credit code, or another of its numbers."),
]
Region = Annotated[
    str | None,
    typer.Option("--region", help="GB/T 2260 code; a place contains what lies in it."),
]
Declaration = Annotated[
    str | None,
    typer.Option("--declaration", help="On it, on what it declares, or citing it."),
]
Subject = Annotated[
    str | None,
    typer.Option("--subject", metavar="KEY", help="A number, or KIND:KEY such as lot:D1."),
]
Codes = Annotated[
    list[str] | None, typer.Option("--code", help="Such as OVERDRAWN_LOT; may be repeated.")
]
Severities = Annotated[
    list[Severity] | None,
    typer.Option("--severity", case_sensitive=False, help="May be repeated."),
]
Year = Annotated[int | None, typer.Option("--year", help="Of this calendar year.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="As known then, such as 2026-03-31 (the end of that day, Asia/Shanghai) or"
        " 2026-03-31T12:00:00+08:00.",
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        help="As filed by then, such as 2026-11-09T23:59:59 (Asia/Shanghai); now without it.",
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="sqlite:///PATH or neo4j://HOST:PORT (login: NEO4J_USER, NEO4J_PASSWORD); without it"
        " as `provenance settings` has it.",
    ),
]
First = Annotated[
    int | None,
    typer.Option("--first", min=1, metavar="N", help="How many to list; a terminal shows 100."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON value a line, for programs.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV with a header, for spreadsheets.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", help="To a file: .xlsx, .csv, .json or .jsonl (one a line)."
    ),
]


def filed_by(text: str | None) -> datetime:
    """The time of `--at`, now without one. Raises MisuseError for what is no time."""
    return datetime.now(UTC) if text is None else moment(text)


def as_known(text: str | None) -> datetime | None:
    """The time of `--as-of`, None without one. Raises MisuseError for what is no time."""
    return None if text is None else moment(text)


def subjects_named(text: str) -> tuple[Ref, ...]:
    """What a number may be: of the kind it says (lot:D1, processing:P1), else of any.

    Raises MisuseError for what is a number of none.
    """
    asked = Asked.of(text)
    if error := asked.refused():
        raise error
    return tuple(asked.readings())


def day(text: str) -> date:
    """A day as people write it, its year first; a usage error for what is none."""
    try:
        return DATE.asked(text)
    except MisuseError as error:
        raise typer.BadParameter(error.said(Terminal.language)) from None

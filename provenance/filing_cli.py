"""The words of the commands of filing: a month's workbook, and checking before it is filed."""

from pathlib import Path
from typing import Annotated

import typer

from provenance import commands
from provenance import filing_commands as filing
from provenance.running import DONE, SOME_REJECTED, AsCsv, AsJson, Store, run

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, globs, or -.")]
RecordKind = Annotated[str | None, typer.Option("--record", help="The kind of record a CSV holds.")]
FileFormat = Annotated[
    str | None,
    typer.Option("--format", help="jsonl, csv or xlsx, where the name does not say."),
]
Filer = Annotated[
    str | None, typer.Option("--filer", help="Make local numbers global by this code.")
]


def template(
    enterprise: Annotated[str, typer.Argument(help="Whose month: a credit code.")],
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The workbook; ENTERPRISE-MONTH.xlsx if not said.")
    ] = None,
    store: Store = None,
) -> None:
    """Write a month's flow records as a workbook to fill in, with what is known filled in."""
    run(lambda settings: filing.template(settings, enterprise, month, out), store)


def check(
    files: Files,
    record: RecordKind = None,
    format: FileFormat = None,
    filer: Filer = None,
    system: Annotated[
        str | None, typer.Option("--system", help="Who states these facts (MIIT, GAC, ...).")
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Answer as `ingest` would, line by line and cell by cell, and store nothing."""
    given = commands.Given(files, record, format, filer, system)
    form = commands.Form(as_json, as_csv)
    rejected = run(lambda settings: filing.check_files(settings, given, form), store)
    raise typer.Exit(SOME_REJECTED if rejected else DONE)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    code = "91150000701463622D"
    cli.command(epilog=f"Example: provenance template {code} --month 2026-10")(template)
    cli.command(epilog=f"Example: provenance check {code}-2026-10.xlsx transfers.csv")(check)

"""The words of the commands of filing: a month's workbook, and checking before it is filed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from provenance.cli.files import Given, lines_of
from provenance.cli.options import AsCsv, AsJson, Store
from provenance.cli.output import ERR, OUT, Form
from provenance.cli.running import DONE, SOME_REJECTED, run
from provenance.graph.opening import is_there, store_at
from provenance.ingest.check import Checked, Warned
from provenance.ingest.check import check as _check
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.records.filing import Rejection
from provenance.settings import Settings

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
    run(lambda settings: run_template(settings, enterprise, month, out), store)


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
    given = Given(files, record, format, filer, system)
    form = Form(as_json, as_csv)
    rejected = run(lambda settings: check_files(settings, given, form), store)
    raise typer.Exit(SOME_REJECTED if rejected else DONE)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    code = "91150000701463622D"
    cli.command(epilog=f"Example: provenance template {code} --month 2026-10")(template)
    cli.command(epilog=f"Example: provenance check {code}-2026-10.xlsx transfers.csv")(check)


FIELDS = [
    "outcome",
    "code",
    "file",
    "line",
    "sheet",
    "cell",
    "field",
    "reason",
    "remedy",
    "excerpt",
]


async def run_template(settings: Settings, enterprise: str, month: str, out: Path | None) -> None:
    """Write the workbook of an enterprise's month; never over a file that is there."""
    from provenance.ingest.template import month_template  # openpyxl comes with it

    path = out or Path(f"{enterprise}-{month}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise MisuseError(f"{path}: the name of a workbook ends in .xlsx")
    async with store_at(settings.store, settings) as store:
        workbook = await month_template(store, enterprise, month)
    try:
        with path.open("xb") as file:
            file.write(workbook)
    except FileExistsError:
        raise MisuseError(f"{path} is there already: move it away, or name another") from None
    except OSError as error:
        raise MisuseError(f"{path} cannot be written: {error.strerror}") from error
    print(f"wrote {path}", flush=True)


async def check_files(settings: Settings, given: Given, form: Form) -> int:
    """Print what a load of files would answer, nothing stored; returns how many it would reject."""
    lines = lines_of(given, datetime.now(SHANGHAI))
    if is_there(settings.store):
        async with store_at(settings.store, settings) as store:
            checked = await _check(store, settings, lines)
    else:
        checked = await _check(None, settings, lines)
    if form.json or form.csv:
        form.print(list(_rows(checked)), FIELDS)
    else:
        _say(checked)
    return checked.rejections


def _rows(checked: Checked) -> Iterator[dict[str, Any]]:
    for line in checked.rejected:
        yield _row("rejected", line) | {"reason": line.reason, "remedy": line.remedy}
    for warned in checked.warnings:
        yield _row("warning", warned) | {"code": warned.code, "reason": warned.message}


def _row(outcome: str, told: Rejection | Warned) -> dict[str, Any]:
    row = dict.fromkeys(FIELDS, "") | {
        "outcome": outcome,
        "file": told.file,
        "line": told.line,
        "field": told.field,
    }
    if isinstance(told, Rejection):
        row["excerpt"] = told.excerpt
    return row | ({"sheet": told.cell.sheet, "cell": told.cell.name} if told.cell else {})


def _say(checked: Checked) -> None:
    """What would be rejected and what would be warned of, a line each, and how many of all."""
    for line in checked.rejected:
        place = line.file if line.cell else f"{line.file}:{line.line}"
        OUT.print(f"{place}: {line.words}", style="red", markup=False)
    for warned in checked.warnings:
        place = str(warned.cell) if warned.cell else f"{warned.file}:{warned.line}"
        OUT.print(f"{place}: {warned.code}: {warned.message}", style="yellow", markup=False)
    new = "" if checked.new is None else f", {checked.new} of them new"
    OUT.print(
        f"{checked.records} records would be committed{new}; {checked.rejections} rejected,"
        f" {len(checked.warnings)} warnings; nothing was stored 未入库",
        markup=False,
    )
    if checked.new is None and checked.records:
        ERR.print("loading was not tried out: no store is there, or the files are too large for it")

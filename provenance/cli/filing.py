"""The commands of filing: a month's workbook, and checking before it is filed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from provenance.cli.answers import why_rejected
from provenance.cli.files import (
    FileFormat,
    Filer,
    Files,
    RecordKind,
    System,
    format_named,
    heed_interrupts,
    in_line,
    say_locked,
)
from provenance.cli.form import form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import ERR, OUT, Terminal
from provenance.cli.reach import reached
from provenance.cli.running import SOME_REJECTED, guarded, server_asked, settings_of
from provenance.graph.opening import is_there
from provenance.graph.port.graph import GraphStore
from provenance.ingest.check import Checked
from provenance.ingest.check import check as check_lines
from provenance.ingest.warned import Warned
from provenance.model import codes
from provenance.model.dates import SHANGHAI
from provenance.model.errors import MisuseError
from provenance.model.message import Message, said
from provenance.records.filing import Parsed, Rejection
from provenance.records.formats.reading import read
from provenance.settings import Settings
from provenance.words.table import Language

commands = typer.Typer()

FIELDS = (
    "outcome", "code", "file", "line", "sheet", "cell", "field", "reason", "remedy", "excerpt",
)  # fmt: skip


@commands.command(epilog="Example: provenance template 91150000701463622D --month 2026-10")
@guarded
async def template(
    enterprise: Annotated[str, typer.Argument(help="Whose month: a credit code.")],
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The workbook; ENTERPRISE-MONTH.xlsx if not said.")
    ] = None,
    address: Address = None,
) -> None:
    """Write a month's flow records as a workbook to fill in, with what is known filled in."""
    from provenance.ingest.template import month_template  # openpyxl comes with it

    enterprise, month = codes.ENTERPRISE.asked(enterprise), codes.MONTH.asked(month)
    path = out or Path(f"{enterprise}-{month}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise MisuseError(Message("{path}: the name of a workbook ends in .xlsx", path=str(path)))
    async with reached(address) as (place, _):
        workbook = await place.ask(month_template, enterprise, month)
    try:
        with path.open("xb") as file:
            file.write(workbook)
    except FileExistsError:
        raise MisuseError(
            Message("{path} is there already: move it away, or name another", path=str(path))
        ) from None
    except OSError as error:
        raise MisuseError(
            Message(
                "{path} cannot be written: {why:system_error}", path=str(path), why=error.strerror
            )
        ) from error
    OUT.print(Message("wrote {path}", path=str(path)))


@commands.command(epilog="Example: provenance check 91150000701463622D-2026-10.xlsx transfers.csv")
@guarded
async def check(
    files: Files,
    record: RecordKind = None,
    format: FileFormat = None,
    filer: Filer = None,
    system: System = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Answer as `ingest` would, line by line and cell by cell, and store nothing."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    heed_interrupts(files)
    lines = read(
        files,
        kind=record,
        format=format_named(format),
        system=system,
        filer=filer,
        received_at=datetime.now(SHANGHAI),
        pass_over=say_locked,
    )
    settings = settings_of(address)
    if server_asked(address) or is_there(settings.store):
        async with reached(address) as (place, _):
            found = await place.ask(checked, settings, files, lines)
    else:
        found = await check_lines(None, settings, lines)
    if form.for_people:
        _print(found)
    else:
        form.print(_rows(found), FIELDS)
    if found.rejections:
        raise typer.Exit(SOME_REJECTED)


async def checked(
    store: GraphStore,
    settings: Settings,
    _: Sequence[str],
    lines: Iterable[Parsed | Rejection],
) -> Checked:
    """What a load of some files would come to, of which these are the lines."""
    return await check_lines(store, settings, lines)


def _rows(checked: Checked) -> Iterator[dict[str, Any]]:
    for line in checked.rejected:
        told = {"reason": why_rejected(line.reason), "remedy": line.remedy, "excerpt": line.excerpt}
        yield _row("rejected", line) | told
    for warned in checked.warnings:
        # Who fills in a workbook reads Chinese; who sees to it that it is filed may not.
        language = Language.BOTH if warned.cell else Terminal.language
        reason, remedy = said(warned.message, language), said(warned.remedy, language)
        yield _row("warning", warned) | {"code": warned.code, "reason": reason, "remedy": remedy}


def _row(outcome: str, line: Rejection | Warned) -> dict[str, Any]:
    return dict.fromkeys(FIELDS, "") | {
        "outcome": outcome,
        "file": line.file,
        "line": line.line,
        "sheet": line.cell.sheet if line.cell else "",
        "cell": line.cell.name if line.cell else "",
        "field": line.field,
    }


def _print(checked: Checked) -> None:
    """What would be rejected and what would be warned of, a line each, and how many of all."""
    for line in checked.rejected:
        place = line.file if line.cell else f"{line.file}:{line.line}"
        OUT.print(f"{place}: {why_rejected(line.words)}", style="red")
    for warned in checked.warnings:
        OUT.print(in_line(warned), style="yellow")
    new = "" if checked.new is None else Message(", {n} of them new", n=checked.new)
    replaced = Message(", {n} replaced", n=checked.replaced) if checked.replaced else ""
    OUT.print(
        Message(
            "{n} records would be committed{new}{replaced}; {rejected} rejected,"
            " {warnings} warnings; nothing was stored",
            n=checked.records,
            new=new,
            replaced=replaced,
            rejected=checked.rejections,
            warnings=len(checked.warnings),
        )
    )
    if checked.new is None and checked.records:
        ERR.print(
            Message(
                "loading was not tried out: no store is there, or the files are too large for it"
            )
        )

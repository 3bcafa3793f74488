"""What the commands of filing do: writing a month's workbook, checking files before they go in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from provenance.app import is_there, store_at
from provenance.checking import Checked, Warned, check
from provenance.commands import Form, Given, lines_of
from provenance.errors import MisuseError
from provenance.ingest.outcome import Rejection
from provenance.ingest.records import SHANGHAI
from provenance.printing import ERR, OUT
from provenance.settings import Settings

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


async def template(settings: Settings, enterprise: str, month: str, out: Path | None) -> None:
    """Write the workbook of an enterprise's month; never over a file that is there."""
    from provenance.workbook import month_template  # openpyxl comes with it

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
            checked = await check(store, settings, lines)
    else:
        checked = await check(None, settings, lines)
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

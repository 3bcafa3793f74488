"""The command that says what of a year went in, what is accounted for, and what is left over."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from provenance.cli.answers import print_first, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.supervision.balance import TOTAL, BalanceLine, Row, national_balance
from provenance.supervision.balance.lines import SUMS

commands = typer.Typer()

FIELDS = ("year", "oxide", "side", "entry", "leastKg", "mostKg")
SHOWN = Shown(("oxide", "entry", "leastKg", "mostKg"), keys=2, words={"entry": "balance_line"})


@commands.command(epilog="Example: provenance balance --year 2026 --csv")
@guarded
async def balance(
    year: Annotated[int, typer.Option("--year", help="Of this calendar year.")],
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say what of a year went in, what is accounted for, and the residual no record explains.

    Of the whole nation as it is on record, in REO; of each oxide between bounds, as far as assays
    tell. What went in is what is accounted for and the residual, to the gram.
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, _):
        found = await place.ask(national_balance, year)
        nothing = not any(found.total.values())
        if nothing:
            why = Message("nothing on record happened in {year} or before it", year=str(year))
            await say_none(form, place, why)
    if form.at_terminal and nothing:
        return
    rows = _for_people(found.rows()) if form.for_people else found.rows()
    print_first(form, [_row(year, row) for row in rows], first, FIELDS, SHOWN)
    if nothing:
        return
    form.note(
        Message(
            "{came:kg} went in, {told:kg} are accounted for: residual {left:kg}. Of an oxide"
            " figures are bounds, for what no assay tells of may hold none of it or be all of it.",
            came=found.total[BalanceLine.WENT_IN],
            told=found.total[BalanceLine.ACCOUNTED],
            left=found.total[BalanceLine.RESIDUAL],
        )
    )
    if found.waiting:
        form.remark(Message("records wait to be settled: figures are as of before them"))


def _for_people(rows: Iterable[Row]) -> Iterable[Row]:
    """What is something: of all oxides together every line, of one its sums."""
    return (row for row in rows if any(row.grams) and (row.oxide == TOTAL or row.line in SUMS))


def _row(year: int, row: Row) -> dict[str, Any]:
    return {
        "year": year,
        "oxide": row.oxide,
        "side": row.side.name,
        "entry": row.line.name,
        "leastKg": kilograms(row.grams.least_g),
        "mostKg": kilograms(row.grams.most_g),
    }

"""The command that says who reported, and how reports compare."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from provenance.cli.answers import most, say_left, say_none
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, At, First, Out, Region, filed_by
from provenance.cli.output import seen
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.graph.on_record import place_asked
from provenance.model.codes import PERIOD
from provenance.model.dates import clock
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.model.to_json import to_json
from provenance.rules.reports import ReportStatus
from provenance.supervision import reporting as reports
from provenance.supervision.reporting import ActivityTotal, Compared, Reported, Total
from provenance.words.table import word

commands = typer.Typer()

_NOTHING_DUE = (ReportStatus.NOT_DUE, ReportStatus.NOT_OBLIGED)
MASSES = ("activity", "differenceKg", "reportedKg", "ledgerKg")
FIRMS = Shown(("key", "status", "name", *MASSES, "filedAt", "movements"))
PLACES = Shown(("key", "name", *(status.value for status in ReportStatus), *MASSES))


class Level(StrEnum):
    """What reports are added up by."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


@commands.command(epilog="Example: provenance reporting --month 2026-10 --region 360000 --csv")
@guarded
async def reporting(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10; a year such as 2026.")],
    region: Region = None,
    level: Annotated[
        Level | None,
        typer.Option(
            "--level",
            case_sensitive=False,
            help="Add up by places of it, not by enterprise.",
        ),
    ] = None,
    status: Annotated[
        list[ReportStatus] | None,
        typer.Option("--status", case_sensitive=False, help="May be repeated."),
    ] = None,
    at: At = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say who filed a month's flow report in time, late or not at all, and how reports differ.

    Of a year it is about the annual execution reports.
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    time = filed_by(at)
    month = PERIOD.asked(month)
    async with reached(address) as (place, settings):
        region = await place.ask(place_asked, region)
        everyone = await place.ask(reports.reporting, month, time, settings.thresholds)
        rows = [r for r in reports.within(everyone, region) if not status or r.status in status]
        if not rows:
            none = Message("none of {n:,} enterprises match", n=len(everyone))
            empty = Message("no enterprise is on record")
            await say_none(form, place, none if everyone else empty)
    if form.at_terminal and not rows:
        return
    found = reports.totals(rows, level) if level and rows else []
    total, limit = len(found if level else rows), most(form, first)
    if form.for_people:
        if level:
            form.print(map(_seen_place, found[:limit]), (), PLACES)
        else:
            form.print(map(_seen_firm, rows[:limit]), (), FIRMS)
    else:
        lines = list(map(_place, found[:limit]) if level else map(_firm, rows[:limit]))
        cells = list(map(_cells, lines))
        fields = dict.fromkeys(name for row in cells for name in row)
        form.print(lines if form.json else cells, list(fields))
    say_left(form, limit, total)
    counts = Counter(row.status for row in rows)
    told = tuple(f"{counts[s]} {seen(word(s))}" for s in ReportStatus if counts[s])
    form.note(
        Message(
            "{n:,} enterprises in {month}, as filed by {when}: {told}",
            n=len(rows),
            month=month,
            when=clock(time),
            told=told or "–",
        )
    )
    if rows and all(row.status in _NOTHING_DUE for row in rows):
        form.remark(Message("no report of {period} is due", period=month))


def _seen_firm(row: Reported) -> dict[str, Any]:
    """An enterprise as a person reads it; masses in kilograms REO."""
    return {
        "key": row.firm.code,
        "status": word(row.status),
        "name": row.firm.name,
        **_execution(row.execution),
        "filedAt": clock(row.filed_at) if row.filed_at else "",
        "movements": row.movements,
    }


def _seen_place(one: Total) -> dict[str, Any]:
    """A place as a person reads it; masses in kilograms REO."""
    return {
        "key": one.place.code,
        "name": one.place.name,
        **{status.value: one.statuses.get(status, 0) for status in ReportStatus},
        **_execution(one.activities),
    }


def _execution(rows: Sequence[Compared | ActivityTotal]) -> dict[str, list[Any]]:
    """Cells of activities, one below the other, each above the parts of it that are reported."""
    lines = [line for row in rows for line in (_activity(row), *_parts(row))]
    return {name: [line[n] for line in lines] for n, name in enumerate(MASSES)}


def _activity(row: Compared | ActivityTotal) -> tuple[Any, ...]:
    """An activity, the difference, what is reported, what the ledger has."""
    masses = (row.difference_g, row.reported_g, row.ledger_g)
    return word(row.activity), *map(_kilograms, masses)


def _parts(row: Compared | ActivityTotal) -> list[tuple[Any, ...]]:
    """The parts of an activity as reported, beside the bounds that the records leave them."""
    return [
        (
            Message("of it {part:feed_part}", part=part.part.value),
            kilograms(part.beyond_g),
            kilograms(part.reported_g),
            Message(
                "{least:,} to {most:,}", least=kilograms(part.least_g), most=kilograms(part.most_g)
            )
            if part.least_g != part.most_g
            else kilograms(part.least_g),
        )
        for part in (row.parts if isinstance(row, Compared) else ())
    ]


def _kilograms(grams: int | None) -> int | float | str:
    return "–" if grams is None else kilograms(grams)


def _firm(row: Reported) -> dict[str, Any]:
    """An enterprise's reporting as programs read it, in GraphQL's names."""
    compared = "activity reported_g ledger_g difference_g differs filed_at parts"
    return {
        "key": row.firm.code,
        "name": row.firm.name or None,
        "nameEn": row.firm.name_en or None,
        **to_json(row, "region=firm.region status due filed_at movements"),
        "execution": [to_json(one, compared) for one in row.execution],
        "invoiced": to_json(row.sold),
        "flowReports": _counts(row.months) if row.months else None,
    }


def _place(one: Total) -> dict[str, Any]:
    """A place's reporting as programs read it, in GraphQL's names."""
    compared = "activity reported_g ledger_g difference_g reports lacking differing"
    return {
        "level": one.level.upper(),
        **to_json(one, "key=place.code name=place.name enterprises"),
        "counts": _counts(one.statuses),
        "movements": one.movements,
        "execution": [to_json(sums, compared) for sums in one.activities],
        "invoiced": to_json(one.sold),
        "sellersWithoutReo": one.unstated,
        "flowReports": _counts(one.months) if one.months else None,
    }


def _counts(found: Mapping[ReportStatus, int]) -> dict[str, int]:
    return {status.name: found.get(status, 0) for status in ReportStatus}


def _cells(line: dict[str, Any]) -> dict[str, Any]:
    """A line as one row of cells: masses by activity, counts by status, invoices beside."""
    execution = {one["activity"]: one for one in line["execution"]}
    invoiced = line["invoiced"]
    masses = {
        f"{activity.lower()}{name[0].upper()}{name[1:]}": execution.get(activity, {}).get(name)
        for activity in ("MINING", "SEPARATION")
        for name in ("reportedKg", "ledgerKg", "differenceKg")
    }
    parts = {
        f"separation{part['part'].title()}{name[0].upper()}{name[1:]}": part[name]
        for part in execution.get("SEPARATION", {}).get("parts", ())
        for name in ("reportedKg", "leastKg", "mostKg")
    }
    nested = ("execution", "invoiced", "counts", "flowReports")
    return {
        **{name: value for name, value in line.items() if name not in nested},
        **line.get("counts", {}),
        **{f"months{name}": count for name, count in (line["flowReports"] or {}).items()},
        **masses,
        **parts,
        "invoices": invoiced["invoices"],
        "invoicedNetKg": invoiced["netKg"],
        "invoicedReoKg": invoiced["reoKg"],
    }

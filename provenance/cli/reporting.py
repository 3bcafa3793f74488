"""The command that says who reported, and how reports compare."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from provenance.cli.options import Address, AsCsv, AsJson, At, Region, filed_by
from provenance.cli.output import OUT, Form, print_table
from provenance.cli.running import guarded, opened
from provenance.graph.on_record import place_asked
from provenance.model.codes import PERIOD
from provenance.model.dates import shanghai
from provenance.model.mass import kilograms
from provenance.model.to_json import to_json
from provenance.rules.reports import ReportStatus
from provenance.supervision import reporting as reports
from provenance.supervision.reporting import ActivityTotal, Compared, Reported, Total
from provenance.words.table import word

commands = typer.Typer()

MASSES = ("reported 报告 kg", "ledger 台账 kg", "difference 差异 kg")


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
        typer.Option("--level", help="Add up by place of this level instead of by enterprise."),
    ] = None,
    status: Annotated[
        list[ReportStatus] | None, typer.Option("--status", help="May be repeated.")
    ] = None,
    at: At = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say who filed a month's flow report in time, late or not at all, and how reports differ.

    Of a year it is about the annual execution reports.
    """
    time = filed_by(at)
    month = PERIOD.asked(month)
    async with opened(address) as (store, settings):
        region = await place_asked(store, region)
        rows = await reports.reporting(store, month, time, settings.thresholds)
    rows = [row for row in reports.within(rows, region) if not status or row.status in status]
    found = reports.totals(rows, level) if level else []
    lines = list(map(_place, found) if level else map(_firm, rows))
    form = Form(as_json, as_csv)
    if not form.for_people:
        cells = list(map(_cells, lines))
        fields = dict.fromkeys(name for row in cells for name in row)
        form.print(lines if form.json else cells, list(fields))
        return
    if level:
        _print_places(found)
    else:
        _print_firms(rows)
    counts = Counter(row.status for row in rows)
    said = ", ".join(f"{counts[s]} {' '.join(word(s))}" for s in ReportStatus if counts[s])
    when = shanghai(time)[:19].replace("T", " ")
    OUT.print(f"{len(rows)} enterprises in {month}, as filed by {when}: {said or '–'}")


def _print_firms(rows: Sequence[Reported]) -> None:
    """Enterprises as a person reads them; masses in kilograms REO."""
    cells = [
        (
            f"{row.firm.name} {row.firm.code}".strip(),
            f"{word(row.status).en} {word(row.status).zh}",
            shanghai(row.filed_at)[:19].replace("T", " ") if row.filed_at else "",
            row.movements,
            *_execution(row.execution),
        )
        for row in rows
    ]
    titles = ("enterprise 企业", "status 报送", "filed 报送时间", "movements", "", *MASSES)
    print_table(titles, cells, numbers=("movements", *MASSES))


def _print_places(found: Sequence[Total]) -> None:
    """Places as a person reads them; masses in kilograms REO."""
    cells = [
        (
            f"{one.place.name} {one.place.code}".strip(),
            *(one.statuses.get(status, 0) for status in ReportStatus),
            *_execution(one.activities),
        )
        for one in found
    ]
    statuses = (f"{word(s).en} {word(s).zh}" for s in ReportStatus)
    print_table(("place 地区", *statuses, "", *MASSES), cells, numbers=MASSES)


def _execution(rows: Sequence[Compared | ActivityTotal]) -> list[list[str]]:
    """Cells of activities, one below the other."""
    masses = [[row.reported_g, row.ledger_g, row.difference_g] for row in rows]
    columns = zip(*masses, strict=True) if masses else [(), (), ()]
    return [
        [row.activity.value for row in rows],
        *([_shown(grams) for grams in column] for column in columns),
    ]


def _shown(grams: int | None) -> str:
    return "–" if grams is None else f"{kilograms(grams):,}"


def _firm(row: Reported) -> dict[str, Any]:
    """An enterprise's reporting as programs read it, in GraphQL's names."""
    compared = "activity reported_g ledger_g difference_g differs filed_at"
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
    nested = ("execution", "invoiced", "counts", "flowReports")
    return {
        **{name: value for name, value in line.items() if name not in nested},
        **line.get("counts", {}),
        **{f"months{name}": count for name, count in (line["flowReports"] or {}).items()},
        **masses,
        "invoices": invoiced["invoices"],
        "invoicedNetKg": invoiced["netKg"],
        "invoicedReoKg": invoiced["reoKg"],
    }

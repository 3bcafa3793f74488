"""Who reported, and how it compares."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table

from provenance.cli.options import AsCsv, AsJson, At, Region, Store, _time
from provenance.cli.output import OUT, Form
from provenance.cli.running import guard, run
from provenance.graph.opening import store_at
from provenance.model.dates import shanghai
from provenance.model.mass import kilograms
from provenance.rules.reports import ReportStatus
from provenance.settings import Settings
from provenance.supervision.documents.words import NAMES
from provenance.supervision.reporting import (
    ActivityTotal,
    Compared,
    Reported,
    Total,
    totals,
    within,
)
from provenance.supervision.reporting import reporting as stand


class Level(StrEnum):
    """What reports are added up by."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


def reporting(
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
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say who filed a month's flow report in time, late or not at all, and how reports differ.

    Of a year it is about the annual execution reports.
    """
    form = Form(as_json, as_csv)
    asked = guard(lambda: ReportQuery(month, region, _time(at)))
    run(lambda settings: run_reporting(settings, asked, level, status or (), form), store)


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """A month ("2026-10") or a year, a place, and the time by which reports were filed."""

    period: str
    region: str | None
    at: datetime


async def run_reporting(
    settings: Settings,
    asked: ReportQuery,
    level: Level | None,
    statuses: Sequence[ReportStatus],
    form: Form,
) -> None:
    """Print how enterprises stand with their reports, or what they come to by place."""
    async with store_at(settings.store, settings) as store:
        rows = await stand(store, asked.period, asked.at, settings.thresholds)
    rows = [row for row in within(rows, asked.region) if not statuses or row.status in statuses]
    found = totals(rows, level) if level else []
    lines = [total_json(one) for one in found] if level else [reported_json(row) for row in rows]
    if form.json:
        form.print(lines, [])
    elif form.csv:
        cells = [_flat(line) for line in lines]
        form.print(cells, list(dict.fromkeys(name for row in cells for name in row)))
    else:
        OUT.print(_places(found) if level else _firms(rows))
        counts = Counter(row.status for row in rows)
        said = ", ".join(f"{counts[s]} {' '.join(NAMES[s])}" for s in ReportStatus if counts[s])
        when = shanghai(asked.at)[:19].replace("T", " ")
        OUT.print(f"{len(rows)} enterprises in {asked.period}, as filed by {when}: {said or '–'}")


def _firms(rows: Sequence[Reported]) -> Table:
    """Enterprises as a person reads them; masses in kilograms REO."""
    table = _table("enterprise 企业", "status 报送", "filed 报送时间", "movements")
    for row in rows:
        filed = row.filed_at and shanghai(row.filed_at)[:19].replace("T", " ")
        words = NAMES[row.status]
        table.add_row(
            f"{row.firm.name} {row.firm.code}".strip(),
            f"{words.en} {words.zh}",
            filed or "",
            str(row.movements),
            *_execution(row.execution),
        )
    return table


def _places(found: Sequence[Total]) -> Table:
    """Places as a person reads them; masses in kilograms REO."""
    table = _table("place 地区", *(f"{NAMES[s].en} {NAMES[s].zh}" for s in ReportStatus))
    for one in found:
        counts = [str(one.statuses.get(status, 0)) for status in ReportStatus]
        place = f"{one.place.name} {one.place.code}".strip()
        table.add_row(place, *counts, *_execution(one.activities))
    return table


def _table(*first: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in (*first, "", "reported 报告 kg", "ledger 台账 kg", "difference 差异 kg"):
        right = name.endswith(" kg") or name == "movements"
        table.add_column(name, justify="right" if right else "left", no_wrap=right)
    return table


def _execution(rows: Sequence[Compared | ActivityTotal]) -> list[str]:
    """Cells of activities, one below the other."""
    masses = [[row.reported_g, row.ledger_g, row.difference_g] for row in rows]
    columns = zip(*masses, strict=True) if masses else [(), (), ()]
    return [
        "\n".join(row.activity.value for row in rows),
        *("\n".join(_shown(grams) for grams in column) for column in columns),
    ]


def _shown(grams: int | None) -> str:
    return "–" if grams is None else f"{kilograms(grams):,}"


def reported_json(row: Reported) -> dict[str, Any]:
    """An enterprise's reporting as the command line prints it, in GraphQL's names."""
    return {
        "key": row.firm.code,
        "name": row.firm.name or None,
        "nameEn": row.firm.name_en or None,
        "region": row.firm.region,
        "status": row.status.name,
        "due": row.due and shanghai(row.due),
        "filedAt": row.filed_at and shanghai(row.filed_at),
        "movements": row.movements,
        "execution": [
            {
                "activity": one.activity.name,
                "reportedKg": _kg(one.reported_g),
                "ledgerKg": kilograms(one.ledger_g),
                "differenceKg": _kg(one.difference_g),
                "differs": one.differs,
                "filedAt": one.filed_at and shanghai(one.filed_at),
            }
            for one in row.execution
        ],
        "invoiced": {
            "invoices": row.sold.invoices,
            "netKg": kilograms(row.sold.net_g),
            "reoKg": _kg(row.sold.reo_g),
        },
        "flowReports": {s.name: row.months.get(s, 0) for s in ReportStatus} if row.months else None,
    }


def total_json(one: Total) -> dict[str, Any]:
    """A place's reporting as the command line prints it, in GraphQL's names."""
    return {
        "level": one.level.upper(),
        "key": one.place.code,
        "name": one.place.name,
        "enterprises": one.enterprises,
        "counts": {status.name: one.statuses.get(status, 0) for status in ReportStatus},
        "movements": one.movements,
        "execution": [
            {
                "activity": sums.activity.name,
                "reportedKg": kilograms(sums.reported_g),
                "ledgerKg": kilograms(sums.ledger_g),
                "differenceKg": kilograms(sums.difference_g),
                "reports": sums.reports,
                "lacking": sums.lacking,
                "differing": sums.differing,
            }
            for sums in one.activities
        ],
        "invoiced": {
            "invoices": one.sold.invoices,
            "netKg": kilograms(one.sold.net_g),
            "reoKg": _kg(one.sold.reo_g),
        },
        "sellersWithoutReo": one.unstated,
        "flowReports": {s.name: one.months.get(s, 0) for s in ReportStatus} if one.months else None,
    }


def _flat(line: dict[str, Any]) -> dict[str, Any]:
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


def _kg(grams: int | None) -> int | float | None:
    return None if grams is None else kilograms(grams)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    example = "Example: provenance reporting --month 2026-10 --region 360000 --csv"
    cli.command(epilog=example)(reporting)

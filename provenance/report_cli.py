"""The words of the commands on reports: who filed, and an authority's documents."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance import report_commands as commands
from provenance.asof import moment
from provenance.narrowing import Region
from provenance.report.words import Language
from provenance.rules.reports import ReportStatus
from provenance.running import AsCsv, AsJson, Store, guard, run

report = typer.Typer(
    help="Write an authority's documents: a month's summary, the year-end inspection summary.",
    epilog="Example: provenance report monthly --month 2026-10 --region 360700 --out reports",
    no_args_is_help=True,
)

At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        help="As filed by then, such as 2026-11-09T23:59:59 (Asia/Shanghai); now without it.",
    ),
]
Place = Annotated[
    str, typer.Option("--region", help="GB/T 2260 code of the place; the nation without it.")
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder files go to.")]
Formats = Annotated[
    str, typer.Option("--format", help="Of html, pdf, xlsx and csv, with commas between.")
]
In = Annotated[
    Language, typer.Option("--language", help="Chinese, English, or both beside one another.")
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="Your own template for html and pdf."),
]


def reporting(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10; a year such as 2026.")],
    region: Region = None,
    level: Annotated[
        commands.Level | None,
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
    form = commands.Form(as_json, as_csv)
    asked = guard(lambda: commands.Asked(month, region, _time(at)))
    run(lambda settings: commands.reporting(settings, asked, level, status or (), form), store)


@report.command(
    epilog="Example: provenance report monthly --month 2026-10 --region 360700 --out reports"
    " --format html,pdf,xlsx,csv"
)
def monthly(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10.")],
    region: Place = "100000",
    out: Out = Path(),
    format: Formats = "html,pdf,xlsx,csv",
    language: In = Language.BOTH,
    template: Template = None,
    at: At = None,
    store: Store = None,
) -> None:
    """Write a month's summary: use of quota, reports, differences, findings, supervision."""
    wanted = commands.Files(out, format, language, template)
    asked = guard(lambda: commands.Asked(month, region, _time(at)))
    run(lambda settings: commands.document(settings, asked, wanted, of_year=False), store)


@report.command(
    name="year-end",
    epilog="Example: provenance report year-end --year 2026 --region 360000 --out reports",
)
def year_end(
    year: Annotated[int, typer.Option("--year", min=1990, max=2099, help="Such as 2026.")],
    region: Place = "100000",
    out: Out = Path(),
    format: Formats = "html,pdf,xlsx,csv",
    language: In = Language.BOTH,
    template: Template = None,
    at: At = None,
    store: Store = None,
) -> None:
    """Write a province's year-end inspection summary (Order 71 Art. 12)."""
    wanted = commands.Files(out, format, language, template)
    asked = guard(lambda: commands.Asked(str(year), region, _time(at)))
    run(lambda settings: commands.document(settings, asked, wanted, of_year=True), store)


@report.command(epilog="Example: provenance report template > my.html.j2")
def template() -> None:
    """Print the template that is used, to change a copy of it and name it with --template."""
    commands.template()


def add_to(cli: typer.Typer) -> None:
    """Enter these commands among all others."""
    example = "Example: provenance reporting --month 2026-10 --region 360000 --csv"
    cli.command(epilog=example)(reporting)
    cli.add_typer(report, name="report")


def _time(text: str | None) -> datetime:
    return moment(text) if text else datetime.now(UTC)

"""The words of the commands on reports: who filed, and an authority's documents."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import At, Store, _time
from provenance.cli.output import OUT
from provenance.cli.reporting import ReportQuery
from provenance.cli.running import guard, run
from provenance.graph.opening import store_at
from provenance.model.errors import MisuseError
from provenance.settings import Settings
from provenance.supervision.documents.words import Language

report = typer.Typer(
    help="Write an authority's documents: a month's summary, the year-end inspection summary.",
    epilog="Example: provenance report monthly --month 2026-10 --region 360700 --out reports",
    no_args_is_help=True,
)


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
    wanted = Files(out, format, language, template)
    asked = guard(lambda: ReportQuery(month, region, _time(at)))
    run(lambda settings: document(settings, asked, wanted, of_year=False), store)


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
    wanted = Files(out, format, language, template)
    asked = guard(lambda: ReportQuery(str(year), region, _time(at)))
    run(lambda settings: document(settings, asked, wanted, of_year=True), store)


@report.command(epilog="Example: provenance report template > my.html.j2")
def template() -> None:
    """Print the template that is used, to change a copy of it and name it with --template."""
    run_template()


def add_to(cli: typer.Typer) -> None:
    """Enter these commands among all others."""
    cli.add_typer(report, name="report")


@dataclass(frozen=True, slots=True)
class Files:
    """Where a document goes, in which formats and language, by whose template."""

    folder: Path
    formats: str
    language: Language
    template: Path | None


async def document(settings: Settings, asked: ReportQuery, files: Files, *, of_year: bool) -> None:
    """Write a document and say which files it is in."""
    # With what they write by: a quarter of a second that no other command should wait for.
    from provenance.supervision.documents.files.files import check, formats_named, write
    from provenance.supervision.documents.gather import Wanted, gather
    from provenance.supervision.documents.monthly import monthly
    from provenance.supervision.documents.yearend import year_end

    formats = formats_named(files.formats)
    check(formats)
    if not of_year and "-" not in asked.period:
        raise MisuseError(f"{asked.period[:20]!a} is no month such as 2026-10")
    wanted = Wanted(asked.period, asked.region or "", asked.at, datetime.now(UTC))
    async with store_at(settings.store, settings) as store:
        facts = await gather(store, wanted, settings.thresholds)
    made = year_end(facts) if of_year else monthly(facts)
    for path in write(made, formats, files.folder, files.language, files.template):
        OUT.print(str(path), markup=False)


def run_template() -> None:
    """Print the template that is shipped."""
    from provenance.supervision.documents.files.html import shipped

    sys.stdout.write(shipped())

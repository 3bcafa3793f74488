"""The commands that write an authority's documents."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import Address, At, filed_by
from provenance.cli.output import OUT
from provenance.cli.running import guarded, opened
from provenance.graph.on_record import place_asked
from provenance.model.codes import MONTH
from provenance.model.regions import NATION
from provenance.words.table import Language

commands = typer.Typer(
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


@dataclass(frozen=True, slots=True)
class Files:
    """Where a document goes, in which formats and language, by whose template."""

    folder: Path
    formats: str
    language: Language
    template: Path | None


@commands.command(
    epilog="Example: provenance report monthly --month 2026-10 --region 360700 --out reports"
    " --format html,pdf,xlsx,csv"
)
@guarded
async def monthly(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-10.")],
    region: Place = NATION,
    out: Out = Path(),
    format: Formats = "html,pdf,xlsx,csv",
    language: In = Language.BOTH,
    template: Template = None,
    at: At = None,
    address: Address = None,
) -> None:
    """Write a month's summary: use of quota, reports, differences, findings, supervision."""
    files = Files(out, format, language, template)
    await _write(address, MONTH.asked(month), region, filed_by(at), files)


@commands.command(
    name="year-end",
    epilog="Example: provenance report year-end --year 2026 --region 360000 --out reports",
)
@guarded
async def year_end(
    year: Annotated[int, typer.Option("--year", min=1990, max=2099, help="Such as 2026.")],
    region: Place = NATION,
    out: Out = Path(),
    format: Formats = "html,pdf,xlsx,csv",
    language: In = Language.BOTH,
    template: Template = None,
    at: At = None,
    address: Address = None,
) -> None:
    """Write a province's year-end inspection summary (Order 71 Art. 12)."""
    files = Files(out, format, language, template)
    await _write(address, str(year), region, filed_by(at), files)


async def _write(address: str | None, period: str, region: str, at: datetime, files: Files) -> None:
    """Write the document of a month or a year, and say which files it is in."""
    # With what they write by: a quarter of a second that no other command should wait for.
    from provenance.supervision.documents.files.files import check, formats_named, write
    from provenance.supervision.documents.gather import Wanted, gather
    from provenance.supervision.documents.monthly import monthly
    from provenance.supervision.documents.yearend import year_end

    formats = formats_named(files.formats)
    check(formats)
    async with opened(address) as (store, settings):
        place = await place_asked(store, region)
        wanted = Wanted(period, place or NATION, at, datetime.now(UTC))
        facts = await gather(store, wanted, settings.thresholds)
    made = monthly(facts) if "-" in period else year_end(facts)
    for path in write(made, formats, files.folder, files.language, files.template):
        OUT.print(str(path))


@commands.command(epilog="Example: provenance report template > my.html.j2")
@guarded
def template() -> None:
    """Print the template that is used, to change a copy of it and name it with --template."""
    from provenance.supervision.documents.files.html import shipped

    sys.stdout.write(shipped())

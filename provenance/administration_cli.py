"""The words of the commands on quotas, the built-in notices, and cases."""

from typing import Annotated

import typer

from provenance import administration_commands as commands
from provenance.commands import Form
from provenance.narrowing import Enterprise
from provenance.running import AsCsv, AsJson, Store, guard, run

Year = Annotated[int | None, typer.Option("--year", help="Of this calendar year.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="As known then, such as 2026-03-31 (the end of that day, Asia/Shanghai) or"
        " 2026-03-31T12:00:00+08:00.",
    ),
]


def quotas(
    year: Year = None,
    enterprise: Enterprise = None,
    indicators: Annotated[
        bool, typer.Option("--indicators", help="The national indicators instead.")
    ] = False,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List quotas, each as adjusted, with what penalties decided to cut of it.

    Quotas are issued and changed by `provenance ingest` of records (indicator, quota,
    quota_adjustment, withdrawal; see `provenance records quota`), or by GraphQL mutations.
    """
    form = Form(as_json, as_csv)
    if indicators:
        run(lambda settings: commands.indicators(settings, year, as_of, form), store)
    else:
        run(lambda settings: commands.quotas(settings, year, enterprise, as_of, form), store)


def notices(
    year: Year = None,
    load: Annotated[
        bool, typer.Option("--load", help="Load them as indicators, groups and quotas.")
    ] = False,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code", metavar="GROUP=CODE", help="The credit code a group has in your books."
        ),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the published quota notices of 2018 to 2024, built in, or load them.

    Each line says how firm it is. The groups' credit codes are made up (合成) unless given.
    """
    form = Form(as_json, as_csv)
    if load:
        run(lambda settings: commands.load(settings, year, code or [], form), store)
    else:
        guard(lambda: commands.list_notices(year, form))


def cases(
    enterprise: Enterprise = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", help="GB/T 2260 code of an authority or the enterprise, and all within it."
        ),
    ] = None,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List cases: inspection, violation, penalty, referral, one chain a row.

    They are recorded by `provenance ingest` of records (inspection, violation, penalty,
    referral; see `provenance records referral`), or by GraphQL mutations.
    """
    form = Form(as_json, as_csv)
    run(lambda settings: commands.list_cases(settings, enterprise, region, as_of, form), store)


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    cli.command(epilog="Example: provenance quotas --year 2024 --as-of 2024-06-30 --csv")(quotas)
    cli.command(epilog="Example: provenance notices --year 2024 --load")(notices)
    cli.command(epilog="Example: provenance cases --region 150000 --json")(cases)

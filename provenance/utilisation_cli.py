"""The words of the command on quota in use."""

from typing import Annotated

import typer

from provenance import utilisation_commands as commands
from provenance.asof import moment
from provenance.commands import Form
from provenance.model import Activity, OreClass
from provenance.narrowing import Enterprise
from provenance.running import AsCsv, AsJson, Store, run
from provenance.utilisation import By, Scope


def utilisation(
    year: Annotated[int | None, typer.Option("--year", help="Of this calendar year.")] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="As it stood at its end.")
    ] = None,
    by: Annotated[
        list[By] | None,
        typer.Option(
            "--by",
            case_sensitive=False,
            help="May be repeated; province without it.",
        ),
    ] = None,
    activity: Annotated[
        Activity | None, typer.Option("--activity", case_sensitive=False, help="Of this one.")
    ] = None,
    ore_class: Annotated[
        OreClass | None, typer.Option("--ore-class", case_sensitive=False, help="Of this one.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", help="Of enterprises here, by GB/T 2260 code.")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", help="Of this enterprise and all below it.")
    ] = None,
    enterprise: Enterprise = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="As it was known then; a day is its end."),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say how far quota is used, rolled up by place or along groups; every level adds up."""

    def asked() -> commands.Asked:
        scope = Scope(year, month, activity, ore_class, region, group, enterprise)
        told = tuple(dict.fromkeys((*(by or [By.PROVINCE]), By.ACTIVITY)))
        return commands.Asked(scope, told, moment(as_of) if as_of else None)

    form = Form(as_json, as_csv)
    run(lambda settings: commands.utilisation(settings, asked(), form), store)


def add_to(cli: typer.Typer) -> None:
    """Add this command to the command line."""
    cli.command(epilog="Example: provenance utilisation --year 2024 --by province --by activity")(
        utilisation
    )

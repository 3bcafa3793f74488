"""The words of the commands that ask: for verdicts, lineages, exposure, paths, and by text."""

from datetime import datetime
from typing import Annotated

import typer

from provenance import commands, inquiries
from provenance.graph.paths import Span
from provenance.model import CustodyModel, Label, Ref
from provenance.running import DONE, MISUSE, AsCsv, AsJson, Store, run

Keys = Annotated[list[str], typer.Argument(metavar="KEY...", help="Numbers of lots.")]
Declaration = Annotated[
    bool, typer.Option("--declaration", help="The numbers are export declarations.")
]
Licence = Annotated[bool, typer.Option("--licence", help="The numbers are export licences.")]


def verdict(
    keys: Keys,
    declaration: Declaration = False,
    licence: Licence = False,
    custody: Annotated[
        CustodyModel,
        typer.Option("--custody-model", help="How material is told apart (ISO 22095)."),
    ] = CustodyModel.MASS_BALANCE,
    remedies: Annotated[
        bool, typer.Option("--remedies", help="Say too which documents would clear it.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Say how much of a lot, a shipment or all under a licence has a lawful origin."""
    subjects = _subjects(keys, declaration, licence)
    unknown = run(
        lambda settings: inquiries.verdict(
            settings, subjects, custody, remedies=remedies, as_json=as_json
        ),
        store,
    )
    raise typer.Exit(MISUSE if unknown else DONE)


def lineage(
    keys: Keys,
    declaration: Declaration = False,
    licence: Licence = False,
    down: Annotated[bool, typer.Option("--down", help="What descends from it instead.")] = False,
    max_nodes: Annotated[int, typer.Option("--max-nodes", min=1, help="Cut beyond this.")] = 5_000,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show all that lots or shipments descend from, with every mass on the way."""
    subjects = _subjects(keys, declaration, licence)
    form = commands.Form(as_json, as_csv)
    run(
        lambda settings: commands.lineage(settings, subjects, form, up=not down, most=max_nodes),
        store,
    )


def exposure(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Numbers of lots.")],
    event: Annotated[
        bool, typer.Option("--event", help="The numbers are events, such as extraction:E1.")
    ] = False,
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many of each.")] = 100,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show which lots, enterprises and exports the mass of a lot or an event reached."""
    subjects = [Ref(Label.EVENT if event else Label.LOT, key) for key in keys]
    unknown = run(
        lambda settings: inquiries.exposure(settings, subjects, first, as_json=as_json), store
    )
    raise typer.Exit(MISUSE if unknown else DONE)


def paths(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where from, by number.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Where to, by number.")],
    from_kind: Annotated[inquiries.Place, typer.Option(help="What FROM is.")] = inquiries.Place.LOT,
    to_kind: Annotated[inquiries.Place, typer.Option(help="What TO is.")] = inquiries.Place.LOT,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="By events from this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="By events to this day.")
    ] = None,
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 10,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show the paths between two lots, enterprises or regions that carry most mass."""
    ends = (Ref(Label[from_kind.name], start), Ref(Label[to_kind.name], end))
    span = Span(since and since.date(), until and until.date())
    run(lambda settings: inquiries.paths(settings, ends, span, first, as_json=as_json), store)


def search(
    text: Annotated[str, typer.Argument(help="Part of a number or of a name, in any language.")],
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 20,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find anything by part of its number or name, Chinese or English."""
    form = commands.Form(as_json, as_csv)
    run(lambda settings: commands.search(settings, text, first, form), store)


def _subjects(keys: list[str], declaration: bool, licence: bool) -> list[Ref]:
    if declaration and licence:
        raise typer.BadParameter("say --declaration or --licence, not both")
    label = Label.DECLARATION if declaration else Label.EXPORT_LICENCE if licence else Label.LOT
    return [Ref(label, key) for key in keys]


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    declaration, enterprise = "530120260000000042", "91150000701463622D"
    cli.command(epilog=f"Example: provenance verdict --declaration {declaration} --json")(verdict)
    cli.command(epilog="Example: provenance lineage D1 --csv > lineage.csv")(lineage)
    cli.command(epilog="Example: provenance exposure C1 --json")(exposure)
    cli.command(epilog=f"Example: provenance paths --from-kind enterprise {enterprise} F1")(paths)
    cli.command(epilog="Example: provenance search 北方稀土")(search)

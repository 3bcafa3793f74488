"""The command line: load records, ask for verdicts, serve the API."""

from datetime import datetime
from typing import Annotated

import typer

from provenance import (
    administration_cli,
    commands,
    filing_cli,
    finding_cli,
    inquiries,
    report_cli,
    serving,
    simulation,
    utilisation_cli,
    watch_cli,
)
from provenance.graph.paths import Span
from provenance.model import CustodyModel, Label, Ref
from provenance.running import DONE, MISUSE, SOME_REJECTED, AsCsv, AsJson, Store
from provenance.running import guard as _guard
from provenance.running import run as _run
from provenance.running import settings_of as _settings

cli = typer.Typer(
    name="provenance",
    help="How much of a rare-earth product has a lawful quota origin, in kilograms.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


Keys = Annotated[list[str], typer.Argument(metavar="KEY...", help="Numbers of lots.")]
Declaration = Annotated[
    bool, typer.Option("--declaration", help="The numbers are export declarations.")
]
Licence = Annotated[bool, typer.Option("--licence", help="The numbers are export licences.")]


@cli.command(epilog="Example: provenance ingest 2026-03/*.jsonl.gz transfers.csv")
def ingest(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, globs, or -.")],
    record: Annotated[
        str | None, typer.Option("--record", help="The kind of record a CSV holds.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", help="jsonl, csv or xlsx, where the name does not say."),
    ] = None,
    filer: Annotated[
        str | None, typer.Option("--filer", help="Make local numbers global by this code.")
    ] = None,
    system: Annotated[
        str | None, typer.Option("--system", help="Who states these facts (MIIT, GAC, ...).")
    ] = None,
    no_audit: Annotated[
        bool, typer.Option("--no-audit", help="Leave judging to a later `provenance audit`.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Load records, settle what they touch, and judge what may have changed."""
    given = commands.Given(files, record, format, filer, system, not no_audit)
    rejected = _run(lambda settings: commands.ingest(settings, given, as_json=as_json), store)
    raise typer.Exit(SOME_REJECTED if rejected else DONE)


@cli.command(epilog="Example: provenance verdict --declaration 530120260000000042 --json")
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
    unknown = _run(
        lambda settings: inquiries.verdict(
            settings, subjects, custody, remedies=remedies, as_json=as_json
        ),
        store,
    )
    raise typer.Exit(MISUSE if unknown else DONE)


@cli.command(epilog="Example: provenance lineage D1 --csv > lineage.csv")
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
    _run(
        lambda settings: commands.lineage(settings, subjects, form, up=not down, most=max_nodes),
        store,
    )


@cli.command(epilog="Example: provenance exposure C1 --json")
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
    unknown = _run(
        lambda settings: inquiries.exposure(settings, subjects, first, as_json=as_json), store
    )
    raise typer.Exit(MISUSE if unknown else DONE)


@cli.command(epilog="Example: provenance paths --from-kind enterprise 91150000701463622D F1")
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
    _run(lambda settings: inquiries.paths(settings, ends, span, first, as_json=as_json), store)


@cli.command(epilog="Example: provenance search 北方稀土")
def search(
    text: Annotated[str, typer.Argument(help="Part of a number or of a name, in any language.")],
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 20,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find anything by part of its number or name, Chinese or English."""
    form = commands.Form(as_json, as_csv)
    _run(lambda settings: commands.search(settings, text, first, form), store)


filing_cli.add_to(cli)
cli.command(epilog="Example: provenance audit --store sqlite:///year.sqlite")(finding_cli.audit)
cli.command(epilog="Example: provenance score truth.jsonl --store sqlite:///world.sqlite")(
    finding_cli.score
)
cli.command(epilog="Example: provenance findings --severity critical --csv")(finding_cli.findings)
cli.command(epilog="Example: provenance utilisation --year 2024 --by province --by activity")(
    utilisation_cli.utilisation
)
cli.command(epilog="Example: provenance suspicious --kind circular_flow")(finding_cli.suspicious)
cli.command(epilog="Example: provenance review 7fff0a67f41d30d7 --confirm --by 王 --reason 属实")(
    finding_cli.review
)
cli.command(epilog="Example: provenance decide 530120260000000042 hold --by 李 --reason 待查")(
    finding_cli.decide
)

administration_cli.add_to(cli)
report_cli.add_to(cli)
cli.add_typer(watch_cli.watch, name="watch")


@cli.command(epilog="Example: provenance records extraction")
def records(
    kind: Annotated[str | None, typer.Argument(help="One kind; all without it.")] = None,
) -> None:
    """Print the JSON Schema of every kind of record, with an example of each."""
    _guard(lambda: commands.records(kind))


@cli.command(epilog="Example: provenance rejected --csv > rejected.csv")
def rejected(store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the lines that were not taken, with the reason of each."""
    form = commands.Form(as_json, as_csv)
    _run(lambda settings: commands.rejected(settings, form), store)


@cli.command(epilog="Example: provenance serve --host 127.0.0.1 --port 8000")
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 8000,
    store: Store = None,
) -> None:
    """Serve the GraphQL API at /graphql."""
    _guard(lambda: serving.serve(_settings(store), host, port))


@cli.command(epilog="Example: provenance demo --port 8000")
def demo(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 8000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the synthetic year.")] = 785,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve it.")] = False,
    store: Store = None,
) -> None:
    """Load a small synthetic national year and serve it, with three things to try."""
    address = store or serving.DEMO_STORE
    _run(lambda settings: serving.demo(settings, seed, host, port), address)
    if not load_only:
        _guard(lambda: serving.serve(_settings(address), host, port))


@cli.command(
    epilog="Example: provenance simulate --lots 10000 --out world.jsonl.gz --truth truth.jsonl"
)
def simulate(
    out: Annotated[str, typer.Option("--out", help="Where records go; gzipped if it ends in .gz.")],
    truth: Annotated[str, typer.Option("--truth", help="Where the truth about them goes.")],
    lots: Annotated[int, typer.Option("--lots", min=1, help="About how many lots.")] = 10_000,
    years: Annotated[int, typer.Option("--years", min=1, max=5, help="Up to July 2026.")] = 1,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same world.")] = 785,
    violations: Annotated[
        str, typer.Option("--violations", help="all, none, or codes such as OVERDRAWN_LOT,…")
    ] = "all",
) -> None:
    """Write a made-up industry with planted violations, and the truth about it."""
    size = simulation.WorldSize(lots, years, seed)
    _guard(lambda: simulation.simulate(size, violations, out, truth))


def _subjects(keys: list[str], declaration: bool, licence: bool) -> list[Ref]:
    if declaration and licence:
        raise typer.BadParameter("say --declaration or --licence, not both")
    label = Label.DECLARATION if declaration else Label.EXPORT_LICENCE if licence else Label.LOT
    return [Ref(label, key) for key in keys]


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()

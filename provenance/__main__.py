"""The command line: load records, ask for verdicts, serve the API."""

from typing import Annotated

import typer

from provenance import (
    administration_cli,
    commands,
    filing_cli,
    finding_cli,
    inquiry_cli,
    report_cli,
    serving,
    simulation,
    utilisation_cli,
    watch_cli,
)
from provenance.running import DONE, SOME_REJECTED, AsCsv, AsJson, Store
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


inquiry_cli.add_to(cli)
filing_cli.add_to(cli)
finding_cli.add_to(cli)
utilisation_cli.add_to(cli)
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


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()

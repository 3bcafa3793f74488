"""All commands, gathered."""

import io
import sys

import typer

from provenance.cli import (
    audit,
    cases,
    documents,
    filing,
    findings,
    ingest,
    quotas,
    records,
    reporting,
    review,
    serve,
    simulate,
    stores,
    utilisation,
    verdict,
    webhooks,
)

cli = typer.Typer(
    name="provenance",
    help="How much of a rare-earth product has a lawful quota origin, in kilograms.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

# In the order in which help lists them.
for group in (
    ingest, verdict, filing, audit, findings, review, utilisation, quotas, cases, reporting,
    records, serve, simulate, stores,
):  # fmt: skip
    cli.add_typer(group.commands)
cli.add_typer(documents.commands, name="report")
cli.add_typer(webhooks.commands, name="watch")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a terminal's encoding lacks, half a character too, stands as its code.
            stream.reconfigure(errors="backslashreplace")
    cli()

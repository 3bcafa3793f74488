"""All commands, gathered."""

import typer

from provenance.cli import (
    audit,
    cases,
    documents,
    filing,
    findings,
    ingest,
    quotas,
    reporting,
    review,
    serve,
    simulate,
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

ingest.add_to(cli)
verdict.add_to(cli)
findings.add_to(cli)
review.add_to(cli)
audit.add_to(cli)
quotas.add_to(cli)
cases.add_to(cli)
utilisation.add_to(cli)
reporting.add_to(cli)
documents.add_to(cli)
filing.add_to(cli)
serve.add_to(cli)
simulate.add_to(cli)
cli.add_typer(webhooks.watch, name="watch")


def main() -> None:
    """Run the command line."""
    cli()

"""The words of the commands on watches: made, listed, tried out, delivered to, ended."""

from typing import Annotated

import typer

from provenance import watch_commands as commands
from provenance.commands import Form
from provenance.finding_commands import subjects_named
from provenance.graph.findings import FindingFilter
from provenance.narrowing import Codes, Declaration, Enterprise, Region, Severities, Subject
from provenance.running import DONE, SOME_REJECTED, AsCsv, AsJson, Store, run

watch = typer.Typer(
    help="Tell receivers of findings as they are raised, by signed webhooks.",
    epilog="Example: provenance watch add https://example.org/hook --by 王 --region 360000",
    no_args_is_help=True,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The watch's id.")]


@watch.command(
    epilog="Example: provenance watch add https://example.org/hook --by 王 --severity critical"
)
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to: https:// or http://.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Your name.")],
    enterprise: Enterprise = None,
    region: Region = None,
    declaration: Declaration = None,
    subject: Subject = None,
    code: Codes = None,
    severity: Severities = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Tell a receiver of findings as they are raised from now on; prints the secret once."""
    wanted = FindingFilter(
        codes=tuple(code or ()),
        severities=tuple(severity or ()),
        subjects=subjects_named(subject) if subject else (),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
    )
    run(lambda settings: commands.add(settings, wanted, url, by, as_json=as_json), store)


@watch.command("list", epilog="Example: provenance watch list --json")
def list_(store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List who is told of what, and how delivering to each goes."""
    run(lambda settings: commands.listed(settings, Form(as_json, as_csv)), store)


@watch.command(epilog="Example: provenance watch remove 0f3a9c17d25be864")
def remove(id_: Id, store: Store = None) -> None:
    """End a watch; what it was not told of yet it never is."""
    run(lambda settings: commands.remove(settings, id_), store)


@watch.command("test", epilog="Example: provenance watch test 0f3a9c17d25be864")
def try_out(id_: Id, store: Store = None, as_json: AsJson = False) -> None:
    """Send a receiver a signed test, once, and say what it answers; exit code 1 if not well."""
    taken = run(lambda settings: commands.try_out(settings, id_, as_json=as_json), store)
    raise typer.Exit(DONE if taken else SOME_REJECTED)


@watch.command(epilog="Example: provenance watch deliver --once --store neo4j://db:7687")
def deliver(
    once: Annotated[
        bool, typer.Option("--once", help="What waits now, then end; exit code 1 if some is left.")
    ] = False,
    store: Store = None,
) -> None:
    """Deliver as a process of its own, until interrupted: beside a service, or instead of it."""
    work = commands.deliver_once if once else commands.deliver
    raise typer.Exit(DONE if run(work, store) else SOME_REJECTED)

"""The commands on watches: made, listed, tried out, delivered to, ended."""

import asyncio
import signal
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from provenance.cli.answers import print_first
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    Codes,
    Declaration,
    Enterprise,
    First,
    Out,
    Region,
    Severities,
    Subject,
    subjects_named,
)
from provenance.cli.output import ERR, OUT, Terminal, print_json
from provenance.cli.reach import reached
from provenance.cli.running import SOME_REJECTED, guarded, log_as_asked, opened
from provenance.findings.webhooks.message import trial
from provenance.findings.webhooks.watches import unwatch, watch, watch_of
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Watch
from provenance.model.message import Message
from provenance.model.to_json import to_json

if TYPE_CHECKING:
    from provenance.findings.webhooks.deliver import Deliverer

commands = typer.Typer(
    help="Tell receivers of findings as they are raised, by signed webhooks.",
    epilog="Example: provenance watch add https://example.org/hook --by 王 --region 360000",
    no_args_is_help=True,
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The watch's id.")]

FIELDS = (
    "id", "url", "filter", "by", "createdAt", "active", "behind", "deliveredUpTo", "deliveredAt",
    "lastAttemptAt", "nextAttemptAt", "failures", "lastError",
)  # fmt: skip
SHOWN = Shown(("id", "url", "state", "by", "filter"))


@commands.command(
    epilog="Example: provenance watch add https://example.org/hook --by 王 --severity critical"
)
@guarded
async def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to: https:// or http://.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Your name.")],
    enterprise: Enterprise = None,
    region: Region = None,
    declaration: Declaration = None,
    subject: Subject = None,
    code: Codes = None,
    severity: Severities = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Tell a receiver of findings as they are raised from now on; prints the secret once."""
    wanted = FindingFilter(
        codes=tuple(code or ()),
        severities=tuple(severity or ()),
        subjects=() if subject is None else subjects_named(subject),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
    )
    async with reached(address) as (place, settings):
        made = await place.ask(watch, settings, wanted, url, by)
    if as_json:
        print_json({**_row(made, made.delivery.told), "secret": made.secret})
        return
    OUT.print(
        Message("watch {id} tells {url} of findings as they are raised", id=made.id, url=made.url)
    )
    OUT.print(Message("secret {secret}", secret=made.secret))
    OUT.print(Message("The receiver verifies signatures with it; it is not shown again."))


@commands.command("list", epilog="Example: provenance watch list --json")
@guarded
async def list_(
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List who is told of what, and how delivering to each goes."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, _):
        rows = await place.ask(watch_rows)
    if not form.json:
        rows = [row | {"filter": _in_words(row["filter"]), "state": _state(row)} for row in rows]
    print_first(form, rows, first, FIELDS, SHOWN)
    if not rows:
        form.remark(Message("nobody is told of anything: `provenance watch add` makes a watch"))


@commands.command(epilog="Example: provenance watch remove 0f3a9c17d25be864")
@guarded
async def remove(id_: Id, address: Address = None) -> None:
    """End a watch; what it was not told of yet it never is."""
    async with reached(address) as (place, _):
        ended = await place.ask(unwatch, id_)
    OUT.print(Message("{url} is no longer told (watch {id})", url=ended.url, id=ended.id))


@commands.command("test", epilog="Example: provenance watch test 0f3a9c17d25be864")
@guarded
async def try_out(id_: Id, address: Address = None, as_json: AsJson = False) -> None:
    """Send a receiver a signed test, once, and say what it answers; exit code 1 if not well."""
    # The client takes a third of a second.
    from provenance.findings.webhooks.reach import client
    from provenance.findings.webhooks.sending import send

    async with opened(address) as (store, settings):
        log_as_asked(settings)
        tried = await watch_of(store, id_)
    async with client(settings.webhooks) as http:
        outcome = await send(http, tried, trial(tried, datetime.now(UTC)), settings.webhooks)
    why = outcome.error and outcome.error.said(Terminal.language)
    if as_json:
        print_json({"id": tried.id, "url": tried.url, "error": why})
    elif why is None:
        OUT.print(Message("{url} took it", url=tried.url))
    else:
        ERR.print(Message("{url} did not take it: {why}", url=tried.url, why=why), style="red")
    if outcome.error is not None:
        raise typer.Exit(SOME_REJECTED)


@commands.command(epilog="Example: provenance watch deliver --once --store neo4j://db:7687")
@guarded
async def deliver(
    once: Annotated[
        bool, typer.Option("--once", help="What waits now, then end; exit code 1 if some is left.")
    ] = False,
    address: Address = None,
) -> None:
    """Deliver as a process of its own, until interrupted: beside a service, or instead of it."""
    from provenance.cli.serve import seal_secrets
    from provenance.findings.webhooks.deliver import Deliverer

    async with opened(address) as (store, settings):
        log_as_asked(settings)
        await seal_secrets(store, settings)
        deliverer = Deliverer(store, settings)
        if not once:
            await _until_ended(deliverer, settings.store)
            return
        await deliverer.run_once()
        last = await store.findings.last_raised()
        left = [one for one in await store.watches.all() if one.behind(last)]
    for one in left:
        state = _state(_row(one, last))
        ERR.print(Message("{url} is behind: {state}", url=one.url, state=state), style="red")
    if left:
        raise typer.Exit(SOME_REJECTED)


async def _until_ended(deliverer: "Deliverer", address: str) -> None:
    """Deliver until interrupted; SIGTERM ends it as Ctrl-C does."""
    work = asyncio.current_task()
    assert work is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    OUT.print(Message("delivering from {address}; stop with Ctrl-C", address=address))
    with suppress(asyncio.CancelledError):
        await deliverer.run()


async def watch_rows(store: GraphStore) -> list[dict[str, Any]]:
    """All watches, with how delivering to each goes."""
    last = await store.findings.last_raised()
    return [_row(one, last) for one in await store.watches.all()]


def _row(shown: Watch, last: int) -> dict[str, Any]:
    """A watch for programs, in the names that GraphQL has too; never its secret."""
    names = """
        id url filter=wanted by created_at active=delivery.active behind
        deliveredUpTo=delivery.told deliveredAt=delivery.told_at lastAttemptAt=delivery.tried_at
        nextAttemptAt=delivery.due_at failures=delivery.failures lastError=delivery.error
    """
    return to_json(shown, names) | {"filter": _filter(shown.wanted), "behind": shown.behind(last)}


def _filter(wanted: FindingFilter) -> dict[str, Any]:
    """A filter for programs: what does not restrict is left out."""
    names = """
        codes severities statuses subjects enterprise region declaration from=since to=until text
    """
    subjects = list(dict.fromkeys(ref.key for ref in wanted.subjects))
    told = to_json(wanted, names) | {"subjects": subjects}
    return {name: value for name, value in told.items() if value}


def _in_words(said: dict[str, Any]) -> str:
    """A filter for people: region 360000; codes OVERDRAWN_LOT."""
    parts = (
        f"{name} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in said.items()
    )
    return "; ".join(parts) or "everything"


def _state(row: dict[str, Any]) -> Message:
    if not row["active"]:
        return Message("ended: {why}", why=row["lastError"])
    if row["failures"]:
        return Message(
            "failed {n} times in a row, last: {why}; next try {next}",
            n=row["failures"],
            why=row["lastError"],
            next=row["nextAttemptAt"],
        )
    return Message("something waits") if row["behind"] else Message("up to date")

"""The words of the commands on watches: made, listed, tried out, delivered to, ended."""

import asyncio
import signal
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from provenance.cli.options import (
    AsCsv,
    AsJson,
    Codes,
    Declaration,
    Enterprise,
    Region,
    Severities,
    Store,
    Subject,
    subjects_named,
)
from provenance.cli.output import ERR, OUT, Form, print_json
from provenance.cli.running import DONE, SOME_REJECTED, run
from provenance.findings.webhooks.message import trial
from provenance.findings.webhooks.watches import unwatch, watch_of
from provenance.findings.webhooks.watches import watch as _watch
from provenance.graph.opening import store_at
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Watch
from provenance.model.dates import shanghai
from provenance.schema.app import log_plainly
from provenance.settings import Settings

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
    run(lambda settings: run_add(settings, wanted, url, by, as_json=as_json), store)


@watch.command("list", epilog="Example: provenance watch list --json")
def list_(store: Store = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List who is told of what, and how delivering to each goes."""
    run(lambda settings: listed(settings, Form(as_json, as_csv)), store)


@watch.command(epilog="Example: provenance watch remove 0f3a9c17d25be864")
def remove(id_: Id, store: Store = None) -> None:
    """End a watch; what it was not told of yet it never is."""
    run(lambda settings: run_remove(settings, id_), store)


@watch.command("test", epilog="Example: provenance watch test 0f3a9c17d25be864")
def try_out(id_: Id, store: Store = None, as_json: AsJson = False) -> None:
    """Send a receiver a signed test, once, and say what it answers; exit code 1 if not well."""
    taken = run(lambda settings: run_try_out(settings, id_, as_json=as_json), store)
    raise typer.Exit(DONE if taken else SOME_REJECTED)


@watch.command(epilog="Example: provenance watch deliver --once --store neo4j://db:7687")
def deliver(
    once: Annotated[
        bool, typer.Option("--once", help="What waits now, then end; exit code 1 if some is left.")
    ] = False,
    store: Store = None,
) -> None:
    """Deliver as a process of its own, until interrupted: beside a service, or instead of it."""
    work = deliver_once if once else run_deliver
    raise typer.Exit(DONE if run(work, store) else SOME_REJECTED)


FIELDS = (
    "id", "url", "filter", "by", "createdAt", "active", "behind", "deliveredUpTo", "deliveredAt",
    "lastAttemptAt", "nextAttemptAt", "failures", "lastError",
)  # fmt: skip
SHOWN = ("id", "url", "filter", "by", "state")


async def run_add(
    settings: Settings, wanted: FindingFilter, url: str, by: str, *, as_json: bool
) -> None:
    """Make a watch and say its secret, which is not said again."""
    async with store_at(settings.store, settings) as store:
        made = await _watch(store, settings, wanted, url, by)
    if as_json:
        print_json({**_row(made, made.delivery.told), "secret": made.secret})
        return
    OUT.print(f"watch {made.id} tells {made.url} of findings as they are raised", markup=False)
    OUT.print(f"secret {made.secret}", markup=False)
    OUT.print("The receiver verifies signatures with it; it is not shown again. 密钥只显示一次。")


async def listed(settings: Settings, form: Form) -> None:
    """List all watches, with how delivering to each goes."""
    async with store_at(settings.store, settings) as store:
        last = await store.findings.last_raised()
        rows = [_row(one, last) for one in await store.watches.all()]
    if form.json:
        form.print(rows, list(FIELDS))
        return
    plain = [row | {"filter": _in_words(row["filter"]), "state": _state(row)} for row in rows]
    fields = list(FIELDS if form.csv else SHOWN)
    form.print([{name: row[name] for name in fields} for row in plain], fields)


async def run_remove(settings: Settings, id_: str) -> None:
    """End a watch."""
    async with store_at(settings.store, settings) as store:
        ended = await unwatch(store, id_)
    OUT.print(f"{ended.url} is no longer told (watch {ended.id})", markup=False)


async def run_try_out(settings: Settings, id_: str, *, as_json: bool) -> bool:
    """Send a receiver a test and print what came of it; returns whether it took it."""
    from provenance.findings.webhooks.sending import (
        client,
        send,  # the client takes a third of a second
    )

    async with store_at(settings.store, settings) as store:
        tried = await watch_of(store, id_)
    async with client() as http:
        outcome = await send(http, tried, trial(tried, datetime.now(UTC)), settings.webhooks)
    if as_json:
        print_json({"id": tried.id, "url": tried.url, "error": outcome.error})
    elif outcome.error is None:
        OUT.print(f"{tried.url} took it", markup=False)
    else:
        ERR.print(f"{tried.url} did not take it: {outcome.error}", style="red", markup=False)
    return outcome.error is None


async def run_deliver(settings: Settings) -> bool:
    """Deliver until interrupted."""
    from provenance.findings.webhooks.deliver import Deliverer

    log_plainly()
    work = asyncio.current_task()
    assert work is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    async with store_at(settings.store, settings) as store:
        print(f"delivering from {settings.store}; stop with Ctrl-C", flush=True)
        with suppress(asyncio.CancelledError):
            await Deliverer(store, settings).run()
    return True


async def deliver_once(settings: Settings) -> bool:
    """Deliver what waits now and say what is left; returns whether nothing is."""
    from provenance.findings.webhooks.deliver import Deliverer

    log_plainly()
    async with store_at(settings.store, settings) as store:
        await Deliverer(store, settings).run_once()
        last = await store.findings.last_raised()
        left = [one for one in await store.watches.all() if one.behind(last)]
    for one in left:
        ERR.print(f"{one.url} is behind: {_state(_row(one, last))}", style="red", markup=False)
    return not left


def _row(shown: Watch, last: int) -> dict[str, Any]:
    """A watch for programs, in the names that GraphQL has too; never its secret."""
    delivery = shown.delivery
    times = {
        "createdAt": shown.created_at,
        "deliveredAt": delivery.told_at,
        "lastAttemptAt": delivery.tried_at,
        "nextAttemptAt": delivery.due_at,
    }
    row = {
        "id": shown.id,
        "url": shown.url,
        "filter": _filter(shown.wanted),
        "by": shown.by,
        "active": delivery.active,
        "behind": shown.behind(last),
        "deliveredUpTo": delivery.told,
        "failures": delivery.failures,
        "lastError": delivery.error,
        **{name: at and shanghai(at) for name, at in times.items()},
    }
    return {name: row[name] for name in FIELDS}


def _filter(wanted: FindingFilter) -> dict[str, Any]:
    """A filter for programs: what does not restrict is left out."""
    said = {
        "codes": list(wanted.codes),
        "severities": [one.name for one in wanted.severities],
        "statuses": [one.name for one in wanted.statuses],
        "subjects": list(dict.fromkeys(ref.key for ref in wanted.subjects)),
        "enterprise": wanted.enterprise,
        "region": wanted.region,
        "declaration": wanted.declaration,
        "from": wanted.since and wanted.since.isoformat(),
        "to": wanted.until and wanted.until.isoformat(),
        "text": wanted.text,
    }
    return {name: value for name, value in said.items() if value}


def _in_words(said: dict[str, Any]) -> str:
    """A filter for people: region 360000; codes OVERDRAWN_LOT."""
    parts = (
        f"{name} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in said.items()
    )
    return "; ".join(parts) or "everything"


def _state(row: dict[str, Any]) -> str:
    if not row["active"]:
        return f"ended: {row['lastError']}"
    if row["failures"]:
        tried = f"failed {row['failures']} times in a row, last: {row['lastError']}"
        return f"{tried}; next try {row['nextAttemptAt']}"
    return "something waits" if row["behind"] else "up to date"

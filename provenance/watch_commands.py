"""What the commands on watches do, once their words are understood."""

import asyncio
import signal
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from provenance.app import log_plainly, store_at
from provenance.commands import Form
from provenance.graph.findings import FindingFilter
from provenance.graph.watches import Watch
from provenance.printing import ERR, OUT, print_json
from provenance.settings import Settings
from provenance.watching.message import trial
from provenance.watching.watches import unwatch, watch, watch_of
from provenance.wording import shanghai

FIELDS = (
    "id", "url", "filter", "by", "createdAt", "active", "behind", "deliveredUpTo", "deliveredAt",
    "lastAttemptAt", "nextAttemptAt", "failures", "lastError",
)  # fmt: skip
SHOWN = ("id", "url", "filter", "by", "state")


async def add(
    settings: Settings, wanted: FindingFilter, url: str, by: str, *, as_json: bool
) -> None:
    """Make a watch and say its secret, which is not said again."""
    async with store_at(settings.store, settings) as store:
        made = await watch(store, settings, wanted, url, by)
    if as_json:
        print_json({**_row(made, made.delivery.told), "secret": made.secret})
        return
    OUT.print(f"watch {made.id} tells {made.url} of findings as they are raised", markup=False)
    OUT.print(f"secret {made.secret}", markup=False)
    OUT.print("The receiver verifies signatures with it; it is not shown again. 密钥只显示一次。")


async def listed(settings: Settings, form: Form) -> None:
    """List all watches, with how delivering to each goes."""
    async with store_at(settings.store, settings) as store:
        last = await store.last_raised()
        rows = [_row(one, last) for one in await store.watches()]
    if form.json:
        form.print(rows, list(FIELDS))
        return
    plain = [row | {"filter": _in_words(row["filter"]), "state": _state(row)} for row in rows]
    fields = list(FIELDS if form.csv else SHOWN)
    form.print([{name: row[name] for name in fields} for row in plain], fields)


async def remove(settings: Settings, id_: str) -> None:
    """End a watch."""
    async with store_at(settings.store, settings) as store:
        ended = await unwatch(store, id_)
    OUT.print(f"{ended.url} is no longer told (watch {ended.id})", markup=False)


async def try_out(settings: Settings, id_: str, *, as_json: bool) -> bool:
    """Send a receiver a test and print what came of it; returns whether it took it."""
    from provenance.watching.sending import client, send  # the client takes a third of a second

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


async def deliver(settings: Settings) -> bool:
    """Deliver until interrupted."""
    from provenance.watching.deliver import Deliverer

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
    from provenance.watching.deliver import Deliverer

    log_plainly()
    async with store_at(settings.store, settings) as store:
        await Deliverer(store, settings).run_once()
        last = await store.last_raised()
        left = [one for one in await store.watches() if one.behind(last)]
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

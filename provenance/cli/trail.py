"""The commands on the trail: read, verified, sealed, exported, let go."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from provenance.access.identity.keys import Keys
from provenance.access.trail.asking import BEGUN
from provenance.access.trail.expire import expire as let_go
from provenance.access.trail.seals import Seal, Seals
from provenance.access.trail.verify import verify as verified
from provenance.access.viewer import Role
from provenance.cli.answers import at_most, most
from provenance.cli.form import Form, Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, First, Out
from provenance.cli.output import OUT, print_json
from provenance.cli.owner import of_owner
from provenance.cli.reach import reached
from provenance.cli.running import SOME_REJECTED, guarded, opened
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.trail import Entry, TrailFilter
from provenance.model.dates import moment
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.settings import Settings

commands = typer.Typer(
    help="Read who asked what, verify that nothing of it was changed, sign where it stands.",
    epilog="Example: provenance trail list --about 530120260000000042",
    no_args_is_help=True,
)

FIELDS = ("number", "at", "who", "role", "status", "asked", "about", "hash")
SHOWN = Shown(FIELDS[:-1])
AT_ONCE = 1_000


@commands.command("list", epilog="Example: provenance trail list --who 王芳 --since 2026-11-01")
@guarded
async def list_(
    who: Annotated[str | None, typer.Option("--who", help="Only of this user.")] = None,
    role: Annotated[
        Role | None, typer.Option("--role", case_sensitive=False, help="Only in this role.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="KEY", help="Only what lists this number or code."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="Only from this time on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Only up to this time.")
    ] = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List who asked what and what was changed, the newest first; that is then in it too."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    wanted = TrailFilter(
        who=who,
        role=role and role.value,
        about=about,
        since=None if since is None else moment(since),
        until=None if until is None else moment(until),
    ).asked()
    async with reached(address) as (place, settings):
        await place.ask(listed_by, settings, who, about)
        entries = at_most(place.each(latest, wanted), most(form, first))
        with form.listed(FIELDS, SHOWN) as write:
            async for entry in entries:
                write(_row(entry, form))


@commands.command(epilog="Example: provenance trail verify --head head-2026-11.txt")
@guarded
async def verify(
    head: Annotated[
        Path | None,
        typer.Option("--head", metavar="FILE", help="What `provenance trail head` printed."),
    ] = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Work out every hash anew; exit code 1, and the first number, where the trail does not hold.

    By itself it cannot know of a tail that was cut off: hold it against a head kept elsewhere.
    """
    async with opened(address) as (store, settings):
        seals = Seals(Keys(store, settings))
        kept = None if head is None else await seals.read(_signed_in(head))
        found = await verified(store.trail, seals.read, kept)
    last, fault = found.last, found.fault
    if as_json:
        print_json(
            {
                "entries": found.entries,
                "first": found.first,
                "last": last and last.number,
                "holds": fault is None,
                "number": fault and fault.number,
                "why": fault and str(fault.why),
            }
        )
    elif fault is not None:
        OUT.print(
            Message("the trail does not hold at {n}: {why}", n=fault.number, why=fault.why),
            style="red",
        )
    elif last is None:
        OUT.print(Message("the trail is empty"))
    else:
        OUT.print(
            Message(
                "the trail holds: {entries:,} entries, up to {n} at {at}",
                entries=found.entries,
                n=last.number,
                at=last.at,
            )
        )
    if fault is not None:
        raise typer.Exit(SOME_REJECTED)


@commands.command(epilog="Example: provenance trail head > head-2026-11.txt")
@guarded
async def head(address: Address = None, as_json: AsJson = False) -> None:
    """Print where the trail stands, signed: keep it elsewhere, for `trail verify --head`."""
    async with opened(address) as (store, settings):
        last = await store.trail.head()
        if last is None:
            raise MisuseError(Message("the trail is empty: there is no head to sign"))
        seal = Seal.of(last)
        signed = await Seals(Keys(store, settings)).signed(seal)
    if as_json:
        print_json({"number": seal.number, "hash": seal.hash, "at": seal.at, "signed": signed})
        return
    print(signed)
    Form().remark(
        Message("entry {n} of {at}, hash {hash}", n=seal.number, at=seal.at, hash=seal.hash)
    )


@commands.command(epilog="Example: provenance trail export --out trail.jsonl")
@guarded
async def export(address: Address = None, out: Out = None) -> None:
    """Write all of the trail as JSON, an entry a line, in order; that is in it too, as the last."""
    form = form_asked(as_json=True, as_csv=False, out=out)
    names = ("number", "at", "who", "role", "body", "hash", "seal")
    async with opened(address) as (store, settings):
        await _told(store, settings, "trail export")
        with form.listed(names) as write:
            after = 0
            while entries := await store.trail.page(after, AT_ONCE):
                for entry in entries:
                    write({name: getattr(entry, name) for name in names})
                after = entries[-1].number


@commands.command(epilog="Example: provenance trail expire")
@guarded
async def expire(address: Address = None) -> None:
    """Let go of entries older than is set (trail.keep_days); the rest still verifies."""
    async with opened(address) as (store, settings):
        asking = of_owner(store, settings, "trail expire", {})
        seals = Seals(Keys(store, settings))
        last = await let_go(store, asking, seals, datetime.now(UTC))
    if last is None:
        OUT.print(Message("no entry is older than {n:,} days", n=settings.trail.keep_days))
    else:
        OUT.print(Message("all entries up to {n}, of {at}, are let go", n=last.number, at=last.at))


async def _told(store: GraphStore, settings: Settings, command: str, **given: str | None) -> None:
    """Put in the trail that it is read, wherever else the owner is left out of it."""
    await store.trail.head()  # of a store that is not there that is said, not what follows from it
    if not (settings.trail.on or settings.access.configured):
        await of_owner(store, settings, command, given).told(BEGUN)


async def listed_by(
    store: GraphStore, settings: Settings, who: str | None, about: str | None
) -> None:
    """Put in the trail that it is listed."""
    await _told(store, settings, "trail list", who=who, about=about)


async def latest(store: GraphStore, wanted: TrailFilter) -> AsyncIterator[Entry]:
    """The entries that a filter leaves, the newest first."""
    before: int | None = None
    while found := await store.trail.latest(wanted, before, AT_ONCE):
        for entry in found:
            yield entry
        before = found[-1].number


def _row(entry: Entry, form: Form) -> dict[str, Any]:
    """An entry as a row: all of it for programs, what it is about in one cell for people."""
    body: dict[str, Any] = json.loads(entry.body)
    if form.json:
        return {**body, "hash": entry.hash}
    about = [key for kind in body.get("about", {}).values() for key in kind["keys"]]
    return {**body, "asked": body.get("asked", []), "about": about, "hash": entry.hash}


def _signed_in(file: Path) -> str:
    """What was signed, of a file that has what `trail head` printed, be it as JSON."""
    text = file.read_text(encoding="utf-8", errors="replace").strip()
    if text.startswith("{"):
        try:
            text = str(json.loads(text)["signed"])
        except (ValueError, KeyError):
            text = ""
    return text

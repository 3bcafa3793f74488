"""The command that loads the demonstration, and serves it."""

import asyncio
import json
import os
import shlex
import shutil
import sys
import webbrowser
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.audit import audited
from provenance.cli.output import OUT, seen
from provenance.cli.running import guarded, store_settings
from provenance.cli.serve import Host, Port, bound, listen, refuse_strangers, url
from provenance.graph.opening import store_at
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.ingest.load import load
from provenance.model.dates import SHANGHAI
from provenance.model.message import Message
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.settings import Settings
from provenance.settings.values import SQLITE
from provenance.words.table import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.simulate.demonstration import Person

commands = typer.Typer()

DEMO_STORE = "sqlite:///demo.sqlite"


@commands.command(epilog="Example: provenance demo --port 8000")
@guarded
def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the synthetic year.")] = 785,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve it.")] = False,
    browse: Annotated[bool, typer.Option("--open", help="Open a browser on it.")] = False,
    address: Annotated[
        str,
        typer.Option(
            "--store", metavar="ADDRESS", envvar="PROVENANCE_STORE", help="Where it goes."
        ),
    ] = DEMO_STORE,
) -> None:
    """Load a small synthetic national year and serve it, with three things to try."""
    settings = store_settings(absolute(address))
    if load_only:
        asyncio.run(_demonstrate(settings, seed))
        return
    with bound(host, port) as listener:
        refuse_strangers(settings, listener)
        at = url(host, listener)
        asyncio.run(_demonstrate(settings, seed, at))
        if browse:  # which waits for an answer until the service gives it
            webbrowser.open(_page(at))
        listen(settings, host, listener)


async def _demonstrate(settings: Settings, seed: int, at: str | None = None) -> None:
    """Load the demonstration and say what to try, in a shell and, where it is served, there."""
    # Not for who only asks.
    from provenance.simulate.demonstration import EXAMPLES, people, records

    filing = Filing("demonstration (synthetic)", datetime.now(SHANGHAI))
    lines: list[Parsed | Rejection] = [
        filing.judge(dict(record), n, "") for n, record in enumerate(records(seed), start=1)
    ]
    async with store_at(settings.store, settings, create=True) as store:
        tally = await load(store, lines, batch=settings.batch)
        await audited(store, settings, load=filing.file)
        found = await store.findings.facets(FindingFilter())
        tokens = await _tokens(store, settings, people(seed))
    OUT.print(
        Message(
            "A synthetic national year (2024): {n} records in {store}. Quotas, counties, deposits"
            " and codes are real; firms and flows are made up.",
            n=tally.committed,
            store=settings.store,
        )
    )
    OUT.print(Message("Three shipments to try, on the page and in a second terminal:"))
    for example in EXAMPLES:
        OUT.print()
        OUT.print(f"  # {seen(Words(example.story_zh, example.story))}")
        if at is not None:
            OUT.print(f"  {_page(at)}shipments/{example.declaration}")
        OUT.print(f"  {_line(settings, 'verdict', '--declaration', example.declaration)}")
    OUT.print()
    OUT.print(Message("What is wrong anywhere: {n} findings.", n=found.total))
    OUT.print(f"  {_line(settings, 'findings')}")
    OUT.print()
    if tokens:
        OUT.print(
            Message(
                "Five made-up users of this demonstration, and no other; whoever shows a token sees"
                " with that user's eyes (authorization: Bearer …), without one you are the owner:"
            )
        )
    for person, token in tokens:
        OUT.print(f"  {person.name}  {person.enterprise or person.region or person.authority}")
        OUT.print(f"    {token}")
    OUT.print()
    if at is None:
        OUT.print(Message("The same through GraphQL, once it is served:"))
        OUT.print(f"  {_line(settings, 'serve')}")
        return
    subject = f'{{declaration: "{EXAMPLES[1].declaration}"}}'
    fields = "{ conclusion lawfulKg lawfulMinKg lawfulMaxKg }"
    body = json.dumps({"query": f"{{ verdict(subject: {subject}) {fields} }}"})
    OUT.print(Message("The same through GraphQL:"))
    OUT.print(
        f"  {shlex.join(['curl', '-s', at, '-H', 'content-type: application/json', '-d', body])}"
    )
    OUT.print()


async def _tokens(
    store: GraphStore, settings: Settings, people: "Iterable[Person]"
) -> list[tuple["Person", str]]:
    """The users of the demonstration, each with a token for a month; none where none is signed."""
    from provenance.access.identity.keys import Keys
    from provenance.access.identity.people import viewer
    from provenance.access.identity.users import add, token_for

    given: list[tuple[Person, str]] = []
    if not settings.store.startswith(SQLITE) and not settings.access.key.get_secret_value():
        return given
    for person in people:
        await add(store, viewer(person.name, **person._asdict()), anew=True)
        given.append((person, await token_for(store, Keys(store, settings), person.name, days=30)))
    return given


def _page(at: str) -> str:
    """The address of the page beside GraphQL's."""
    return at.removesuffix("graphql")


def absolute(address: str) -> str:
    """A store's address that means the same from wherever it is used."""
    if not address.startswith(SQLITE) or address == SQLITE:
        return address
    return f"{SQLITE}{os.path.abspath(address.removeprefix(SQLITE))}"


def _line(settings: Settings, *words: str) -> str:
    """A line for a shell that asks this store, wherever it is typed."""
    return shlex.join([*this_program(), *words, "--store", settings.store])


def this_program() -> list[str]:
    """How a shell that does not stand here calls this program."""
    here = os.path.abspath(sys.argv[0])
    named = shutil.which("provenance")
    if named is not None and os.path.realpath(named) == os.path.realpath(here):
        return ["provenance"]
    if os.path.basename(here) == "provenance" and os.access(here, os.X_OK) and os.path.isfile(here):
        return [here]
    return [sys.executable, "-m", "provenance"]

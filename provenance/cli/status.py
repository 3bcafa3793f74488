"""The command that says what a store holds, how fresh that is, and what waits."""

from datetime import datetime
from importlib.metadata import version

import typer

from provenance.cli.options import Address, AsJson
from provenance.cli.output import OUT, Terminal, print_json
from provenance.cli.reach import reached
from provenance.cli.running import guarded, server_asked
from provenance.cli.tables import print_table
from provenance.graph.port.form import FORM
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.records import Holding
from provenance.model.dates import clock
from provenance.model.message import Fact, Message
from provenance.model.to_json import to_json
from provenance.verdict.requests import open_samples
from provenance.words.table import Words, word

commands = typer.Typer()


@commands.command(epilog="Example: provenance status --store sqlite:///year.sqlite")
@guarded
async def status(address: Address = None, as_json: AsJson = False) -> None:
    """Say what is loaded, when it was loaded, settled and audited last, and what waits."""
    async with reached(address) as (place, settings):
        at, held = server_asked(address) or settings.store, await place.ask(holding)
        samples = await place.ask(open_samples)
    if as_json:
        of_store = {"version": version("provenance"), "store": at, "form": FORM}
        things = [{"kind": kind.name, "count": n} for kind, n in held.things.items()]
        print_json(of_store | to_json(held) | {"things": things, "openSamples": samples})
        return
    OUT.print(Message("{store}, form {form}", store=at, form=FORM))
    if not held.things:
        OUT.print(Message("Nothing is loaded yet: load records with `provenance ingest FILES`."))
    if held.synthetic:
        OUT.print(Message("Some of it is made up: firms whose names have 合成 in them."))
    if held.things:
        titles = (Words("种类", "on record"), Words("数量", "number"))
        print_table(titles, [(Terminal.language.of(word(k)), n) for k, n in held.things.items()])
    for line in _lines(held):
        OUT.print(line)
    if samples:
        OUT.print(Message("samples that no laboratory test has answered: {n:,}", n=samples))


async def holding(store: GraphStore) -> Holding:
    """What is loaded, when it was worked on last, and what waits."""
    return await store.records.holding()


def _lines(held: Holding) -> list[Message]:
    """When what was done last, and what waits."""
    never = Message("never")

    def time(at: datetime | None) -> Fact:
        return clock(at) if at else never

    lines = [
        Message("last record received: {time}", time=time(held.received_at)),
        Message("last settled: {time}; {n:,} wait", time=time(held.settled_at), n=held.to_settle),
        Message("last audited: {time}; {n:,} wait", time=time(held.audited_at), n=held.to_audit),
        Message("rejected lines: {n:,}", n=held.rejected),
    ]
    if held.to_settle:
        lines.append(Message("What waits is settled as records are loaded: load any, or again."))
    if held.to_audit:
        lines.append(Message("What waits is judged by `provenance audit --waiting`."))
    if held.rejected:
        lines.append(Message("Why lines were rejected: `provenance rejected`."))
    return lines

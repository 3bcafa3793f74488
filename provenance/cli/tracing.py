"""The commands that follow mass: back to where it came from, on to where it went, between two."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from provenance.cli.asked import Subjects
from provenance.cli.form import Shown, form_asked
from provenance.cli.graphs import drawn, graph_format, only, write_graph
from provenance.cli.keys import Declaration, Keys, KeysFile, Licence, batches, preferred
from provenance.cli.options import Address, AsCsv, AsJson, Out, day
from provenance.cli.output import ERR
from provenance.cli.printing import print_exposure, print_lineage, print_path
from provenance.cli.reach import reached
from provenance.cli.rows import (
    EXPOSURE,
    LINEAGE,
    PATH,
    exposure_rows,
    lineage_rows,
    path_rows,
)
from provenance.cli.running import guarded
from provenance.graph.port.graph import GraphStore
from provenance.ledger.lineage import Lineage
from provenance.ledger.paths import Span
from provenance.model.message import Message
from provenance.model.terms import Label, Ref
from provenance.verdict.dossier import gather
from provenance.verdict.exposure import SUBJECTS as EXPOSED
from provenance.verdict.exposure import expose
from provenance.verdict.lots_of import lots_of
from provenance.verdict.paths import ENDS, find_routes
from provenance.verdict.verdicts import SUBJECTS as VERDICTS
from provenance.verdict.wording import exposure_json, path_json

commands = typer.Typer()

LINES = Shown(LINEAGE, words={"direction": "column", "supported": "truth"})
REACHED = Shown(EXPOSURE, words={"kind": "label"})


@commands.command(epilog="Example: provenance lineage D1 --csv > lineage.csv")
@guarded
async def lineage(
    keys: Keys = None,
    file: KeysFile = None,
    declaration: Declaration = False,
    licence: Licence = False,
    down: Annotated[bool, typer.Option("--down", help="What descends from it instead.")] = False,
    max_nodes: Annotated[int, typer.Option("--max-nodes", min=1, help="Cut beyond this.")] = 5_000,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Show all that lots or shipments descend from, with every mass on the way."""
    drawn_as = graph_format(out)
    form = form_asked(as_json=as_json, as_csv=as_csv, out=None if drawn_as else out)
    async with reached(address) as (place, settings):
        asked = Subjects(place, VERDICTS | {Label.EVENT})
        for batch in batches(keys, file):
            await asked.look_up(batch, preferred(declaration, licence))
        if out is not None and drawn_as is not None:
            one = only(asked.refs)
            graph = await place.ask(drawn, one, settings, up=not down, most=max_nodes)
            write_graph(graph, out, drawn_as)
            raise typer.Exit(asked.code)
        found = await place.ask(followed, asked.refs, up=not down, most=max_nodes)
    if not form.at_terminal:
        form.print(lineage_rows(found), LINEAGE, LINES)
        if found.cut:
            ERR.print(
                Message("cut: more lies behind {n} nodes; raise --max-nodes", n=len(found.cut))
            )
    elif asked.refs:
        print_lineage(found)
    raise typer.Exit(asked.code)


async def followed(store: GraphStore, refs: Sequence[Ref], *, up: bool, most: int) -> Lineage:
    """All that lots, shipments and events descend from, or what descends from them."""
    events = [ref for ref in refs if ref.label is Label.EVENT]
    dossier = await gather(store, [ref for ref in refs if ref not in events])
    seeds = {*dossier.all_seeds, *events, *await lots_of(store, events, made=True)}
    return await store.graph.lineage(sorted(seeds), up=up, most=most)


@commands.command(epilog="Example: provenance exposure C1 --json")
@guarded
async def exposure(
    keys: Keys = None,
    file: KeysFile = None,
    event: Annotated[
        bool, typer.Option("--event", help="Take a number for an event first.")
    ] = False,
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many of each.")] = 100,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Show which lots, enterprises and exports the mass of a lot or an event reached."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    rows: list[dict[str, Any]] = []
    async with reached(address) as (place, settings):
        asked = Subjects(place, EXPOSED)
        for batch in batches(keys, file):
            await asked.look_up(batch, {Label.EVENT} if event else ())
        for subject in asked.refs:
            found = await place.ask(expose, subject, settings, first)
            assert found is not None  # it was found just now
            if form.at_terminal:
                print_exposure(found)
            else:
                rows += [exposure_json(found)] if form.json else exposure_rows(found)
    if not form.at_terminal:
        form.print(rows, EXPOSURE, REACHED)
    raise typer.Exit(asked.code)


class End(StrEnum):
    """What a path can lead between."""

    LOT = "lot"
    EVENT = "event"
    INVOICE = "invoice"
    DECLARATION = "declaration"
    EXPORT_LICENCE = "licence"
    ENTERPRISE = "enterprise"
    REGION = "region"


@commands.command(epilog="Example: provenance paths 91150000701463622D F1")
@guarded
async def paths(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where from, by number.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Where to, by number.")],
    from_kind: Annotated[End | None, typer.Option(help="What to take FROM for first.")] = None,
    to_kind: Annotated[End | None, typer.Option(help="What to take TO for first.")] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="By events from this day on."),
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=day, metavar="DAY", help="By events to this day.")
    ] = None,
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 10,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Show the paths between two lots, enterprises, places or documents that carry most mass."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with reached(address) as (place, settings):
        asked = Subjects(place, ENDS)
        for text, kind in ((start, from_kind), (end, to_kind)):
            await asked.look_up([text], {Label[kind.name]} if kind else ())
        if asked.code:
            raise typer.Exit(asked.code)
        span = Span(since, until)
        found = await place.ask(find_routes, asked.found[0], asked.found[1], span, first, settings)
        assert found is not None  # both ends were found just now
    if form.at_terminal:
        for route in found.routes:
            print_path(route)
    else:
        form.print(map(path_json, found.routes) if form.json else path_rows(found.routes), PATH)
    if not found.routes:
        ERR.print(Message("no material leads from {start} to {end}", start=start, end=end))
    if found.cut:
        ERR.print(Message("cut: more leads there than one request may read"))

"""The commands that ask: for verdicts, lineages, exposure, paths, and by text."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from provenance.cli.answering import print_remedies, print_verdict
from provenance.cli.asked import Subjects
from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out, day
from provenance.cli.output import ERR, OUT, Terminal
from provenance.cli.printing import print_exposure, print_lineage, print_path
from provenance.cli.rows import (
    EXPOSURE,
    LINEAGE,
    PATH,
    THING,
    VERDICT,
    exposure_rows,
    lineage_rows,
    path_rows,
    thing_row,
    verdict_row,
)
from provenance.cli.running import guarded, opened
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.ledger.paths import Span
from provenance.model.message import Message
from provenance.model.terms import CustodyModel, Label, Ref
from provenance.verdict.conclusion import Verdict
from provenance.verdict.dossier import gather
from provenance.verdict.exposure import SUBJECTS as EXPOSED
from provenance.verdict.exposure import expose
from provenance.verdict.lots_of import lots_of
from provenance.verdict.paths import ENDS, find_routes
from provenance.verdict.verdicts import SUBJECTS as VERDICTS
from provenance.verdict.verdicts import verdicts
from provenance.verdict.wording import exposure_json, path_json, remedy_json, verdict_json

commands = typer.Typer()

Keys = Annotated[
    list[str],
    typer.Argument(metavar="KEY...", help="Numbers as they are pasted; also as lot:D1."),
]
Declaration = Annotated[
    bool, typer.Option("--declaration", help="Take a number for a declaration first.")
]
Licence = Annotated[bool, typer.Option("--licence", help="Take a number for a licence first.")]


@commands.command(epilog="Example: provenance verdict 530120260000000042 D1 --json")
@guarded
async def verdict(
    keys: Keys,
    declaration: Declaration = False,
    licence: Licence = False,
    custody: Annotated[
        CustodyModel,
        typer.Option("--custody-model", help="How material is told apart (ISO 22095)."),
    ] = CustodyModel.MASS_BALANCE,
    remedies: Annotated[
        bool, typer.Option("--remedies", help="Say too which documents would clear it.")
    ] = False,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say how much of a lot, a shipment or all under a licence has a lawful origin."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, settings):
        asked = Subjects(store, VERDICTS)
        await asked.look_up(keys, _preferred(declaration, licence))
        answers = await verdicts(store, asked.refs, settings, custody)
        found = [answer for answer in answers if answer]  # all are: they were found just now
        names = await _names(store, found) if form.for_people else {}
        decisions = await _decisions(store, found) if form.for_people else {}
    with form.opened(VERDICT) as write:
        for n, answer in enumerate(found):
            cleared = answer.remedies() if remedies else []
            if form.for_people:
                if n:
                    OUT.print()
                print_verdict(answer, names, decisions.get(answer.subject, ()))
                print_remedies(cleared)
            elif form.json:
                spoken = Terminal.language
                told = [remedy_json(remedy, spoken) for remedy in cleared]
                write(verdict_json(answer, spoken) | ({"remedies": told} if remedies else {}))
            else:
                write(verdict_row(answer))
    raise typer.Exit(asked.code)


async def _decisions(
    store: GraphStore, found: Sequence[Verdict]
) -> Mapping[Ref, Sequence[Decision]]:
    """What officers did with the declarations that verdicts are on."""
    refs = [one.subject for one in found if one.subject.label is Label.DECLARATION]
    return await store.findings.decisions(refs) if refs else {}


async def _names(store: GraphStore, found: Sequence[Verdict]) -> dict[str, str]:
    """What the enterprises that verdicts name are called, in Chinese and English."""
    keys = {origin.enterprise for answer in found for origin in answer.origins}
    things = await store.graph.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {
        thing.ref.key: " ".join(filter(None, (thing.props.get("name"), thing.props.get("name_en"))))
        for thing in things
        if thing is not None
    }


@commands.command(epilog="Example: provenance lineage D1 --csv > lineage.csv")
@guarded
async def lineage(
    keys: Keys,
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
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    async with opened(address) as (store, _):
        asked = Subjects(store, VERDICTS | {Label.EVENT})
        await asked.look_up(keys, _preferred(declaration, licence))
        events = [ref for ref in asked.refs if ref.label is Label.EVENT]
        dossier = await gather(store, [ref for ref in asked.refs if ref not in events])
        seeds = {*dossier.all_seeds, *events, *await lots_of(store, events, made=True)}
        found = await store.graph.lineage(sorted(seeds), up=not down, most=max_nodes)
    if not form.at_terminal:
        form.print(lineage_rows(found), LINEAGE)
        if found.cut:
            ERR.print(f"cut: more lies behind {len(found.cut)} nodes; raise --max-nodes")
    elif asked.refs:
        print_lineage(found)
    raise typer.Exit(asked.code)


def _preferred(declaration: bool, licence: bool) -> set[Label]:
    """What a number is taken for where it may be several things."""
    if declaration and licence:
        raise typer.BadParameter("say --declaration or --licence, not both")
    kinds = {Label.DECLARATION: declaration, Label.EXPORT_LICENCE: licence}
    return {label for label, said in kinds.items() if said}


@commands.command(epilog="Example: provenance exposure C1 --json")
@guarded
async def exposure(
    keys: Keys,
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
    async with opened(address) as (store, settings):
        asked = Subjects(store, EXPOSED)
        await asked.look_up(keys, {Label.EVENT} if event else ())
        for subject in asked.refs:
            found = await expose(store, subject, settings, first)
            assert found is not None  # it was found just now
            if form.at_terminal:
                print_exposure(found)
            else:
                rows += [exposure_json(found)] if form.json else exposure_rows(found)
    if not form.at_terminal:
        form.print(rows, EXPOSURE, Shown(EXPOSURE, words={"kind": "label"}))
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
    async with opened(address) as (store, settings):
        asked = Subjects(store, ENDS)
        for text, kind in ((start, from_kind), (end, to_kind)):
            await asked.look_up([text], {Label[kind.name]} if kind else ())
        if asked.code:
            raise typer.Exit(asked.code)
        span = Span(since, until)
        found = await find_routes(store, asked.found[0], asked.found[1], span, first, settings)
        assert found is not None  # both ends were found just now
    if form.at_terminal:
        for route in found.routes:
            print_path(route)
    else:
        form.print(map(path_json, found.routes) if form.json else path_rows(found.routes), PATH)
    if not found.routes:
        ERR.print(Message("no material leads from {start} to {end}", start=start, end=end))
    if found.cut:
        ERR.print("cut: more leads there than one request may read")


@commands.command(epilog="Example: provenance search 北方稀土")
@guarded
async def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT...", help="Parts of a number or of a name, also in pinyin; all must fit."
        ),
    ],
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many.")] = 20,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Find anything by part of its number or name, Chinese, pinyin or English; best fit first."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    text = " ".join(words)
    async with opened(address) as (store, _):
        found = await store.graph.search(text, first)
    form.print(map(thing_row, found), THING, Shown(THING, keys=2, words={"label": "label"}))
    if not found:
        ERR.print(Message("nothing bears {text}, nor anything like it", text=text))

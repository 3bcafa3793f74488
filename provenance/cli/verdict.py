"""The commands that ask: for verdicts, lineages, exposure, paths, and by text."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from provenance.cli.options import Address, AsCsv, AsJson, day
from provenance.cli.output import ERR, Form, print_json
from provenance.cli.printing import (
    lineage_rows,
    print_exposure,
    print_lineage,
    print_path,
    print_remedies,
    print_unknown,
    print_verdict,
    thing_row,
)
from provenance.cli.running import NOT_ON_RECORD, guarded, opened
from provenance.graph.port.graph import GraphStore
from provenance.ledger.paths import Span
from provenance.model.asking import ref_asked
from provenance.model.errors import UnknownSubjectError
from provenance.model.terms import CustodyModel, Label, Ref
from provenance.verdict.conclusion import Verdict
from provenance.verdict.dossier import gather
from provenance.verdict.exposure import expose
from provenance.verdict.paths import find_routes
from provenance.verdict.verdicts import verdicts
from provenance.verdict.wording import exposure_json, path_json, remedy_json, verdict_json

commands = typer.Typer()

Keys = Annotated[list[str], typer.Argument(metavar="KEY...", help="Numbers of lots.")]
Declaration = Annotated[
    bool, typer.Option("--declaration", help="The numbers are export declarations.")
]
Licence = Annotated[bool, typer.Option("--licence", help="The numbers are export licences.")]


@commands.command(epilog="Example: provenance verdict --declaration 530120260000000042 --json")
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
) -> None:
    """Say how much of a lot, a shipment or all under a licence has a lawful origin."""
    subjects = _subjects(keys, declaration, licence)
    async with opened(address) as (store, settings):
        found = await verdicts(store, subjects, settings, custody)
        names = {} if as_json else await _names(store, found)
    for subject, answer in zip(subjects, found, strict=True):
        if answer is None:
            print_unknown(subject)
            continue
        cleared = answer.remedies() if remedies else []
        if as_json:
            beside = {"remedies": [remedy_json(remedy) for remedy in cleared]} if remedies else {}
            print_json(verdict_json(answer) | beside)
        else:
            print_verdict(answer, names)
            print_remedies(cleared)
    if None in found:
        raise typer.Exit(NOT_ON_RECORD)


async def _names(store: GraphStore, found: list[Verdict | None]) -> dict[str, str]:
    """What the enterprises that verdicts name are called, in Chinese and English."""
    keys = {origin.enterprise for answer in found if answer for origin in answer.origins}
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
) -> None:
    """Show all that lots or shipments descend from, with every mass on the way."""
    subjects = _subjects(keys, declaration, licence)
    async with opened(address) as (store, _):
        dossier = await gather(store, subjects)
        unknown = [subject.key for subject in subjects if not dossier.known(subject)]
        if unknown:
            raise UnknownSubjectError(f"nothing on record bears the number {', '.join(unknown)}")
        found = await store.graph.lineage(dossier.all_seeds, up=not down, most=max_nodes)
    form = Form(as_json, as_csv)
    if form.for_people:
        print_lineage(found)
        return
    form.print(lineage_rows(found), ("event", "date", "direction", "lot", "reoKg", "supported"))
    if found.cut:
        ERR.print(f"cut: more lies behind {len(found.cut)} nodes; raise --max-nodes")


def _subjects(keys: list[str], declaration: bool, licence: bool) -> list[Ref]:
    if declaration and licence:
        raise typer.BadParameter("say --declaration or --licence, not both")
    label = Label.DECLARATION if declaration else Label.EXPORT_LICENCE if licence else Label.LOT
    return [ref_asked(label, key) for key in keys]


@commands.command(epilog="Example: provenance exposure C1 --json")
@guarded
async def exposure(
    keys: Keys,
    event: Annotated[
        bool, typer.Option("--event", help="The numbers are events, such as extraction:E1.")
    ] = False,
    first: Annotated[int, typer.Option("--first", min=1, help="At most so many of each.")] = 100,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Show which lots, enterprises and exports the mass of a lot or an event reached."""
    unknown = False
    async with opened(address) as (store, settings):
        for subject in [ref_asked(Label.EVENT if event else Label.LOT, key) for key in keys]:
            found = await expose(store, subject, settings, first)
            if found is None:
                unknown = True
                print_unknown(subject)
            elif as_json:
                print_json(exposure_json(found))
            else:
                print_exposure(found)
    if unknown:
        raise typer.Exit(NOT_ON_RECORD)


class End(StrEnum):
    """What a path can lead between."""

    LOT = "lot"
    ENTERPRISE = "enterprise"
    REGION = "region"


@commands.command(epilog="Example: provenance paths --from-kind enterprise 91150000701463622D F1")
@guarded
async def paths(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Where from, by number.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Where to, by number.")],
    from_kind: Annotated[End, typer.Option(help="What FROM is.")] = End.LOT,
    to_kind: Annotated[End, typer.Option(help="What TO is.")] = End.LOT,
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
) -> None:
    """Show the paths between two lots, enterprises or regions that carry most mass."""
    ends = (ref_asked(Label[from_kind.name], start), ref_asked(Label[to_kind.name], end))
    span = Span(since, until)
    async with opened(address) as (store, settings):
        found = await find_routes(store, *ends, span, first, settings)
    if found is None:
        raise UnknownSubjectError(f"nothing on record bears one of the numbers {start} and {end}")
    for route in found.routes:
        if as_json:
            print_json(path_json(route))
        else:
            print_path(route)
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
) -> None:
    """Find anything by part of its number or name, Chinese, pinyin or English; best fit first."""
    async with opened(address) as (store, _):
        found = await store.graph.search(" ".join(words), first)
    rows = map(thing_row, found)
    Form(as_json, as_csv).print(rows, ("label", "key", "name", "nameEn"))

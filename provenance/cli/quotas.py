"""The commands on quotas, and on the built-in notices of quotas."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from provenance.cli.answers import none_of_year, print_first, say_none, years
from provenance.cli.form import form_asked
from provenance.cli.ingest import replaced
from provenance.cli.options import (
    Address,
    AsCsv,
    AsJson,
    AsOf,
    Enterprise,
    First,
    Out,
    Year,
    as_known,
)
from provenance.cli.output import ERR
from provenance.cli.quota_rows import (
    INDICATOR,
    INDICATOR_FIELDS,
    NOTICE,
    NOTICE_FIELDS,
    QUOTA,
    QUOTA_FIELDS,
    changes_in_words,
    figure,
    notice_row,
    quota_row,
)
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of as known_at
from provenance.graph.port.graph import GraphStore, Reader
from provenance.ingest.load import Tally
from provenance.ingest.notices import load_notices
from provenance.model.dates import shanghai
from provenance.model.errors import MisuseError
from provenance.model.mass import kilograms
from provenance.model.message import Message
from provenance.model.reference.quota_notices import lines
from provenance.model.terms import EdgeType, Label
from provenance.settings import Settings
from provenance.supervision.allocation import allocations

commands = typer.Typer()


@commands.command(epilog="Example: provenance quotas --year 2024 --as-of 2024-06-30 --csv")
@guarded
async def quotas(
    year: Year = None,
    enterprise: Enterprise = None,
    indicators: Annotated[
        bool, typer.Option("--indicators", help="The national indicators instead.")
    ] = False,
    as_of: AsOf = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List quotas, each as adjusted, with what penalties decided to cut of it.

    Quotas are issued and changed by `provenance ingest` of records (indicator, quota,
    quota_adjustment, withdrawal; see `provenance records quota`), or by GraphQL mutations.
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    at = as_known(as_of)
    if indicators and enterprise is not None:
        raise MisuseError(Message("an indicator is of the nation: leave out --enterprise"))
    async with reached(address) as (place, _):
        if indicators:
            found = await place.ask(indicator_rows, year, at)
        else:
            rows = await place.ask(quota_rows, year, enterprise, at)
            found = rows if form.json else [changes_in_words(row) for row in rows]
        if not found:
            of = Label.INDICATOR if indicators else Label.QUOTA
            await say_none(form, place, none_of_year(await place.ask(years, of), of, year))
    told = (INDICATOR_FIELDS, INDICATOR) if indicators else (QUOTA_FIELDS, QUOTA)
    print_first(form, found, first, *told)
    if indicators or not found:
        return
    form.note(
        Message("{n:,} quotas, as of {at}", n=len(found), at=shanghai(at))
        if at
        else Message("{n:,} quotas", n=len(found))
    )


async def quota_rows(
    store: GraphStore, year: int | None, enterprise: str | None, at: datetime | None
) -> list[Mapping[str, Any]]:
    """Quotas as programs read them, as known at a time; now without one."""
    return list(map(quota_row, await allocations(store, at, year=year, enterprise=enterprise)))


async def indicator_rows(
    store: GraphStore, year: int | None, at: datetime | None
) -> list[Mapping[str, Any]]:
    """The national indicators of a year, and how much of each was allocated."""
    reader: Reader = store.graph if at is None else await known_at(store, at)
    found = [
        thing
        for thing in await all_of(reader, Label.INDICATOR)
        if thing.known and year in (None, thing.props["year"])
    ]
    parts = await everything(reader, [t.ref for t in found], EdgeType.PART_OF, out=False)
    amounts = {one.quota.ref: one.adjusted_g for one in await allocations(store, at)}
    allocated = {
        ref: sum(
            amounts[near.thing.ref]
            for near in nearby
            if near.thing.ref in amounts and not near.thing.props.get("within")
        )
        for ref, nearby in parts.items()
    }
    return [figure(thing) | {"allocatedKg": kilograms(allocated[thing.ref])} for thing in found]


@commands.command(epilog="Example: provenance notices --year 2024 --load")
@guarded
async def notices(
    year: Year = None,
    load: Annotated[
        bool, typer.Option("--load", help="Load them as indicators, groups and quotas.")
    ] = False,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code", metavar="GROUP=CODE", help="The credit code a group has in your books."
        ),
    ] = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """List the published quota notices of 2018 to 2024, built in, or load them.

    Each line says how firm it is. The groups' credit codes are made up (合成) unless given.
    """
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    found = lines(year)
    if load:
        codes = dict(_pair(text) for text in code or ())
        async with reached(address, create=True) as (place, settings):
            tally = await place.ask(notices_loaded, settings, year, codes)
        found = [line for line in found if line.record is not None]
        told = Message(
            "{committed} records committed, {new} of them new{replaced}.",
            committed=tally.committed,
            new=tally.new,
            replaced=replaced(tally) or "",
        )
    else:
        told = Message(
            "Lines without a record are totals or break-downs of the same tonnes as others: never"
            " add them up. --load brings those with one into the books."
        )
    print_first(form, list(map(notice_row, found)), first, NOTICE_FIELDS, NOTICE)
    form.note(told)
    groups = {line.group.name for line in found if line.group}
    if load and len(codes) < len(groups):
        ERR.print(Message("The groups' credit codes are made up unless given: --code NREG=…"))


async def notices_loaded(
    store: GraphStore, settings: Settings, year: int | None, codes: Mapping[str, str]
) -> Tally:
    """Load the notices of a year, or all; says how many records that was."""
    return (await load_notices(store, settings, year, codes)).tally


def _pair(text: str) -> tuple[str, str]:
    group, equals, code = text.partition("=")
    if not (group and equals and code):
        raise MisuseError(
            Message(
                "{text} is no code of a group: write such as NREG=91150000701463622D",
                text=ascii(text),
            )
        )
    return group, code

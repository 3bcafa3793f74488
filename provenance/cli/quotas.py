"""The words of the commands on quotas, the built-in notices, and cases."""

from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import AsCsv, AsJson, AsOf, Enterprise, Store, Year
from provenance.cli.output import ERR, OUT, Form, _list, _pair
from provenance.cli.quota_rows import (
    INDICATOR_FIELDS,
    NOTICE_FIELDS,
    QUOTA_FIELDS,
    figure,
    notice_row,
    quota_row,
)
from provenance.cli.running import guard, run
from provenance.graph.opening import store_at
from provenance.graph.pages import all_of, everything
from provenance.graph.past import as_of as known_at
from provenance.ingest.notices import load_notices
from provenance.model.dates import moment, shanghai
from provenance.model.errors import MisuseError
from provenance.model.mass import kilograms
from provenance.model.reference.quota_notices import lines
from provenance.model.terms import EdgeType, Label
from provenance.settings import Settings
from provenance.supervision.allocation import allocations

if TYPE_CHECKING:
    from provenance.graph.port.graph import Reader


def quotas(
    year: Year = None,
    enterprise: Enterprise = None,
    indicators: Annotated[
        bool, typer.Option("--indicators", help="The national indicators instead.")
    ] = False,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List quotas, each as adjusted, with what penalties decided to cut of it.

    Quotas are issued and changed by `provenance ingest` of records (indicator, quota,
    quota_adjustment, withdrawal; see `provenance records quota`), or by GraphQL mutations.
    """
    form = Form(as_json, as_csv)
    if indicators:
        run(lambda settings: run_indicators(settings, year, as_of, form), store)
    else:
        run(lambda settings: run_quotas(settings, year, enterprise, as_of, form), store)


def notices(
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
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the published quota notices of 2018 to 2024, built in, or load them.

    Each line says how firm it is. The groups' credit codes are made up (合成) unless given.
    """
    form = Form(as_json, as_csv)
    if load:
        run(lambda settings: run_load(settings, year, code or [], form), store)
    else:
        guard(lambda: list_notices(year, form))


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    cli.command(epilog="Example: provenance quotas --year 2024 --as-of 2024-06-30 --csv")(quotas)
    cli.command(epilog="Example: provenance notices --year 2024 --load")(notices)


_FIGURE = {
    "key": "number 编号",
    "year": "year 年",
    "batch": "batch 批次",
    "activity": "activity",
    "oreClass": "ore class",
}
_QUOTA = {
    "key": "number 编号",
    "name": "enterprise 企业",
    "oreClass": "ore class",
    "reoKg": "kg REO 指标",
    "adjustedKg": "adjusted 调整后",
    "adjustments": "adjustments 调整",
    "reductionsDecided": "reductions decided 核减决定",
    "status": "status",
}
_INDICATOR = _FIGURE | {"reoKg": "kg REO 指标", "allocatedKg": "allocated 已分解"}
_NOTICE = {
    "year": "year 年",
    "batch": "batch 批次",
    "activity": "activity",
    "oreClass": "ore class",
    "group": "group 集团",
    "reoKg": "kg REO 指标",
    "status": "status",
    "record": "record",
}


async def run_quotas(
    settings: Settings, year: int | None, enterprise: str | None, as_of: str | None, form: Form
) -> None:
    """List the quotas of a year, as adjusted."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        found = await allocations(store, at, year=year, enterprise=enterprise)
    _list([quota_row(one) for one in found], form, QUOTA_FIELDS, _QUOTA)
    if not (form.json or form.csv):
        OUT.print(f"{len(found)} quotas 指标" + (f", as of {shanghai(at)}" if at else ""))


async def run_indicators(
    settings: Settings, year: int | None, as_of: str | None, form: Form
) -> None:
    """List the national indicators of a year, and how much of each was allocated."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        reader: Reader = store.graph if at is None else await known_at(store, at)
        found = [
            thing
            for thing in await all_of(reader, Label.INDICATOR)
            if thing.known and year in (None, thing.props["year"])
        ]
        parts = await everything(reader, [t.ref for t in found], EdgeType.PART_OF, out=False)
        amounts = {one.quota.ref: one.adjusted_g for one in await allocations(store, at)}
    rows = [
        figure(thing)
        | {
            "allocatedKg": kilograms(
                sum(
                    amounts[near.thing.ref]
                    for near in parts[thing.ref]
                    if near.thing.ref in amounts and not near.thing.props.get("within")
                )
            )
        }
        for thing in found
    ]
    _list(rows, form, INDICATOR_FIELDS, _INDICATOR)


def list_notices(year: int | None, form: Form) -> None:
    """List the built-in notices, loaded or not; MisuseError for a year without any."""
    found = lines(year)
    if not found:
        raise MisuseError(f"there are no notices of {year}; there are of 2018 to 2024")
    _list([notice_row(line) for line in found], form, NOTICE_FIELDS, _NOTICE)
    if not (form.json or form.csv):
        OUT.print(
            "Lines without a record are totals or break-downs of the same tonnes as others: never"
            " add them up. --load brings those with one into the books."
        )


async def run_load(settings: Settings, year: int | None, codes: list[str], form: Form) -> None:
    """Load the built-in notices, with the credit codes given as GROUP=CODE."""
    given = dict(_pair(text) for text in codes)
    async with store_at(settings.store, settings) as store:
        taken = await load_notices(store, settings, year, given)
    rows = [notice_row(line) for line in lines(year) if line.record is not None]
    _list(rows, form, NOTICE_FIELDS, _NOTICE)
    if not (form.json or form.csv):
        OUT.print(f"{taken.tally.committed} records committed, {taken.tally.new} of them new.")
    made_up = sorted({row["group"] for row in rows if row["group"]})
    if made_up and len(given) < len(made_up):
        ERR.print(
            "The groups' credit codes are made up (合成) unless given: --code NREG=…", markup=False
        )

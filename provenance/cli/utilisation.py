"""The command that says how far quota is used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from provenance.cli.answers import most, none_of_year, say_left, say_none, years
from provenance.cli.form import Form, Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Enterprise, First, Out, as_known
from provenance.cli.output import seen
from provenance.cli.reach import reached
from provenance.cli.running import guarded
from provenance.graph.port.graph import GraphStore
from provenance.model.dates import shanghai
from provenance.model.message import Message
from provenance.model.regions import Place, levels
from provenance.model.terms import Activity, Label, OreClass, Ref
from provenance.model.to_json import to_json
from provenance.supervision.utilisation import By, Row, Scope
from provenance.supervision.utilisation import utilisation as used
from provenance.supervision.utilisation.facts import Amounts
from provenance.supervision.utilisation.rollup import PLACES
from provenance.words.table import word_of

commands = typer.Typer()

MASSES = (
    "allocated", "adjusted", "overallocated", "drawn", "covered", "covered_by_group", "over",
    "used", "used_by_affiliates", "remaining",
)  # fmt: skip
"""The masses of a row."""

FOREMOST = ("adjusted", "drawn", "over", "remaining")
"""The masses that people look for first."""

NAMED = (*PLACES, By.GROUP, By.ENTERPRISE)
"""What has a name beside its number."""

SELDOM = frozenset({"overallocated", "covered_by_group", "used", "used_by_affiliates"})
"""What a table leaves out where it is nothing in any row; `used` is then as `covered`."""


@commands.command(epilog="Example: provenance utilisation --year 2024 --by province --by activity")
@guarded
async def utilisation(
    year: Annotated[int | None, typer.Option("--year", help="Of this calendar year.")] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="As it stood at its end.")
    ] = None,
    by: Annotated[
        list[By] | None,
        typer.Option(
            "--by",
            case_sensitive=False,
            help="May be repeated; province without it.",
        ),
    ] = None,
    activity: Annotated[
        Activity | None, typer.Option("--activity", case_sensitive=False, help="Of this one.")
    ] = None,
    ore_class: Annotated[
        OreClass | None, typer.Option("--ore-class", case_sensitive=False, help="Of this one.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", help="Of enterprises here, by GB/T 2260 code.")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", help="Of this enterprise and all below it.")
    ] = None,
    enterprise: Enterprise = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="As it was known then; a day is its end."),
    ] = None,
    first: First = None,
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say how far quota is used, rolled up by place or along groups; every level adds up."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    scope = Scope(year, month, activity, ore_class, region, group, enterprise)
    told_by = list(dict.fromkeys((*(by or [By.PROVINCE]), By.ACTIVITY)))
    at = as_known(as_of)
    async with reached(address) as (place, _):
        found = await place.ask(utilised, scope, told_by, at)
        rows = found.rows[: most(form, first)]
        if not found.rows:
            there = await place.ask(years, Label.QUOTA)
            await say_none(form, place, none_of_year(there, Label.QUOTA, scope.only_year))
    if form.at_terminal and not found.rows:
        return
    if form.for_people:
        _print(form, found, rows, told_by)
    else:
        shaped = _json if form.json else _cells
        form.print((shaped(row, found.names) for row in rows), _columns(told_by))
    say_left(form, len(rows), len(found.rows))


@dataclass(frozen=True, slots=True)
class Line:
    """What some quota comes to, in grams REO; `of` says which, by the code of each."""

    of: Mapping[By, str]
    year: int | None
    month: str | None
    amounts: Amounts
    share_of_year_elapsed: float | None
    runs_out_in: str | None
    places: Mapping[By, Place]


@dataclass(frozen=True, slots=True)
class Used:
    """How far quota is used: line by line and in all, of which day, with names of enterprises."""

    rows: Sequence[Line]
    totals: Sequence[Line]
    names: Mapping[str, str]
    day: date
    settled_at: datetime | None
    waiting: bool


async def utilised(store: GraphStore, scope: Scope, by: Sequence[By], at: datetime | None) -> Used:
    """How far quota is used, told apart as asked, as known at a time; now without one."""
    rollup = await used(store, scope, as_of=at)
    rows = rollup.rows(by)
    keys = {row.of[one] for row in rows for one in (By.ENTERPRISE, By.GROUP) if one in row.of}
    found = await store.graph.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    names = {thing.ref.key: str(thing.props.get("name") or "") for thing in found if thing}
    settled = rollup.settled
    return Used(
        [_line(row) for row in rows],
        [_line(row) for row in rollup.rows()],
        names,
        rollup.day,
        settled.at,
        settled.waiting,
    )


def _line(row: Row) -> Line:
    return Line(
        row.of,
        row.year,
        row.month,
        row.amounts,
        row.share_of_year_elapsed,
        row.runs_out_in,
        {by: row.place_at(by) for by in PLACES if by in row.of},
    )


def _name(row: Line, by: By, names: Mapping[str, str]) -> str:
    """What a key of a row is called: a place with all it lies in, an enterprise."""
    if by not in PLACES:
        return names.get(row.of[by], "")
    place = row.places[by]
    found = levels(place.code)
    steps = dict.fromkeys((found.province, found.city, found.county))
    return "".join(step.name for step in steps if step is not None) or place.name


def _json(row: Line, names: Mapping[str, str]) -> dict[str, Any]:
    """A row in the names that GraphQL has for it."""
    told: dict[str, Any] = {}
    for by, key in row.of.items():
        if by in NAMED:
            told[by.value] = {"code": key, "name": _name(row, by, names)}
        elif by in (By.ACTIVITY, By.ORE_CLASS):
            told["oreClass" if by is By.ORE_CLASS else by.value] = key.upper() or None
    masses = to_json(row.amounts, " ".join(f"{name}_g" for name in MASSES))
    return {
        **told,
        "year": row.year,
        "month": row.month,
        **masses,
        "shareOfYearElapsed": row.share_of_year_elapsed,
        "runsOutIn": row.runs_out_in,
    }


def _columns(by: Sequence[By]) -> list[str]:
    """The columns of a spreadsheet."""
    told = [
        name
        for one in by
        for name in ([one.value, f"{one.value}_name"] if one in NAMED else [one.value])
    ]
    return [*told, *(f"{name}_t" for name in MASSES), "share_of_year_elapsed", "runs_out_in"]


def _cells(row: Line, names: Mapping[str, str]) -> dict[str, Any]:
    """A row for a spreadsheet, masses in tonnes exact to the gram."""
    told: dict[str, Any] = {}
    for by, key in row.of.items():
        told[by.value] = key
        if by in NAMED:
            told[f"{by.value}_name"] = _name(row, by, names)
    masses = {f"{name}_t": Decimal(_grams(row, name)).scaleb(-6) for name in MASSES}
    share = row.share_of_year_elapsed
    return {
        **told,
        **masses,
        "share_of_year_elapsed": None if share is None else Decimal(f"{share:.4f}"),
        "runs_out_in": row.runs_out_in or "",
    }


def _print(form: Form, used: Used, rows: Sequence[Line], by: Sequence[By]) -> None:
    """A table in tonnes with the lines that rows add up to, and of when it is."""
    shown = [
        name
        for name in (*FOREMOST, *(name for name in MASSES if name not in FOREMOST))
        if name not in SELDOM or (name != "used" and any(_grams(row, name) for row in rows))
    ]
    masses = [f"{name}_t" for name in shown]
    fields = [*(one.value for one in by), *masses, "share_of_year_elapsed", "runs_out_in"]
    cells = [_told(row, by, used.names, shown) for row in rows]
    form.print([*cells, *_totals(used, by, shown)], (), Shown(fields, keys=len(by)))
    form.note(
        Message(
            "REO in tonnes, as of {day} (Asia/Shanghai); settled {at}",
            day=used.day,
            at=shanghai(used.settled_at) if used.settled_at else Message("not yet"),
        )
    )
    if used.waiting:
        form.note(Message("Something waits to be settled: draws may lag behind quotas."))


def _totals(used: Used, by: Sequence[By], shown: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The lines that rows add up to; months, and a table of nothing but these, have none."""
    if By.MONTH in by or (len(by) == 1 and by[0] is By.ACTIVITY):
        return
    for whole in used.totals:
        row = _told(whole, by, used.names, shown)
        total = seen(Message("total"))
        yield row | {one.value: f"{row[one.value]} {total}" for one in by if one in whole.of}


def _told(
    row: Line, by: Sequence[By], names: Mapping[str, str], shown: Sequence[str]
) -> dict[str, Any]:
    """A row as a person reads it, masses in tonnes to the kilogram."""
    share = row.share_of_year_elapsed
    return {
        **{one.value: _title(row, one, names) if one in row.of else "" for one in by},
        **{f"{name}_t": Decimal(f"{_grams(row, name) / 1e6:.3f}") for name in shown},
        "share_of_year_elapsed": "" if share is None else f"{share:.1%}",
        "runs_out_in": row.runs_out_in,
    }


def _title(row: Line, by: By, names: Mapping[str, str]) -> str:
    """A key with its name, or the word for it."""
    key = row.of[by]
    if by in NAMED:
        return f"{key or '-'} {_name(row, by, names)}".strip()
    return str(seen(word_of(by.value, key))) if key else "-"


def _grams(row: Line, name: str) -> int:
    grams: int = getattr(row.amounts, f"{name}_g")
    return grams

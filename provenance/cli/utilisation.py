"""The command that says how far quota is used."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.text import Text

from provenance.cli.options import Address, AsCsv, AsJson, Enterprise
from provenance.cli.output import OUT, Form, print_table
from provenance.cli.running import guarded, opened
from provenance.graph.port.graph import GraphStore
from provenance.model.dates import moment, shanghai
from provenance.model.regions import levels
from provenance.model.terms import Activity, Label, OreClass, Ref
from provenance.model.to_json import to_json
from provenance.supervision.utilisation import By, Rollup, Row, Scope
from provenance.supervision.utilisation import utilisation as used
from provenance.supervision.utilisation.rollup import PLACES

commands = typer.Typer()

MASSES: Mapping[str, str] = {
    "allocated": "下达",
    "adjusted": "调整后",
    "overallocated": "超额分解",
    "drawn": "使用",
    "covered": "指标内",
    "covered_by_group": "占用集团指标",
    "over": "超指标",
    "used": "已占用",
    "used_by_affiliates": "所属企业占用",
    "remaining": "剩余",
}
"""The masses of a row by name, with the Chinese of it."""

NAMED = (*PLACES, By.GROUP, By.ENTERPRISE)
"""What has a name beside its number."""

WORDS = {"mining": "开采", "separation": "冶炼分离", "rock": "岩矿型", "ionic": "离子型"}
"""The Chinese of activities and classes of ore."""

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
    address: Address = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say how far quota is used, rolled up by place or along groups; every level adds up."""
    scope = Scope(year, month, activity, ore_class, region, group, enterprise)
    told_by = list(dict.fromkeys((*(by or [By.PROVINCE]), By.ACTIVITY)))
    at = moment(as_of) if as_of else None
    async with opened(address) as (store, _):
        rollup = await used(store, scope, as_of=at)
        rows = rollup.rows(told_by)
        names = await _names(store, rows)
    form = Form(as_json, as_csv)
    if form.for_people:
        _print(rollup, rows, told_by, names)
    else:
        shaped = _json if form.json else _cells
        form.print((shaped(row, names) for row in rows), _columns(told_by))


async def _names(store: GraphStore, rows: Sequence[Row]) -> Mapping[str, str]:
    """The names of the enterprises and groups that rows are of."""
    keys = {row.of[by] for row in rows for by in (By.ENTERPRISE, By.GROUP) if by in row.of}
    found = await store.graph.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {thing.ref.key: str(thing.props.get("name") or "") for thing in found if thing}


def _name(row: Row, by: By, names: Mapping[str, str]) -> str:
    """What a key of a row is called: a place with all it lies in, an enterprise."""
    if by not in PLACES:
        return names.get(row.of[by], "")
    place = row.place_at(by)
    found = levels(place.code)
    steps = dict.fromkeys((found.province, found.city, found.county))
    return "".join(step.name for step in steps if step is not None) or place.name


def _json(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
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


def _cells(row: Row, names: Mapping[str, str]) -> dict[str, str]:
    """A row for a spreadsheet, masses in tonnes exact to the gram."""
    told: dict[str, str] = {}
    for by, key in row.of.items():
        told[by.value] = key
        if by in NAMED:
            told[f"{by.value}_name"] = _name(row, by, names)
    masses = {f"{name}_t": f"{Decimal(_grams(row, name)).scaleb(-6):f}" for name in MASSES}
    share = row.share_of_year_elapsed
    return {
        **told,
        **masses,
        "share_of_year_elapsed": "" if share is None else f"{share:.4f}",
        "runs_out_in": row.runs_out_in or "",
    }


def _print(rollup: Rollup, rows: Sequence[Row], by: Sequence[By], names: Mapping[str, str]) -> None:
    """A table in tonnes, and a line of what it all comes to."""
    shown = [
        name
        for name in MASSES
        if name not in SELDOM or (name != "used" and any(_grams(row, name) for row in rows))
    ]
    numbers = [
        *(f"{name.replace('_', ' ')}\n{MASSES[name]} (t)" for name in shown),
        "year gone\n年度进度",
        "runs out in\n预计用完",
    ]
    cells = [[*(_title(row, one, names) for one in by), *_figures(row, shown)] for row in rows]
    titles = [*(one.value.replace("_", " ") for one in by), *numbers]
    print_table(titles, [*cells, *_totals(rollup, by, shown, names)], numbers=numbers, in_full=True)
    settled = shanghai(rollup.settled.at) if rollup.settled.at else "never"
    OUT.print(f"REO, as of 截至 {rollup.day.isoformat()} (Asia/Shanghai); settled {settled}")
    if rollup.settled.waiting:
        OUT.print("Something waits to be settled: draws may lag behind quotas.", style="yellow")


def _totals(
    rollup: Rollup, by: Sequence[By], shown: Sequence[str], names: Mapping[str, str]
) -> Iterator[list[Text]]:
    """The lines that rows add up to; months, and a table of nothing but these, have none."""
    if By.MONTH in by or (len(by) == 1 and by[0] is By.ACTIVITY):
        return
    for whole in rollup.rows():
        of = [_title(whole, one, names) + " 合计" if one in whole.of else "" for one in by]
        yield [Text(cell, "bold") for cell in (*of, *_figures(whole, shown))]


def _title(row: Row, by: By, names: Mapping[str, str]) -> str:
    key = row.of[by]
    name = _name(row, by, names) if by in NAMED else WORDS.get(key, "")
    return f"{key or '-'} {name}".strip()


def _figures(row: Row, shown: Sequence[str]) -> list[str]:
    share = row.share_of_year_elapsed
    return [
        *(f"{_grams(row, name) / 1e6:,.3f}" for name in shown),
        "" if share is None else f"{share:.1%}",
        row.runs_out_in or "",
    ]


def _grams(row: Row, name: str) -> int:
    grams: int = getattr(row.amounts, f"{name}_g")
    return grams

"""The words of the command on quota in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from provenance.cli.options import AsCsv, AsJson, Enterprise, Store
from provenance.cli.output import OUT, Form, print_csv, print_json
from provenance.cli.running import run
from provenance.graph.opening import store_at
from provenance.graph.port.graph import GraphStore
from provenance.model.dates import moment, shanghai
from provenance.model.mass import kilograms
from provenance.model.regions import levels
from provenance.model.terms import Activity, Label, OreClass, Ref
from provenance.settings import Settings
from provenance.supervision.utilisation import By, Rollup, Row, Scope
from provenance.supervision.utilisation import utilisation as used
from provenance.supervision.utilisation.rollup import PLACES


def utilisation(
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
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say how far quota is used, rolled up by place or along groups; every level adds up."""

    def asked() -> UtilisationQuery:
        scope = Scope(year, month, activity, ore_class, region, group, enterprise)
        told = tuple(dict.fromkeys((*(by or [By.PROVINCE]), By.ACTIVITY)))
        return UtilisationQuery(scope, told, moment(as_of) if as_of else None)

    form = Form(as_json, as_csv)
    run(lambda settings: run_utilisation(settings, asked(), form), store)


def add_to(cli: typer.Typer) -> None:
    """Add this command to the command line."""
    cli.command(epilog="Example: provenance utilisation --year 2024 --by province --by activity")(
        utilisation
    )


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


@dataclass(frozen=True, slots=True)
class UtilisationQuery:
    """What is asked for, what rows are told apart by, and as of when."""

    scope: Scope
    by: Sequence[By]
    as_of: datetime | None


async def run_utilisation(settings: Settings, asked: UtilisationQuery, form: Form) -> None:
    """Print how far quota is used: a table in tonnes, CSV in tonnes, or JSON in kilograms."""
    async with store_at(settings.store, settings) as store:
        rollup = await used(store, asked.scope, as_of=asked.as_of)
        rows = rollup.rows(asked.by)
        names = await _names(store, rows)
    if form.json:
        for row in rows:
            print_json(_json(row, names))
    elif form.csv:
        cells = [_cells(row, names) for row in rows]
        print_csv(cells, _columns(asked.by))
    else:
        _print(rollup, rows, asked.by, names)


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
    masses = {f"{_camel(name)}Kg": kilograms(_grams(row, name)) for name in MASSES}
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
    table = Table(box=None, pad_edge=False)
    for one in by:
        table.add_column(one.value.replace("_", " "), no_wrap=True)
    for name in shown:
        table.add_column(
            f"{name.replace('_', ' ')}\n{MASSES[name]} (t)", justify="right", no_wrap=True
        )
    table.add_column("year gone\n年度进度", justify="right", no_wrap=True)
    table.add_column("runs out in\n预计用完", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(_title(row, one, names)) for one in by), *_figures(row, shown))
    if By.MONTH not in by:
        for whole in rollup.rows() if by[0] is not By.ACTIVITY or len(by) > 1 else ():
            of = [_title(whole, one, names) + " 合计" if one in whole.of else "" for one in by]
            table.add_row(*of, *_figures(whole, shown), style="bold")
    # A line too long for a terminal wraps there; a figure is never cut short.
    OUT.width = max(OUT.width, OUT.measure(table, options=OUT.options.update_width(1_000)).maximum)
    OUT.print(table)
    settled = shanghai(rollup.settled.at) if rollup.settled.at else "never"
    OUT.print(f"REO, as of 截至 {rollup.day.isoformat()} (Asia/Shanghai); settled {settled}")
    if rollup.settled.waiting:
        OUT.print("[yellow]Something waits to be settled: draws may lag behind quotas.[/]")


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


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)

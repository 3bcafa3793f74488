"""What the commands on quotas, notices and cases do, once their words are understood."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from provenance.administration_rows import (
    CASE_FIELDS,
    INDICATOR_FIELDS,
    NOTICE_FIELDS,
    QUOTA_FIELDS,
    case_row,
    figure,
    in_cells,
    notice_row,
    quota_row,
)
from provenance.allocation import allocations
from provenance.app import store_at
from provenance.asof import as_of as known_at
from provenance.asof import moment
from provenance.cases import cases
from provenance.commands import Form
from provenance.dossier import all_of, everything
from provenance.errors import MisuseError
from provenance.model import EdgeType, Label
from provenance.notices import load_notices
from provenance.printing import ERR, OUT
from provenance.reference.built_in import lines
from provenance.settings import Settings
from provenance.wording import kilograms, shanghai

Rows = Sequence[dict[str, Any]]

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
_CASE = {
    "name": "enterprise 企业",
    "inspection": "inspection 检查",
    "violation": "violation 违法",
    "article": "article 条款",
    "penalty": "penalty 处罚",
    "fineCny": "fine CNY 罚款",
    "penaltyPassedUpTo": "passed up to 上报",
    "referral": "referral 移送",
    "referredTo": "to",
}


async def quotas(
    settings: Settings, year: int | None, enterprise: str | None, as_of: str | None, form: Form
) -> None:
    """List the quotas of a year, as adjusted."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        found = await allocations(store, at, year=year, enterprise=enterprise)
    _list([quota_row(one) for one in found], form, QUOTA_FIELDS, _QUOTA)
    if not (form.json or form.csv):
        OUT.print(f"{len(found)} quotas 指标" + (f", as of {shanghai(at)}" if at else ""))


async def indicators(settings: Settings, year: int | None, as_of: str | None, form: Form) -> None:
    """List the national indicators of a year, and how much of each was allocated."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        reader = store if at is None else await known_at(store, at)
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


async def load(settings: Settings, year: int | None, codes: list[str], form: Form) -> None:
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


async def list_cases(
    settings: Settings, enterprise: str | None, region: str | None, as_of: str | None, form: Form
) -> None:
    """List cases as chains from inspection to referral."""
    at = moment(as_of) if as_of else None
    async with store_at(settings.store, settings) as store:
        found = await cases(store, at, enterprise=enterprise, region=region)
    _list([case_row(case) for case in found], form, CASE_FIELDS, _CASE)
    if not (form.json or form.csv):
        OUT.print("Fine ranges of Order 785 stand beside (--json, --csv); they decide nothing.")


def _list(rows: Rows, form: Form, fields: Sequence[str], shown: Mapping[str, str]) -> None:
    """Rows for a program, a spreadsheet, or a person, who sees the chief columns in full."""
    if form.json:
        form.print(list(rows), list(fields))
        return
    if form.csv:
        form.print([in_cells(row) for row in rows], list(fields))
        return
    table = Table(box=None, pad_edge=False)
    for title in shown.values():
        table.add_column(title, no_wrap=True)
    for row in map(in_cells, rows):
        table.add_row(*(Text(_plain(row[field])) for field in shown))
    # As wide as it is: a number cut short, or folded, cannot be read.
    Console(highlight=False, width=1_000).print(table)


def _plain(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) and value > 9_999 else str(value)


def _pair(text: str) -> tuple[str, str]:
    group, equals, code = text.partition("=")
    if not (group and equals and code):
        raise MisuseError(f"{text!a} is no code of a group: write such as NREG=91150000701463622D")
    return group, code

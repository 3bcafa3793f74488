"""The tables of quota: what was issued and adjusted, and how far it is used."""

from collections.abc import Sequence

from provenance.model.terms import Activity, OreClass
from provenance.supervision.documents.facts import Allotment, Facts
from provenance.supervision.documents.places import named_place
from provenance.supervision.documents.table import Cell, Column, Kind, Named, Table
from provenance.supervision.documents.tables.columns import (
    ACTIVITY,
    FIRM,
    PLACE,
    TOTAL,
    named,
    of_kind,
    tonnes,
)
from provenance.supervision.utilisation import By, Row
from provenance.words.table import Words


def allotments(rows: Sequence[Allotment]) -> Table:
    """Quotas as issued, with their adjustments."""
    return Table(
        "allocations",
        Words("指标下达与调整", "Quota issued and adjusted"),
        [
            FIRM,
            Column(Words("指标编号", "Quota"), width=10),
            Column(Words("批次", "Batch"), width=3),
            ACTIVITY,
            Column(Words("下达日期", "Issued on"), Kind.DAY),
            tonnes("下达", "Issued"),
            tonnes("调整", "Adjustment"),
            tonnes("调整后", "As adjusted"),
        ],
        [
            [
                named(row.firm),
                row.quota,
                row.batch,
                of_kind(row.activity, row.ore_class),
                row.issued_on,
                row.reo_g,
                row.adjustment_g,
                row.adjusted_g,
            ]
            for row in rows
        ],
    )


def by_enterprise(facts: Facts) -> Table:
    """What each enterprise was given and drew, by activity and class."""
    title = Words("总量控制指标使用情况（分企业）", "Use of quota by enterprise")
    rows = facts.use.rows([By.ENTERPRISE, By.ACTIVITY, By.ORE_CLASS])
    who = [named(facts.firm(row.of[By.ENTERPRISE])) for row in rows]
    return _used("use-by-enterprise", title, FIRM, list(zip(who, rows, strict=True)), facts)


def by_place(facts: Facts, level: By) -> Table:
    """What the enterprises of each place were given and drew, by activity and class."""
    title = Words("总量控制指标使用情况（分地区）", "Use of quota by place")
    rows = facts.use.rows([level, By.ACTIVITY, By.ORE_CLASS])
    places = [named_place(row.place) for row in rows if row.place is not None]
    return _used("use-by-place", title, PLACE, list(zip(places, rows, strict=True)), facts)


def _used(
    name: str, title: Words, first: Column, rows: Sequence[tuple[Named, Row]], facts: Facts
) -> Table:
    month = facts.use.scope.month is not None
    return Table(
        name,
        title,
        [
            first,
            ACTIVITY,
            tonnes("下达指标", "Allocated"),
            tonnes("调整后", "As adjusted"),
            tonnes(
                "本月动用" if month else "本年动用", "Drawn in month" if month else "Drawn in year"
            ),
            tonnes("指标内", "Covered"),
            tonnes("超指标", "Over"),
            tonnes("累计使用", "Used since January"),
            tonnes("剩余", "Remaining"),
            Column(Words("使用率", "Used"), Kind.SHARE, 4),
            Column(Words("预计用完", "Runs out")),
        ],
        [[who, _kind(row), *_use(row)] for who, row in rows],
        [[TOTAL, _kind(row), *_use(row)] for row in facts.use.rows([By.ACTIVITY])],
        note=_USED,
    )


_USED = Words(
    "动用量按使用企业统计，累计使用和剩余按指标持有企业统计；分解给所属企业的指标不重复计算。",
    "What is drawn counts at who draws it, what is used and remains at who holds the quota; what"
    " was handed on to affiliates counts once.",
)


def _kind(row: Row) -> Words:
    ore_class = row.of.get(By.ORE_CLASS)
    return of_kind(Activity(row.of[By.ACTIVITY]), OreClass(ore_class) if ore_class else None)


def _use(row: Row) -> list[Cell]:
    grams = row.amounts
    share = grams.used_g / grams.adjusted_g if grams.adjusted_g > 0 else None
    return [
        grams.allocated_g,
        grams.adjusted_g,
        grams.drawn_g,
        grams.covered_g,
        grams.over_g,
        grams.used_g,
        grams.remaining_g,
        share,
        row.runs_out_in,
    ]

"""The tables that documents are made of, each from rows of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from provenance.graph.findings import RANK
from provenance.model import Activity, FindingStatus, OreClass, ReportStatus, Severity
from provenance.report.facts import Allotment, Counted, Facts
from provenance.report.places import named_place
from provenance.report.table import Cell, Column, Kind, Named, Table
from provenance.report.words import NAMES, Words, finding
from provenance.reporting import ActivityTotal, Compared, Firm, Reported, totals
from provenance.utilisation import By, Row

TOTAL = Words("合计", "Total")
FIRM = Column(Words("企业", "Enterprise"), Kind.NAMED, 5)
_PLACE = Column(Words("地区", "Place"), Kind.NAMED, 4)
_ACTIVITY = Column(Words("环节", "Activity"))


def tonnes(zh: str, en: str) -> Column:
    return Column(Words(zh, en), Kind.TONNES)


def count(zh: str, en: str) -> Column:
    return Column(Words(zh, en), Kind.COUNT, 1)


def named(firm: Firm) -> Named:
    """An enterprise as tables name it."""
    return Named(firm.code, Words(firm.name or firm.code, firm.name_en))


def of_kind(activity: Activity, ore_class: OreClass | None) -> Words:
    """An activity with its class of ore, where it has one."""
    said = NAMES[activity]
    if ore_class is None:
        return said
    kind = NAMES[ore_class]
    return Words(f"{said.zh}（{kind.zh}）", f"{said.en}, {kind.en}")


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
    return _used("use-by-place", title, _PLACE, list(zip(places, rows, strict=True)), facts)


def _used(
    name: str, title: Words, first: Column, rows: Sequence[tuple[Named, Row]], facts: Facts
) -> Table:
    month = facts.use.scope.month is not None
    return Table(
        name,
        title,
        [
            first,
            _ACTIVITY,
            tonnes("下达指标", "Allocated"),
            tonnes("调整后", "As adjusted"),
            tonnes(
                "本月动用" if month else "本年动用", "Drawn in month" if month else "Drawn in year"
            ),
            tonnes("指标内", "Covered"),
            tonnes("超指标", "Over"),
            tonnes("累计使用", "Used since January"),
            tonnes("剩余", "Remaining"),
            Column(Words("使用率", "Used"), Kind.SHARE, 1),
            Column(Words("预计用完", "Runs out"), width=1),
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


def statuses(rows: Sequence[Reported], level: str) -> Table:
    """How many enterprises of each place stand how with their report."""
    found = totals(rows, level)
    wanted = tuple(ReportStatus)
    counts = [[one.enterprises, *(one.statuses.get(s, 0) for s in wanted)] for one in found]
    return Table(
        "reporting-by-place",
        Words("流向信息报送情况（分地区）", "Flow reports by place"),
        [
            _PLACE,
            count("企业数", "Enter-prises"),
            *(Column(NAMES[s], Kind.COUNT, 1) for s in wanted),
        ],
        [[named_place(one.place), *some] for one, some in zip(found, counts, strict=True)],
        [[TOTAL, *map(sum, zip(*counts, strict=True))]],
    )


def executions_by_place(rows: Sequence[Reported], level: str) -> Table:
    """Execution reports of each place added up, beside the ledger."""
    found = [(one.place, sums) for one in totals(rows, level) for sums in one.activities]
    whole = [sums for one in totals(rows, "nation") for sums in one.activities]

    def line(sums: ActivityTotal) -> list[Cell]:
        masses = [sums.reported_g, sums.ledger_g, sums.difference_g]
        return [NAMES[sums.activity], sums.reports, sums.lacking, sums.differing, *masses]

    return Table(
        "execution-by-place",
        Words("执行情况报告汇总（分地区）", "Execution reports by place"),
        [
            _PLACE,
            _ACTIVITY,
            count("已报告企业", "Reported"),
            count("未报告企业", "Lacking"),
            count("不符企业", "Differing"),
            tonnes("报告数", "Reported"),
            tonnes("台账数", "Ledger"),
            tonnes("差异", "Difference"),
        ],
        [[named_place(place), *line(sums)] for place, sums in found],
        [[TOTAL, *line(sums)] for sums in whole],
    )


def standings(rows: Sequence[Reported]) -> Table:
    """How each enterprise that has to report stands, the worst first."""
    order = [ReportStatus.MISSING, ReportStatus.LATE, ReportStatus.NOT_DUE, ReportStatus.FILED]
    listed = [row for row in rows if row.status in order]
    listed.sort(key=lambda row: (order.index(row.status), row.firm.code))
    return Table(
        "reporting-by-enterprise",
        Words("流向信息报送情况（分企业）", "Flow reports by enterprise"),
        [
            FIRM,
            Column(Words("报送情况", "Status")),
            Column(Words("报送时间", "Filed at"), Kind.MOMENT, 3),
            Column(Words("截止时间（不含）", "Due before"), Kind.MOMENT, 3),
            Column(Words("流转笔数", "Movements"), Kind.COUNT),
        ],
        [
            [named(row.firm), NAMES[row.status], row.filed_at, row.due, row.movements]
            for row in listed
        ],
    )


def months(rows: Sequence[Reported]) -> Table:
    """How many months of a year each enterprise reported in time, late, or not at all."""
    wanted = [status for status in ReportStatus if status is not ReportStatus.NOT_OBLIGED]
    listed = [row for row in rows if any(row.months.get(status) for status in wanted)]
    counts = [[row.months.get(status, 0) for status in wanted] for row in listed]
    return Table(
        "reporting-by-enterprise",
        Words(
            "流向信息与年度执行情况报送", "Flow reports by month, and the annual execution report"
        ),
        [
            FIRM,
            *(
                Column(Words(f"{NAMES[s].zh}月数", f"Months {NAMES[s].en}"), Kind.COUNT)
                for s in wanted
            ),
            Column(Words("年度报告", "Annual report")),
            Column(Words("报送时间", "Filed at"), Kind.MOMENT, 3),
        ],
        [
            [named(row.firm), *some, NAMES[row.status], row.filed_at]
            for row, some in zip(listed, counts, strict=True)
        ],
        [[TOTAL, *map(sum, zip(*counts, strict=True)), None, None]] if listed else (),
    )


def executions(rows: Sequence[Reported], *, only_differing: bool = False) -> Table:
    """Execution reports beside the ledger and the special invoices, by enterprise."""
    lines: list[list[Cell]] = []
    for row in rows:
        for at, one in enumerate(row.execution):
            if only_differing and not (one.differs or one.reported_g is None):
                continue
            sold: list[Cell] = [row.sold.net_g, row.sold.reo_g] if at == 0 else [None, None]
            said = [one.reported_g, one.ledger_g, one.difference_g]
            lines.append([named(row.firm), NAMES[one.activity], *said, _judgement(one), *sold])
    title = Words(
        "执行情况报告与台账、专用发票对照", "Execution reports, ledger and special invoices"
    )
    differing = Words("执行情况报告差异", "Execution reports that differ or are lacking")
    return Table(
        "differences" if only_differing else "execution",
        differing if only_differing else title,
        [
            FIRM,
            _ACTIVITY,
            tonnes("报告数", "Reported"),
            tonnes("台账数", "Ledger"),
            tonnes("差异", "Difference"),
            Column(Words("核对", "Check")),
            Column(Words("发票净重", "Invoiced, net"), Kind.NET),
            tonnes("发票REO", "Invoiced, REO"),
        ],
        lines,
    )


def _judgement(one: Compared) -> Words:
    if one.reported_g is None:
        return Words("未报告", "not reported")
    return Words("不符", "differs") if one.differs else Words("相符", "agrees")


def findings(counted: Iterable[Counted], *, by_status: bool = False) -> Table:
    """What audits found, by code and severity; by what people said of it too."""
    grouped: defaultdict[tuple[Severity, str], Counter[FindingStatus]] = defaultdict(Counter)
    for one in counted:
        grouped[one.severity, one.code][one.status] += one.findings
    wanted = tuple(FindingStatus) if by_status else ()
    ordered = sorted(grouped, key=lambda at: (RANK[at[0]], at[1]))
    counts = [[*(grouped[at][s] for s in wanted), grouped[at].total()] for at in ordered]
    lines: list[list[Cell]] = [
        [code, finding(code), NAMES[severity], *some]
        for (severity, code), some in zip(ordered, counts, strict=True)
    ]
    return Table(
        "findings",
        Words("监测发现的问题", "Findings"),
        [
            Column(Words("代码", "Code"), width=5),
            Column(Words("问题", "What"), width=6),
            Column(Words("程度", "Severity")),
            *(Column(NAMES[status], Kind.COUNT) for status in wanted),
            Column(Words("数量", "Number"), Kind.COUNT),
        ],
        lines,
        [[TOTAL, None, None, *map(sum, zip(*counts, strict=True))]] if lines else (),
    )


def allotments(rows: Sequence[Allotment]) -> Table:
    """Quotas as issued, with their adjustments."""
    return Table(
        "allocations",
        Words("指标下达与调整", "Quota issued and adjusted"),
        [
            FIRM,
            Column(Words("指标编号", "Quota"), width=4),
            Column(Words("批次", "Batch"), width=1),
            _ACTIVITY,
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

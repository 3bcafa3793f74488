"""The tables of reports: who filed and who did not, and how reports meet the ledger."""

from collections.abc import Sequence

from provenance.ledger.quota.by_feed import FeedPart
from provenance.rules.reports import ReportStatus
from provenance.supervision.documents.places import named_place
from provenance.supervision.documents.table import Cell, Column, Kind, Table
from provenance.supervision.documents.table import tonnes as in_tonnes
from provenance.supervision.documents.tables.columns import (
    ACTIVITY,
    FIRM,
    PLACE,
    TOTAL,
    count,
    named,
    tonnes,
)
from provenance.supervision.reporting import ActivityTotal, Compared, Reported, totals
from provenance.supervision.reporting.parts import ComparedPart
from provenance.words.table import Words, word


def statuses(rows: Sequence[Reported], level: str) -> Table:
    """How many enterprises of each place stand how with their report."""
    found = totals(rows, level)
    wanted = tuple(ReportStatus)
    counts = [[one.enterprises, *(one.statuses.get(s, 0) for s in wanted)] for one in found]
    return Table(
        "reporting-by-place",
        Words("流向信息报送情况（分地区）", "Flow reports by place"),
        [
            PLACE,
            count("企业数", "Enterprises"),
            *(Column(word(s), Kind.COUNT, 4) for s in wanted),
        ],
        [[named_place(one.place), *some] for one, some in zip(found, counts, strict=True)],
        [[TOTAL, *map(sum, zip(*counts, strict=True))]] if counts else (),
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
            Column(Words("报送时间", "Filed at"), Kind.MOMENT, 7),
            Column(Words("截止时间（不含）", "Due before"), Kind.MOMENT, 7),
            Column(Words("流转笔数", "Movements"), Kind.COUNT),
        ],
        [
            [named(row.firm), word(row.status), row.filed_at, row.due, row.movements]
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
                Column(Words(f"{word(s).zh}月数", f"Months {word(s).en}"), Kind.COUNT)
                for s in wanted
            ),
            Column(Words("年度报告", "Annual report")),
            Column(Words("报送时间", "Filed at"), Kind.MOMENT, 7),
        ],
        [
            [named(row.firm), *some, word(row.status), row.filed_at]
            for row, some in zip(listed, counts, strict=True)
        ],
        [[TOTAL, *map(sum, zip(*counts, strict=True)), "", ""]] if listed else (),
    )


def executions_by_place(rows: Sequence[Reported], level: str) -> Table:
    """Execution reports of each place added up, beside the ledger."""
    found = [(one.place, sums) for one in totals(rows, level) for sums in one.activities]
    whole = [sums for one in totals(rows, "nation") for sums in one.activities]

    def line(sums: ActivityTotal) -> list[Cell]:
        masses = [sums.reported_g, sums.ledger_g, sums.difference_g]
        return [word(sums.activity), sums.reports, sums.lacking, sums.differing, *masses]

    return Table(
        "execution-by-place",
        Words("执行情况报告汇总（分地区）", "Execution reports by place"),
        [
            PLACE,
            ACTIVITY,
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


def executions(rows: Sequence[Reported], *, only_differing: bool = False) -> Table:
    """Execution reports beside the ledger and the special invoices, by enterprise."""
    lines: list[list[Cell]] = []
    for row in rows:
        for at, one in enumerate(row.execution):
            off = one.differs or any(part.differs for part in one.parts)
            if only_differing and not (off or one.reported_g is None):
                continue
            sold: list[Cell] = [row.sold.net_g, row.sold.reo_g] if at == 0 else [None, None]
            said = [one.reported_g, one.ledger_g, one.difference_g]
            lines.append(
                [named(row.firm), word(one.activity), *said, _judgement(one), *sold, *_parts(one)]
            )
    title = Words(
        "执行情况报告与台账、专用发票对照", "Execution reports, ledger and special invoices"
    )
    differing = Words("执行情况报告差异", "Execution reports that differ or are lacking")
    return Table(
        "differences" if only_differing else "execution",
        differing if only_differing else title,
        [
            FIRM,
            ACTIVITY,
            tonnes("报告数", "Reported"),
            tonnes("台账数", "Ledger"),
            tonnes("差异", "Difference"),
            Column(Words("核对", "Check")),
            Column(Words("发票净重", "Invoiced, net"), Kind.NET),
            tonnes("发票REO", "Invoiced, REO"),
            Column(
                Words("其中进口矿：报告 / 记录（t）", "Imported: reported / on record (t)"), width=7
            ),
            Column(
                Words("其中独居石：报告 / 记录（t）", "Monazite: reported / on record (t)"), width=7
            ),
        ],
        lines,
    )


def _parts(one: Compared) -> list[Cell]:
    """What a report says of imported ore and of monazite, beside what the records allow."""
    told = {part.part: _part(part) for part in one.parts}
    return [told.get(part, "") for part in FeedPart]


def _part(part: ComparedPart) -> str:
    said, least, most = (
        f"{in_tonnes(grams).normalize():,f}"
        for grams in (part.reported_g, part.least_g, part.most_g)
    )
    return f"{said} / {least}" if least == most else f"{said} / {least}–{most}"


def _judgement(one: Compared) -> Words:
    if one.reported_g is None:
        return Words("未报告", "not reported")
    if one.differs or any(part.differs for part in one.parts):
        return Words("不符", "differs")
    return Words("相符", "agrees")

"""What a workbook says about how it is filled in, and of what it was not able to show."""

from datetime import date, timedelta

from provenance.records.formats.template.known import Known
from provenance.records.formats.xlsx.layout import ENTERPRISE, MONTH

NAME = "企业名称 Name"
DUE = "填报期限 Due"


def head_lines(known: Known) -> list[tuple[str, str]]:
    """The head: whose workbook it is, of which month, and when it is due."""
    due = due_before(known.last_day)
    return [
        (ENTERPRISE, known.head.enterprise),
        (NAME, known.name or "（系统中尚无名称）not on record yet"),
        (MONTH, known.head.month),
        (DUE, f"{due} 之前（北京时间）before {due}, Asia/Shanghai"),
    ]


def due_before(last: date) -> date:
    """The 10th of the month that follows: flow records are due before it (Order 71 Art. 10)."""
    return (last + timedelta(days=1)).replace(day=10)


HOW_TO = (
    (
        "每类流转记录一张表；本月没有的表留空即可。",
        "One sheet for each kind of flow record; leave those empty that the month has none of.",
    ),
    (
        "质量一律为折合稀土氧化物（REO）千克，最多三位小数；执行报告用吨。只填数字，不写单位和千位分隔符。",
        "Masses are kg of rare-earth oxide (REO) with at most three decimals; execution reports are"
        " in tonnes. Type numbers alone: no units, no separators.",
    ),
    (
        "日期列请输入日期（如 2026-10-03），须在本月之内。编号、批号、报关单号、发票号一律为文本。",
        "Dates are typed as dates and lie in the month. Numbers of records, lots, declarations and"
        " invoices are text.",
    ),
    (
        "一条记录有多个批次时，每个批次一行，各行填同一记录编号并相邻；日期等其他栏可只填第一行。",
        "A record of several lots has a row for each, one under the other with the same number; its"
        " date and the like may be left to the first of them.",
    ),
    (
        "加工：投入和产出并排填写，行数可以不同。工艺、原料来源等为企业自报。",
        "Processing: inputs and outputs stand side by side; there may be more rows of one of them.",
    ),
    (
        "编号可用本企业自己的编号：系统会在前面加上企业信用代码和“/”。别家的批次请按“结存批次”中的写法填写。",
        "Number as you do at home: the system puts your credit code and a / in front. Lots of"
        " others are written as in the sheet Stock.",
    ),
    (
        "已登记的本月记录已预填。改正后再次填报即作为新版本；未改动的记录不变。",
        "What is on record of the month is filled in. What you correct becomes a new revision when"
        " filed; what you leave alone stays as it is.",
    ),
    (
        "不要删除已预填的记录；确需作废的，删除该行并在“撤回”表中写明编号和原因。",
        "Do not delete what was filled in. To void a record, delete its rows and say so in the"
        " sheet Withdrawal, with the reason.",
    ),
    (
        "配分填 0 到 1 之间的小数或百分比（如 0.16 或 16%），各氧化物之和不超过 1。",
        "Shares of oxides are from 0 to 1, or percentages; together at most 1.",
    ),
    (
        "不要合并单元格，不要使用公式，表格下方不要写合计或备注。",
        "No merged cells, no formulas, no totals or notes under the tables.",
    ),
    (
        "填好后先检查：provenance check 文件.xlsx；再填报：provenance ingest 文件.xlsx。"
        "有一格不对，整份都不入库。",
        "Check it first: provenance check FILE.xlsx; then file it: provenance ingest FILE.xlsx."
        " While one cell is wrong, nothing of the workbook is stored.",
    ),
)


def not_shown(numbers: list[str]) -> tuple[str, str]:
    """That some records on record could not be filled in."""
    some = "、".join(numbers[:20])
    return (
        f"以下 {len(numbers)} 条已登记的记录无法在表中表示，未预填，也不受影响：{some}",
        f"{len(numbers)} records on record cannot be shown in these sheets; they are left out and"
        " stay as they are.",
    )

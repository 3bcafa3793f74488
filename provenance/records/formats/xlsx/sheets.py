"""The sheets of a month's workbook: one for each kind of record that a producer files."""

from dataclasses import replace
from typing import Final

from provenance.records.formats.xlsx.layout import Column, Reads, Sheet
from provenance.records.formats.xlsx.words import (
    ACTIVITIES,
    FEEDS,
    FLOW,
    ORE_CLASSES,
    PROCESSES,
    PRODUCTS,
    REASONS,
    REPORTS,
    STAGES,
    WASTES,
    YES_NO,
)


def _id(what: str = "记录编号", en: str = "Record no.") -> Column:
    return Column("id", what, en, Reads.ID, required=True)


_DATE = Column("date", "日期", "Date", Reads.DATE, required=True)


def _lot(field: str, zh: str = "", en: str = "") -> tuple[Column, ...]:
    """What is stated of a lot that comes to be."""
    columns = (
        Column("id", "批号", "Lot", Reads.ID, required=True),
        Column("product", "产品", "Product", Reads.WORD, required=True, words=PRODUCTS),
        Column("reo_kg", "折合REO（kg）", "REO (kg)", Reads.KG, required=True),
        Column("net_kg", "净重（kg）", "Net mass (kg)", Reads.KG),
        Column("hs_code", "税则号列", "HS code", Reads.ID),
        Column("feedstock", "原料来源", "Feedstock", Reads.WORD, words=FEEDS),
        Column("deposit", "矿床", "Deposit"),
    )
    return tuple(
        replace(c, field=f"{field}.{c.field}", zh=f"{zh}{c.zh}", en=f"{en}{c.en}") for c in columns
    )


def _draw(field: str, zh: str = "", en: str = "") -> tuple[Column, ...]:
    """What is taken from a lot."""
    return (
        Column(f"{field}.lot", f"{zh}批号", f"{en}Lot", Reads.ID, required=True),
        Column(f"{field}.reo_kg", f"{zh}折合REO（kg）", f"{en}REO (kg)", Reads.KG, required=True),
    )


_INVOICES = Column("invoices", "发票号码", "Invoices", Reads.IDS)

EXTRACTION = Sheet(
    "开采",
    "Extraction",
    "extraction",
    (
        _id(),
        _DATE,
        Column("ore_class", "矿种", "Ore class", Reads.WORD, required=True, words=ORE_CLASSES),
        Column("site", "矿山", "Site"),
        Column("region", "行政区划代码", "Region (GB/T 2260)", Reads.ID),
        Column("byproduct_of", "主矿种（伴生时填）", "By-product of"),
        *_lot("output"),
    ),
)
IMPORT = Sheet(
    "进口",
    "Import",
    "import",
    (_id(), _DATE, Column("declaration", "报关单号", "Declaration", Reads.ID), *_lot("output")),
)
SCRAP_INTAKE = Sheet(
    "废料收购",
    "Scrap intake",
    "scrap_intake",
    (
        _id(),
        _DATE,
        Column("source", "来源（信用代码或名称）", "Source", required=True),
        _INVOICES,
        *_lot("output"),
        Column("waste", "废料种类", "Waste", Reads.WORD, words=WASTES),
        Column("stage", "废料来自", "Waste stage", Reads.WORD, words=STAGES),
    ),
)
OPENING_STOCK = Sheet(
    "期初库存",
    "Opening stock",
    "opening_stock",
    (_id(), _DATE, Column("inspection", "核查编号", "Inspection", Reads.ID), *_lot("output")),
)
PROCESSING = Sheet(
    "加工",
    "Processing",
    "processing",
    (
        _id(),
        _DATE,
        Column("process", "工艺", "Process", Reads.WORD, required=True, words=PROCESSES),
        Column("owner", "物料所有人信用代码", "Owner", Reads.CODE),
        *_draw("inputs", "投入", "Input: "),
        *_lot("outputs", "产出", "Output: "),
    ),
    lists=("inputs", "outputs"),
)
TRANSFER = Sheet(
    "转移",
    "Transfer",
    "transfer",
    (
        _id(),
        _DATE,
        Column("buyer", "接收方信用代码", "Buyer", Reads.CODE, required=True),
        Column("reason", "原因", "Reason", Reads.WORD, words=REASONS),
        _INVOICES,
        *_draw("items"),
        Column("items.new_lot", "接收方批号", "New lot", Reads.ID),
        Column("use", "用途", "Use"),
        Column("final_consumer", "接收方用尽", "Used up by buyer", Reads.FLAG, words=YES_NO),
    ),
    lists=("items",),
    actor="seller",
)
EXPORT = Sheet(
    "出口",
    "Export",
    "export",
    (
        _id(),
        _DATE,
        Column("declaration", "报关单号", "Declaration", Reads.ID, required=True),
        *_draw("items"),
    ),
    lists=("items",),
)
DISPOSAL = Sheet(
    "处置",
    "Disposal",
    "disposal",
    (_id(), _DATE, *_draw("items"), Column("reason", "处置原因", "Reason", required=True)),
    lists=("items",),
)
_EXECUTION = ("execution_report",)
REPORTED = Sheet(
    "报告",
    "Reports",
    None,
    (
        _id("报告编号", "Report no."),
        Column("record", "报告种类", "Report", Reads.WORD, required=True, words=REPORTS),
        Column("period", "期间", "Period", Reads.PERIOD, required=True),
        Column(
            "activity", "指标类别", "Activity", Reads.WORD, True, words=ACTIVITIES, kinds=_EXECUTION
        ),
        Column("reo_t", "折合REO（t）", "REO (t)", Reads.T, required=True, kinds=_EXECUTION),
        Column("imported_reo_t", "其中进口矿（t）", "Imported (t)", Reads.T, kinds=_EXECUTION),
        Column("monazite_reo_t", "其中独居石（t）", "Monazite (t)", Reads.T, kinds=_EXECUTION),
        Column("filed_at", "填报时间", "Filed at", Reads.MOMENT, required=True),
    ),
)
WITHDRAWAL = Sheet(
    "撤回",
    "Withdrawal",
    "withdrawal",
    (
        _id("撤回编号", "Withdrawal no."),
        Column("withdraws.record", "撤回种类", "Kind", Reads.WORD, required=True, words=FLOW),
        Column("withdraws.id", "被撤回的编号", "Withdrawn no.", Reads.ID, required=True),
        Column("reason", "原因", "Why", required=True),
    ),
    actor=None,
)

SHEETS: Final[tuple[Sheet, ...]] = (
    EXTRACTION,
    IMPORT,
    SCRAP_INTAKE,
    OPENING_STOCK,
    PROCESSING,
    TRANSFER,
    EXPORT,
    DISPOSAL,
    REPORTED,
    WITHDRAWAL,
)
PREFILLED: Final = tuple(kind for sheet in SHEETS[:-1] for kind in sheet.kinds)
"""The kinds of record that a template shows; a withdrawal belongs to no month."""

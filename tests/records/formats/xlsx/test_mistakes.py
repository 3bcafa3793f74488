"""Ten mistakes of ten kinds that people make in one workbook, and many more, one at a time."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import pytest

from provenance.records.filing import Parsed, Rejection
from provenance.records.formats import xlsx
from provenance.records.formats.xlsx.sheets import (
    DISPOSAL,
    EXPORT,
    EXTRACTION,
    PROCESSING,
    REPORTED,
    SCRAP_INTAKE,
    TRANSFER,
)
from tests.records.formats.xlsx.kit import (
    BUYER,
    EXTRACTED,
    SOLD,
    Filled,
    filled,
)


def typed(sheet: Any, row: int, **values: Any) -> Callable[[Filled], None]:
    """An edit: values typed by field, dots as two underscores."""
    fields = {name.replace("__", "."): value for name, value in values.items()}
    return lambda book: book.type(sheet, row, fields)


def test_a_month_as_it_should_be() -> None:
    extraction, transfer = filled().records()
    assert extraction.id == "91150000701463622D/E-1"
    assert extraction.output.id == "91150000701463622D/C-1"
    assert extraction.date == date(2026, 10, 3)
    assert (transfer.seller, transfer.buyer) == ("91150000701463622D", BUYER)
    assert [item.lot for item in transfer.items] == ["91150000701463622D/C-1"]


# What was done, where it is answered, what the answer names, and what it says to do.
MISTAKES: dict[str, tuple[Callable[[Filled], None], str, str, str]] = {
    "a date as text": (
        typed(EXTRACTION, 4, date="3.10.2026"),
        "开采 Extraction!B4",
        "日期写成了文本",
        "set the cell's format to Date",
    ),
    "a full-width digit": (
        typed(EXTRACTION, 4, output__reo_kg="８0000"),
        "开采 Extraction!I4",
        "全角",
        "half-width",
    ),
    "a swapped column": (
        typed(TRANSFER, 4, buyer="C-1", items__lot=BUYER),
        "转移 Transfer!C4",
        "swapped with F4",
        "exchange it with F4",
    ),
    "swapped numbers and dates": (
        typed(TRANSFER, 4, date=1_000, items__reo_kg=date(2026, 10, 20)),
        "转移 Transfer!B4",
        "swapped with G4",
        "与 G4 互换",
    ),
    "a unit in the cell": (
        typed(TRANSFER, 4, items__reo_kg="12 kg"),
        "转移 Transfer!G4",
        "a unit in the cell, kg",
        "type the number alone; it is in kg",
    ),
    "another unit": (
        typed(TRANSFER, 4, items__reo_kg="3吨"),
        "转移 Transfer!G4",
        "a unit in the cell, 吨",
        "convert it to kg",
    ),
    "a merged cell": (
        lambda book: book.page(EXTRACTION).merge_cells("C4:C5"),
        "开采 Extraction!C4",
        "C4:C5 are merged cells",
        "unmerge",
    ),
    "a formula": (
        typed(TRANSFER, 4, items__reo_kg="=SUM(A1:A3)"),
        "转移 Transfer!G4",
        "a formula, =SUM(A1:A3)",
        "paste it in place as a value",
    ),
    "an error value": (
        typed(TRANSFER, 4, items__reo_kg="#REF!"),
        "转移 Transfer!G4",
        "the error value #REF!",
        "type the value itself",
    ),
    "separators of thousands": (
        typed(TRANSFER, 4, items__reo_kg="1,200"),
        "转移 Transfer!G4",
        "text with separators",
        "1200",
    ),
    "a number as text": (
        typed(TRANSFER, 4, items__reo_kg="1200.5"),
        "转移 Transfer!G4",
        "stored as text",
        "set the cell's format to Number",
    ),
    "no number at all": (
        typed(TRANSFER, 4, items__reo_kg="约一千"),
        "转移 Transfer!G4",
        "where a number belongs",
        "1200.5",
    ),
    "a missing required cell": (
        typed(EXTRACTION, 4, ore_class=None),
        "开采 Extraction!C4",
        "必填项“矿种 Ore class”为空",
        "fill it in",
    ),
    "a number used twice": (
        typed(EXTRACTION, 5, **{**EXTRACTED, "output.reo_kg": 5, "output.id": "C-2"}),
        "开采 Extraction!A5",
        "is the number of row 4 too, with other content",
        "a number of its own",
    ),
    "a row copied": (
        typed(EXTRACTION, 5, **EXTRACTED),
        "开采 Extraction!A5",
        "内容相同",
        "delete the row",
    ),
    "one number, two buyers": (
        typed(TRANSFER, 5, **{**SOLD, "buyer": "91310000MA1KTEST2M"}),
        "转移 Transfer!C5",
        "不一致",
        "make them agree",
    ),
    "rows of a record apart": (
        lambda book: (
            book.type(TRANSFER, 5, {**SOLD, "id": "T-2"}),
            book.type(TRANSFER, 6, SOLD),
            None,
        )[-1],
        "转移 Transfer!A6",
        "was used in row 4 already",
        "keep a record's rows together",
    ),
    "another month": (
        typed(EXTRACTION, 4, date=date(2026, 9, 30)),
        "开采 Extraction!B4",
        "2026-09-30 is outside the workbook's month 2026-10",
        "the workbook of 2026-09",
    ),
    "a time of day": (
        typed(EXTRACTION, 4, date=datetime(2026, 10, 3, 8)),
        "开采 Extraction!B4",
        "a time of day",
        "type the date alone",
    ),
    "a number for a date": (
        typed(EXTRACTION, 4, date=46_298),
        "开采 Extraction!B4",
        "a number, 46298, where a date belongs",
        "2026-10-03",
    ),
    "an unknown product": (
        typed(EXTRACTION, 4, output__product="浓缩精矿"),
        "开采 Extraction!H4",
        "“浓缩精矿” is none of the words",
        "did you mean 精矿 concentrate?",
    ),
    "a word of nobody": (
        typed(EXTRACTION, 4, output__product="coal"),
        "开采 Extraction!H4",
        "“coal” is none of the words",
        "氧化物 oxide",
    ),
    "a negative mass": (
        typed(TRANSFER, 4, items__reo_kg=-12.5),
        "转移 Transfer!G4",
        "-12.5 must be greater than 0",
        "type a positive mass",
    ),
    "a negative report": (
        typed(
            REPORTED,
            4,
            id="R-1",
            record="指标执行报告",
            activity="开采",
            period="2026-10",
            reo_t=-3,
            filed_at=datetime(2026, 11, 5, 9, 30),
        ),
        "报告 Reports!E4",
        "-3 must be 0 or more",
        "type 0 or a positive number",
    ),
    "no mass": (
        typed(TRANSFER, 4, items__reo_kg=0),
        "转移 Transfer!G4",
        "0 必须大于 0",
        "type a positive mass",
    ),
    "four decimals": (
        typed(TRANSFER, 4, items__reo_kg=12.0004),
        "转移 Transfer!G4",
        "12.0004 has more than 3 decimals",
        "at most 3 decimals",
    ),
    "a thousandfold mass": (
        typed(TRANSFER, 4, items__reo_kg=2_000_000_000),
        "转移 Transfer!G4",
        "is more than 1000000000 kg",
        "the unit and the decimal point",
    ),
    "a lot on two lines": (
        typed(TRANSFER, 4, items__lot="C\n1"),
        "转移 Transfer!F4",
        "“C\N{REPLACEMENT CHARACTER}1” has a line break in it",
        "on one line",
    ),
    "a full-width lot": (
        typed(TRANSFER, 4, items__lot="Ｃ－１"),
        "转移 Transfer!F4",
        "full-width characters",
        "half-width keyboard",
    ),
    "a lot as a number": (
        typed(TRANSFER, 4, items__lot=7),
        "转移 Transfer!F4",
        "zeros in front of it would be lost",
        "such as 007",
    ),
    "a lot as a date": (
        typed(TRANSFER, 4, items__lot=date(2026, 3, 1)),
        "转移 Transfer!F4",
        "where text belongs",
        "set the cell's format to Text",
    ),
    "18 digits as a number": (
        typed(
            EXPORT,
            4,
            id="X-1",
            date=date(2026, 10, 21),
            declaration=5.30120260000042e17,
            items__lot="C-1",
            items__reo_kg=1,
        ),
        "出口 Export!C4",
        "what comes after 15 digits is lost",
        "type all digits again",
    ),
    "a renamed header": (
        lambda book: setattr(book.page(TRANSFER)["C2"], "value", "客户"),
        "转移 Transfer!C2",
        "“客户” is no column of this sheet",
        "restore the template's name",
    ),
    "a misspelt header": (
        lambda book: setattr(book.page(TRANSFER)["C2"], "value", "接受方信用代码"),
        "转移 Transfer!C2",
        "is no column",
        "did you mean 接收方信用代码 Buyer?",
    ),
    "a deleted column": (
        lambda book: book.page(TRANSFER).delete_cols(3),
        "转移 Transfer!A2",
        "the column 接收方信用代码 Buyer was renamed or deleted",
        "write 接收方信用代码 Buyer above the column",
    ),
    "no names of columns": (
        lambda book: book.page(TRANSFER).delete_rows(2, 2),
        "转移 Transfer!A2",
        "the names of the columns is missing",
        "copy it from the template",
    ),
    "a column twice": (
        lambda book: book.page(TRANSFER).cell(2, 11, "日期") and None,
        "转移 Transfer!K2",
        "is there twice, see B2",
        "delete one",
    ),
    "a value beside the table": (
        lambda book: book.page(TRANSFER).cell(4, 12, "see me") and None,
        "转移 Transfer!L4",
        "under no name of a column",
        "delete it",
    ),
    "a total under the table": (
        lambda book: (
            setattr(book.page(TRANSFER)["A7"], "value", "合计"),
            setattr(book.page(TRANSFER)["G7"], "value", 1_000),
        )[0],
        "转移 Transfer!A7",
        "a row under the table",
        "delete it",
    ),
    "a sum under the table": (
        lambda book: setattr(book.page(TRANSFER)["G7"], "value", 1_000),
        "转移 Transfer!G7",
        "表格下方有多余的行",
        "delete it",
    ),
    "a row without its number": (
        typed(TRANSFER, 5, items__lot="C-2", items__reo_kg=5),
        "转移 Transfer!A5",
        "记录编号 Record no. is required",
        "fill it in",
    ),
    "a record of nothing": (
        typed(TRANSFER, 5, id="T-2", date=date(2026, 10, 9), buyer=BUYER),
        "转移 Transfer!F5",
        "the row names no lot",
        "name a lot and its mass",
    ),
    "a row sorted above the header": (
        lambda book: (
            book.page(TRANSFER).insert_rows(2),
            book.page(TRANSFER).move_range("A5:H5", rows=-3),
            None,
        )[-1],
        "转移 Transfer!A2",
        "content above the names of the columns",
        "move it below them",
    ),
    "a renamed sheet": (
        lambda book: setattr(book.page(TRANSFER), "title", "转移（二）"),
        "转移（二）!A1",
        "is no sheet of the template",
        "转移 Transfer",
    ),
    "a report that has no mass": (
        typed(
            REPORTED,
            4,
            id="R-1",
            record="流向月报",
            period="2026-10",
            reo_t=3,
            filed_at=datetime(2026, 11, 5, 9, 30),
        ),
        "报告 Reports!E4",
        "流向月报",
        "empty the cell",
    ),
    "a report of another month": (
        typed(
            REPORTED,
            4,
            id="R-1",
            record="流向月报",
            period="2026-09",
            filed_at=datetime(2026, 11, 5, 9, 30),
        ),
        "报告 Reports!C4",
        "outside the workbook's month",
        "2026-09",
    ),
    "a share in percent": (
        lambda book: book.page(EXTRACTION).cell(4, 14, 16) and None,
        "开采 Extraction!N4",
        "the share 16 is more than 1",
        "0.16 or 16%",
    ),
    "what only the record as a whole shows": (
        typed(
            SCRAP_INTAKE,
            4,
            id="S-1",
            date=date(2026, 10, 9),
            source="某厂",
            output__id="R-1",
            output__product="氧化物",
            output__reo_kg=5,
        ),
        "废料收购 Scrap intake!F4",
        "output.product must be scrap",
        "correct it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_is_named_with_its_cell_and_remedy(name: str) -> None:
    edit, cell, reason, remedy = MISTAKES[name]
    (words,) = filled(edit).wrong()
    place, _, rest = words.partition(": ")
    said, _, to_do = rest.rpartition(" → ")
    assert place == cell
    assert reason in said
    assert remedy in to_do
    assert " / " in said or name == "what only the record as a whole shows"


def test_every_sentence_stands_in_both_languages() -> None:
    table = tomllib.loads((files(xlsx) / "mistakes.toml").read_text("utf-8"))
    for name, mistake in table.items():
        assert {(part, *words) for part, words in mistake.items()} == {
            ("reason", "zh", "en"),
            ("remedy", "zh", "en"),
        }, name
        assert all(text for words in mistake.values() for text in words.values()), name


TEN = [
    "a date as text",
    "a full-width digit",
    "a missing required cell",
    "an unknown product",
    "a merged cell",
    "a swapped column",
    "a unit in the cell",
    "a total under the table",
    "18 digits as a number",
    "a report of another month",
]


def ten_mistakes() -> Filled:
    """One workbook with ten mistakes of ten kinds, of which some share rows and sheets."""
    book = filled()
    for n, name in enumerate(TEN[:4], start=5):
        book.type(EXTRACTION, n, {**EXTRACTED, "id": f"E-{n}", "output.id": f"C-{n}"})
        if name == "a date as text":
            book.type(EXTRACTION, n, {"date": "3/10/2026"})
        elif name == "a full-width digit":
            book.type(EXTRACTION, n, {"output.reo_kg": "１２"})
        elif name == "a missing required cell":
            book.type(EXTRACTION, n, {"output.id": None})
        else:
            book.type(EXTRACTION, n, {"output.product": "精矿石"})
    book.page(EXTRACTION).merge_cells("C5:C6")
    book.type(TRANSFER, 5, {**SOLD, "id": "T-2", "buyer": "C-5", "items.lot": BUYER})
    book.type(TRANSFER, 6, {**SOLD, "id": "T-3", "items.reo_kg": "3吨"})
    MISTAKES["a total under the table"][0](book)
    MISTAKES["18 digits as a number"][0](book)
    MISTAKES["a report of another month"][0](book)
    return book


def test_ten_mistakes_get_ten_messages_and_no_record() -> None:
    words = ten_mistakes().wrong()
    assert [one.partition(": ")[0] for one in words] == [
        "开采 Extraction!B5",
        "开采 Extraction!C5",
        "开采 Extraction!I6",
        "开采 Extraction!G7",
        "开采 Extraction!H8",
        "转移 Transfer!C5",
        "转移 Transfer!G6",
        "转移 Transfer!A7",
        "出口 Export!C4",
        "报告 Reports!C4",
    ]
    assert len({one.partition(": ")[2] for one in words}) == 10


def test_a_moved_column_is_found_by_its_name() -> None:
    book = filled()
    page = book.page(TRANSFER)
    for row in range(2, 5):
        page.cell(row, 2).value, page.cell(row, 7).value = (
            page.cell(row, 7).value,
            page.cell(row, 2).value,
        )
    for column, format in ((2, "0.###"), (7, "yyyy-mm-dd")):
        page.cell(4, column).number_format = format
    assert book.records() == filled().records()


def test_either_language_above_a_column_will_do() -> None:
    book = filled()
    book.page(TRANSFER).delete_rows(3)
    book.page(EXTRACTION).delete_rows(2)
    assert book.records() == filled().records()


def test_hidden_rows_and_sheets_are_read_as_others() -> None:
    book = filled()
    book.page(TRANSFER).row_dimensions[4].hidden = True
    book.page(EXTRACTION).sheet_state = "hidden"
    assert book.records() == filled().records()


def test_rows_may_leave_gaps_and_repeat_what_is_said_of_the_record() -> None:
    book = filled(
        typed(TRANSFER, 5, id="T-1", items__lot="C-2", items__reo_kg=2),
        typed(TRANSFER, 6, **{**SOLD, "items.lot": "C-3"}),
        typed(TRANSFER, 9, **{**SOLD, "id": "T-2"}),
    )
    _, first, second = book.records()
    assert [item.lot.rpartition("/")[2] for item in first.items] == ["C-1", "C-2", "C-3"]
    assert second.id.endswith("T-2")


def test_processing_is_filled_side_by_side() -> None:
    book = filled()
    head = {"id": "P-1", "date": date(2026, 10, 9), "process": "冶炼分离"}
    out = {"outputs.id": "D-1", "outputs.product": "oxide", "outputs.reo_kg": 600.5}
    book.type(PROCESSING, 4, {**head, "inputs.lot": "C-1", "inputs.reo_kg": 700, **out})
    book.type(PROCESSING, 5, {"id": "P-1", "outputs.id": "D-2", **{**out, "outputs.id": "D-2"}})
    book.type(DISPOSAL, 4, {"id": "W-1", "date": date(2026, 10, 9), "reason": "尾渣"})
    book.type(DISPOSAL, 4, {"items.lot": f"{BUYER}/K-9", "items.reo_kg": 0.001})
    _, processing, _, disposal = book.records()
    assert len(processing.inputs) == 1
    assert [str(lot.reo_kg) for lot in processing.outputs] == ["600.500", "600.500"]
    assert disposal.items[0].lot == f"{BUYER}/K-9"


def test_each_wrong_cell_says_its_field_row_and_content() -> None:
    (line,) = filled(typed(TRANSFER, 4, items__reo_kg="12 kg")).read()
    assert isinstance(line, Rejection)
    assert (line.file, line.line, line.field) == ("month.xlsx", 4, "items.reo_kg")
    assert line.excerpt == "12 kg"
    assert line.cell is not None
    assert (line.cell.sheet, line.cell.name) == ("转移 Transfer", "G4")


def test_a_record_says_which_sheet_and_row_it_came_from() -> None:
    lines = [line for line in filled().read() if isinstance(line, Parsed)]
    assert [(line.source.file, line.source.line) for line in lines] == [
        ("month.xlsx!开采 Extraction", 4),
        ("month.xlsx!转移 Transfer", 4),
    ]
    assert lines[1].cells is not None
    assert str(lines[1].cells["items.0.lot"]) == "转移 Transfer!F4"


def test_a_workbook_is_filed_for_whom_it_was_made() -> None:
    assert len(filled().read(filer="91150000701463622D")) == 2
    (words,) = filled().wrong(filer=BUYER)
    assert f"filed for {BUYER}" in words


def test_only_so_many_are_told() -> None:
    book = filled()
    for row in range(5, 1_200):
        book.type(EXTRACTION, row, {**EXTRACTED, "id": f"E-{row}", "output.reo_kg": "x"})
    assert len(book.wrong()) == 1_000

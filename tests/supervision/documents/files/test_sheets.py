"""Documents as workbooks and CSV: numbers stay numbers, names never become formulas."""

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from provenance.supervision.documents.files.sheets import csv_tables, xlsx
from provenance.words.table import Language
from tests.supervision.documents.build import document


def written(folder: Path, language: Language = Language.BOTH) -> Any:
    xlsx(document(), language, folder / "x.xlsx")
    return load_workbook(folder / "x.xlsx")


def test_a_sheet_for_each_table(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.sheetnames == ["概要 Summary", "使用情况 Use", "检查 Inspections"]
    sheet = book["使用情况 Use"]
    assert [cell.value for cell in sheet[1]] == [
        "企业代码\nEnterprise code", "企业", "Enterprise", "情况\nWhat", "数量\nMass\n(t REO)",
        "笔数\nNumber", "比例\nShare", "罚款\nFine\n(CNY)", "日期\nDay", "时间\nTime",
    ]  # fmt: skip
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCDEFGHIJ")
    assert sheet.column_dimensions["B"].width >= len("龙南<矿业>（合成）")


def test_numbers_are_numbers(tmp_path: Path) -> None:
    sheet = written(tmp_path)["使用情况 Use"]
    code, name, name_en, what, mass, number, share, fine, day, time = sheet[2]
    assert (code.value, name.value, name_en.value) == (
        "91360783XXXX000945", "龙南<矿业>（合成）", "Longnan & Sons",
    )  # fmt: skip
    assert (mass.value, mass.number_format) == (1234.567, "#,##0.000")
    assert (number.value, share.value, share.number_format) == (1234, 0.125, "0.0%")
    assert fine.value == 500000.5
    assert (day.value, day.number_format) == (datetime(2026, 3, 1), "yyyy-mm-dd")
    assert time.value == datetime(2026, 11, 10)  # in Shanghai
    assert (what.value, what.data_type) == ("=1+1", "s")
    assert sheet[3][4].value is None
    assert (sheet[4][2].value, sheet[4][4].value) == ("合计 Total", 1234.567)


@pytest.mark.parametrize(
    ("language", "first"),
    [
        (Language.ZH, ["企业代码", "企业", "情况"]),
        (Language.EN, ["Enterprise code", "Enterprise", "What"]),
    ],
)
def test_one_language(tmp_path: Path, language: Language, first: list[str]) -> None:
    sheet = written(tmp_path, language).worksheets[1]
    assert [cell.value for cell in sheet[1]][:3] == first


def test_csv_that_spreadsheet_programs_open_right() -> None:
    (name, text), (other, _) = csv_tables(document(), Language.BOTH)
    assert (name, other) == ("use", "empty")
    assert text.encode().startswith(b"\xef\xbb\xbf")
    header, row, empty = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert header[3:5] == ["情况 What", "数量 Mass (t REO)"]
    assert row == [
        "91360783XXXX000945", "龙南<矿业>（合成）", "Longnan & Sons", "'=1+1", "1234.567", "1234",
        "0.125", "500000.5", "2026-03-01", "2026-11-10 00:00:00",
    ]  # fmt: skip
    assert empty[3:] == ["开采 mining", "", "", "", "", "", ""]

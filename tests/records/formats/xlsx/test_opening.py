"""Files that are no workbooks, or none that may be opened: a clear answer, little memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from provenance.records.filing import Filing, Rejection
from provenance.records.formats.xlsx import records
from provenance.records.formats.xlsx.parts import LARGEST, MOST_CELLS
from provenance.records.formats.xlsx.sheets import EXTRACTION, TRANSFER
from tests.records.formats.xlsx.kit import NOON, Filled, filled, read

SHEET = "xl/worksheets/sheet2.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MEMORY = 20 << 20


def _answer(raw: bytes) -> str:
    (line,) = read(raw)
    assert isinstance(line, Rejection)
    assert line.remedy
    return line.words


def _with(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with one part changed, or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(filled().save())) as good,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in good.namelist():
            content = good.read(name)
            made.writestr(name, change(content) if name == part else content)
        if part not in good.namelist():
            made.writestr(part, change(b""))
    return file.getvalue()


def _cells(cells: str) -> bytes:
    """A good workbook whose first sheet of records holds these rows instead."""
    return _with(
        SHEET,
        lambda _: f'<worksheet xmlns="{SPACE}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
    )


NOT_WORKBOOKS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is damaged, or no workbook"),
    "text": (b"Dear Sir or Madam\n", "the file is damaged, or no workbook"),
    "half a workbook": (filled().save()[:9_000], "the file is damaged"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "the old .xls format"),
    "an encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted with a password",
    ),
    "macros": (_with("xl/vbaProject.bin", lambda _: b"\x00"), "the workbook has macros"),
    "broken xml": (_with(SHEET, lambda content: content[:-40]), "the file is damaged"),
    "a broken reference": (_cells('<row r="4"><c r="A4" t="s"><v>9999</v></c></row>'), "damaged"),
    "entities": (
        _with(SHEET, lambda c: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + c.partition(b"?>")[2]),
        "declares entities",
    ),
    "a cell far to the right": (_cells('<row r="4"><c r="XFD4"><v>1</v></c></row>'), "XFD4"),
    "a row far down": (_cells('<row r="99999999999"><c><v>1</v></c></row>'), "A99999999999"),
    "too many cells": (
        _cells(f"<row>{'<c><v>1</v></c>' * 100}</row>" * (MOST_CELLS // 100 + 1)),
        f"than {MOST_CELLS} cells",
    ),
    "too many styles": (
        _with("xl/styles.xml", lambda _: b"<s><cellXfs>" + b"<xf/>" * 100_001 + b"</cellXfs></s>"),
        "styles",
    ),
    "no sheets of ours": (
        _with("xl/workbook.xml", lambda c: c.replace("说明".encode(), b"X")),
        "Guide",
    ),
}


@pytest.mark.parametrize("name", NOT_WORKBOOKS)
def test_it_is_said_what_the_file_is(name: str) -> None:
    raw, words = NOT_WORKBOOKS[name]
    assert words in _answer(raw)


def test_a_bomb_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(100):
                part.write(bytes(1 << 20))
    assert len(file.getvalue()) < 2 << 20
    tracemalloc.start()
    try:
        assert "unpacks to more than 40 MB" in _answer(file.getvalue())
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    raw = bytearray(_with(SHEET, lambda _: b"<worksheet>" + b" " * (1 << 20) + b"</worksheet>"))
    at = raw.rindex(SHEET.encode()) - 46
    raw[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    assert "damaged" in _answer(bytes(raw))


class _Endless:
    """A stream that never ends, as a file of 200 MB nearly is."""

    given = 0

    def readline(self, size: int, /) -> bytes:
        self.given += size
        return bytes(size)


def test_a_file_too_large_is_not_read_to_its_end() -> None:
    stream = _Endless()
    (line,) = records(stream, Filing("big.xlsx", NOON))
    assert isinstance(line, Rejection)
    assert "larger than 10 MB" in line.reason
    assert stream.given < LARGEST + (1 << 20)


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    dimension = b'<dimension ref="A1:XFD1048576"/>'
    raw = _with(
        SHEET,
        lambda c: b"".join(
            (*c.partition(b"<sheetData>")[:1], dimension, *c.partition(b"<sheetData>")[1:])
        ),
    )
    assert len(read(raw)) == 2


def test_merging_everything_is_one_mistake() -> None:
    book = filled()
    raw = book.save()
    merged = b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    assert b"</sheetData>" in zipfile.ZipFile(io.BytesIO(raw)).read(SHEET)
    changed = _with(SHEET, lambda c: c.replace(b"</sheetData>", b"</sheetData>" + merged))
    assert "merged cells" in _answer(changed)


def test_the_head_says_whose_month_it_is() -> None:
    for label, value, words in (
        ("企业信用代码 Enterprise", 915, "belongs to"),
        ("企业信用代码 Enterprise", None, "is empty"),
        ("月份 Month", "10/2026", "is no month; write it such as 2026-03"),
        ("月份 Month", "2026-11", "belongs to"),
    ):
        book = filled()
        guide = book.book["说明 Guide"]
        cell = next(row[1] for row in guide.iter_rows() if row[0].value == label)
        cell.value = value
        (said,) = book.wrong()
        assert words in said


def test_sheets_of_the_system_are_needed_and_empty_ones_are_not() -> None:
    book = filled()
    del book.book["已登记 On record"]
    (words,) = book.wrong()
    assert words.startswith("已登记 On record!A1")
    assert "missing" in words
    book = filled()
    for sheet in list(book.book):
        if sheet.title not in ("说明 Guide", "已登记 On record", EXTRACTION.title, TRANSFER.title):
            del book.book[sheet.title]
    book.book.create_sheet("Sheet1")
    assert len(book.records()) == 2
    assert Filled().records() == []

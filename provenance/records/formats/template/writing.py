"""Writing a workbook: the guide, a sheet for each kind of record, what is at hand and on record."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook

from provenance.model.dates import span
from provenance.model.mass import GRAMS_PER_KG
from provenance.model.reference import oxides
from provenance.records.formats.template import pages
from provenance.records.formats.template.guide import HOW_TO, head_lines, not_shown
from provenance.records.formats.template.known import Known
from provenance.records.formats.template.rows import numbers_of, oxides_of, rows_of
from provenance.records.formats.xlsx.head import shown_as, title_of
from provenance.records.formats.xlsx.layout import GUIDE, ON_RECORD, STOCK, Column, Sheet, assay
from provenance.records.formats.xlsx.sheets import SHEETS
from provenance.records.formats.xlsx.words import PRODUCTS
from provenance.records.numbers import LOT, Number

_LONGEST_CELL = 32_000


class Mark(NamedTuple):
    """What a workbook keeps of a record: a mark of it as shown, its text where that is not all."""

    mark: str
    body: str


def written(known: Known, marks: Mapping[Number, Mark], left_out: Sequence[str]) -> bytes:
    """The workbook as a file; `left_out` are records that it could not show."""
    book = Workbook()
    _guide(book.active, known, left_out)
    before = _numbers(known)
    for sheet in SHEETS:
        _sheet(book.create_sheet(sheet.title), sheet, known, before)
    _stock(book.create_sheet(STOCK), known, before)
    _on_record(book.create_sheet(ON_RECORD), known, before, marks)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _numbers(known: Known) -> frozenset[Number]:
    """The numbers on record that are global as they are, though no code stands before them."""
    found = {number for record in known.records for number in numbers_of(record)}
    found |= {(LOT, held.lot) for held in known.stock}
    return frozenset(number for number in found if "/" not in number[1])


def _guide(page: Any, known: Known, left_out: Sequence[str]) -> None:
    page.title = GUIDE
    pages.put(page, 1, 1, "稀土产品流转记录月报 Monthly rare-earth flow records").font = pages.TITLE
    lines = head_lines(known)
    for row, (label, value) in enumerate(lines, start=3):
        pages.put(page, row, 1, label).font = pages.BOLD
        pages.put(page, row, 2, value)
    how_to = [*HOW_TO, *([not_shown(list(left_out))] if left_out else [])]
    row = len(lines) + 4
    for n, (zh, en) in enumerate(how_to, start=1):
        pages.put(page, row, 1, f"{n}.").alignment = pages.WRAPPED
        pages.put(page, row, 2, zh).alignment = pages.WRAPPED
        cell = pages.put(page, row + 1, 2, en)
        cell.alignment, cell.font = pages.WRAPPED, pages.GREY
        row += 2
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 100


def _columns(sheet: Sheet, known: Known) -> list[Column]:
    """The columns of a sheet; assays have one for every oxide, last."""
    if sheet.assayed is None:
        return list(sheet.columns)
    named = oxides_of([record for record in known.records if record.record in sheet.kinds])
    every = list(dict.fromkeys([*(oxide.oxide for oxide in oxides()), *named]))
    columns = [assay(sheet.assayed, oxide) for oxide in every]
    return [*sheet.columns, *(column for column in columns if sheet.column(column.zh) == column)]


def _sheet(page: Any, sheet: Sheet, known: Known, before: frozenset[Number]) -> None:
    columns = _columns(sheet, known)
    rows = (
        row
        for record in known.records
        if record.record in sheet.kinds
        for row in rows_of(record, sheet, columns, lambda n: shown_as(n, known.head, before))
    )
    last = pages.table(page, title_of(sheet.title, known.head), columns, rows)
    pages.validations(page, columns, span(known.head.month), last, len(known.stock))


def _stock(page: Any, known: Known, before: frozenset[Number]) -> None:
    """The lots at hand; nothing in this sheet is read back."""
    names = (
        ("批号", "Lot"),
        ("产品", "Product"),
        ("结存折合REO（kg）", "Left, REO (kg)"),
        ("入库日期", "Since"),
    )
    title = f"{title_of(STOCK, known.head)} · 仅供参考 for reference"
    pages.header(page, title, ((zh, en, pages.SYSTEM) for zh, en in names))
    for row, held in enumerate(known.stock, start=pages.FIRST_ROW):
        pages.put(page, row, 1, shown_as((LOT, held.lot), known.head, before))
        pages.put(page, row, 2, PRODUCTS.written(held.product) if held.product else "")
        pages.put(page, row, 3, held.reo_g / GRAMS_PER_KG).number_format = "#,##0.###"
        pages.put(page, row, 4, held.since)
    for letter in "ABCD":
        page.column_dimensions[letter].width = 24


def _on_record(
    page: Any, known: Known, before: frozenset[Number], marks: Mapping[Number, Mark]
) -> None:
    """What was on record: which revision, and how its rows read then."""
    names = (
        ("类别", "Kind"),
        ("编号", "Number"),
        ("版本", "Revision"),
        ("校验", "Mark"),
        ("原文", "Text"),
    )
    pages.header(
        page, title_of(ON_RECORD, known.head), ((zh, en, pages.SYSTEM) for zh, en in names)
    )
    pages.put(page, 2, 6, "系统填写，请勿改动 Filled in by the system: leave it as it is")
    records = [(record.record, record.id, str(record.revision)) for record in known.records]
    lots = [(kind, id_, "") for kind, id_ in sorted(before) if kind == LOT]
    for row, (kind, id_, revision) in enumerate([*records, *lots], start=pages.FIRST_ROW):
        mark = marks.get((kind, id_), Mark("", ""))
        body = [
            mark.body[at : at + _LONGEST_CELL] for at in range(0, len(mark.body), _LONGEST_CELL)
        ]
        for n, text in enumerate([kind, id_, revision, mark.mark, *body], start=1):
            if text:
                pages.put(page, row, n, text)
    for letter, width in zip("ABCDE", (16, 40, 10, 20, 20), strict=True):
        page.column_dimensions[letter].width = width

"""A whole workbook: its sheets read one by one, and held against what was on record before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from provenance.records.filing import Filing, Parsed
from provenance.records.formats.xlsx.grouping import stated
from provenance.records.formats.xlsx.head import Before, Head, known_texts, read_before, read_head
from provenance.records.formats.xlsx.layout import GUIDE, ON_RECORD, STOCK, Sheet
from provenance.records.formats.xlsx.making import Making
from provenance.records.formats.xlsx.mistakes import Mistake
from provenance.records.formats.xlsx.sheets import SHEETS, WITHDRAWAL
from provenance.records.formats.xlsx.tables import Wrong, read_table
from provenance.records.formats.xlsx.values import Reading
from provenance.records.formats.xlsx.words import FLOW, folded
from provenance.records.formats.xlsx.worksheet import Page
from provenance.records.kinds.withdrawal import Withdrawal


class WrongIn(NamedTuple):
    """A mistake and the sheet it is in."""

    sheet: str
    wrong: Wrong


@dataclass(slots=True)
class Month:
    """What a workbook says: the records it states, and what is wrong in it, in order."""

    parsed: list[Parsed] = field(default_factory=list)
    wrong: list[WrongIn] = field(default_factory=list)


def read_month(pages: Sequence[Page], filing: Filing) -> Month:
    """Read all sheets of a workbook. Raises HeadError where it is no template's."""
    by_title = {page.title: page for page in pages}
    head = read_head(by_title)
    before = read_before(by_title, head)
    reading = Reading(head.month, known_texts(before, head))
    month = Month()
    if filing.filer not in (None, head.enterprise):
        other = Mistake.of("other_filer", filer=filing.filer, enterprise=head.enterprise)
        month.wrong.append(WrongIn(GUIDE, Wrong("A1", 1, "", other)))
    of_kind: dict[str, Sheet] = {}
    doubtful: set[str] = set()
    for page in pages:
        sheet = _sheet(page)
        if sheet is None or of_kind.setdefault(sheet.kinds[0], sheet) is not sheet:
            month.wrong += _strange(page)
            continue
        table = read_table(sheet, page)
        making = Making(sheet, page.title, head, before, filing)
        for record in stated(table, reading):
            made = making.make(record) if table.headed else []
            if isinstance(made, Parsed):
                month.parsed.append(made)
            else:
                table.wrong += made
        month.wrong += [WrongIn(page.title, wrong) for wrong in sorted(table.wrong, key=_place)]
        doubtful |= set(sheet.kinds) if table.wrong else set()
    month.wrong += _gone(month, before, head, doubtful)
    return month


def _sheet(page: Page) -> Sheet | None:
    """The sheet that a page is by its name, in either language or both."""
    name = folded(page.title)
    return next((s for s in SHEETS if name in {folded(s.title), folded(s.zh), folded(s.en)}), None)


def _strange(page: Page) -> Iterator[WrongIn]:
    """A page that is none of the template's: whoever renamed one would lose what it says."""
    if page.title in (GUIDE, STOCK, ON_RECORD) or not page.cells:
        return
    row = min(page.cells)
    cell = page.cells[row][min(page.cells[row])]
    sheets = "、".join(sheet.title for sheet in SHEETS)
    mistake = Mistake.of("unknown_sheet", name=page.title, sheets=sheets)
    yield WrongIn(page.title, Wrong(cell.coordinate, row, "", mistake, str(cell.value)[:200]))


def _gone(month: Month, before: Before, head: Head, doubtful: set[str]) -> Iterator[WrongIn]:
    """What was on record and has no row any more, unless it is withdrawn."""
    if WITHDRAWAL.kind in doubtful:
        return
    there = {(parsed.record.record, parsed.record.id) for parsed in month.parsed}
    for parsed in month.parsed:
        if isinstance(parsed.record, Withdrawal):
            there.add((parsed.record.withdraws.record, parsed.record.withdraws.id))
    sheets = {kind: sheet for sheet in SHEETS for kind in sheet.kinds}
    for (kind, id_), record in before.records.items():
        if (kind, id_) not in there and kind in sheets and kind not in doubtful:
            title = sheets[kind].title
            mistake = Mistake.of("gone", kind=FLOW.written(kind), number=id_, sheet=title)
            yield WrongIn(ON_RECORD, Wrong(f"B{record.row}", record.row, "id", mistake, id_))


def _place(wrong: Wrong) -> tuple[int, int, str]:
    return wrong.row, len(wrong.cell), wrong.cell

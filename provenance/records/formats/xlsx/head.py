"""The head of a workbook: whose it is, of which month, and what of it was on record before."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from provenance.model import codes
from provenance.records.canonical import canonical
from provenance.records.formats.xlsx.layout import ENTERPRISE, GUIDE, MONTH, ON_RECORD
from provenance.records.formats.xlsx.mistakes import Mistake
from provenance.records.formats.xlsx.tables import Wrong
from provenance.records.formats.xlsx.worksheet import Page
from provenance.records.kinds.registry import AnyRecord
from provenance.records.numbers import Number

_SEARCHED = 20
_FIRST_ROW = 4
BODY_COLUMN = 5
"""From this column on a record stands in full, where its sheet cannot show it exactly."""


class Head(NamedTuple):
    """Whose workbook it is, and of which month (2026-10)."""

    enterprise: str
    month: str


class OnRecord(NamedTuple):
    """A record as it was on record when the template was made.

    `mark` is that of its content as its rows show it; `body` its own text where rows cannot.
    """

    row: int
    revision: int
    mark: str
    body: str


@dataclass(slots=True)
class Before:
    """What was on record: records by kind and id, and numbers that are global as they are."""

    records: dict[Number, OnRecord] = field(default_factory=dict)
    numbers: set[Number] = field(default_factory=set)


class HeadError(ValueError):
    """A workbook whose head cannot be read: nothing else in it can be, then."""

    def __init__(self, sheet: str, wrong: Wrong) -> None:
        super().__init__(wrong.mistake.reason)
        self.sheet, self.wrong = sheet, wrong


def mark_of(record: AnyRecord) -> str:
    """A mark of what a record states, whichever revision of it this is."""
    text = canonical(record.model_copy(update={"revision": 0}))
    return sha256(text.encode()).hexdigest()[:16]


def title_of(name: str, head: Head) -> str:
    """What a sheet says above its table."""
    return f"{name} · {head.enterprise} · {head.month}"


def read_head(pages: Mapping[str, Page]) -> Head:
    """Whose workbook this is and of which month. Raises HeadError where it does not say."""
    guide = pages.get(GUIDE)
    if guide is None:
        raise _lost(GUIDE)
    enterprise = _beside(guide, ENTERPRISE)
    try:
        filer = codes.ENTERPRISE.filed(enterprise.value)
    except ValueError:
        raise _head_error(enterprise, Mistake.of("no_enterprise", value=enterprise.value)) from None
    month = _beside(guide, MONTH)
    try:
        return Head(filer, codes.MONTH.filed(month.value))
    except ValueError as error:
        mistake = Mistake.of("no_month", value=month.value, error=error)
        raise _head_error(month, mistake) from None


def read_before(pages: Mapping[str, Page], head: Head) -> Before:
    """What was on record when the template was made. Raises HeadError where that was changed."""
    page = pages.get(ON_RECORD)
    if page is None:
        raise _lost(ON_RECORD)
    said = _value(page.cells.get(1, {}), 1)
    if said != title_of(ON_RECORD, head):
        mistake = Mistake.of("other_workbook", said=said)
        raise HeadError(ON_RECORD, Wrong("A1", 1, "", mistake))
    before = Before()
    for number in sorted(row for row in page.cells if row >= _FIRST_ROW):
        row = page.cells[number]
        kind, id_, revision, mark = (_value(row, column) for column in range(1, BODY_COLUMN))
        if "/" not in id_:
            before.numbers.add((kind, id_))
        if revision:
            body = "".join(_value(row, n) for n in sorted(row) if n >= BODY_COLUMN)
            before.records[kind, id_] = OnRecord(number, _revision(revision, number), mark, body)
    return before


def _revision(text: str, row: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise HeadError(ON_RECORD, Wrong(f"C{row}", row, "revision", Mistake.of("changed")))


def _value(row: Mapping[int, Any], column: int) -> str:
    return str(row[column].value) if column in row else ""


def _beside(guide: Page, label: str) -> Any:
    """The cell to the right of a label."""
    for number in range(1, _SEARCHED):
        row = guide.cells.get(number, {})
        if _value(row, 1) == label:
            if 2 in row:
                return row[2]
            mistake = Mistake.of("line_empty", label=label)
            raise HeadError(GUIDE, Wrong(f"B{number}", number, "", mistake))
    raise HeadError(GUIDE, Wrong("A1", 1, "", Mistake.of("line_lost", label=label)))


def _head_error(cell: Any, mistake: Mistake) -> HeadError:
    return HeadError(GUIDE, Wrong(cell.coordinate, cell.row, "", mistake, str(cell.value)[:200]))


def _lost(sheet: str) -> HeadError:
    return HeadError(sheet, Wrong("A1", 1, "", Mistake.of("sheet_lost", sheet=sheet)))


def known_texts(before: Before, head: Head) -> frozenset[str]:
    """The numbers on record as sheets show them: they are taken as they are."""
    ids = {id_ for _, id_ in {*before.numbers, *before.records}}
    return frozenset(ids | {id_.removeprefix(f"{head.enterprise}/") for id_ in ids})


def shown_as(number: Number, head: Head, before: Set[Number]) -> str:
    """An id as a sheet shows it: without its filer's code where nothing else is called so."""
    kind, id_ = number
    local = id_.removeprefix(f"{head.enterprise}/")
    return id_ if "/" in local or (kind, local) in before else local

"""What becomes of a line: a record with its source, or a rejection that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from pydantic import ValidationError

from provenance.model.codes import NOTED
from provenance.model.source import Source
from provenance.model.text import printable
from provenance.records.canonical import record_of
from provenance.records.explain import explain
from provenance.records.kinds.enterprises import Enterprise
from provenance.records.kinds.registry import RECORD_KINDS, AnyRecord, filed_by
from provenance.records.numbers import globalise
from provenance.records.otherwise import as_filed
from provenance.records.plain import plain

MAX_LINE: Final = 1 << 20
_EXCERPT = 200


class Cell(NamedTuple):
    """A place in a workbook, such as cell D7 of the sheet 转移 Transfer."""

    sheet: str
    name: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.name}"


class Parsed(NamedTuple):
    """A record that is good as it stands, and where it came from.

    `cells` says of a record in a workbook where each of its fields stands, by dotted path; `filed`
    is the record as JSON text as it was given, where a number or code of it is kept otherwise.
    `doubted` is False where none of its numbers and codes is to be doubted; `body` is its canonical
    text where that is known already.
    """

    record: AnyRecord
    source: Source
    cells: Mapping[str, Cell] | None = None
    filed: str | None = None
    doubted: bool = True
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that is not a good record: the field at fault, why, and how the line begins.

    `field` is a dotted path counted from 0 (`items.0.reo_kg`), "" where the whole line is at fault.
    Of a workbook it is one cell that is wrong, and `remedy` what to do about it.
    """

    file: str
    line: int
    field: str
    reason: str
    excerpt: str
    cell: Cell | None = None
    remedy: str = ""

    @property
    def words(self) -> str:
        """The reason as it is kept and listed: with the cell before it and the remedy behind."""
        place = f"{self.cell}: " if self.cell else ""
        return f"{place}{self.reason}{self.remedy and f' → {self.remedy}'}"


@dataclass(frozen=True, slots=True)
class Filing:
    """What is said of a file as a whole, and so of each of its lines."""

    file: str
    received_at: datetime
    kind: str | None = None
    system: str | None = None
    filer: str | None = None
    max_line: int = MAX_LINE

    def plain(self, line: int, raw: bytes) -> Parsed | None:
        """Return the record of a line of JSON where it is written as it is kept; else nothing."""
        found = None if self.filer else plain(raw)
        if found is None:
            return None
        record, body = found
        source = Source(self.system or filed_by(record), self.file, line, self.received_at)
        return Parsed(record, source, doubted=type(record) is Enterprise, body=body)

    def judge(self, data: object, line: int, raw: bytes | str) -> Parsed | Rejection:
        """Return the record these fields state, or why they state none."""
        given = data
        if isinstance(data, dict):
            if self.kind and data.get("record") is None:
                data["record"] = self.kind
            if self.filer:
                data = globalise(data, self.filer)
        before = NOTED.doubts
        try:
            record = record_of(data)
        except ValidationError as error:
            assert isinstance(data, dict)  # record_of has seen to it
            field, reason = explain(error, RECORD_KINDS[data["record"]])
            return self.reject(line, raw, reason, field)
        except ValueError as error:
            field = "record" if isinstance(data, dict) else ""
            return self.reject(line, raw, str(error), field)
        assert isinstance(data, dict)  # as record_of has seen to it
        assert isinstance(given, dict)
        source = Source(self.system or filed_by(record), self.file, line, self.received_at)
        # Further numbers have forms of their own, by the register that gave them.
        doubted = NOTED.doubts != before or isinstance(record, Enterprise)
        return Parsed(record, source, filed=as_filed(record, data, given), doubted=doubted)

    def reject(self, line: int, raw: bytes | str, reason: str, field: str = "") -> Rejection:
        """Return the rejection of a line, of which `raw` is at least the beginning."""
        if isinstance(raw, bytes):
            raw = raw[: 4 * _EXCERPT].decode("utf-8", "replace")
        return Rejection(self.file, line, field, reason, printable(raw.strip(), _EXCERPT))

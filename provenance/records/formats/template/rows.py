"""A record as the rows of its sheet: what each column shows of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from provenance.records.formats.xlsx.layout import Column, Reads, Sheet
from provenance.records.kinds.registry import AnyRecord
from provenance.records.numbers import LOT, Number

Value = str | float | int | date | datetime
Cells = Mapping[Column, Value]

_LOTS = ("lot", "new_lot", "id")
"""The fields of parts that hold the number of a lot."""


def numbers_of(record: AnyRecord) -> Iterator[Number]:
    """The numbers in a record that its filer gives out: its own, and those of lots."""
    yield record.record, record.id
    for part in _parts(record.__dict__):
        for name in _LOTS:
            if isinstance(number := getattr(part, name, None), str):
                yield LOT, number


def _parts(values: Mapping[str, Any]) -> Iterator[Any]:
    for name in ("output", "outputs", "inputs", "items"):
        held = values.get(name, ())
        yield from held if isinstance(held, tuple) else (held,)


def oxides_of(records: Sequence[AnyRecord]) -> list[str]:
    """The oxides that assays in some records name."""
    found = {
        oxide
        for record in records
        for part in _parts(record.__dict__)
        for oxide in getattr(part, "assay", None) or ()
    }
    return sorted(found)


def rows_of(
    record: AnyRecord, sheet: Sheet, columns: Sequence[Column], shown: Callable[[Number], str]
) -> Iterator[Cells]:
    """The rows of a record: one for each of its parts side by side, the record's own in each."""
    height = max((len(getattr(record, name)) for name in sheet.lists), default=1)
    for n in range(max(height, 1)):
        cells: dict[Column, Value] = {}
        for column in columns:
            value = _value(record, column, sheet, n)
            if value is not None and value != ():
                cells[column] = _written(value, column, record.record, shown)
        yield cells


def _value(record: AnyRecord, column: Column, sheet: Sheet, n: int) -> Any:
    """What a record says in a column in its nth row."""
    *steps, last = column.field.split(".")
    if column.field == "period" and record.record == "flow_report":
        last = "month"
    at: Any = record
    for step in (*steps, last):
        if at is None:
            return None
        at = at.get(step) if isinstance(at, Mapping) else getattr(at, step, None)
        if step in sheet.lists:
            at = at[n] if n < len(at) else None
    return at


def _written(value: Any, column: Column, kind: str, shown: Callable[[Number], str]) -> Value:
    """A value as its cell holds it."""
    name = column.field.rpartition(".")[2]
    if name in _LOTS:
        return shown((LOT if "." in column.field else kind, value))
    if column.words is not None:
        word = str(value).lower() if isinstance(value, bool) else str(value)
        return column.words.written(word)
    if column.reads is Reads.IDS:
        return "\n".join(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)  # a spreadsheet knows no offsets; it is Shanghai's
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, date) else str(value)

"""What a cell says: read as its column is read, and named as a mistake where that cannot be.

Nothing is guessed: a mass written as text is answered, not converted, for 1,200 may be 1.2.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from provenance.model import codes
from provenance.model.codes import CodeRefusedError
from provenance.records.formats.xlsx.layout import Column, Reads
from provenance.records.formats.xlsx.mistakes import CellError
from provenance.records.kinds.amounts import MAX_KG, MAX_T

_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ－＿．／\N{IDEOGRAPHIC SPACE}]")
_FULL_DIGIT = re.compile("[０-９]")
_UNIT = re.compile(
    r"[+-]?[\d.,，]+\s*(kg|公斤|千克|t|吨|克|g|mg|万吨|%|％)\s*(?:reo)?", re.IGNORECASE
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,，' ]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DIGITS_KEPT = 15
_SAME = {"kg": {"kg", "公斤", "千克"}, "t": {"t", "吨"}, "1": set[str]()}
"""The names of a unit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says of all its cells: its month, and numbers as they are on record.

    A number on record is taken as it stands, whatever it looks like.
    """

    month: str
    known: frozenset[str] = field(default_factory=frozenset)


def value_of(cell: Any, column: Column, reading: Reading) -> object:
    """What a filled cell says in a column; raises CellError where that is no value of it."""
    value = cell.value
    if cell.kind == "formula":
        raise CellError("formula", text=str(value)[:60])
    if cell.kind == "error":
        raise CellError("error_value", value=value)
    return _READERS[column.reads](value, column, reading)


def _id(value: object, column: Column, reading: Reading) -> str:
    if isinstance(value, str) and value in reading.known:
        return value
    try:
        text = codes.cleaned(_text(value))
    except CodeRefusedError:
        raise CellError("unprintable", value=value) from None
    if not text.isprintable():
        raise CellError("unprintable", value=text)
    if _is_name(column) and _FULL_WIDTH.search(text):
        raise CellError("full_width", value=text)
    return text


def _is_name(column: Column) -> bool:
    """Whether a column holds what people call a thing by, in which width tells things apart."""
    return column.field.rpartition(".")[2] in {"id", "lot", "new_lot", "inspection"}


def _text(value: object, *_: object) -> str:
    if isinstance(value, (date, time)):
        raise CellError("date_for_text", value=value)
    if isinstance(value, (bool, int, float)):
        if abs(value) >= 10**_DIGITS_KEPT:
            raise CellError("digits_lost", value=value)
        raise CellError("zeros_lost", value=_written(value))
    return str(value)


def _ids(value: object, column: Column, reading: Reading) -> list[str]:
    return [_id(part, column, reading) for part in codes.listed(_text(value))]


def _word(value: object, column: Column, _: Reading) -> str:
    assert column.words is not None
    word = column.words.meant(str(value))
    if word is None:
        near = column.words.nearest(str(value))
        name = "misspelt_word" if near else "unknown_word"
        raise CellError(name, value=value, near=near, words="、".join(column.words.all))
    return word


def _flag(value: object, column: Column, reading: Reading) -> bool:
    return _word(value, column, reading) == "true"


def _date(value: object, _: Column, reading: Reading) -> date:
    if isinstance(value, str):
        try:
            value = codes.DATE.filed(value)
        except CodeRefusedError:
            raise CellError("no_date", value=value) from None
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellError("time_in_date", value=value)
        value = value.date()
    if not isinstance(value, date):
        raise CellError("number_for_date", value=value)
    if f"{value:%Y-%m}" != reading.month:
        raise CellError("other_month", said=value.isoformat(), month=reading.month)
    return value


def _moment(value: object, *_: object) -> datetime:
    if isinstance(value, str):
        raise CellError("full_width" if _FULL_DIGIT.search(value) else "no_date", value=value)
    if not isinstance(value, datetime):
        raise CellError("number_for_date", value=value)
    return value


def _period(value: object, column: Column, reading: Reading) -> str:
    is_year = type(value) is int and 1990 <= value <= 2100
    text = _id(str(value) if is_year else value, column, reading)
    with suppress(CodeRefusedError):
        text = codes.PERIOD.filed(text)
    if text not in (reading.month, reading.month[:4]):
        raise CellError("other_month", said=text, month=reading.month)
    return text


def _number(unit: str, decimals: int, most: Decimal, *, above: bool = False) -> Callable[..., Any]:
    """Reads a number of a unit from 0, which itself is none where it must be `above`."""

    def read(value: object, *_: object) -> Decimal:
        number = _plain_number(value, unit)
        shown = f"{number:f}"
        if number < 0 or (above and not number):
            raise CellError("not_positive" if above else "below_zero", value=shown)
        if number > most:
            name = "percent" if unit == "1" else "too_large"
            raise CellError(name, value=shown, most=f"{most:f} {unit}")
        if number != round(number, decimals):
            raise CellError("too_exact", value=shown, decimals=decimals)
        return number

    return read


def _plain_number(value: object, unit: str) -> Decimal:
    if isinstance(value, str):
        raise _text_for_number(value.strip(), unit)
    if isinstance(value, (date, time)):
        raise CellError("date_for_number", value=value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CellError("no_number", value=value)
    # So many digits a spreadsheet shows: 3600.2999999999997 is a sum that it shows as 3600.3.
    number = Decimal(f"{value:.{_DIGITS_KEPT}g}" if isinstance(value, float) else value)
    if not number.is_finite() or number.adjusted() > 30:
        raise CellError("no_number", value=value)
    return number


def _text_for_number(text: str, unit: str) -> CellError:
    if _FULL_DIGIT.search(text):
        return CellError("full_width", value=text)
    if found := _UNIT.fullmatch(text):
        name = "unit_in_cell" if found[1].casefold() in _SAME[unit] else "other_unit"
        return CellError(name, value=text, unit=found[1], expected=unit)
    if _GROUPED.fullmatch(text):
        return CellError("thousands", value=text)
    return CellError("text_number" if _PLAIN.fullmatch(text) else "no_number", value=text)


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


_READERS: dict[Reads, Callable[[Any, Column, Reading], object]] = {
    Reads.ID: _id,
    Reads.CODE: _id,
    Reads.TEXT: _text,
    Reads.IDS: _ids,
    Reads.WORD: _word,
    Reads.FLAG: _flag,
    Reads.DATE: _date,
    Reads.MOMENT: _moment,
    Reads.PERIOD: _period,
    Reads.KG: _number("kg", 3, MAX_KG, above=True),
    Reads.T: _number("t", 6, MAX_T),
    Reads.SHARE: _number("1", 12, Decimal(1)),
}

"""What a cell of a workbook holds, as its program wrote it down: texts, numbers, dates."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from provenance.model.codes.cleaning import unescaped
from provenance.model.text import has_lone_surrogate
from provenance.records.formats.xlsx.places import letters_of

Value = str | int | float | bool | date | time
Kind = Literal["value", "formula", "error"]

SINCE_1900: Final = datetime(1899, 12, 30)
SINCE_1904: Final = datetime(1904, 1, 1)
"""Days are counted from here: in most workbooks, and in those that began on an old Macintosh."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_DIGITS_KEPT = 15
_MS = timedelta(milliseconds=1)
_DAY_MS = 86_400_000
_DAYS = 2_958_466
_LEAP_BUG = 60
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_UNSEEN = re.compile(
    "[\\s\x00-\x1f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell of a sheet: where it stands, what it holds, and whether that is a value.

    Of a formula the value is its text, `=A1*3`.
    """

    row: int
    column: int
    value: Value
    kind: Kind = "value"

    @property
    def coordinate(self) -> str:
        return f"{letters_of(self.column)}{self.row}"


def decoded(text: str) -> str:
    """A text as it was typed: `_x000D_` is a character that XML cannot hold, `_x005F_` a `_`.

    ECMA-376 Part 1, 22.9.2.19. Line breaks of any kind are one: a spreadsheet shows no difference.
    """
    text = unescaped(text)
    if has_lone_surrogate(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def encoded(text: str) -> str:
    """A text as a workbook holds it, so that it is read back as it is."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def is_empty(text: str) -> bool:
    """Whether a text shows nothing: it has no characters, or none that can be seen."""
    return _UNSEEN.fullmatch(text) is not None


def number_of(text: str) -> int | float:
    """A number as the file has it. Raises ValueError where it is none."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text[:40]} is no number")
    number = float(text)
    whole = number.is_integer() and abs(number) < 10**_DIGITS_KEPT
    return int(number) if whole else number


def date_of(days: float, since: datetime) -> datetime | time | None:
    """The date that a number of days is, None where it is none; a part of a day alone is a time."""
    if not 0 <= days < _DAYS:
        return None
    if since is SINCE_1900:
        if days < 1:
            return (datetime.min + timedelta(milliseconds=round(days * _DAY_MS))).time()
        if days < _LEAP_BUG:  # 1900 is a leap year to spreadsheets
            days += 1
    whole = int(days)
    try:
        return since + timedelta(whole, milliseconds=round((days - whole) * _DAY_MS))
    except OverflowError:  # later than the year 9999
        return None


def iso_date(text: str) -> Value:
    """A date written out, as Strict workbooks have it; a text where it is none.

    What it says is what the clock showed: a zone behind it is the program's invention.
    """
    bare = _OFFSET.sub("", text.strip())
    try:
        if bare.startswith("T"):
            return time.fromisoformat(bare)
        moment = datetime.fromisoformat(bare)
    except ValueError:
        return text
    return datetime.min + _MS * round((moment - datetime.min) / _MS)

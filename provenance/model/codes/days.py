"""Days, months and periods: the year comes first, whatever stands between.

`2026-03-05`, `2026/3/5`, `2026.3.5`, `20260305`, `2026年3月5日`, 二〇二六年三月五日, also with the
midnight that spreadsheets write behind; `5/3/2026` is refused, for it may be March or May.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

from provenance.model.codes.cleaning import plain
from provenance.model.codes.doubts import CodeRefusedError, quoted, refused
from provenance.model.codes.lost import refuse_lost
from provenance.model.codes.reading import Given, Kind, Read
from provenance.model.message import Message

FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_MONTHS_YEAR = 1990

_SEPARATOR = r"\s*[-/.年]\s*|\s+"
_DAY = rf"([0-9]{{4}})(?:{_SEPARATOR})([0-9]{{1,2}})(?:\s*[-/.月]\s*|\s+)([0-9]{{1,2}})\s*[日号]?"
_COMPACT_DAY = r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0+)?"
# Read once all spaces are gone, so every part must be as long as it can be.
_PADDED_DAY = r"([0-9]{4})[-/.年]([0-9]{2})[-/.月]([0-9]{2})[日号]?"
_MONTH = rf"([0-9]{{4}})(?:{_SEPARATOR})([0-9]{{1,2}})\s*月?(?:份)?"
_COMPACT_MONTH = r"([0-9]{4})([0-9]{2})(?:\.0+)?"
_PADDED_MONTH = r"([0-9]{4})[-/.年]([0-9]{2})月?"
_SEPARATED = r"[^\d\s]"  # what only spaces part may be 2026 11 as well as 2026 1 1
_YEAR = r"([0-9]{4})(?:年度?|\.0+)?"
_MIDNIGHT = (
    r"(?i:(?:\s*T\s*|\s+)(?:00?:00(?::00(?:\.0+)?)?\s*(?:Z|\+0[08]:?00)?|12:00(?::00)?\s*AM)"
    r"|\s*(?:上午\s*12:00(?::00)?|0时0分(?:0秒)?))\Z"
)
_WEEKDAY = r"[\s,]*(?:[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?|[(][一二三四五六日][)])"
_TIME = r"[0-9]{1,2}:[0-9]{2}"
_SERIAL = r"[2-6][0-9]{4}(?:\.[0-9]+)?"
_YEAR_LAST = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"
_NUMERAL = r"[〇○零一二三四五六七八九十]+"
_NUMERALS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_LONGEST = 80
_EXCEL_BEGAN = date(1899, 12, 30)

_WRITE_DAY = Message("write it such as 2026-03-05")
_WRITE_MONTH = Message("write it such as 2026-03")


@lru_cache(maxsize=4096)  # the same few thousand days come again and again
def _day(text: str) -> Read[date]:
    written = _written(text)
    refuse_lost("".join(written.split()))
    bare = re.sub(_MIDNIGHT, "", re.sub(_WEEKDAY, "", written, count=1).strip()).strip()
    parts = (
        re.fullmatch(_DAY, bare)
        or re.fullmatch(_COMPACT_DAY, bare)
        or re.fullmatch(_PADDED_DAY, "".join(bare.split()))
    )
    if not parts:
        raise _no_day(text, written)
    try:
        day = date(*(int(part) for part in parts.groups()))
    except ValueError:
        raise _refused(text, Message("is no day there is"), _WRITE_DAY) from None
    return Read(_within(day, FIRST_YEAR, text))


def _no_day(text: str, written: str) -> CodeRefusedError:
    """Why a text is no day."""
    if re.fullmatch(_YEAR_LAST, written):
        return _refused(
            text,
            Message("does not begin with its year"),
            _WRITE_DAY,
        )
    if re.fullmatch(_SERIAL, written):
        meant = (_EXCEL_BEGAN + timedelta(days=int(written[:5]))).isoformat()
        return _refused(
            text,
            Message("is a number, not a date"),
            Message("did you mean {meant}? set the cell to Date", meant=meant),
            meant,
        )
    if re.search(_TIME, written):
        return _refused(
            text,
            Message("is a time, where a day alone belongs"),
            _WRITE_DAY,
        )
    return _refused(text, Message("is no date"), _WRITE_DAY)


@lru_cache(maxsize=1024)
def _month(text: str) -> Read[str]:
    written = _written(text)
    refuse_lost("".join(written.split()))
    if written.endswith(".1"):
        raise _refused(
            text,
            Message("may be January, or October that lost its zero"),
            _WRITE_MONTH,
        )
    parts = (
        re.fullmatch(_MONTH, written)
        or re.fullmatch(_COMPACT_MONTH, written)
        or re.fullmatch(_PADDED_MONTH, "".join(written.split()))
    )
    if not parts:
        return _month_of_first(text)
    year, month = (int(part) for part in parts.groups())
    if not 1 <= month <= 12:
        raise _refused(text, Message("is no month there is"), _WRITE_MONTH)
    return Read(f"{_within(date(year or 1, month, 1), FIRST_MONTHS_YEAR, text):%Y-%m}")


def _month_of_first(text: str) -> Read[str]:
    """The month of its first day, which spreadsheets make of `2026-3`."""
    try:
        day = _day(text).value if re.search(_SEPARATED, text) else None
    except CodeRefusedError:
        day = None
    if day is None:
        raise _refused(text, Message("is no month"), _WRITE_MONTH)
    if day.day != 1:
        raise _refused(text, Message("is a day, not a month"), _WRITE_MONTH)
    return Read(f"{_within(day, FIRST_MONTHS_YEAR, text):%Y-%m}")


def _period(text: str) -> Read[str]:
    written = "".join(_written(text).split())
    if found := re.fullmatch(_YEAR, written):
        year = date(max(int(found[1]), 1), 1, 1)
        return Read(f"{_within(year, FIRST_MONTHS_YEAR, text):%Y}")
    return _month(text)


def _written(text: str) -> str:
    """A text in plain forms, its Chinese numerals as digits."""
    if len(text) > _LONGEST:
        raise _refused(text, Message("is no date"), _WRITE_DAY)
    written = plain(text)
    if "年" in written and re.match(_NUMERAL, written):
        bare = re.sub(_WEEKDAY, "", written)
        written = re.sub(_NUMERAL, lambda found: _digits(found[0]), bare)
    return written


def _digits(numeral: str) -> str:
    """三 is 3, 十 is 10, 十二 is 12, 二十一 is 21, 二〇二六 is 2026."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return "".join(_NUMERALS[c] for c in numeral)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numeral
    return _NUMERALS.get(tens, "1") + _NUMERALS.get(ones, "0")


def _within(day: date, first: int, text: str) -> date:
    if not first <= day.year <= LAST_YEAR:
        raise _refused(
            text,
            Message("is not in the years {first} to {last}", first=first, last=LAST_YEAR),
            _WRITE_DAY,
        )
    return day


def _refused(text: str, reason: Message, remedy: Message, meant: str = "") -> CodeRefusedError:
    given = quoted(text)
    what = Message("is {given}, which {reason}", given=given, reason=reason)
    return refused("NO_DATE", what, remedy, meant)


def _as_written(value: object) -> object:
    """A day or time of a workbook or a program, as it is written."""
    return value.isoformat() if isinstance(value, date) else value


DATE: Kind[date] = Kind(
    Message("date"),
    _day,
    Given.NUMBER,
    {"type": "string", "format": "date"},
    _as_written,
)
MONTH = Kind(
    Message("month"),
    _month,
    Given.NUMBER,
    {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    _as_written,
)
PERIOD = Kind(
    Message("period"),
    _period,
    Given.NUMBER,
    {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2})?$"},
    _as_written,
)
Day = Annotated[date, DATE]
Month = Annotated[str, MONTH]
Period = Annotated[str, PERIOD]

"""Texts, dates and months as people file them; anything else is refused in plain words."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, TypeVar

from pydantic import PlainValidator, StringConstraints, WithJsonSchema

from provenance.model.dates import SHANGHAI, is_month
from provenance.model.text import shown
from provenance.records.kinds.amounts import whole

_D = TypeVar("_D", date, datetime)

_NO_CONTROLS = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
_NO_CONTROLS_BUT_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _text(longest: int, pattern: str = _NO_CONTROLS) -> StringConstraints:
    return StringConstraints(
        strip_whitespace=True, min_length=1, max_length=longest, pattern=pattern
    )


Id = Annotated[str, _text(200)]
Name = Annotated[str, _text(300)]
ShortCode = Annotated[str, _text(20)]
Note = Annotated[str, _text(4000, _NO_CONTROLS_BUT_LINES)]


@lru_cache(maxsize=4096)  # the same few thousand days come again and again
def _calendar_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(f"must be a date such as 2026-03-01, got {shown(text)}")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"must be a day there is, got {shown(text)}") from None
    return _within_years(day)


def _day(value: object) -> date:
    if isinstance(value, str):
        return _calendar_day(value.strip())
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"must be a date such as 2026-03-01, got {shown(value)}")
    return _within_years(value)


def _moment(value: object) -> datetime:
    if isinstance(value, str) and _DAY.match(text := value.strip()):
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"must be a time there is, got {shown(text)}") from None
    if not isinstance(value, datetime):
        raise ValueError(f"must be a time such as 2026-04-09T17:30:00+08:00, got {shown(value)}")
    value = _within_years(value)
    if value.tzinfo is None:
        return value.replace(tzinfo=SHANGHAI)
    return _within_years(value.astimezone(SHANGHAI))


def _within_years(value: _D) -> _D:
    if not 1900 <= value.year <= 2100:
        raise ValueError(f"must lie in the years 1900 to 2100, got {value.year:04}")
    return value


def month_of(value: object) -> str:
    """Return a month such as 2026-03; raise ValueError in plain words for what is none."""
    if isinstance(value, str) and is_month(text := value.strip()):
        if not 1990 <= int(text[:4]) <= 2100:
            raise ValueError(f"must lie in the years 1990 to 2100, got {shown(text)}")
        return text
    raise ValueError(f"must be a month such as 2026-03, got {shown(value)}")


def _period(value: object) -> str:
    if isinstance(value, str) and "-" in value:
        return month_of(value)
    try:
        year = whole(value)
    except ValueError:
        raise ValueError(
            f"must be a month such as 2026-03 or a year such as 2026, got {shown(value)}"
        ) from None
    if not 1990 <= year <= 2100:
        raise ValueError(f"must lie in the years 1990 to 2100, got {shown(value)}")
    return str(year)


def _batch(value: object) -> str:
    """A batch is called 1, 2 or "first": kept as text, so that 1 and "1" are the same."""
    if isinstance(value, (int, float, Decimal)):
        value = str(whole(value))
    if isinstance(value, str) and 0 < len(text := value.strip()) <= 50 and text.isprintable():
        return text
    raise ValueError(f"must be a number or a short name, got {shown(value)}")


Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Month = Annotated[
    str,
    PlainValidator(month_of),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}),
]
Period = Annotated[
    str,
    PlainValidator(_period),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2})?$"}),
]
Batch = Annotated[
    str, PlainValidator(_batch), WithJsonSchema({"type": ["string", "integer"], "maxLength": 50})
]

"""Names, notes, times and batches as people file them; codes and days are in `model/codes`."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import PlainValidator, StringConstraints, WithJsonSchema

from provenance.model.dates import SHANGHAI
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


Name = Annotated[str, _text(300)]
ShortCode = Annotated[str, _text(20)]
Note = Annotated[str, _text(4000, _NO_CONTROLS_BUT_LINES)]


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


def _batch(value: object) -> str:
    """A batch is called 1, 2 or "first": kept as text, so that 1 and "1" are the same."""
    if isinstance(value, (int, float, Decimal)):
        value = str(whole(value))
    if isinstance(value, str) and 0 < len(text := value.strip()) <= 50 and text.isprintable():
        return text
    raise ValueError(f"must be a number or a short name, got {shown(value)}")


Moment = Annotated[
    datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Batch = Annotated[
    str, PlainValidator(_batch), WithJsonSchema({"type": ["string", "integer"], "maxLength": 50})
]

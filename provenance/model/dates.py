"""Shanghai time, months and the days they begin and end on."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from provenance.model.codes.cleaning import cleaned, narrow
from provenance.model.codes.days import DATE
from provenance.model.errors import MisuseError

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Whether a text is a month as it is written here, such as 2026-03."""
    return _MONTH.fullmatch(text) is not None


def first_day(month: str, later: int = 0) -> date:
    """The first day of a month, or of one so many months later."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + later
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: str) -> date:
    """The last day of a month."""
    return first_day(month, 1) - timedelta(days=1)


def span(period: str) -> tuple[date, date]:
    """The first and the last day of a month or a year."""
    if len(period) == len("2026"):
        return date(int(period), 1, 1), date(int(period), 12, 31)
    return first_day(period), last_day(period)


def months_back(month: str, count: int) -> list[str]:
    """So many months that end with this one, the earliest first."""
    return [first_day(month, -back).isoformat()[:7] for back in reversed(range(count))]


def moment(text: str) -> datetime:
    """The time a text states, whatever its offset; without one it is Asia/Shanghai's.

    A day alone is the end of that day. Raises MisuseError.
    """
    try:
        if sum(map(str.isdigit, text)) <= len("20260301"):
            return datetime.combine(DATE.filed(text), time.max, SHANGHAI)
        found = datetime.fromisoformat(narrow(cleaned(text)))
    except ValueError:
        raise MisuseError(
            f"a time is written such as 2026-04-09T17:30:00+08:00 or 2026-04-09, not {text[:40]!r}"
        ) from None
    found = found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    try:
        _ = found.astimezone(SHANGHAI), found.astimezone(UTC)
    except OverflowError:
        raise MisuseError(
            f"{text[:40]!r} is beyond the calendar, which has years 1 to 9999"
        ) from None
    return found


# China has kept one time and no summer time since 1991. A fixed offset needs no time zone
# database, which slim containers and Windows lack.
SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def month(day: date) -> tuple[int, int]:
    """The calendar month of a day, as (year, month): what filings are made by."""
    return day.year, day.month


def shanghai(moment: datetime) -> str:
    """A time as people in China read it, with its offset."""
    return moment.astimezone(SHANGHAI).isoformat()

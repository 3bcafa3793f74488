"""Shanghai time, months and the days they begin and end on."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from provenance.model.codes.cleaning import cleaned, narrow
from provenance.model.codes.days import DATE, FIRST_MONTHS_YEAR, LAST_YEAR
from provenance.model.errors import MisuseError
from provenance.model.message import Message


def first_day(month: str, later: int = 0) -> date:
    """The first day of a month, or of one so many months later."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + later
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: str) -> date:
    """The last day of a month."""
    return first_day(month, 1) - timedelta(days=1)


def day_of(at: datetime | None = None) -> date:
    """The day of a time in Shanghai; today without one."""
    return (at or datetime.now(SHANGHAI)).astimezone(SHANGHAI).date()


def day_said(text: str | None) -> date | None:
    """A day as records and tables keep it; None where none is said."""
    return date.fromisoformat(text) if text else None


def span(period: str) -> tuple[date, date]:
    """The first and the last day of a month or a year."""
    if len(period) == len("2026"):
        return date(int(period), 1, 1), date(int(period), 12, 31)
    return first_day(period), last_day(period)


def years_after(day: date, years: int) -> date:
    """The same day of the calendar so many years later; of a 29 February the 28th."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


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
            Message(
                "a time is written such as 2026-04-09T17:30:00+08:00 or 2026-04-09, not {text}",
                text=repr(text[:40]),
            )
        ) from None
    found = found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    try:
        _ = found.astimezone(SHANGHAI), found.astimezone(UTC)
    except OverflowError:
        raise MisuseError(
            Message(
                "{text} is beyond the calendar, which has years 1 to 9999", text=repr(text[:40])
            )
        ) from None
    return found


def known_by(at: datetime) -> datetime:
    """A time as of which something is asked; MisuseError for one that is yet to come.

    Today may be named as a day, whose end is yet to come, and by a clock that is somewhat ahead.
    """
    if at > datetime.now(UTC) + timedelta(days=1):
        raise MisuseError(
            Message(
                "{day} is yet to come, and what will be known then is not known; leave out the time"
                " to ask for now",
                day=shanghai(at)[:10],
            )
        )
    return at


def check_year(year: int | None) -> None:
    """Raise MisuseError for a year that nothing is filed of."""
    if year is not None and not FIRST_MONTHS_YEAR <= year <= LAST_YEAR:
        raise MisuseError(
            Message(
                "{year} is no year that records can be of; there are {first} to {last}",
                year=year,
                first=FIRST_MONTHS_YEAR,
                last=LAST_YEAR,
            )
        )


def check_window(since: date | None, until: date | None) -> None:
    """Raise MisuseError for a window that ends before it begins."""
    if since is not None and until is not None and until < since:
        raise MisuseError(
            Message(
                "from {since} to {until} ends before it begins; exchange the days",
                since=since,
                until=until,
            )
        )


# China has kept one time and no summer time since 1991. A fixed offset needs no time zone
# database, which slim containers and Windows lack.
SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def month(day: date) -> tuple[int, int]:
    """The calendar month of a day, as (year, month): what filings are made by."""
    return day.year, day.month


def shanghai(moment: datetime) -> str:
    """A time as people in China read it, with its offset."""
    return moment.astimezone(SHANGHAI).isoformat()


def clock(moment: datetime) -> str:
    """A time to the second as people in China read it, such as 2026-03-05 12:00:00."""
    return shanghai(moment)[:19].replace("T", " ")

"""How much of a year has gone by, and when quota runs out at the pace of its use so far."""

from collections.abc import Mapping
from datetime import date, timedelta


def days_gone(year: int, day: date) -> int:
    """How many days of a year have gone by at the end of a day."""
    if day.year != year:
        return days_in(year) if day.year > year else 0
    return day.timetuple().tm_yday


def days_in(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


def month_after(year: int, days: int) -> str:
    """The month that a day of a year, counted from 1, lies in."""
    return (date(year, 1, 1) + timedelta(days - 1)).isoformat()[:7]


def runs_out_in(year: int, gone: int, adjusted_g: int, used: Mapping[str, int]) -> str | None:
    """The month in which the last gram is used, or was; None if not in this year.

    `used` is in grams by month; quota is used as fast for the rest of the year as it was in the
    days `gone`. What was never allocated does not run out.
    """
    if adjusted_g <= 0:
        return None
    so_far = 0
    for month, grams in sorted(used.items()):
        so_far += grams
        if so_far >= adjusted_g:
            return month
    if not so_far or not gone:
        return None
    days = -(-gone * adjusted_g // so_far)  # the day on which it reaches the last gram
    return month_after(year, days) if days <= days_in(year) else None

"""Calendar months as filings name them ("2026-03"), and the days they end on."""

from datetime import date, timedelta


def first_day(month: str, later: int = 0) -> date:
    """The first day of a month, or of one so many months later."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + later
    return date(number // 12, number % 12 + 1, 1)


def last_day(month: str) -> date:
    """The last day of a month."""
    return first_day(month, 1) - timedelta(days=1)


def months_back(month: str, count: int) -> list[str]:
    """So many months that end with this one, the earliest first."""
    return [first_day(month, -back).isoformat()[:7] for back in reversed(range(count))]

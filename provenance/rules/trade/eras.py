"""Stretches of days in which the same controls stand, and the same customs codes are listed."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from provenance.law.book import LawBook


class Eras:
    """Days between which no control and no row of customs codes comes or goes."""

    def __init__(self, law: LawBook) -> None:
        self._begins = sorted(set(_turns(law)))

    def of(self, day: date) -> int:
        return bisect_right(self._begins, day)


def _turns(law: LawBook) -> Iterator[date]:
    for control in law.controls:
        yield from filter(None, (control.effective, control.suspended_from, control.undecided_from))
        ends = (control.expires, control.suspended_to, control.undecided_to)
        yield from (_after(day) for day in ends if day)
    for row in (row for rows in law.codes.values() for row in rows):
        yield from filter(None, (row.valid_from, row.valid_to and _after(row.valid_to)))


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)

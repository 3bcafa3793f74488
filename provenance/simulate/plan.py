"""How large a made-up world is to be, how long it lasts, and what is planted in it."""

from dataclasses import dataclass
from datetime import date

LAST_MONTH = (2026, 7)
"""The last month of every world: what is planted happens while all rules are in force."""

MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """So many lots over so many years; `codes` are the findings to plant."""

    lots: int
    years: int = 1
    seed: int = 785
    codes: tuple[str, ...] = ()

    @property
    def months(self) -> list[date]:
        """The first day of each month, in order."""
        year, month = LAST_MONTH
        last = year * 12 + month - 1
        return [
            date(number // 12, number % 12 + 1, 1)
            for number in range(last - 12 * self.years + 1, last + 1)
        ]

    @property
    def times(self) -> int:
        """How often each violation, and each near miss, is planted."""
        return max(3, self.lots // 5_000)

    @property
    def planting_months(self) -> list[date]:
        """Months in which plants begin, early enough for those that take four."""
        return [first for first in self.months if first >= date(2025, 9, 1)][:-4]

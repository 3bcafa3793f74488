"""A year's balance as it is told: each line's grams in all, and of each oxide between bounds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.reference import oxides
from provenance.model.text import printable
from provenance.supervision.balance.account import Account
from provenance.supervision.balance.lines import (
    SIDES,
    SUMS,
    TAKING,
    BalanceLine,
    BalanceSide,
)
from provenance.supervision.balance.ranges import UNKNOWN, Range, by_oxide

_LONGEST = 40

TOTAL = "REO"
"""All oxides together."""


class Row(NamedTuple):
    """A line of an oxide, or of all together (TOTAL), in grams REO between bounds."""

    oxide: str
    side: BalanceSide
    line: BalanceLine
    grams: Range


@dataclass(frozen=True, slots=True)
class Balance:
    """A year's balance in grams REO; what went in is what is accounted for and the residual.

    `oxides` has the bounds of each oxide's lines. The residual is below zero where more is
    accounted for than any record brings in. `settled_at` is as of when; `waiting` says that
    records wait to be settled.
    """

    year: int
    total: Mapping[BalanceLine, int]
    oxides: Mapping[str, Mapping[BalanceLine, Range]]
    settled_at: datetime | None = None
    waiting: bool = False

    @classmethod
    def of(cls, account: Account) -> Self:
        """What an account comes to."""
        total: Counter[BalanceLine] = Counter(account.beside)
        masses: defaultdict[BalanceLine, Counter[str]] = defaultdict(Counter)
        nets: Counter[tuple[str, str]] = Counter()
        for first, composition, lot in account.told():
            total[BalanceLine.DRAWN_BEYOND] += lot.beyond_g
            total[BalanceLine.CLAIMED_TWICE] += lot.twice_g
            for line, grams in lot.lines.items():
                if grams:
                    masses[line][composition] += grams
                    came = SIDES[line] is BalanceSide.WENT_IN
                    nets[first, composition] += grams if came else -grams
        total.update({line: some.total() for line, some in masses.items()})
        went_in = sum(total[line] for line in _on(BalanceSide.WENT_IN))
        accounted = sum(total[line] for line in _on(BalanceSide.ACCOUNTED))
        total[BalanceLine.WENT_IN], total[BalanceLine.ACCOUNTED] = went_in, accounted
        total[BalanceLine.RESIDUAL] = went_in - accounted
        ranges = {line: by_oxide(masses[line].items()) for line in _told_by_oxide()}
        ranges[BalanceLine.WENT_IN] = by_oxide(_all_of(masses, BalanceSide.WENT_IN))
        ranges[BalanceLine.ACCOUNTED] = by_oxide(_all_of(masses, BalanceSide.ACCOUNTED))
        ranges[BalanceLine.RESIDUAL] = by_oxide(_left_over(nets))
        return cls(account.year, {line: total[line] for line in BalanceLine}, _by_oxide(ranges))

    @property
    def made_of_g(self) -> int:
        """What the residual is made of, added up: the residual itself."""
        lines = _on(BalanceSide.MADE_OF)
        return sum(-self.total[line] if line in TAKING else self.total[line] for line in lines)

    def checked(self, oxide: str | None) -> str | None:
        """An oxide as it was asked for, TOTAL among them; MisuseError for what is none."""
        known = (TOTAL, *self.oxides)
        if oxide is not None and oxide not in known:
            raise MisuseError(
                Message(
                    "{oxide} is no oxide; there are {known}",
                    oxide=printable(oxide, _LONGEST),
                    known=known,
                )
            )
        return oxide

    def rows(self) -> Iterator[Row]:
        """All lines, those of all oxides together first."""
        for line, grams in self.total.items():
            yield Row(TOTAL, SIDES[line], line, Range(grams, grams))
        for oxide, lines in self.oxides.items():
            for line, found in lines.items():
                yield Row(oxide, SIDES[line], line, found)


def _on(side: BalanceSide) -> list[BalanceLine]:
    """The lines of a side that others do not add up."""
    return [line for line, of in SIDES.items() if of is side and line not in SUMS]


def _told_by_oxide() -> list[BalanceLine]:
    return [*_on(BalanceSide.WENT_IN), *_on(BalanceSide.ACCOUNTED)]


def _all_of(
    masses: Mapping[BalanceLine, Counter[str]], side: BalanceSide
) -> Iterator[tuple[str, int]]:
    return (mass for line in _on(side) for mass in masses[line].items())


def _left_over(nets: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, int]]:
    """What of each lot that was made came in beyond what is accounted for, by composition.

    A lot holds the same wherever it is told of, whatever that is: what came in as it and is
    accounted for as it leaves nothing open.
    """
    found: Counter[tuple[str, bool]] = Counter()
    for (_, composition), grams in nets.items():
        found[composition, grams > 0] += grams
    return ((composition, grams) for (composition, _), grams in found.items())


def _by_oxide(
    ranges: Mapping[BalanceLine, Mapping[str, Range]],
) -> dict[str, dict[BalanceLine, Range]]:
    """The lines of each oxide, those of the table in its order first."""
    named = {oxide for found in ranges.values() for oxide in found} - {UNKNOWN}
    known = [row.oxide for row in oxides()]
    return {
        oxide: {
            line: ranges[line].get(oxide, ranges[line][UNKNOWN])
            for line in BalanceLine
            if line in ranges
        }
        for oxide in (*known, *sorted(named.difference(known)))
    }

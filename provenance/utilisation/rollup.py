"""Facts rolled up by place, along groups, by time and kind: each level in parts of one above."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from provenance.graph.port import Settled
from provenance.graph.register import Register
from provenance.regions import Place, levels
from provenance.utilisation.facts import Amounts, Fact
from provenance.utilisation.pace import days_gone, days_in, runs_out_in
from provenance.utilisation.scope import Scope


class By(StrEnum):
    """What rows are told apart by.

    A place counts what sits in it; what sits in no place that is known has a row of its own.
    A group counts all below it: the whole group where none was asked for, else its members one
    level down, each with those below it, and its head by itself.
    """

    YEAR = "year"
    MONTH = "month"
    ACTIVITY = "activity"
    ORE_CLASS = "ore_class"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"
    GROUP = "group"
    ENTERPRISE = "enterprise"


PLACES = (By.COUNTY, By.CITY, By.PROVINCE, By.NATION)

Key = tuple[str, ...]
"""What a row is of, in the order of what rows are told apart by; an empty text for none."""


@dataclass(frozen=True)
class Row:
    """What some facts come to, in grams REO; `of` says which, `month` where it is of one.

    A row of a month has the draws of that month, and what was used and remains at its end; what
    is allocated and adjusted is the year's. Rows of months are not to be added up but for draws.
    """

    of: Mapping[By, str]
    month: str | None
    amounts: Amounts
    facts: Sequence[Fact]
    rollup: "Rollup"

    @property
    def key(self) -> Key:
        """What tells it from the other rows, which are in order of it."""
        return tuple(self.of.values())

    @property
    def place(self) -> Place | None:
        """The smallest place it is of."""
        found = next((by for by in PLACES if by in self.of), None)
        return self.place_at(found) if found else None

    def place_at(self, level: By) -> Place:
        """The place it is of among those of a level that it is told apart by."""
        return self.rollup.place(self.facts[0].enterprise, level)

    @cached_property
    def year(self) -> int | None:
        """The year it is of, if it is of one."""
        years = {fact.year for fact in self.facts}
        return years.pop() if len(years) == 1 else self.rollup.scope.only_year

    @property
    def share_of_year_elapsed(self) -> float | None:
        """How much of its year had gone by, from 0 to 1; None for several years."""
        return self._gone / days_in(self.year) if self.year else None

    @property
    def runs_out_in(self) -> str | None:
        """The month in which its quota runs out at the pace so far; None if not in its year."""
        if self.year is None:
            return None
        used: defaultdict[str, int] = defaultdict(int)
        for fact in self.facts:
            if fact.month is not None and fact.month <= (self.month or fact.month):
                used[fact.month] += fact.amounts.used_g
        return runs_out_in(self.year, self._gone, self.amounts.adjusted_g, used)

    @property
    def _gone(self) -> int:
        assert self.year is not None
        gone = days_gone(self.year, self.rollup.day)
        if self.month is None:
            return gone
        return min(gone, days_gone(self.year, _last_day(self.month)))

    def rows(self, by: Iterable[By]) -> list["Row"]:
        """The same, told further apart: rows that add up to this one."""
        inside = replace(
            self.rollup,
            facts=self.facts,
            scope=replace(
                self.rollup.scope,
                month=self.month,
                group=self.of.get(By.GROUP, self.rollup.scope.group),
            ),
        )
        return inside.rows(by)


@dataclass(frozen=True)
class Rollup:
    """The facts asked for, as of a day (Asia/Shanghai); who sits where, and in which group."""

    facts: Sequence[Fact]
    register: Register
    scope: Scope
    day: date
    settled: Settled
    _known: dict[tuple[str, By, str | None], str] = field(default_factory=dict, compare=False)

    def rows(self, by: Iterable[By] = ()) -> list[Row]:
        """Rows told apart as asked, in that order, and always by activity: a tonne mined and then
        separated draws on two quotas, which are nothing together."""
        told = tuple(dict.fromkeys((*by, By.ACTIVITY)))
        months = [self.scope.month]
        if By.MONTH in told and self.scope.month is None:
            months = [*self._months]
        found = [row for month in months for row in self._told_apart(told, month)]
        return sorted(found, key=lambda row: row.key)

    def place(self, enterprise: str, level: By) -> Place:
        """The place an enterprise counts under among those of a level."""
        return levels(self.register.regions.get(enterprise)).at(level)

    def _told_apart(self, by: Sequence[By], month: str | None) -> Iterator[Row]:
        apart: defaultdict[Key, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if month is None or fact.year == int(month[:4]):
                apart[tuple([self._key(fact, one, month) for one in by])].append(fact)
        for key, some in apart.items():
            amounts = Amounts.sum(_in_month(some, month))
            if any(amounts):
                yield Row(dict(zip(by, key, strict=True)), month, amounts, some, self)

    def _key(self, fact: Fact, by: By, month: str | None) -> str:
        match by:
            case By.MONTH:
                return month or ""
            case By.YEAR:
                return str(fact.year)
            case By.ACTIVITY:
                return fact.activity.value
            case By.ORE_CLASS:
                return fact.ore_class.value if fact.ore_class else ""
            case By.ENTERPRISE:
                return fact.enterprise
        who = fact.enterprise
        known = self._known.get((who, by, self.scope.group))
        if known is None:
            known = self._group(who) if by is By.GROUP else self.place(who, by).code
            self._known[who, by, self.scope.group] = known
        return known

    def _group(self, enterprise: str) -> str:
        """The head of all its groups; of a group that was asked for, the member it is below."""
        above = list(self.register.groups(enterprise))
        if self.scope.group in above:
            return above[max(0, above.index(self.scope.group) - 1)]
        onward = self.register.parents.get(above[-1])
        # Groups in a circle have no head: the least of them stands for all.
        return min(above[above.index(onward) :]) if onward is not None else above[-1]

    @cached_property
    def _months(self) -> list[str]:
        """All months of the years that facts are of, until the day or the last draw."""
        years = {fact.year for fact in self.facts}
        drawn = max((fact.month for fact in self.facts if fact.month), default="")
        until = max(drawn, self.day.isoformat()[:7])
        months = (f"{year:04}-{n:02}" for year in sorted(years) for n in range(1, 13))
        return [month for month in months if month <= until]


def _in_month(facts: Iterable[Fact], month: str | None) -> Iterator[Amounts]:
    """What facts come to in a month: what was used until its end, what was drawn in it."""
    for fact in facts:
        if month is None or fact.month is None or fact.month == month:
            yield fact.amounts
        elif fact.month < month:
            used = fact.amounts
            yield Amounts(used_g=used.used_g, used_by_affiliates_g=used.used_by_affiliates_g)


def _last_day(month: str) -> date:
    year, n = int(month[:4]), int(month[5:])
    return date.fromordinal(date(year + n // 12, n % 12 + 1, 1).toordinal() - 1)

"""Facts rolled up by place, along groups, by time and kind: each level in parts of one above."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from provenance.graph.port.records import Settled
from provenance.ledger.quota.register import Register
from provenance.model.dates import last_day
from provenance.model.regions import Place, levels
from provenance.supervision.utilisation.facts import Amounts, Fact
from provenance.supervision.utilisation.pace import days_gone, days_in, runs_out_in
from provenance.supervision.utilisation.scope import Scope


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
        return min(gone, days_gone(self.year, last_day(self.month)))

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
        monthly = By.MONTH in told or self.scope.month is not None
        found = self._monthly(told) if monthly else self._whole(told)
        return sorted((row for row in found if any(row.amounts)), key=lambda row: row.key)

    def _whole(self, told: Sequence[By]) -> Iterator[Row]:
        for of, some in self._told_apart(told):
            yield Row(of, None, Amounts.sum(fact.amounts for fact in some), some, self)

    def _monthly(self, told: Sequence[By]) -> Iterator[Row]:
        """Rows of each month; those of several years are of the facts of each."""
        for of, some in self._told_apart([one for one in told if one is not By.MONTH]):
            by_year: defaultdict[int, list[Fact]] = defaultdict(list)
            for fact in some:
                by_year[fact.year].append(fact)
            for year, of_year in by_year.items():
                for month, amounts in _at_months(of_year, self._months(year)):
                    key = {one: of.get(one, month) for one in told}
                    yield Row(key, month, amounts, of_year, self)

    def place(self, enterprise: str, level: By) -> Place:
        """The place an enterprise counts under among those of a level."""
        return levels(self.register.regions.get(enterprise)).at(level)

    def _told_apart(self, by: Sequence[By]) -> Iterator[tuple[Mapping[By, str], list[Fact]]]:
        apart: defaultdict[Key, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            apart[tuple([self._key(fact, one) for one in by])].append(fact)
        for key, some in apart.items():
            yield dict(zip(by, key, strict=True)), some

    def _key(self, fact: Fact, by: By) -> str:
        match by:
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

    def _months(self, year: int) -> list[str]:
        """The month that was asked for; else all of a year until the day, or the last draw."""
        if self.scope.month is not None:
            return [self.scope.month] if self.scope.only_year == year else []
        until = max(self._last_drawn, self.day.isoformat()[:7])
        months = (f"{year:04}-{n:02}" for n in range(1, 13))
        return [month for month in months if month <= until]

    @cached_property
    def _last_drawn(self) -> str:
        return max((fact.month for fact in self.facts if fact.month), default="")


def _at_months(facts: Iterable[Fact], months: Iterable[str]) -> Iterator[tuple[str, Amounts]]:
    """What facts of a year come to by month: drawn in it, and used until its end."""
    parts: defaultdict[str | None, list[Amounts]] = defaultdict(list)
    for fact in facts:
        parts[fact.month].append(fact.amounts)
    all_year = Amounts.sum(parts.pop(None, ()))
    drawn = {month or "": Amounts.sum(some) for month, some in parts.items()}
    for month in months:
        before = Amounts.sum(amounts for at, amounts in drawn.items() if at < month)
        used = Amounts(used_g=before.used_g, used_by_affiliates_g=before.used_by_affiliates_g)
        yield month, Amounts.sum((all_year, used, drawn.get(month, Amounts())))

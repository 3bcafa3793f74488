"""What each quota and each draw on one adds to sums of utilisation: whole grams, counted once.

What an enterprise holds, and what is used of it, counts at the holder; what it draws, at the one
who draws. Sums over any set of facts therefore add up, by places and along groups alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Self

from provenance.graph.port.sums import Drawn
from provenance.ledger.quota.register import Quota, Register
from provenance.model.terms import Activity, OreClass


class Amounts(NamedTuple):
    """Grams REO, each of which adds up by itself.

    `allocated_g` is what authorities gave, less what was handed on to affiliates (below zero
    where more was handed on than there was); `adjusted_g` what can be drawn on, by the rules of
    pools; `overallocated_g` what was handed on beyond what there was, as adjusted.
    `used_g` is what was covered out of the holder's quota by anybody, of it `used_by_affiliates_g`
    by others; `drawn_g` and `covered_g` are the drawer's, of it `covered_by_group_g` out of
    quota of others, its group's.
    """

    allocated_g: int = 0
    adjusted_g: int = 0
    overallocated_g: int = 0
    used_g: int = 0
    used_by_affiliates_g: int = 0
    drawn_g: int = 0
    covered_g: int = 0
    covered_by_group_g: int = 0

    @classmethod
    def sum(cls, parts: Iterable["Amounts"]) -> Self:
        return cls(*map(sum, zip(*parts, strict=True)))

    @property
    def over_g(self) -> int:
        return self.drawn_g - self.covered_g

    @property
    def remaining_g(self) -> int:
        return self.adjusted_g - self.used_g


class Fact(NamedTuple):
    """Grams of one enterprise; `month` ("2026-03") is None for what holds all year."""

    enterprise: str
    year: int
    month: str | None
    activity: Activity
    ore_class: OreClass | None
    amounts: Amounts


def facts(register: Register, drawn: Iterable[Drawn]) -> list[Fact]:
    """All that quotas on record and draws on them come to."""
    return [*_held(register), *_drawn(register, drawn)]


def _held(register: Register) -> Iterator[Fact]:
    handed_on: defaultdict[str, int] = defaultdict(int)
    for quota in register.quotas:
        if quota.within is not None:
            handed_on[quota.within] += quota.reo_g
    usable, overallocated = _usable(register)
    for quota in register.quotas:
        amounts = Amounts(
            allocated_g=quota.reo_g - handed_on[quota.id],
            adjusted_g=usable[quota.id],
            overallocated_g=overallocated.get(quota.id, 0),
        )
        yield Fact(quota.enterprise, quota.year, None, quota.activity, quota.ore_class, amounts)


def _usable(register: Register) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What each quota can cover; and what a pool's class handed on beyond what it had, said of
    the last of its quotas."""
    usable: dict[str, int] = {}
    overallocated: dict[str, int] = {}
    for pool in register.pools:
        for quotas in register.capacities(*pool).values():
            usable |= quotas
            short = sum(left - register.left(quota) for quota, left in quotas)
            if short:
                overallocated[quotas[-1][0]] = short
    return usable, overallocated


def _drawn(register: Register, drawn: Iterable[Drawn]) -> Iterator[Fact]:
    quotas: Mapping[str | None, Quota] = {quota.id: quota for quota in register.quotas}
    for row in drawn:
        year, quota = int(row.month[:4]), quotas.get(row.quota)
        elsewhere = row.covered_g if quota and quota.enterprise != row.enterprise else 0
        drew = Amounts(drawn_g=row.drawn_g, covered_g=row.covered_g, covered_by_group_g=elsewhere)
        used = Amounts(used_g=row.covered_g, used_by_affiliates_g=elsewhere)
        drawer = Fact(row.enterprise, year, row.month, row.activity, row.ore_class, drew)
        if quota is None:
            yield drawer
            continue
        holder = Fact(quota.enterprise, year, row.month, quota.activity, quota.ore_class, used)
        if holder[:-1] == drawer[:-1]:
            yield drawer._replace(amounts=Amounts.sum((drew, used)))
        else:
            yield from (drawer, holder)

"""What the authorities have on record: quotas, designations, permits, groups."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from provenance.ledger.papers import LabTest
from provenance.model.reference.customs import Codes
from provenance.model.terms import Activity, OreClass

REGULATIONS_IN_FORCE = date(2024, 10, 1)
"""From here only a designation lets an enterprise mine or separate (Order 785)."""

LAST_YEAR_OF_GROUP_QUOTA = 2024
"""From 2025 quotas go to enterprises directly (Order 71, Art. 6)."""


@dataclass(frozen=True, slots=True)
class Quota:
    """A right to mine or separate in a year, in grams REO."""

    id: str
    enterprise: str
    year: int
    activity: Activity
    ore_class: OreClass | None
    reo_g: int
    issued_on: date
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A decision that raises or lowers a quota, in grams REO (signed)."""

    quota: str
    reo_g: int
    decided_on: date


@dataclass(frozen=True, slots=True)
class Designation:
    """Leave to mine or to separate, from a day to a day (inclusive)."""

    enterprise: str
    activity: Activity
    valid_from: date
    valid_to: date | None = None

    def valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to extract, as the main thing or as a by-product (Order 785, Art. 9)."""

    enterprise: str
    kind: str
    site: str | None
    valid_from: date
    valid_to: date | None = None

    def valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Register:
    """What authorities state: who may mine and separate how much, when, where; what tests found."""

    quotas: Sequence[Quota] = ()
    adjustments: Sequence[Adjustment] = ()
    designations: Sequence[Designation] = ()
    permits: Sequence[Permit] = ()
    tests: Sequence[LabTest] = ()
    codes: Codes | None = None
    parents: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _designations(self) -> Mapping[tuple[str, Activity], Sequence[Designation]]:
        found: defaultdict[tuple[str, Activity], list[Designation]] = defaultdict(list)
        for item in self.designations:
            found[item.enterprise, item.activity].append(item)
        return found

    @cached_property
    def _quotas(self) -> Mapping[tuple[str, int, Activity], Sequence[Quota]]:
        found: defaultdict[tuple[str, int, Activity], list[Quota]] = defaultdict(list)
        for quota in sorted(self.quotas, key=lambda quota: (quota.issued_on, quota.id)):
            found[quota.enterprise, quota.year, quota.activity].append(quota)
        return found

    @cached_property
    def _children(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in self.parents.items():
            found[parent].append(child)
        return found

    @cached_property
    def _permits(self) -> Mapping[str, Sequence[Permit]]:
        found: defaultdict[str, list[Permit]] = defaultdict(list)
        for permit in self.permits:
            found[permit.enterprise].append(permit)
        return found

    @cached_property
    def _permits_known(self) -> dict[date, bool]:
        return {}

    @cached_property
    def _listed(self) -> dict[tuple[Activity, date], bool]:
        return {}

    def groups(self, enterprise: str) -> Iterator[str]:
        """The enterprise and then its groups, nearest first."""
        seen: set[str] = set()
        at: str | None = enterprise
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.parents.get(at)

    def affiliates(self, enterprises: Iterable[str]) -> set[str]:
        """These enterprises and everyone below them."""
        found: set[str] = set()
        stack = list(enterprises)
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack += self._children.get(at, ())
        return found

    def quota_holder(self, enterprise: str, year: int, activity: Activity) -> str | None:
        """Whose quota an enterprise draws on: its own, or until 2024 its nearest group's."""
        near = self.groups(enterprise) if year <= LAST_YEAR_OF_GROUP_QUOTA else (enterprise,)
        return next((who for who in near if (who, year, activity) in self._quotas), None)

    def designated(self, enterprise: str, activity: Activity, day: date) -> bool:
        """Whether it may mine or separate that day; before 2024-10-01 holding quota is enough."""
        if any(item.valid(day) for item in self._designations.get((enterprise, activity), ())):
            return True
        return day < REGULATIONS_IN_FORCE and self.holds_quota(enterprise, activity, day)

    def holds_quota(self, enterprise: str, activity: Activity, day: date) -> bool:
        return self.quota_holder(enterprise, day.year, activity) is not None

    def activities(self, enterprise: str, first: date, last: date) -> frozenset[Activity]:
        """What an enterprise is designated for on any day of a span, both days inclusive."""
        return frozenset(
            activity
            for activity in Activity
            for item in self._designations.get((enterprise, activity), ())
            if item.valid_from <= last and (item.valid_to is None or first <= item.valid_to)
        )

    def ever_designated(self, enterprise: str, activity: Activity) -> bool:
        return (enterprise, activity) in self._designations

    def listed(self, activity: Activity, day: date) -> bool:
        """Whether the list is on record: anyone's designation for the activity is valid then."""
        if (activity, day) not in self._listed:
            self._listed[activity, day] = any(
                item.activity is activity and item.valid(day) for item in self.designations
            )
        return self._listed[activity, day]

    def permits_known(self, day: date) -> bool:
        """Whether permits are on record: anyone's is valid that day."""
        if day not in self._permits_known:
            self._permits_known[day] = any(permit.valid(day) for permit in self.permits)
        return self._permits_known[day]

    def permitted(self, enterprise: str, kind: str, day: date) -> bool:
        """Whether an enterprise has a permit of a kind, for whatever site."""
        return any(
            permit.kind == kind and permit.valid(day)
            for permit in self._permits.get(enterprise, ())
        )

    def byproduct_permitted(self, enterprise: str, site: str | None, day: date) -> bool:
        return any(
            permit.kind == "byproduct" and permit.site in (None, site) and permit.valid(day)
            for permit in self._permits.get(enterprise, ())
        )

    @property
    def pools(self) -> Iterable[tuple[str, int, Activity]]:
        """Who holds quota for which year and activity."""
        return self._quotas.keys()

    def capacities(
        self, holder: str, year: int, activity: Activity
    ) -> Mapping[OreClass | None, Sequence[tuple[str, int]]]:
        """What each quota of a pool can cover, by class, in the order they are spent, in grams.

        A quota that gave more to sub-allocations than it has takes the rest from its neighbours
        of the same class; the class's sum does not fall below zero.
        """
        by_class: defaultdict[OreClass | None, list[tuple[str, int]]] = defaultdict(list)
        for quota in self._quotas.get((holder, year, activity), ()):
            by_class[quota.ore_class].append((quota.id, self.left(quota.id)))
        return {ore_class: _without_debts(quotas) for ore_class, quotas in by_class.items()}

    def left(self, quota: str) -> int:
        """A quota as adjusted, less its sub-allocations; below zero where those are more."""
        return self.amounts[quota] - self._taken[quota]

    @cached_property
    def amounts(self) -> Mapping[str, int]:
        """Each quota as adjusted, by id; late quotas and late increases cover nothing."""
        decisions: defaultdict[str, list[Adjustment]] = defaultdict(list)
        for item in self.adjustments:
            decisions[item.quota].append(item)
        return {quota.id: _as_adjusted(quota, decisions[quota.id]) for quota in self.quotas}

    @cached_property
    def _taken(self) -> Mapping[str, int]:
        taken: defaultdict[str, int] = defaultdict(int)
        for quota in self.quotas:
            if quota.within is not None:
                taken[quota.within] += self.amounts[quota.id]
        return taken


def _as_adjusted(quota: Quota, decisions: Iterable[Adjustment]) -> int:
    year_end = date(quota.year, 12, 31)
    if quota.issued_on > year_end:
        return 0
    counted = (d.reo_g for d in decisions if d.reo_g <= 0 or d.decided_on <= year_end)
    return max(0, quota.reo_g + sum(counted))


def _without_debts(quotas: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    debt = -sum(left for _, left in quotas if left < 0)
    settled = []
    for quota, left in quotas:
        paid = min(max(left, 0), debt)
        debt -= paid
        settled.append((quota, max(left, 0) - paid))
    return settled

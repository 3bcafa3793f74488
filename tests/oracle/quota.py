"""Quotas: whose pool an enterprise draws on, what is in it, and who is designated."""

from datetime import date

from .records import GRAMS_PER_TONNE, Book, Record, day, grams, valid_on

REGULATIONS = date(2024, 10, 1)
LAST_GROUP_YEAR = 2024
OVER_QUOTA, UNDESIGNATED, NO_QUOTA = "over_quota_{}", "undesignated_{}", "no_quota_record"

PoolKey = tuple[str, int, str]  # enterprise, year, activity
Pool = dict[str | None, dict[str, int]]  # grams by ore class and quota, in order of issue


class Quotas:
    """The pools, with what is left in them, and the lists of designated enterprises."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._pools: dict[PoolKey, Pool] = {}
        quotas = sorted(book.all("quota"), key=lambda quota: (quota["issued_on"], quota["id"]))
        for quota in quotas:
            self._add(quota, self._amount(quota))
        for quota in quotas:
            if whole := book.get("quota", quota.get("within")):
                self._add(whole, -self._amount(quota))
        for held in (held for pool in self._pools.values() for held in pool.values()):
            _settle_debts(held)

    def _add(self, quota: Record, amount: int) -> None:
        key = quota["enterprise"], quota["year"], quota["activity"]
        pool = self._pools.setdefault(key, {})  # a late quota too is a quota on record
        held = pool.setdefault(quota.get("ore_class"), {})
        held[quota["id"]] = held.get(quota["id"], 0) + amount

    def _amount(self, quota: Record) -> int:
        """The quota as adjusted; what is issued after its year does not cover it."""
        end = date(quota["year"], 12, 31)
        if day(quota["issued_on"]) > end:
            return 0
        changes = (
            change["reo_t"]
            for change in self._book.all("quota_adjustment")
            if change["quota"] == quota["id"]
            and (change["reo_t"] < 0 or day(change["decided_on"]) <= end)
        )
        total = sum((grams(c, GRAMS_PER_TONNE) for c in changes), self._stated(quota))
        return max(0, total)

    @staticmethod
    def _stated(quota: Record) -> int:
        return grams(quota["reo_t"], GRAMS_PER_TONNE)

    def _pool(self, enterprise: str, year: int, activity: str) -> Pool | None:
        """Its own pool or, until the end of 2024, that of its nearest group that has one."""
        seen: set[str] = set()
        holder: str | None = enterprise
        while holder is not None and holder not in seen:
            seen.add(holder)
            pool = self._pools.get((holder, year, activity))
            if pool is not None or year > LAST_GROUP_YEAR:
                return pool
            record = self._book.get("enterprise", holder)
            holder = record.get("parent") if record else None
        return None

    def right(self, enterprise: str, when: date, activity: str) -> tuple[Pool | None, str | None]:
        """What the enterprise may draw on, and what it is if it has nothing to draw on.

        No pool and no status: designated, but without quota on record.
        """
        pool = self._pool(enterprise, when.year, activity)
        listed = [d for d in self._book.all("designation") if d["activity"] == activity]
        own = [d for d in listed if d["enterprise"] == enterprise]
        if any(valid_on(d, when) for d in own) or (when < REGULATIONS and pool is not None):
            return pool, None
        on_record = any(valid_on(d, when) for d in listed)
        known = bool(own) or (on_record and pool is None)
        return None, UNDESIGNATED.format(activity) if known else NO_QUOTA

    def draw(
        self, enterprise: str, when: date, activity: str, amount: int, ore_class: str | None
    ) -> tuple[dict[str, int], str]:
        """Spends the balance as far as it reaches; what each quota covers, the rest's status."""
        pool, status = self.right(enterprise, when, activity)
        covered: dict[str, int] = {}
        if pool is None:
            return covered, status or NO_QUOTA
        order = (ore_class, None) if ore_class else (None, "ionic", "rock")
        for held in (pool.get(one, {}) for one in order):
            for quota, left in held.items():
                covered[quota] = min(left, amount - sum(covered.values()))
                held[quota] -= covered[quota]
        return covered, OVER_QUOTA.format(activity)


def _settle_debts(held: dict[str, int]) -> None:
    """What a quota gave beyond itself its class bears, the first issued first."""
    debt = -sum(left for left in held.values() if left < 0)
    for quota, left in held.items():
        paid = min(max(left, 0), debt)
        debt -= paid
        held[quota] = max(left, 0) - paid

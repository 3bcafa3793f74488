"""How far quota reaches, reckoned by the simulator for itself (design, section 4).

Its firms hold quota of one class only, or stay within each: a pool is a firm, a year and an
activity.
"""

from collections.abc import Sequence
from datetime import date

from provenance.simulate.holdings import Draw, Firm
from provenance.simulate.mixing import OPEN, Gate, Gates, Need, Portion
from provenance.simulate.statuses import NO_QUOTA_RECORD, OVER_QUOTA, QUOTA, UNDESIGNATED, Shares

IMPORTED = "imported"
"""Under which a firm's accounts have what it separated of imported feed."""

LISTS_FROM = date(2024, 10, 1)
"""Before the Regulations whoever held quota was designated by it."""


def draw(firm: Firm, activity: str, on: date, reo_g: int) -> Gate:
    """Spend quota on a mass, and count it for the firm's reports."""
    if not reo_g:
        return OPEN
    _count(firm, activity, on, reo_g)
    holder = firm.quota_holder(on.year, activity)
    left = holder.quota_left_g.get((on.year, activity))
    if not _admitted(firm, activity, on):
        # The list is on record: who is not on it breaks the law, unless quota makes it doubtful.
        off_list = activity in firm.designated or left is None
        return Gate(0.0, UNDESIGNATED[activity] if off_list else NO_QUOTA_RECORD)
    if left is None:
        return Gate(0.0, NO_QUOTA_RECORD)
    covered = min(left, reo_g)
    holder.quota_left_g[on.year, activity] = left - covered
    return OPEN if covered == reo_g else Gate(covered / reo_g, OVER_QUOTA[activity])


def _count(firm: Firm, what: str, on: date, reo_g: int) -> None:
    for period in (f"{on:%Y-%m}", f"{on:%Y}"):
        firm.made_g[period, what] = firm.made_g.get((period, what), 0) + reo_g


def _admitted(firm: Firm, activity: str, on: date) -> bool:
    """Whether it is designated by the list, or by the quota that counted for it before."""
    holder = firm.quota_holder(on.year, activity)
    by_quota = on < LISTS_FROM and (on.year, activity) in holder.quota_left_g
    return by_quota or firm.is_designated(activity, on)


def gates(firm: Firm, on: date, portions: Sequence[Portion], made_g: Sequence[int]) -> Gates:
    """The gates of a processing; `made_g` is what came out by stage: ore, minerals, compounds."""
    total = sum(p.reo_g for p in portions)
    if not total:
        return Gates()
    ore = sum(p.reo_g for p in portions if p.need is Need.BOTH)
    needing = sum(p.reo_g for p in portions if p.need in (Need.SEPARATION, Need.BOTH))
    imported = sum(p.reo_g for p in portions if p.imported and p.need is Need.SEPARATION)
    if imported:
        _count(firm, IMPORTED, on, _half_even(made_g[2] * imported, total))
    return Gates(
        draw(firm, "mining", on, _half_even((made_g[1] + made_g[2]) * ore, total)),
        draw(firm, "separation", on, _half_even(made_g[2] * needing, total)),
    )


def extraction(firm: Firm, on: date, product: str, reo_g: int) -> Shares:
    """What an extraction is: ore needs a designation, anything else quota."""
    if product == "ore":
        return QUOTA if _admitted(firm, "mining", on) else UNDESIGNATED["mining"]
    gate = draw(firm, "mining", on, reo_g)
    return gate.turn(QUOTA)


def taken(draws: Sequence[Draw]) -> int:
    """The grams REO of some draws together."""
    return sum(reo_g for _, reo_g in draws)


def _half_even(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))

"""Quota drawn down, oldest first, by those who may."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from provenance.ledger.grants import QUOTA_ACTIVITY, Gate, Grant, Part, Pool
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.ledger.quota.declared import Declared
from provenance.ledger.quota.demands import Demand
from provenance.ledger.quota.register import LAST_YEAR_OF_GROUP_QUOTA, Register
from provenance.model.status import Status
from provenance.model.terms import Activity, Label, OreClass, Ref

INSPECTION_WINDOW = timedelta(days=31)
"""How far an inspection may lie from the opening stock that rests on it."""

_OVER = {
    Activity.MINING: Status.OVER_QUOTA_MINING,
    Activity.SEPARATION: Status.OVER_QUOTA_SEPARATION,
}
_UNDESIGNATED = {
    Activity.MINING: Status.UNDESIGNATED_MINING,
    Activity.SEPARATION: Status.UNDESIGNATED_SEPARATION,
}
_REST = {
    Gate.BYPRODUCT: Status.UNSUPPORTED_ORIGIN,
    Gate.IMPORT: Status.UNDECLARED_IMPORT,
    Gate.OPENING_STOCK: Status.UNSUPPORTED_STOCK,
    Gate.SCRAP: Status.UNSUPPORTED_ORIGIN,
    Gate.RELEASE: Status.RELEASED,
    Gate.BARRED: Status.BARRED_IMPORT,
    Gate.UNDETERMINED: Status.NO_QUOTA_RECORD,
    Gate.WASTE: Status.UNSUPPORTED_ORIGIN,
}


def pool_of(demand: Demand, register: Register) -> Pool | None:
    """The balance a demand is settled in together with others; none where it draws on nothing."""
    event = demand.event
    activity = QUOTA_ACTIVITY.get(demand.gate)
    if activity is not None:
        if not register.designated(event.enterprise, activity, event.date):
            return None
        holder = register.quota_holder(event.enterprise, event.date.year, activity)
        return Pool(demand.gate, holder, str(event.date.year)) if holder else None
    if demand.gate is Gate.IMPORT and event.declaration is not None:
        return Pool(demand.gate, event.enterprise, event.declaration)
    if demand.gate in (Gate.OPENING_STOCK, Gate.SCRAP):
        return Pool(demand.gate, event.enterprise, "")
    return None


def drawers(pool: Pool, register: Register) -> set[str]:
    """The enterprises whose events may draw on a pool."""
    shared = pool.gate in QUOTA_ACTIVITY and int(pool.term) <= LAST_YEAR_OF_GROUP_QUOTA
    return register.affiliates([pool.owner]) if shared else {pool.owner}


def cover(
    drawn: Iterable[Demand], register: Register, papers: Papers
) -> dict[str, tuple[Grant, ...]]:
    """Cover all the demands there are, pool by pool: the draws of each event, by its key."""
    by_pool: defaultdict[Pool | None, list[Demand]] = defaultdict(list)
    for demand in drawn:
        by_pool[pool_of(demand, register)].append(demand)
    granted: defaultdict[str, list[Grant]] = defaultdict(list)
    for pool in sorted(by_pool, key=lambda pool: pool or ()):
        for demand, grant in grants(pool, by_pool[pool], register, papers):
            granted[demand.event.key].append(grant)
    return {key: in_order(found) for key, found in granted.items()}


def in_order(found: Iterable[Grant]) -> tuple[Grant, ...]:
    """The draws of an event with its gates in a fixed order."""
    return tuple(sorted(found, key=lambda grant: _PLACE[grant.gate]))


_PLACE = {gate: place for place, gate in enumerate(Gate)}


def grants(
    pool: Pool | None, drawn: Iterable[Demand], register: Register, papers: Papers
) -> Iterator[tuple[Demand, Grant]]:
    """Cover all the demands on a pool, in their order, as far as its balance reaches."""
    queue = sorted(drawn, key=lambda demand: demand.event.order)
    if pool is None:
        yield from ((demand, _alone(demand, register)) for demand in queue)
        return
    if pool.gate is Gate.IMPORT:
        declared = Declared(pool, papers.declarations.get(pool.term), papers.codes)
        yield from ((demand, declared.draw(demand.event)) for demand in queue)
        return
    balance = _Balance(pool, queue, register, papers)
    for demand in queue:
        yield demand, balance.draw(demand)


def _alone(demand: Demand, register: Register) -> Grant:
    """A demand that draws on no balance: covered by a leave, or by nothing."""
    event, amount = demand.event, demand.amount_g
    if demand.granted_g is not None:
        return Grant(demand.gate, amount, demand.granted_g, _REST[demand.gate])
    if demand.gate is Gate.BYPRODUCT:
        permitted = register.byproduct_permitted(event.enterprise, event.site, event.date)
        return Grant(Gate.BYPRODUCT, amount, amount if permitted else 0, _REST[Gate.BYPRODUCT])
    if demand.gate is Gate.IMPORT:
        return Grant(Gate.IMPORT, amount, 0, _REST[Gate.IMPORT])
    activity = QUOTA_ACTIVITY.get(demand.gate, Activity.MINING)
    designated = register.designated(event.enterprise, activity, event.date)
    covered = amount if designated and demand.gate is Gate.DESIGNATION else 0
    rest = Status.NO_QUOTA_RECORD if designated else _undesignated(event, activity, register)
    return Grant(demand.gate, amount, covered, rest, demand.ore_class)


def _undesignated(event: Event, activity: Activity, register: Register) -> Status:
    """What mining or separating without designation is: a breach only where the list shows it."""
    lapsed = register.ever_designated(event.enterprise, activity)
    off_list = register.listed(activity, event.date) and not register.holds_quota(
        event.enterprise, activity, event.date
    )
    return _UNDESIGNATED[activity] if lapsed or off_list else Status.NO_QUOTA_RECORD


class _Balance:
    """What is left of each entitlement of a pool while its demands are covered in order."""

    def __init__(
        self, pool: Pool, queue: Sequence[Demand], register: Register, papers: Papers
    ) -> None:
        self.pool = pool
        self.papers = papers
        self.left: dict[Ref, int] = {}
        self.by_class: dict[OreClass | None, list[Ref]] = {}
        self.opened_on = min((demand.event.date for demand in queue), default=date.min)
        activity = QUOTA_ACTIVITY.get(pool.gate)
        if activity is not None:
            found = register.capacities(pool.owner, int(pool.term), activity)
            for ore_class, quotas in found.items():
                self.by_class[ore_class] = [Ref(Label.QUOTA, quota) for quota, _ in quotas]
                self.left |= {Ref(Label.QUOTA, quota): left for quota, left in quotas}

    def draw(self, demand: Demand) -> Grant:
        """Take what a demand asks for from its entitlements, in turn; the rest is over."""
        rights = self._rights(demand)
        parts: list[Part] = []
        wanted = demand.amount_g
        for right in rights:
            self._open(right)
            taken = min(wanted, self.left[right])
            self.left[right] -= taken
            wanted -= taken
            if taken:
                parts.append(Part(right, taken, taken))
        if wanted and rights:
            parts = _with_excess(parts, rights[-1], wanted)
        activity = QUOTA_ACTIVITY.get(demand.gate)
        return Grant(
            gate=demand.gate,
            drawn_g=demand.amount_g,
            covered_g=demand.amount_g - wanted,
            rest=_OVER[activity] if activity else _REST[demand.gate],
            ore_class=demand.ore_class,
            pool=self.pool,
            parts=tuple(parts),
        )

    def _rights(self, demand: Demand) -> Sequence[Ref]:
        """What a demand may draw on, in order: its own class's quota before quota of any."""
        event = demand.event
        match demand.gate:
            case Gate.OPENING_STOCK:
                return self._opening_rights(event)
            case Gate.SCRAP:
                return [
                    Ref(Label.INVOICE, number)
                    for number in event.invoices
                    if (paper := self.papers.invoices.get(number)) is not None
                    and paper.valid
                    and paper.buyer == event.enterprise
                ]
        if demand.ore_class is not None:
            order: tuple[OreClass | None, ...] = (demand.ore_class, None)
        else:
            order = (None, OreClass.IONIC, OreClass.ROCK)
        return [right for ore_class in order for right in self.by_class.get(ore_class, ())]

    def _opening_rights(self, event: Event) -> Sequence[Ref]:
        """The inspection an opening stock names, on the enterprise's earliest opening date."""
        paper = self.papers.inspections.get(event.inspection or "")
        fits = (
            paper is not None
            and paper.enterprise == event.enterprise
            and abs(paper.day - event.date) <= INSPECTION_WINDOW
            and event.date == self.opened_on
        )
        return [Ref(Label.INSPECTION, event.inspection)] if fits and event.inspection else []

    def _open(self, right: Ref) -> None:
        """Note what a document is a right to when it is first drawn on."""
        if right not in self.left:
            self.left[right] = self._stated(right)

    def _stated(self, right: Ref) -> int:
        if right.label is Label.INSPECTION:
            return self.papers.inspections[right.key].verified_g
        return self.papers.invoices[right.key].net_g


def _with_excess(parts: Sequence[Part], last: Ref, excess: int) -> list[Part]:
    """Write what no entitlement covers against the last one drawn on, so that it shows as over."""
    kept = [part for part in parts if part.entitlement != last]
    covered = sum(part.covered_g for part in parts if part.entitlement == last)
    return [*kept, Part(last, covered + excess, covered)]

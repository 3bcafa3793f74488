"""Draws covered anew, out of quota as it was known at another time."""

from collections import defaultdict
from collections.abc import Iterable

from provenance.graph.port.sums import Drawn
from provenance.graph.rows.sums import Entry, Monthly, difference, drawn_from, entries_of_draws
from provenance.ledger.grants import QUOTA_ACTIVITY, Pool
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.ledger.quota.demands import Demand
from provenance.ledger.quota.drawdown import grants, pool_of
from provenance.ledger.quota.register import Register


def covered_by(register: Register, events: Iterable[Event]) -> list[Drawn]:
    """What these events draw on quota, covered in their order as far as a register reaches."""
    by_pool: defaultdict[Pool | None, list[Demand]] = defaultdict(list)
    for event in events:
        for grant in event.grants:
            if grant.gate in QUOTA_ACTIVITY:
                demand = Demand(event, grant.gate, grant.drawn_g, grant.ore_class)
                by_pool[pool_of(demand, register)].append(demand)
    entries: list[Entry] = []
    for pool, demands in by_pool.items():
        for demand, grant in grants(pool, demands, register, Papers()):
            day = demand.event.date.isoformat()
            entries += entries_of_draws(demand.event.enterprise, day, [grant])
    sums = difference(entries)[Monthly.DRAW]
    return drawn_from((*by, *amounts) for by, amounts in sums.items())

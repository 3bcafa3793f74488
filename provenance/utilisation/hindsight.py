"""Draws covered anew, out of quota as it was known at another time."""

from collections import defaultdict
from collections.abc import Iterable

from provenance.graph.demands import Demand
from provenance.graph.grants import QUOTA_ACTIVITY, Pool
from provenance.graph.ledger import grants, pool_of
from provenance.graph.lineage import Event
from provenance.graph.monthly import Drawn, Entry, Monthly, difference, drawn_from, entries_of_draws
from provenance.graph.papers import Papers
from provenance.graph.register import Register


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

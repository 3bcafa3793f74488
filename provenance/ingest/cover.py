"""How far balances reach: each pool that a load touched, settled whole and in order of draws."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from provenance.graph.port.graph import Writer
from provenance.graph.port.settling import Downstream, Waiting
from provenance.ledger.grants import Gate, Grant, Pool
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.ledger.quota.demands import GRANTED, Demand
from provenance.ledger.quota.drawdown import drawers, grants, in_order, pool_of
from provenance.ledger.quota.register import Register
from provenance.model.terms import EventKind
from provenance.records.changes import Mark, Touch


def by_touch(marks: Iterable[Mark]) -> defaultdict[Touch, set[str]]:
    keys: defaultdict[Touch, set[str]] = defaultdict(set)
    for touch, key in marks:
        keys[touch].add(key)
    return keys


async def papers(writer: Writer, events: Iterable[Event], register: Register) -> Papers:
    """The documents these events' origins rest on, and the customs codes on record."""
    named: defaultdict[EventKind, set[str]] = defaultdict(set)
    for event in events:
        named[event.kind] |= {
            number
            for number in (event.declaration, event.inspection, *event.invoices)
            if number is not None
        }
    found = await writer.settling.papers(
        sorted(named[EventKind.IMPORT]),
        sorted(named[EventKind.OPENING_STOCK]),
        sorted(named[EventKind.SCRAP_INTAKE]),
    )
    return replace(found, codes=register.codes)


@dataclass(slots=True)
class Demanded:
    """What events ask for now, and what was granted to them before."""

    found: Downstream
    demands: list[Demand]
    others: dict[str, Event] = field(default_factory=dict)

    def before(self) -> dict[tuple[str, Gate], Demand]:
        """The demands of events that are not being settled, as they were last granted."""
        return {
            (event.key, grant.gate): _again(event, grant)
            for event in self.others.values()
            for grant in event.grants
        }


def _again(event: Event, grant: Grant) -> Demand:
    covered = grant.covered_g if grant.gate in GRANTED else None
    return Demand(event, grant.gate, grant.drawn_g, grant.ore_class, covered)


async def cover(writer: Writer, waiting: Waiting, asked: Demanded) -> dict[str, tuple[Grant, ...]]:
    """The draws of every event whose cover may have changed, by event key."""
    register = waiting.register
    touched = _touched_enterprises(waiting)
    fetched: set[str] = set()
    await _fetch(writer, asked, register.affiliates(touched), fetched)
    # Everything drawn or asked for by what changed names a pool; those pools are settled whole.
    changed = [*asked.demands, *asked.before().values()]
    pools = {pool_of(demand, register) for demand in changed}
    events = [*asked.found.lineage.events.values(), *asked.others.values()]
    pools |= {
        grant.pool
        for event in events
        if event.key in asked.found.events or event.key in asked.others
        for grant in event.grants
    }
    sharing = {who for pool in pools if pool is not None for who in drawers(pool, register)}
    await _fetch(writer, asked, sharing, fetched)
    everything = [*asked.demands, *asked.before().values()]
    by_pool: defaultdict[Pool | None, list[Demand]] = defaultdict(list)
    for demand in everything:
        by_pool[pool_of(demand, register)].append(demand)
    events_asking = {demand.event.key: demand.event for demand in everything}.values()
    documents = await papers(writer, events_asking, register)
    granted: defaultdict[str, list[Grant]] = defaultdict(list)
    for pool in sorted(by_pool, key=lambda pool: pool or ()):
        # A pool that nothing changed in was perhaps fetched in part; it stays as it was.
        if pool is None or pool in pools:
            for demand, grant in grants(pool, by_pool[pool], register, documents):
                granted[demand.event.key].append(grant)
        else:
            for demand in by_pool[pool]:
                granted[demand.event.key].append(_kept(demand))
    return _changed(granted, asked)


def _kept(demand: Demand) -> Grant:
    kept = demand.event.grant(demand.gate)
    assert kept is not None, "only a granted demand is read back"
    return kept


def _touched_enterprises(waiting: Waiting) -> set[str]:
    """Whose balances changed: by their own quotas and leaves, or by quotas within theirs."""
    marks, register, lacking = waiting
    keys = by_touch(marks)
    touched = set(keys[Touch.ENTERPRISE])
    for quota in register.quotas:
        if quota.id in keys[Touch.QUOTA]:
            touched.add(quota.enterprise)
            parent = next((q for q in register.quotas if q.id == quota.within), None)
            touched |= {parent.enterprise} if parent else set()
    if keys[Touch.DESIGNATION]:
        # The list as such changed: that nobody else was on it is no longer what it says of them.
        touched |= set(lacking)
    return touched


async def _fetch(
    writer: Writer, asked: Demanded, enterprises: Iterable[str], fetched: set[str]
) -> None:
    """Read back the granted draws of these enterprises, each enterprise once."""
    wanted = sorted(set(enterprises) - fetched)
    fetched |= set(wanted)
    for event in await writer.settling.draws_of(wanted) if wanted else ():
        if event.key not in asked.found.events:
            asked.others[event.key] = event


def _changed(granted: Mapping[str, list[Grant]], asked: Demanded) -> dict[str, tuple[Grant, ...]]:
    """Only what differs from what the store holds, gates in a fixed order."""
    stored = {key: asked.found.lineage.events[key] for key in asked.found.events} | asked.others
    found = {}
    for key, event in stored.items():
        now = in_order(granted.get(key, ()))
        if now != event.grants:
            found[key] = now
    return found

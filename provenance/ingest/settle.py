"""Settling: what a load touched, and all that descends from it, is worked out once, at its end.

In stages (design, section 6): custody, feed and class, what each event draws, cover by pool in
the order of draws, shares. One settles at a time, in the store's own transaction, so readers see
all of a settlement or none of it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from provenance.graph.balance import recipe_of, settle_shares
from provenance.graph.custody import deciding, settle_custody, settle_nature
from provenance.graph.ledger import Demand, demands, drawers, grants, pool_of
from provenance.graph.lineage import Event, Gate, Grant, Lineage, Pool
from provenance.graph.needs import needing_ore_class
from provenance.graph.papers import Papers
from provenance.graph.port import Downstream, GraphStore, Mark, Settlement, Touch, Writer
from provenance.graph.register import Register
from provenance.model import EventKind, Label, Ref

DOCUMENTS = {
    Touch.DECLARATION: Label.DECLARATION,
    Touch.INSPECTION: Label.INSPECTION,
    Touch.INVOICE: Label.INVOICE,
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settling came to: how many lots and events were worked out, and how many changed."""

    lots: int = 0
    events: int = 0
    changed: int = 0


async def settle(store: GraphStore) -> Settled:
    """Settle everything that waits; does nothing when nothing does."""
    return await store.write(_settle)


async def _settle(writer: Writer) -> Settled:
    marks = await writer.marks()
    if not marks:
        return Settled()
    register = await writer.register()
    found = await writer.downstream(await _seeds(writer, marks))
    papers = await _papers(writer, found.lineage.events.values())
    lineage = await asyncio.to_thread(_facts, found, papers)
    asked = _demands(found.events, lineage, papers)
    covered = await _cover(writer, marks, register, _Asked(found, asked))
    beyond = [key for key in covered if key not in found.events]
    if beyond:
        lineage, found = await _extend(writer, found, lineage, beyond)
    settlement = await asyncio.to_thread(_shares, found, lineage, covered)
    await writer.settle(settlement, marks)
    changed = len(settlement.lots) + len(settlement.grants)
    return Settled(len(found.lots), len(found.events), changed)


async def _seeds(writer: Writer, marks: Iterable[Mark]) -> list[Ref]:
    """Where settling starts: touched events and lots, makers of claimed lots, document users."""
    keys = _by_touch(marks)
    documents = [Ref(label, key) for touch, label in DOCUMENTS.items() for key in keys[touch]]
    events = keys[Touch.EVENT] | set(await writer.named_in(documents))
    events |= set(await writer.producers(sorted(keys[Touch.CLAIMED])))
    lots = keys[Touch.CLAIMED] | keys[Touch.DRAWN]
    return [
        *(Ref(Label.EVENT, key) for key in sorted(events)),
        *(Ref(Label.LOT, key) for key in sorted(lots)),
    ]


def _by_touch(marks: Iterable[Mark]) -> defaultdict[Touch, set[str]]:
    keys: defaultdict[Touch, set[str]] = defaultdict(set)
    for touch, key in marks:
        keys[touch].add(key)
    return keys


async def _papers(writer: Writer, events: Iterable[Event]) -> Papers:
    """The documents these events' origins rest on."""
    named: defaultdict[EventKind, set[str]] = defaultdict(set)
    for event in events:
        named[event.kind] |= {
            number
            for number in (event.declaration, event.inspection, *event.invoices)
            if number is not None
        }
    return await writer.papers(
        sorted(named[EventKind.IMPORT]),
        sorted(named[EventKind.OPENING_STOCK]),
        sorted(named[EventKind.SCRAP_INTAKE]),
    )


def _facts(found: Downstream, papers: Papers) -> Lineage:
    held = settle_custody(found.lineage, found.lots)
    return settle_nature(held, _made_here(found), papers)


def _made_here(found: Downstream) -> list[str]:
    """The lots that what is being settled made, or nobody; the others were only drawn on."""
    claims_on = found.lineage.claims_on
    return [
        lot
        for lot in sorted(found.lots)
        if lot not in claims_on or deciding(claims_on[lot]).event in found.events
    ]


def _demands(keys: Iterable[str], lineage: Lineage, papers: Papers) -> list[Demand]:
    asked: list[Demand] = []
    for key in sorted(keys):
        event = lineage.events[key]
        sorted_out = recipe_of(event, lineage)
        ore = needing_ore_class(sorted_out, lineage.lots)
        outputs = lineage.outputs_of.get(key, ())
        asked += demands(event, sorted_out, outputs, ore, papers)
    return asked


@dataclass(slots=True)
class _Asked:
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
    # An import whose net mass nobody stated was granted without a pool; it still is.
    measured = grant.gate is not Gate.IMPORT or grant.pool is not None
    return Demand(event, grant.gate, grant.drawn_g, grant.ore_class, measured)


async def _cover(
    writer: Writer, marks: Iterable[Mark], register: Register, asked: _Asked
) -> dict[str, tuple[Grant, ...]]:
    """The draws of every event whose cover may have changed, by event key."""
    touched = await _touched_enterprises(writer, marks, register)
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
    papers = await _papers(
        writer, {demand.event.key: demand.event for demand in everything}.values()
    )
    granted: defaultdict[str, list[Grant]] = defaultdict(list)
    for pool in sorted(by_pool, key=lambda pool: pool or ()):
        # A pool that nothing changed in was perhaps fetched in part; it stays as it was.
        if pool is None or pool in pools:
            for demand, grant in grants(pool, by_pool[pool], register, papers):
                granted[demand.event.key].append(grant)
        else:
            for demand in by_pool[pool]:
                granted[demand.event.key].append(_kept(demand))
    return _changed(granted, asked)


def _kept(demand: Demand) -> Grant:
    kept = demand.event.grant(demand.gate)
    assert kept is not None, "only a granted demand is read back"
    return kept


async def _touched_enterprises(
    writer: Writer, marks: Iterable[Mark], register: Register
) -> set[str]:
    """Whose balances changed: by their own quotas and leaves, or by quotas within theirs."""
    keys = _by_touch(marks)
    touched = set(keys[Touch.ENTERPRISE])
    for quota in register.quotas:
        if quota.id in keys[Touch.QUOTA]:
            touched.add(quota.enterprise)
            parent = next((q for q in register.quotas if q.id == quota.within), None)
            touched |= {parent.enterprise} if parent else set()
    if keys[Touch.DESIGNATION]:
        # The list as such changed: that nobody else was on it is no longer what it says of them.
        touched |= set(await writer.undesignated())
    return touched


async def _fetch(
    writer: Writer, asked: _Asked, enterprises: Iterable[str], fetched: set[str]
) -> None:
    """Read back the granted draws of these enterprises, each enterprise once."""
    wanted = sorted(set(enterprises) - fetched)
    fetched |= set(wanted)
    for event in await writer.draws_of(wanted) if wanted else ():
        if event.key not in asked.found.events:
            asked.others[event.key] = event


def _changed(granted: Mapping[str, list[Grant]], asked: _Asked) -> dict[str, tuple[Grant, ...]]:
    """Only what differs from what the store holds, gates in a fixed order."""
    order = list(Gate)
    stored = {key: asked.found.lineage.events[key] for key in asked.found.events} | asked.others
    found = {}
    for key, event in stored.items():
        now = tuple(sorted(granted.get(key, ()), key=lambda grant: order.index(grant.gate)))
        if now != event.grants:
            found[key] = now
    return found


async def _extend(
    writer: Writer, found: Downstream, lineage: Lineage, events: Iterable[str]
) -> tuple[Lineage, Downstream]:
    """Take in what descends from events outside whose cover changed."""
    more = await writer.downstream([Ref(Label.EVENT, key) for key in sorted(events)])
    inputs = {(draw.lot, draw.event): draw for draw in (*more.lineage.inputs, *lineage.inputs)}
    outputs = {(o.event, o.lot, o.n): o for o in (*more.lineage.outputs, *lineage.outputs)}
    joined = Lineage(
        lots={**more.lineage.lots, **lineage.lots},
        events={**more.lineage.events, **lineage.events},
        inputs=list(inputs.values()),
        outputs=list(outputs.values()),
    )
    before = replace(
        joined,
        lots={**more.lineage.lots, **found.lineage.lots},
        events={**more.lineage.events, **found.lineage.events},
        inputs=[*more.lineage.inputs, *found.lineage.inputs],
    )
    return joined, Downstream(found.lots | more.lots, found.events | more.events, before)


def _shares(
    found: Downstream, lineage: Lineage, covered: Mapping[str, tuple[Grant, ...]]
) -> Settlement:
    """The shares of all lots in focus, and of it all only what differs from what is stored."""
    events = dict(lineage.events)
    for key, granted in covered.items():
        events[key] = replace(events[key], grants=granted)
    before = found.lineage
    lineage = replace(lineage, events=events)
    shares = settle_shares(lineage, _made_here(found))
    lots = [
        replace(lineage.lots[key], shares=shares.get(key, lineage.lots[key].shares))
        for key in sorted(found.lots)
    ]
    was = {(draw.lot, draw.event): draw.supported for draw in before.inputs}
    return Settlement(
        lots=[lot for lot in lots if lot != before.lots.get(lot.key)],
        grants=covered,
        support={
            (draw.lot, draw.event): draw.supported
            for draw in lineage.inputs
            if was.get((draw.lot, draw.event), draw.supported) != draw.supported
        },
    )

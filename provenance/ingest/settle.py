"""Settling: what a load touched, and all that descends from it, is worked out once, at its end.

In stages (design, section 6): custody, feed and class, what each event draws, cover by pool in
the order of draws, shares. One settles at a time, in the store's own transaction, so readers see
all of a settlement or none of it.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.settling import Downstream, Settlement
from provenance.ingest.cover import Demanded, by_touch, cover, papers
from provenance.ingest.whole import Settled, settle_everything
from provenance.ledger.composition.mixing import settle_shares
from provenance.ledger.custody import deciding, settle_custody
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Lineage
from provenance.ledger.nature import Shown, settle_nature
from provenance.ledger.papers import LabTest, Papers
from provenance.ledger.quota.demands import Demand, demands
from provenance.ledger.quota.register import Register
from provenance.model.terms import Label, Ref
from provenance.records.changes import Mark, Touch

DOCUMENTS = {
    Touch.DECLARATION: Label.DECLARATION,
    Touch.INSPECTION: Label.INSPECTION,
    Touch.INVOICE: Label.INVOICE,
}


async def settle(store: GraphStore) -> Settled:
    """Settle everything that waits; does nothing when nothing does."""
    return await store.write(settle_within)


async def settle_within(writer: Writer) -> Settled:
    """Settle everything that waits, within what a writer does besides."""
    if writer.whole is not None and (everything := await writer.whole.columns()) is not None:
        return await settle_everything(writer, writer.whole, everything)
    waiting = await writer.settling.waiting()
    marks, register, _ = waiting
    if not marks:
        return Settled()
    found = await _touched(writer, marks, register)
    documents = await papers(writer, found.lineage.events.values(), register)
    lineage, asked = await asyncio.to_thread(_facts, found, documents, register.tests)
    covered = await cover(writer, waiting, Demanded(found, asked))
    beyond = [key for key in covered if key not in found.events]
    if beyond:
        lineage, found = await _extend(writer, found, lineage, beyond)
    settlement = await asyncio.to_thread(_shares, found, lineage, covered)
    await writer.settling.keep(settlement, marks)
    changed = len(settlement.lots) + len(settlement.grants)
    return Settled(len(found.lots), len(found.events), changed)


async def _touched(writer: Writer, marks: Iterable[Mark], register: Register) -> Downstream:
    """What descends from touched events and lots, makers of claimed lots, users of documents.

    And from the makers of lots that tests tell of, by what they were handed on as.
    """
    keys = by_touch(marks)
    documents = [Ref(label, key) for touch, label in DOCUMENTS.items() for key in keys[touch]]
    if codes := keys[Touch.CODE]:
        under = await writer.settling.declared_under(sorted(codes))
        documents += [Ref(Label.DECLARATION, number) for number in under]
    told = await _told(writer, keys, register)
    # One that nobody made is told of as well, and comes of no event.
    lots = keys[Touch.CLAIMED] | keys[Touch.DRAWN] | keys[Touch.TESTED] | told
    seeds = [
        *(Ref(Label.EVENT, key) for key in sorted(keys[Touch.EVENT])),
        *(Ref(Label.LOT, key) for key in sorted(lots)),
    ]
    return await writer.settling.downstream(
        seeds, made=sorted(keys[Touch.CLAIMED] | told), named=sorted(documents)
    )


async def _told(writer: Writer, keys: Mapping[Touch, set[str]], register: Register) -> set[str]:
    """The lots of which a test tells otherwise than before, through what was handed on.

    A test bears on all that its lot was handed on from, and so does whatever ties these together:
    a transfer that came, or that is gone.
    """
    tested = {test.lot for test in register.tests if test.lot is not None}
    again = keys[Touch.TESTED] | (keys[Touch.HANDED] if tested else set())
    if not tested and not again:
        return set()
    ways = await writer.settling.handed_from(sorted(tested | again))
    touched = keys[Touch.CLAIMED] | keys[Touch.DRAWN]
    return {
        lot
        for start, way in ways.items()
        if start in again or not touched.isdisjoint(way)
        for lot in way
    }


def _facts(
    found: Downstream, papers: Papers, tests: Sequence[LabTest]
) -> tuple[Lineage, list[Demand]]:
    """What lots are and what events draw, by what was filed and what tests show."""
    held = settle_custody(found.lineage, found.lots)
    shown = Shown.of(held, papers, tests)
    lineage = settle_nature(held, _made_here(found), shown)
    events = (lineage.events[key] for key in sorted(found.events))
    return lineage, [demand for event in events for demand in demands(event, lineage, shown)]


def _made_here(found: Downstream) -> list[str]:
    """The lots that what is being settled made, or nobody; the others were only drawn on."""
    claims_on = found.lineage.claims_on
    return [
        lot
        for lot in sorted(found.lots)
        if lot not in claims_on or deciding(claims_on[lot]).event in found.events
    ]


async def _extend(
    writer: Writer, found: Downstream, lineage: Lineage, events: Iterable[str]
) -> tuple[Lineage, Downstream]:
    """Take in what descends from events outside whose cover changed."""
    more = await writer.settling.downstream([Ref(Label.EVENT, key) for key in sorted(events)])
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
        before={key: before.events[key] for key in covered},
        support={
            (draw.lot, draw.event): draw.supported
            for draw in lineage.inputs
            if was.get((draw.lot, draw.event), draw.supported) != draw.supported
        },
    )

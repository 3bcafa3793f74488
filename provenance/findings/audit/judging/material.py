"""Judging lots and events: by what went in, came out, was claimed and drawn, and what round."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.order import portions
from provenance.findings.audit.view import View
from provenance.ledger.bounds.lawful import Bounds
from provenance.ledger.breakdown import break_down
from provenance.ledger.composition.holding import Holding, Item, divide
from provenance.ledger.lineage import Lineage, Lot
from provenance.model.status import LAWFUL
from provenance.model.terms import Label, Ref
from provenance.rules import judge
from provenance.rules.mass_balance.elements import oxides_of
from provenance.rules.mass_balance.labels import has_label, labels
from provenance.rules.quota_origin.circular_flow import loops, trails
from provenance.rules.slices.labels import Labelled
from provenance.rules.slices.material import Case, Material

LABELLED = 100
"""So many labelled lots are followed back to mines at a time."""


async def judge_material(view: View, material: Material) -> Judged:
    """The lots and events of some material, what of the lots is not lawful, and what came back to
    who sold it."""
    judged = Judged()
    judged.over("material", material.only or ())
    # A service audits beside what it answers.
    found = await asyncio.to_thread(lambda: [*judge(material), *judge(*_cases(material))])
    judged.keep("material", found)
    judged.keep("material", judge(*await _by_oxide(view, material)))
    judged.keep("material", judge(*await _labels(view, material)))
    await _judge_trails(view, material, judged)
    return judged


def _cases(material: Material) -> Iterator[Case]:
    """The lots to judge that are not lawful in whole, each with the claims on it."""
    for lot in material.lots:
        if not lot.shares or all(status in LAWFUL for status in lot.shares):
            continue
        claims = material.lineage.claims_on.get(lot.key, ())
        events = {out.event: material.lineage.events[out.event] for out in claims}
        own = Lineage({lot.key: lot}, events, (), claims)
        holding = Holding((Item(lot.key, lot.reo_g),))
        bounds = Bounds(0, lot.reo_g, lot.reo_g)  # bounds are worked out when a verdict is opened
        yield Case(
            Ref(Label.LOT, lot.key),
            holding,
            own,
            divide(holding, own),
            bounds,
            roles=material.roles_at(lot.key),
            law=material.law,
        )


async def _labels(view: View, material: Material) -> list[Labelled]:
    """The lots to judge whose drums say something, with all that they came from."""
    lots = [lot.key for lot in material.lots if has_label(material.lineage, lot.key)]
    found: list[Labelled] = []
    for keys in portions(lots, LABELLED):
        refs = [Ref(Label.LOT, key) for key in keys]
        most = view.settings.lineage_nodes
        lineage = (await view.store.graph.lineage(refs, up=True, most=most)).cut_at_lots()
        firms = await view.firms(lineage)
        found += labels(lineage, keys, firms, material.limits, material.law)
    return found


async def _by_oxide(view: View, material: Material) -> list[Case]:
    """Lots with more of an oxide than went in, though their tonnes look lawful.

    Pro rata by mass says nothing of them; they are divided oxide by oxide, as a verdict does it.
    """
    refs = [
        Ref(Label.LOT, lot.key)
        for lot in material.lots
        if all(status in LAWFUL for status in lot.shares) and _more_of_an_oxide(lot, material)
    ]
    if not refs:
        return []
    most = view.settings.lineage_nodes
    everyone = await view.store.graph.lineage(refs, up=True, most=most)
    return await asyncio.to_thread(_divided, refs, everyone.cut_at_lots(), material)


def _divided(refs: Sequence[Ref], everyone: Lineage, material: Material) -> list[Case]:
    found = []
    for ref in refs:
        lineage = everyone.upstream([ref])
        holding = Holding((Item(ref.key, lineage.lots[ref.key].reo_g),))
        reading = break_down(holding, lineage)
        found.append(
            Case(
                ref,
                holding,
                lineage,
                reading.statuses,
                reading.bounds,
                reading.through,
                material.roles_at(ref.key),
                material.law,
                gated=reading.gated,
            )
        )
    return found


def _more_of_an_oxide(lot: Lot, material: Material) -> bool:
    """Whether the processing that made a lot gave more of one of its oxides than went in."""
    made = material.made.get(lot.key)
    event = material.lineage.producer(lot.key)
    if made is None or event is None or made.event != event.key or not made.assay:
        return False
    inputs = material.inputs(event)
    went_in = oxides_of((draw.reo_g, material.assay(draw.lot)) for draw in inputs)
    limits = material.limits
    return bool(inputs) and any(
        share * made.reo_g > limits.oxide_factor * went_in.get(oxide, 0.0) + limits.oxide_slack_g
        for oxide, share in made.assay.items()
    )


async def _judge_trails(view: View, material: Material, judged: Judged) -> None:
    """Trails that end in a transfer to judge; its scope holds what is found on them."""
    own = {event.key for event in material.events}
    ends = [
        trail
        for trail in trails(material.lineage, (), material.limits)
        if trail.steps[-1].event.key in own
    ]
    named = {n for trail in ends for n in trail.steps[-1].event.invoices}
    papers = await view.documents(Ref(Label.INVOICE, number) for number in named)
    red = {ref.key for ref, props in papers.items() if props["status"] == "red_letter"}
    for trail in ends:
        back = trail.steps[-1].event
        seen = replace(
            trail,
            reversed_=not red.isdisjoint(back.invoices),
            roles=material.roles_in(trail.events),
            law=material.law,
        )
        judged.under("material", Ref(Label.EVENT, back.key), judge(seen))


async def judge_loops(view: View, lineage: Lineage) -> Judged:
    """The cycles of lots in a lineage, each under its least lot."""
    judged = Judged()
    for loop in loops(lineage):
        least = min(lot.key for lot in loop.lots)
        parties = {party for event in loop.events for party in (event.enterprise, event.holder)}
        material = Material(lineage, roles=await view.roles(parties))
        seen = replace(loop, roles=material.roles_in(loop.events), law=view.law)
        judged.over("loop", [Ref(Label.LOT, least)])
        judged.under("loop", Ref(Label.LOT, least), judge(seen))
    return judged

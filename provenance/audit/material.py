"""Judging lots and events: by what went in, came out, was claimed and drawn, and what round."""

from collections.abc import Collection, Iterator

from provenance.audit.cycles import Flows
from provenance.audit.judged import Judged
from provenance.audit.view import View
from provenance.graph.bounds import Bounds
from provenance.graph.holding import Holding, Item, divide
from provenance.graph.lineage import Lineage
from provenance.model import LAWFUL, Label, Ref
from provenance.rules import judge
from provenance.rules.circles import loops, trails
from provenance.rules.slices import Case, Material


async def judge_material(view: View, only: Collection[Ref], flows: Flows | None = None) -> Judged:
    """These lots and events, what of the lots is not lawful, and what came back to who sold it.

    What went in and out of the events is noted in `flows`.
    """
    judged = Judged()
    material = await view.material(only)
    if flows is not None:
        flows.add([event.key for event in material.events], material.lineage)
    judged.over("material", only)
    judged.keep("material", judge(material))
    judged.keep("material", judge(*_cases(material)))
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
        yield Case(Ref(Label.LOT, lot.key), holding, own, divide(holding, own), bounds)


async def _judge_trails(view: View, material: Material, judged: Judged) -> None:
    """Trails that end in a transfer to judge; its scope holds what is found on them."""
    limits = material.limits
    own = {event.key for event in material.events}
    ends = [t for t in trails(material.lineage, (), limits) if t.steps[-1].event.key in own]
    if not ends:
        return
    named = {n for trail in ends for n in trail.steps[-1].event.invoices}
    papers = await view.documents(Ref(Label.INVOICE, number) for number in named)
    red = {ref.key for ref, props in papers.items() if props["status"] == "red_letter"}
    for trail in trails(material.lineage, red, limits):
        back = trail.steps[-1].event
        if back.key in own:
            judged.under("material", Ref(Label.EVENT, back.key), judge(trail))


def judge_loops(lineage: Lineage) -> Judged:
    """The cycles of lots in a lineage, each under its least lot."""
    judged = Judged()
    for loop in loops(lineage):
        least = min(lot.key for lot in loop.lots)
        judged.over("loop", [Ref(Label.LOT, least)])
        judged.under("loop", Ref(Label.LOT, least), judge(loop))
    return judged

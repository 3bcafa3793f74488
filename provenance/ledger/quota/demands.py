"""What events ask of their entitlements: by what they made of what, in the measure of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.ledger.gates import needing_ore_class, recipe_of
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Lineage, Output
from provenance.ledger.nature import Shown
from provenance.ledger.waste import excess_g
from provenance.model.terms import EventKind, OreClass, Product


@dataclass(frozen=True, slots=True)
class Demand:
    """What an event asks of its entitlements at a gate, in grams REO (of scrap, in net mass).

    `granted_g` is what is covered where that follows from the event alone. What an import asks for
    is in the measure of its declaration's lines (`declared.draw`).
    """

    event: Event
    gate: Gate
    amount_g: int
    ore_class: OreClass | None = None
    granted_g: int | None = None


def demands(event: Event, lineage: Lineage, shown: Shown) -> Iterator[Demand]:
    """What an event draws: by what it made of what, not by what its filer called it."""
    outputs = lineage.outputs_of.get(event.key, ())
    if event.kind is EventKind.PROCESSING:
        yield from _processed(event, outputs, lineage, shown)
    elif outputs and (gate := _source_gate(event, outputs[0], shown)):
        out = outputs[0]
        by_net = gate is Gate.SCRAP and out.net_g is not None
        amount_g = out.net_g if by_net and out.net_g is not None else out.reo_g
        granted_g = {Gate.RELEASE: amount_g, Gate.BARRED: 0}.get(gate)
        yield Demand(event, gate, amount_g, event.ore_class, granted_g)


def _processed(
    event: Event, outputs: Sequence[Output], lineage: Lineage, shown: Shown
) -> Iterator[Demand]:
    """Quota by stage; what nothing tells draws none, and scrap gives no more than it can hold."""
    recipe = recipe_of(event, lineage)
    ore = needing_ore_class(recipe, lineage.lots)
    for gate, ore_class in ((Gate.MINING, ore), (Gate.SEPARATION, None)):
        if recipe.passage(gate):
            yield Demand(event, gate, recipe.needed(gate), ore_class)
    if untold := recipe.passage(Gate.UNDETERMINED):
        yield Demand(event, Gate.UNDETERMINED, untold, granted_g=0)
    inputs = lineage.inputs_of.get(event.key, ())
    if excess := excess_g(inputs, outputs, lineage.lots, shown.evidence):
        made = recipe.made()
        yield Demand(event, Gate.WASTE, made, granted_g=made - excess)


GRANTED = frozenset({Gate.RELEASE, Gate.BARRED, Gate.UNDETERMINED, Gate.WASTE})
"""The gates where what is covered follows from the event alone, and no balance decides."""


def _source_gate(event: Event, output: Output, shown: Shown) -> Gate | None:
    if event.kind is EventKind.EXTRACTION:
        if event.byproduct:
            return Gate.BYPRODUCT
        return Gate.DESIGNATION if output.product is Product.ORE else Gate.MINING
    entry = shown.entries.get(event.key)
    if entry is not None and entry.barred:
        return Gate.BARRED
    return _SOURCE_GATE.get(event.kind)


_SOURCE_GATE = {
    EventKind.IMPORT: Gate.IMPORT,
    EventKind.OPENING_STOCK: Gate.OPENING_STOCK,
    EventKind.SCRAP_INTAKE: Gate.SCRAP,
    EventKind.RELEASE: Gate.RELEASE,
}

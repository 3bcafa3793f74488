"""What events ask of their entitlements: by what they made of what, in the measure of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.ledger.gates import Recipe, half_even
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Output
from provenance.ledger.quota.papers import Papers
from provenance.model.terms import EventKind, OreClass, Product

REO_PER_NET = (154, 100)
"""A kilogram of metal is at most 1.54 kg of oxide (scandium): net mass is at least REO / 1.54."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What an event asks of its entitlements at a gate, in grams of their measure.

    An import is not `measured` where its declaration states net mass and its lot does not.
    """

    event: Event
    gate: Gate
    amount_g: int
    ore_class: OreClass | None = None
    measured: bool = True


def demands(
    event: Event, recipe: Recipe, outputs: Sequence[Output], ore: OreClass | None, papers: Papers
) -> Iterator[Demand]:
    """What an event draws: by what it made of what, not by what its filer called it."""
    if event.kind is EventKind.PROCESSING:
        for gate, ore_class in ((Gate.MINING, ore), (Gate.SEPARATION, None)):
            if recipe.passage(gate):
                yield Demand(event, gate, recipe.needed(gate), ore_class)
    elif outputs:
        source = _source_gate(event, outputs[0])
        if source is not None:
            amount_g, measured = _source_amount(event, outputs[0], papers)
            yield Demand(event, source, amount_g, event.ore_class, measured)


def _source_gate(event: Event, output: Output) -> Gate | None:
    if event.kind is EventKind.EXTRACTION:
        if event.byproduct_of is not None:
            return Gate.BYPRODUCT
        return Gate.DESIGNATION if output.product is Product.ORE else Gate.MINING
    return _SOURCE_GATE.get(event.kind)


_SOURCE_GATE = {
    EventKind.IMPORT: Gate.IMPORT,
    EventKind.OPENING_STOCK: Gate.OPENING_STOCK,
    EventKind.SCRAP_INTAKE: Gate.SCRAP,
}


def _source_amount(event: Event, output: Output, papers: Papers) -> tuple[int, bool]:
    """The draw of an origin, REO or net mass as the paper has it, and whether it can be told."""
    if event.kind is EventKind.SCRAP_INTAKE:
        return (output.reo_g if output.net_g is None else output.net_g), True
    paper = papers.declarations.get(event.declaration or "")
    if event.kind is not EventKind.IMPORT or paper is None or paper.reo_g is not None:
        return output.reo_g, True
    if output.net_g is None:
        return output.reo_g, False
    numerator, denominator = REO_PER_NET
    return max(output.net_g, half_even(output.reo_g * denominator, numerator)), True

"""How lawful a subject can be, and how lawful it must be, whatever allocation one assumes.

Two maximum flows over the subject's ancestors (design, section 4): the most lawful mass it can
hold, and the most that is not lawful. One network serves both; only capacities differ. Flows are
whole grams: igraph computes in doubles, which are exact up to 2^53, and one arc before all others
carries no more than the subject's mass, so nothing in the network can exceed it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import igraph

from provenance.ledger.bounds.measures import BY_MASS, Capacity, Measure
from provenance.ledger.composition.holding import Holding
from provenance.ledger.gates import Need, Recipe, gates, lawful_part, recipe_of
from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event, Input, Lineage, Lot
from provenance.model.errors import LimitExceededError
from provenance.model.terms import EventKind, Label, Ref, Stage

EXACT_G = 2**53
"""Beyond this, nine billion tonnes, doubles skip grams."""


class Bounds(NamedTuple):
    """The least and the most lawful mass under any allocation the records allow, in grams.

    `filled_g` is what all sources together can bring: less than the mass where a cycle feeds
    itself. `by_oxide` says that they rest on assays too (`oxide_bounds`).
    """

    lawful_min_g: int
    lawful_max_g: int
    filled_g: int
    by_oxide: bool = False


def bound(holding: Holding, lineage: Lineage, measure: Measure = BY_MASS) -> Bounds:
    """Both bounds of a subject as one joint flow, in units of the measure (grams unless it says).

    Raises LimitExceededError beyond 2^53 units.
    """
    mass = sum(measure.of(item.lot, item.reo_g) for item in holding.items)
    mass += holding.missing_g * measure.unit
    if mass > EXACT_G:
        raise LimitExceededError(
            f"{mass} g is more than bounds can be computed for ({EXACT_G} g); ask for less at once"
        )
    if not mass:
        return Bounds(0, 0, 0)
    network = _Network(mass, measure)
    for lot in lineage.lots.values():
        _add_lot(network, lot, lineage)
    for event in lineage.events.values():
        _add_event(network, event, lineage)
    _add_subject(network, holding, lineage)
    lawful, other, filled = network.flows()
    return Bounds(max(0, filled - other), lawful, filled)


@dataclass(slots=True)
class _Network:
    """Arcs between named places; places are numbered as they are first named."""

    mass: int
    measure: Measure
    places: dict[object, int] = field(default_factory=dict)
    arcs: list[tuple[int, int]] = field(default_factory=list)
    capacities: list[Capacity] = field(default_factory=list)

    def place(self, name: object) -> int:
        return self.places.setdefault(name, len(self.places))

    def arc(self, tail: object, head: object, grams: int | None = None) -> None:
        """An arc that any mass may use, up to the grams; unlimited without."""
        most = self.mass if grams is None else grams
        self.limit(tail, head, Capacity(most, most, most))

    def source(self, head: object, *, lawful: int = 0, other: int = 0) -> None:
        """Mass that comes in from outside."""
        self.limit("source", head, Capacity(lawful, other, lawful + other))

    def limit(self, tail: object, head: object, capacity: Capacity) -> None:
        self.arcs.append((self.place(tail), self.place(head)))
        self.capacities.append(capacity)

    def flows(self) -> tuple[int, int, int]:
        """The maximum flow from outside into the subject: lawful, not lawful, all together."""
        self.arc("outside", "source")
        graph = igraph.Graph(n=len(self.places), edges=self.arcs, directed=True)
        start, end = self.place("outside"), self.place("subject")
        found = (
            graph.maxflow_value(start, end, [min(grams, self.mass) for grams in column])
            for column in zip(*self.capacities, strict=True)
        )
        lawful, other, together = (round(flow) for flow in found)
        return lawful, other, together


def _add_lot(network: _Network, lot: Lot, lineage: Lineage) -> None:
    """A lot passes at most its mass; what is drawn beyond it comes from nowhere."""
    entry, made, exit_ = ("in", lot.key), ("made", lot.key), ("out", lot.key)
    most = network.measure.of(lot.key, lot.reo_g)
    network.arc(entry, made, most)
    network.arc(made, exit_)
    if Ref(Label.LOT, lot.key) in lineage.cut:
        network.limit("source", entry, Capacity(most, most, most))
    elif lot.claims != 1:
        network.source(entry, other=most)
    if lot.overdrawn_g:
        network.source(exit_, other=network.measure.of(lot.key, lot.overdrawn_g))


def _add_event(network: _Network, event: Event, lineage: Lineage) -> None:
    outputs = [
        out for out in lineage.outputs_of.get(event.key, ()) if lineage.lots[out.lot].claims == 1
    ]
    if not outputs or any(Ref(Label.LOT, out.lot) in lineage.cut for out in outputs):
        return
    if event.kind is EventKind.PROCESSING:
        _add_processing(network, event, recipe_of(event, lineage), lineage)
        return
    made = outputs[0]
    entry = ("in", made.lot)
    grant = event.origin
    if grant is not None:
        lawful = lawful_part(made, grant)
        of = network.measure.of
        network.source(entry, lawful=of(made.lot, lawful), other=of(made.lot, made.reo_g - lawful))
    for draw in lineage.inputs_of.get(event.key, ()):
        _add_draw(network, draw, entry)


def _add_draw(network: _Network, draw: Input, head: object) -> None:
    most = network.measure.of(draw.lot, draw.reo_g)
    if draw.supported:
        network.arc(("out", draw.lot), head, most)
    else:
        network.source(head, other=most)


def _add_processing(network: _Network, event: Event, sorted_out: Recipe, lineage: Lineage) -> None:
    """Inputs by need, through the gates between, into outputs by stage."""
    key = event.key
    for draw, need in sorted_out.inputs:
        _add_draw(network, draw, (key, need))
    for grant in event.grants:
        _add_gate(network, key, grant, sorted_out)
    for tail, head in _ways(sorted_out):
        network.arc((key, *tail), (key, *head))
    excess = network.measure.excess(event, sorted_out)
    if excess.all:
        network.limit("source", (key, "excess"), excess)
        for stage in {out.stage for out in sorted_out.outputs}:
            network.arc((key, "excess"), (key, "made", stage))
    for out in sorted_out.outputs:
        if lineage.lots[out.lot].claims == 1:
            most = network.measure.of(out.lot, out.reo_g)
            network.arc((key, "made", out.stage), ("in", out.lot), most)


def _add_gate(network: _Network, key: str, grant: Grant, sorted_out: Recipe) -> None:
    """A gate passes lawfully what is covered, and adds what is not; in all at most its passage."""
    before, after = (key, "before", grant.gate), (key, "after", grant.gate)
    passage, unit = network.measure.passage(sorted_out, grant.gate), network.measure.unit
    lawful = passage if grant.full else min(passage, grant.covered_g * unit)
    network.limit(before, after, Capacity(lawful, passage, passage))
    if not grant.full:
        drawn = max(sorted_out.passage(grant.gate), grant.drawn_g)
        uncovered = min(passage, (drawn - grant.covered_g) * unit)
        network.source(before, other=uncovered)


def _ways(sorted_out: Recipe) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    """The ways inputs take into outputs: straight, or through one gate and then the next."""
    needs = sorted({need for _, need in sorted_out.inputs})
    stages = sorted({out.stage for out in sorted_out.outputs})
    seen: set[tuple[tuple[object, ...], tuple[object, ...]]] = set()
    for need in needs:
        for stage in stages:
            for way in _way(need, stage):
                if way not in seen:
                    seen.add(way)
                    yield way


def _way(need: Need, stage: Stage) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    at: tuple[object, ...] = (need,)
    for gate in gates(need, stage):
        yield at, ("before", gate)
        at = ("after", gate)
    yield at, ("made", stage)


def _add_subject(network: _Network, holding: Holding, lineage: Lineage) -> None:
    """The subject's items as arcs to one end, and what it states beyond them."""
    for item in holding.items:
        if item.draw is None:
            most = network.measure.of(item.lot, item.reo_g)
            network.arc(("made", item.lot), "subject", most)
        else:
            _add_draw(network, item.draw, "subject")
    if holding.missing_g:
        network.source("subject", other=holding.missing_g * network.measure.unit)


__all__ = ["Bounds", "Gate", "bound"]

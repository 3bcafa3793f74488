"""How lawful a subject can be, and how lawful it must be, whatever allocation one assumes.

Two maximum flows over the subject's ancestors (design, section 4): the most lawful mass it can
hold, and the most that is not lawful.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from provenance.ledger.bounds.measures import BY_MASS, Measure
from provenance.ledger.bounds.network import EXACT_G, Capacity, Network
from provenance.ledger.composition.holding import Holding
from provenance.ledger.gates import Need, Recipe, gates, lawful_part, recipe_of
from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event, Input, Lineage, Lot
from provenance.model.errors import LimitExceededError
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref, Stage

SUBJECT = "subject"

Way = tuple[tuple[object, ...], tuple[object, ...]]
"""An arc within a processing, from one of its places to another."""


class Bounds(NamedTuple):
    """The least and the most lawful mass under any allocation the records allow, in grams.

    `filled_g` is what all sources together can bring: less than the mass where a cycle feeds
    itself. `by_oxide` says that they rest on assays too (`bound_by_oxide`).
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
            Message(
                "{mass} g is more than bounds can be computed for ({most} g); ask for less at once",
                mass=mass,
                most=EXACT_G,
            )
        )
    if not mass:
        return Bounds(0, 0, 0)
    ancestry = _Ancestry(lineage, measure)
    for lot in lineage.lots.values():
        ancestry.add_lot(lot)
    for event in lineage.events.values():
        ancestry.add_event(event)
    ancestry.add_subject(holding)
    lawful, other, filled = ancestry.network.reaching(SUBJECT, mass)
    return Bounds(max(0, filled - other), lawful, filled)


@dataclass(frozen=True, slots=True)
class _Ancestry:
    """The network of a lineage: what is lawful is sought, in units of a measure."""

    lineage: Lineage
    measure: Measure
    network: Network = field(default_factory=Network)

    def add_lot(self, lot: Lot) -> None:
        """A lot passes at most its mass; what is drawn beyond it comes from nowhere."""
        entry, made, exit_ = ("in", lot.key), ("made", lot.key), ("out", lot.key)
        most = self.measure.of(lot.key, lot.reo_g)
        self.network.arc(entry, made, most)
        self.network.arc(made, exit_)
        if Ref(Label.LOT, lot.key) in self.lineage.cut:
            self.network.limit("source", entry, Capacity(most, most, most))
        elif lot.claims != 1:
            self.network.source(entry, other=most)
        if lot.overdrawn_g:
            self.network.source(exit_, other=self.measure.of(lot.key, lot.overdrawn_g))

    def add_event(self, event: Event) -> None:
        lots, cut = self.lineage.lots, self.lineage.cut
        outputs = self.lineage.outputs_of.get(event.key, ())
        outputs = [out for out in outputs if lots[out.lot].claims == 1]
        if not outputs or any(Ref(Label.LOT, out.lot) in cut for out in outputs):
            return
        if event.kind is EventKind.PROCESSING:
            self._add_processing(event, recipe_of(event, self.lineage))
            return
        made = outputs[0]
        entry = ("in", made.lot)
        if event.origin is not None:
            lawful = lawful_part(made, event.origin)
            self.network.source(
                entry,
                sought=self.measure.of(made.lot, lawful),
                other=self.measure.of(made.lot, made.reo_g - lawful),
            )
        for draw in self.lineage.inputs_of.get(event.key, ()):
            self._add_draw(draw, entry)

    def add_subject(self, holding: Holding) -> None:
        """The subject's items as arcs to one end, and what it states beyond them."""
        for item in holding.items:
            if item.draw is None:
                most = self.measure.of(item.lot, item.reo_g)
                self.network.arc(("made", item.lot), SUBJECT, most)
            else:
                self._add_draw(item.draw, SUBJECT)
        self.network.source(SUBJECT, other=holding.missing_g * self.measure.unit)

    def _add_draw(self, draw: Input, head: object) -> None:
        most = self.measure.of(draw.lot, draw.reo_g)
        if draw.supported:
            self.network.arc(("out", draw.lot), head, most)
        else:
            self.network.source(head, other=most)

    def _add_processing(self, event: Event, sorted_out: Recipe) -> None:
        """Inputs by need, through the gates between, into outputs by stage."""
        key, waste = event.key, event.grant(Gate.WASTE)
        for draw, need in sorted_out.inputs:
            self._add_draw(draw, (key, "scrap") if waste and self._is_waste(draw) else (key, need))
        for grant in event.grants:
            if grant.gate is not Gate.WASTE:
                self._add_gate(key, grant, sorted_out)
        if waste:
            # Scrap gives lawfully no more than its kind can hold; it needs no quota.
            lawful = Capacity(waste.covered_g * self.measure.unit, EXACT_G, EXACT_G)
            self.network.limit((key, "scrap"), (key, Need.NOTHING), lawful)
        stages = sorted({out.stage for out in sorted_out.outputs})
        for tail, head in _ways({need for _, need in sorted_out.inputs}, stages):
            self.network.arc((key, *tail), (key, *head))
        excess = self.measure.excess(event, sorted_out)
        if excess.all:
            self.network.limit("source", (key, "excess"), excess)
            for stage in stages:
                self.network.arc((key, "excess"), (key, "made", stage))
        for out in sorted_out.outputs:
            if self.lineage.lots[out.lot].claims == 1:
                most = self.measure.of(out.lot, out.reo_g)
                self.network.arc((key, "made", out.stage), ("in", out.lot), most)

    def _is_waste(self, draw: Input) -> bool:
        return draw.supported and bool(self.lineage.lots[draw.lot].waste)

    def _add_gate(self, key: str, grant: Grant, sorted_out: Recipe) -> None:
        """A gate passes lawfully what is covered, adds what is not; in all at most its passage."""
        before, after = (key, "before", grant.gate), (key, "after", grant.gate)
        passage, unit = self.measure.passage(sorted_out, grant.gate), self.measure.unit
        lawful = passage if grant.full else min(passage, grant.covered_g * unit)
        self.network.limit(before, after, Capacity(lawful, passage, passage))
        if not grant.full:
            drawn = max(sorted_out.passage(grant.gate), grant.drawn_g)
            uncovered = min(passage, (drawn - grant.covered_g) * unit)
            self.network.source(before, other=uncovered)


def _ways(needs: Iterable[Need], stages: Iterable[Stage]) -> Iterable[Way]:
    """The ways inputs take into outputs: straight, or through one gate and then the next."""
    return dict.fromkeys(
        way for need in sorted(needs) for stage in stages for way in _way(need, stage)
    )


def _way(need: Need, stage: Stage) -> Iterator[Way]:
    at: tuple[object, ...] = (need,)
    for gate in gates(need, stage):
        yield at, ("before", gate)
        at = ("after", gate)
    yield at, ("made", stage)

"""Bounds oxide by oxide: the same two flows, of each oxide's own mass.

What is proven, taking assays as stated: however the records' material is allocated, an oxide
travels in the grams that hold it. Capacities are the most an oxide can have of each (all of it
where an assay does not tell), and the sources are those of the plain flow besides what of the
oxide came out of a processing beyond what went in. So

- no more is lawful than the sum over oxides, nor than the plain flow: the lesser stands;
- no more is not lawful than the sum over oxides: what that leaves of the subject is lawful, as
  is what the plain flow leaves; the greater stands. Only where an oxide's books show mass from
  nowhere has the plain flow missed a source, and the sum stands alone.

What no assay names counts as possibly lawful above, and possibly not below. Assays are
measurements: of an oxide out beyond what went in, what assays cannot tell (`slack`) may be either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.bounds.network import EXACT_G, Capacity
from provenance.ledger.composition.assays import Assays, Content, slack
from provenance.ledger.composition.by_oxide import ByOxide
from provenance.ledger.composition.holding import Holding
from provenance.ledger.evidence import handed_from
from provenance.ledger.gates import Recipe, unsupported_g
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Lineage

MG = 1_000
"""Oxides are counted in milligrams: a share of a gram is seldom whole."""


@dataclass(frozen=True, slots=True)
class ByOxideMeasure:
    """One oxide of the material, in milligrams.

    `told` is the most that lots can hold of it by tests of what they were handed on as: they may
    tell otherwise of the same material, and that is no other material for it.
    """

    oxide: str
    assays: Assays
    told: Mapping[str, float]
    unit: int = MG

    @classmethod
    def on_the_way(cls, oxide: str, assays: Assays, lineage: Lineage) -> "ByOxideMeasure":
        told: dict[str, float] = {}
        for tested in (key for key, lot in lineage.lots.items() if lot.tested):
            most = assays.content(tested, oxide).most
            for lot in handed_from(tested, lineage):
                told[lot] = max(most, told.get(lot, 0.0))
        return cls(oxide, assays, told)

    def of(self, lot: str, grams: int) -> int:
        most = self.assays.content(lot, self.oxide).most
        return _milligrams(grams * max(most, self.told.get(lot, 0.0)))

    def passage(self, sorted_out: Recipe, gate: Gate) -> int:
        entering = sum(self.of(draw.lot, draw.reo_g) for draw in sorted_out.entering(gate))
        return min(entering, sorted_out.passage(gate) * MG)

    def excess(self, event: Event, sorted_out: Recipe) -> Capacity:
        """The oxide out beyond that in: surely, as far as outputs state it; else at most."""
        stated = self.assays.stated(event)
        put_in = [(draw.reo_g, self._content(draw.lot)) for draw, _ in sorted_out.inputs]
        came_out = [(out.reo_g, self._content(out.lot)) for out in sorted_out.outputs]
        elsewhere = sorted_out.made() - sum(grams for grams, _ in came_out)
        least_out = max(
            sum(grams * content.least for grams, content in came_out), stated.get(self.oxide, 0)
        )
        most_out = elsewhere + sum(grams * content.most for grams, content in came_out)
        if stated:
            unstated = sorted_out.made() - sum(stated.values())
            most_out = min(most_out, stated.get(self.oxide, 0) + unstated)
        most_in = sum(grams * content.most for grams, content in put_in)
        least_in = sum(grams * content.least for grams, content in put_in)
        sure = _milligrams(max(0.0, least_out - most_in))
        possible = max(sure, _milligrams(max(0.0, most_out - least_in)))
        # What scrap cannot have given may be of any oxide.
        possible += unsupported_g(event) * MG
        return Capacity(min(sure, _milligrams(slack(most_in))), possible, possible)

    def _content(self, lot: str) -> Content:
        return self.assays.content(lot, self.oxide)


def bound_by_oxide(
    holding: Holding, lineage: Lineage, assays: Assays, plain: Bounds, found: ByOxide
) -> Bounds:
    """The bounds of a subject by mass and by oxide together, in grams.

    `plain` are those by mass, `found` is its composition by oxide. Where all the mass that came
    in is lawful, an oxide can lack a source only if it is out beyond what went in, and that is
    certain only where all assays on the way tell.
    """
    oxides = sorted({o for item in holding.items for o in assays.named(item.lot)})
    excess = found.excess
    doubtful = plain.lawful_min_g < holding.reo_g or found.untold or excess
    if not oxides or not (doubtful and plain.lawful_max_g) or holding.reo_g * MG > EXACT_G:
        return plain
    # What is stated beyond the items is in no oxide, nor is it lawful.
    held_g = holding.reo_g - holding.missing_g
    least, most, unnamed = 0, 0, held_g * MG
    for oxide in oxides:
        measure = ByOxideMeasure.on_the_way(oxide, assays, lineage)
        share = None if excess else assays.everywhere(oxide, lineage)
        if share is not None:  # so the flow is that share of the plain one
            least += int(share * plain.lawful_min_g * MG)
            most += measure.of(holding.items[0].lot, plain.lawful_max_g)
            unnamed -= measure.of(holding.items[0].lot, held_g)
            continue
        named = [item for item in holding.items if oxide in assays.named(item.lot)]
        of_it = bound(Holding(tuple(named)), lineage, measure)
        least += of_it.lawful_min_g
        most += of_it.lawful_max_g
        unnamed -= sum(measure.of(item.lot, item.reo_g) for item in named)
    lawful_max_g = min(plain.lawful_max_g, -(-(most + max(0, unnamed)) // MG))
    lawful_min_g = least // MG if excess else max(plain.lawful_min_g, least // MG)
    return Bounds(min(lawful_min_g, lawful_max_g), lawful_max_g, plain.filled_g, by_oxide=True)


def _milligrams(grams: float) -> int:
    """Whole milligrams, rounded up but for the dust of floating point."""
    return max(0, ceil(grams * MG - 1e-3))

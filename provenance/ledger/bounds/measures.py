"""What bounds count of the material: all of its mass, or (in `by_oxide`) one oxide."""

from typing import Protocol

from provenance.ledger.bounds.network import Capacity
from provenance.ledger.gates import Recipe, unsupported_g
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event


class Measure(Protocol):
    """What of the material is counted: all of it, or one oxide; in whole units of its own."""

    @property
    def unit(self) -> int:
        """How many units a gram has."""

    def of(self, lot: str, grams: int) -> int:
        """The most units that so many grams of a lot can hold."""

    def passage(self, sorted_out: Recipe, gate: Gate) -> int:
        """The most units that can pass a gate."""

    def excess(self, event: Event, sorted_out: Recipe) -> Capacity:
        """What more can come out of a processing than went in."""


class ByMass:
    """All of the material, in grams."""

    unit = 1

    def of(self, lot: str, grams: int) -> int:
        return grams

    def passage(self, sorted_out: Recipe, gate: Gate) -> int:
        return sorted_out.passage(gate)

    def excess(self, event: Event, sorted_out: Recipe) -> Capacity:
        more = sorted_out.excess_g + unsupported_g(event)
        return Capacity(0, more, more)


BY_MASS = ByMass()

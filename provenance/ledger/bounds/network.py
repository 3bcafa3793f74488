"""How much of what is sought can have come to a place, and must have: maximum flows.

One network serves all flows; only capacities differ. Flows are whole units: igraph computes in
doubles, which are exact up to 2^53, and one arc before all others carries no more than the mass
of the place asked about, so nothing in the network can exceed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import igraph

EXACT_G = 2**53
"""Beyond this, nine billion tonnes, doubles skip grams."""


class Capacity(NamedTuple):
    """What can go some way: of what is sought, of anything else, of both together."""

    sought: int
    other: int
    all: int


@dataclass
class Network:
    """Arcs between named places; places are numbered as they are first named."""

    places: dict[object, int] = field(default_factory=dict)
    arcs: list[tuple[int, int]] = field(default_factory=list)
    capacities: list[Capacity] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.arc("outside", "source")

    def arc(self, tail: object, head: object, grams: int = EXACT_G) -> None:
        """An arc that any mass may use, up to the grams; unlimited without."""
        self.limit(tail, head, Capacity(grams, grams, grams))

    def source(self, head: object, *, sought: int = 0, other: int = 0) -> None:
        """Mass that comes in from outside."""
        if sought or other:
            self.limit("source", head, Capacity(sought, other, sought + other))

    def limit(self, tail: object, head: object, capacity: Capacity) -> None:
        """An arc that carries so much of each."""
        number = self.places.setdefault
        self.arcs.append((number(tail, len(self.places)), number(head, len(self.places))))
        self.capacities.append(capacity)

    def reaching(self, place: object, mass: int) -> Capacity:
        """The most that can come from outside to a place of so much mass."""
        sought, other = self._flow(place, 0, mass), self._flow(place, 1, mass)
        # What comes from all sources together is at most the mass: the third flow tells only
        # where the second leaves anything.
        return Capacity(sought, other, self._flow(place, 2, mass) if other < mass else mass)

    def _flow(self, place: object, column: int, mass: int) -> int:
        if place not in self.places:
            return 0
        # Nothing that the first arc does not carry gets on to any other.
        most = [mass, *self._columns[column][1:]]
        flow: float = self._graph.maxflow_value(self.places["outside"], self.places[place], most)
        return round(flow)

    @cached_property
    def _columns(self) -> Sequence[Sequence[int]]:
        return [[capacity[column] for capacity in self.capacities] for column in range(3)]

    @cached_property
    def _graph(self) -> igraph.Graph:
        return igraph.Graph(n=len(self.places), edges=self.arcs, directed=True)

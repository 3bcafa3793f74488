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


OUTSIDE = 0
"""The number of the first place, from where one arc leads to all sources."""


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
        upstream = self._upstream(self.places[place]) if place in self.places else None
        if upstream is None:
            return Capacity(0, 0, 0)
        sought, other = upstream.flow(0, mass), upstream.flow(1, mass)
        # What comes from all sources together is at most the mass: the third flow tells only
        # where the second leaves anything.
        return Capacity(sought, other, upstream.flow(2, mass) if other < mass else mass)

    def _upstream(self, place: int) -> "_Upstream | None":
        """What leads to a place, all of the network where that is most of it; None from nowhere."""
        before: list[int] = self._graph.subcomponent(place, mode="in")
        if OUTSIDE not in before:
            return None
        if 2 * len(before) > len(self.places):
            return _Upstream(self._graph, OUTSIDE, place, self._columns)
        part = self._graph.induced_subgraph(before)
        arcs: list[int] = igraph.EdgeSeq(part)["arc"]
        columns = [[column[arc] for arc in arcs] for column in self._columns]
        places: list[int] = igraph.VertexSeq(part)["place"]
        return _Upstream(part, places.index(OUTSIDE), places.index(place), columns)

    @cached_property
    def _columns(self) -> Sequence[Sequence[int]]:
        return [[capacity[column] for capacity in self.capacities] for column in range(3)]

    @cached_property
    def _graph(self) -> igraph.GraphBase:
        # Not Graph, as in components.
        graph = igraph.GraphBase(len(self.places), self.arcs, True)
        igraph.VertexSeq(graph)["place"] = range(len(self.places))
        igraph.EdgeSeq(graph)["arc"] = range(len(self.arcs))
        return graph


class _Upstream(NamedTuple):
    """The arcs by which a place is reached from outside."""

    graph: igraph.GraphBase
    outside: int
    place: int
    columns: Sequence[Sequence[int]]

    def flow(self, column: int, mass: int) -> int:
        capacities = list(self.columns[column])
        (first,) = self.graph.incident(self.outside, mode="out")
        capacities[first] = mass  # what it does not carry gets on to no other
        flow: float = self.graph.maxflow_value(self.outside, self.place, capacities)
        return round(flow)

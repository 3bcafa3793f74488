"""How much of some mass can have come to a place, and must have: two maximum flows."""

from dataclasses import dataclass, field

import igraph


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most that reached a place under any allocation, in grams."""

    least_g: int
    most_g: int


_UNLIMITED = 2**53


@dataclass(slots=True)
class Spread:
    """Arcs with what they carry of the subject, of anything else, of both together."""

    places: dict[object, int] = field(default_factory=dict)
    arcs: list[tuple[int, int]] = field(default_factory=list)
    capacities: list[tuple[int, int, int]] = field(default_factory=list)
    graph: igraph.Graph | None = None

    def place(self, name: object) -> int:
        return self.places.setdefault(name, len(self.places))

    def arc(self, tail: object, head: object, grams: int = _UNLIMITED) -> None:
        self._limit(tail, head, grams, grams, grams)

    def source(self, head: object, *, subject: int = 0, other: int = 0) -> None:
        if subject or other:
            self._limit("source", head, subject, other, subject + other)

    def _limit(self, tail: object, head: object, *grams: int) -> None:
        self.arcs.append((self.place(tail), self.place(head)))
        self.capacities.append((grams[0], grams[1], grams[2]))

    def bound(self, target: object, mass_g: int) -> Bound:
        """The bounds on what of the subject is in a place of so much mass."""
        other = self._flow(target, 1, mass_g)
        # What comes from all sources together is at most the mass: the third flow tells only
        # where the second leaves anything.
        filled = self._flow(target, 2, mass_g) if other < mass_g else mass_g
        return Bound(max(0, filled - other), self._flow(target, 0, mass_g))

    def _flow(self, target: object, column: int, mass_g: int) -> int:
        if "source" not in self.places or target not in self.places:
            return 0
        if self.graph is None:
            self.graph = igraph.Graph(n=len(self.places), edges=self.arcs, directed=True)
        grams = [min(row[column], mass_g) for row in self.capacities]
        flow: float = self.graph.maxflow_value(self.places["source"], self.places[target], grams)
        return round(flow)

"""Finding lots that are made of themselves, over everything at once."""

from array import array
from collections.abc import Iterable

import igraph

from provenance.graph.lineage import Lineage


class Flows:
    """Every flow as two numbers: what memory holds of the whole graph while it is gone over."""

    def __init__(self) -> None:
        self._number: dict[tuple[bool, str], int] = {}
        self._tails = array("q")
        self._heads = array("q")

    def add(self, events: Iterable[str], lineage: Lineage) -> None:
        """Note what went into some events and what came out."""
        for event in events:
            at = self._at(False, event)
            for draw in lineage.inputs_of.get(event, ()):
                self._tails.append(self._at(True, draw.lot))
                self._heads.append(at)
            for out in lineage.outputs_of.get(event, ()):
                self._tails.append(at)
                self._heads.append(self._at(True, out.lot))

    def cyclic(self) -> set[str]:
        """The lots that are their own ancestors."""
        edges = zip(self._tails, self._heads, strict=True)
        graph = igraph.Graph(n=len(self._number), edges=edges, directed=True)
        if graph.is_dag():
            return set()
        found = graph.connected_components(mode="strong")
        sizes, membership = found.sizes(), found.membership
        return {
            key
            for (is_lot, key), number in self._number.items()
            if is_lot and sizes[membership[number]] > 1
        }

    def _at(self, is_lot: bool, key: str) -> int:
        return self._number.setdefault((is_lot, key), len(self._number))

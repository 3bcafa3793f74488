"""In which order to go through a graph with cycles: one strongly connected piece at a time."""

from collections.abc import Sequence

import igraph  # type: ignore[import-untyped]


def components(size: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The strongly connected pieces of a graph on 0…size-1, every piece after all that feed it.

    A piece of more than one node, or of a node that feeds itself, is a cycle.
    """
    graph = igraph.Graph(n=size, edges=edges, directed=True)
    pieces = graph.connected_components(mode="strong")
    membership = pieces.membership
    between = {
        (membership[tail], membership[head])
        for tail, head in edges
        if membership[tail] != membership[head]
    }
    # Sorted, since the topological order of a set's edges would differ from run to run.
    condensed = igraph.Graph(n=len(pieces), edges=sorted(between), directed=True)
    members: list[list[int]] = list(pieces)
    return [members[piece] for piece in condensed.topological_sorting()]

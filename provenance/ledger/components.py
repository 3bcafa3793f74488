"""Going through material: every lot after all it came from, cycles in one piece; onward."""

from collections.abc import Iterable, Iterator, Sequence

import igraph

from provenance.ledger.lineage import Lineage


def pieces(lineage: Lineage, lots: Sequence[str], *, as_filed: bool = True) -> Iterator[list[str]]:
    """The lots in strongly connected pieces, each piece after all that feed it.

    A piece of more than one lot, or of a lot that feeds itself, is a cycle: as filed, or only by
    what supported draws put into lots that one event alone made.
    """
    index = {lot: number for number, lot in enumerate(lots)}
    events: dict[str, int] = {}
    edges: list[tuple[int, int]] = []
    for lot in lots:
        claims = lineage.claims_on.get(lot, ())
        for out in claims if as_filed or len(claims) == 1 else ():
            if out.event not in events:
                events[out.event] = number = len(lots) + len(events)
                edges += [
                    (index[draw.lot], number)
                    for draw in lineage.inputs_of.get(out.event, ())
                    if draw.lot in index and (as_filed or draw.supported)
                ]
            edges.append((events[out.event], index[lot]))
    for piece in components(len(lots) + len(events), edges):
        names = [lots[number] for number in piece if number < len(lots)]
        if names:
            yield names


def descendants(lineage: Lineage, lots: Iterable[str]) -> set[str]:
    """All lots that descend from some, these included."""
    found: set[str] = set()
    stack = list(lots)
    while stack:
        lot = stack.pop()
        if lot not in found:
            found.add(lot)
            for draw in lineage.draws_on.get(lot, ()):
                stack += [out.lot for out in lineage.outputs_of.get(draw.event, ())]
    return found


def components(size: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The strongly connected pieces of a graph on 0…size-1, every piece after all that feed it."""
    # Not Graph, which imports numpy when one is made: a sixth of what a verdict takes.
    graph = igraph.GraphBase(size, edges, True)
    if graph.is_dag():  # as nearly every load is
        return [[node] for node in graph.topological_sorting()]
    membership: list[int] = graph.connected_components(mode="strong")
    between = {
        (membership[tail], membership[head])
        for tail, head in edges
        if membership[tail] != membership[head]
    }
    # Sorted, since the topological order of a set's edges would differ from run to run.
    condensed = igraph.GraphBase(max(membership) + 1, sorted(between), True)
    members: list[list[int]] = [[] for _ in range(condensed.vcount())]
    for node, piece in enumerate(membership):
        members[piece].append(node)
    return [members[piece] for piece in condensed.topological_sorting()]

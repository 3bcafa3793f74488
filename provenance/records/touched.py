"""What is to be settled anew where pieces of graph go and others come."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from provenance.model.terms import EdgeType, EventKind, Label
from provenance.records.changes import Fragment, Mark, Touch


def touched(removed: Iterable[Fragment], added: Iterable[Fragment]) -> Iterator[Mark]:
    """What waits to be settled, some more than once."""
    for gone, pieces in ((True, removed), (False, added)):
        for piece in pieces:
            yield from _touched_nodes(piece)
            yield from _touched_edges(piece, gone=gone)


_NODES = {
    Label.EVENT: Touch.EVENT,
    Label.DECLARATION: Touch.DECLARATION,
    Label.INSPECTION: Touch.INSPECTION,
    Label.INVOICE: Touch.INVOICE,
    Label.ENTERPRISE: Touch.ENTERPRISE,
}
_HEADS = {
    EdgeType.OUTPUT: Touch.CLAIMED,
    EdgeType.ALLOCATED_TO: Touch.ENTERPRISE,
    EdgeType.DESIGNATES: Touch.ENTERPRISE,
    EdgeType.PERMITS: Touch.ENTERPRISE,
    EdgeType.WITHIN: Touch.QUOTA,
    EdgeType.ADJUSTS: Touch.QUOTA,
}

_SAMPLED = {Label.LOT: Touch.TESTED, Label.DECLARATION: Touch.DECLARATION}


# Made by the million: so they are in a third of the time.
_mark: Callable[[tuple[Touch, str]], Mark] = partial(tuple.__new__, Mark)


def _touched_nodes(piece: Fragment) -> Iterator[Mark]:
    for node in piece.nodes:
        if (touch := _NODES.get(node.ref.label)) is not None:
            yield _mark((touch, node.ref.key))
        elif node.ref.label is Label.DESIGNATION:
            yield Mark(Touch.DESIGNATION, str(node.props["activity"]))
        elif node.ref.label is Label.CUSTOMS_CODE:
            yield Mark(Touch.CODE, str(node.props["code"]))


def _touched_edges(piece: Fragment, *, gone: bool) -> Iterator[Mark]:
    """An event that is gone, or was otherwise, leaves its enterprise's balances to be settled.

    And a transfer that is, what tests told of the lot through what it was handed on as.
    """
    for edge in piece.edges:
        if edge.type is EdgeType.INPUT:
            yield _mark((Touch.DRAWN, edge.tail.key))
            if gone and edge.head.key.startswith(EventKind.TRANSFER):
                yield Mark(Touch.HANDED, edge.tail.key)
        elif edge.type is EdgeType.SAMPLED_FROM:
            yield Mark(_SAMPLED[edge.head.label], edge.head.key)
        elif edge.type is EdgeType.BY:
            yield _mark((Touch.ENTERPRISE if gone else Touch.ACTOR, edge.head.key))
        elif (touch := _HEADS.get(edge.type)) is not None:
            yield _mark((touch, edge.head.key))

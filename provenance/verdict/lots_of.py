"""The lots that stand behind a document or an event: what it put out, billed or shipped."""

from collections.abc import Mapping, Sequence

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore, Neighbour
from provenance.model.terms import SOURCES, EdgeType, EventKind, Label, Ref

BEHIND = frozenset({Label.EVENT, Label.INVOICE, Label.DECLARATION, Label.EXPORT_LICENCE})
"""What is no lot, and has some behind it."""

_EVENTS = {Label.INVOICE: EdgeType.INVOICED_BY, Label.DECLARATION: EdgeType.DECLARED_IN}


async def lots_of(store: GraphStore, refs: Sequence[Ref], *, made: bool = False) -> list[Ref]:
    """The lots that came out of events, or of the events under documents, in order.

    Where nothing came out of any (an export, a disposal) they are those that went in, unless only
    what was `made` is asked for. Raises StoreUnavailableError.
    """
    events = await _events(store, refs)
    out = await everything(store.graph, events, EdgeType.OUTPUT, out=True)
    lots = _ends(out)
    if not lots and not made:
        into = await everything(store.graph, events, EdgeType.INPUT, out=False)
        lots = _ends(into)
    return sorted(lots)


async def _events(store: GraphStore, refs: Sequence[Ref]) -> list[Ref]:
    """The events themselves, or those under documents."""
    found = {ref for ref in refs if ref.label is Label.EVENT}
    licences = [ref for ref in refs if ref.label is Label.EXPORT_LICENCE]
    under = await everything(store.graph, licences, EdgeType.UNDER, out=False)
    documents = {ref for ref in refs if ref.label in _EVENTS}
    documents |= _ends(under)
    for label, edge in _EVENTS.items():
        of_kind = sorted(ref for ref in documents if ref.label is label)
        found |= _ends(await everything(store.graph, of_kind, edge, out=False))
    return sorted(found)


def _ends(found: Mapping[Ref, Sequence[Neighbour]]) -> set[Ref]:
    return {near.thing.ref for nears in found.values() for near in nears}


async def lots_come_in(store: GraphStore, firm: Ref) -> list[Ref]:
    """The lots by which material came to an enterprise: mined, brought in, or handed over to it."""
    by = await everything(store.graph, [firm], EdgeType.BY, out=False)
    to = await everything(store.graph, [firm], EdgeType.TO, out=False)
    own = [near.thing for near in by[firm] if near.thing.props.get("kind") in SOURCES]
    own += [near.thing for near in to[firm] if near.thing.props.get("kind") == EventKind.TRANSFER]
    events = sorted({thing.ref for thing in own})
    return sorted(_ends(await everything(store.graph, events, EdgeType.OUTPUT, out=True)))

"""What descends from things, with all that it rests on: of a few in one statement."""

from collections.abc import Iterable, Sequence

from provenance.graph.neo4j.ask import Ask, packed
from provenance.graph.neo4j.lineage import FEW, beyond, fetch, reach
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import Place, lineage_rows, node_row
from provenance.graph.port.settling import Downstream
from provenance.graph.rows.material import FlowRow, NodeRow, read_lineage
from provenance.model.terms import Label, Ref

MOST = 1_000
"""So many nodes are told of in one statement."""


async def downstream(
    ask: Ask, seeds: Sequence[Ref], made: Sequence[str], named: Sequence[Ref]
) -> Downstream:
    """What descends from lots and events, the makers of lots and the events that name documents."""
    begins = {
        "lots": _keys(seeds, Label.LOT),
        "events": _keys(seeds, Label.EVENT),
        "made": made,
        "declarations": _keys(named, Label.DECLARATION),
        "inspections": _keys(named, Label.INSPECTION),
        "invoices": _keys(named, Label.INVOICE),
    }
    if sum(map(len, begins.values())) <= FEW:
        places, found, beside = await ask(query("descending"), **begins, few=FEW, most=MOST)
        if places is None:
            nodes, flows = lineage_rows(found, up=True)
            return _downstream(nodes, flows, [node_row(*row) for row in beside])
    else:
        places = [place for s in packed(begins) for place in await ask(query("places"), **s)]
    reached = await reach(ask, ((is_lot, key) for is_lot, key in places), up=False)
    nodes, flows = lineage_rows(await fetch(ask, reached, up=True), up=True)
    inside = {(is_lot, key) for _, key, is_lot, _, _ in nodes}
    return _downstream(nodes, flows, await beyond(ask, inside, [tail for tail, *_ in flows]))


def _keys(refs: Iterable[Ref], label: Label) -> list[str]:
    return [ref.key for ref in refs if ref.label is label]


def _downstream(
    nodes: Sequence[NodeRow[Place]], flows: Sequence[FlowRow[Place]], beside: list[NodeRow[Place]]
) -> Downstream:
    return Downstream(
        lots=frozenset(key for _, key, is_lot, _, _ in nodes if is_lot),
        events=frozenset(key for _, key, is_lot, _, _ in nodes if not is_lot),
        lineage=read_lineage([*nodes, *beside], flows, up=True),
    )

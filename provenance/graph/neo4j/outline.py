"""A lineage as columns in Neo4j, of a few seeds in one statement."""

from collections.abc import Sequence

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.lineage import FEW, by_label, places_of
from provenance.graph.neo4j.queries import query
from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.rows.outline import names, outline_from
from provenance.model.terms import Ref


async def outline(
    ask: Ask, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
) -> Outline | None:
    """The columns of a lineage; None where it is large, or of many."""
    places = places_of(seeds)
    if len(places) > FEW:
        return None
    read = names(wanted)
    # Whose a flow is, the ends of it tell.
    of = {**read, "inputs": read["inputs"][2:], "outputs": read["outputs"][2:]}
    text = query("outline_up" if up else "outline_down")
    found = await ask(text, **by_label(places), of=of, most=most)
    return found and outline_from(read, found)

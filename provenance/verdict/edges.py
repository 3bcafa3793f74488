"""The part of every edge of a lineage that is in its subject, as the verdict divides it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.graph.pages import everything
from provenance.graph.port.graph import GraphStore
from provenance.ledger.breakdown import break_down
from provenance.ledger.composition.edges import Edges, edges_of
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import reconcile
from provenance.verdict.dossier import Dossier, gather


@dataclass(frozen=True, slots=True)
class Traced:
    """A subject's lineage upstream, and the part of each edge in it that is in the subject."""

    lineage: Lineage
    edges: Edges


async def trace_edges(store: GraphStore, subject: Ref, settings: Settings) -> Traced | None:
    """All that a lot, a shipment, all under a licence or an event came from, edge by edge.

    None where nothing bears its number. An event's are the lots that it made, or where it made
    none what it drew.
    """
    dossier = await gather(store, [subject])
    if not dossier.known(subject):
        return None
    seeds = await seeds_of(store, subject, dossier)
    whole = await store.graph.lineage(seeds, up=True, most=settings.lineage_nodes)
    return await asyncio.to_thread(_traced, subject, dossier, whole)


async def seeds_of(store: GraphStore, subject: Ref, dossier: Dossier) -> Sequence[Ref]:
    """Where the lineage of a subject starts upstream: of an event with the lots that it made."""
    if subject.label is not Label.EVENT:
        return dossier.all_seeds
    made = await everything(store.graph, [subject], EdgeType.OUTPUT, out=True)
    return [subject, *(near.thing.ref for near in made[subject])]


def _traced(subject: Ref, dossier: Dossier, whole: Lineage) -> Traced:
    lineage = whole.cut_at_lots()
    holding = _holding(subject, dossier, lineage)
    found = break_down(holding, lineage)
    statuses, _, _ = reconcile(found.statuses, found.bounds, holding.reo_g)
    return Traced(lineage, edges_of(holding, statuses, lineage))


def _holding(subject: Ref, dossier: Dossier, lineage: Lineage) -> Holding:
    if subject.label is not Label.EVENT:
        return dossier.holding(subject, lineage)
    made = lineage.outputs_of.get(subject.key, ())
    if made:
        return Holding(tuple(Item(out.lot, out.reo_g) for out in made))
    draws = lineage.inputs_of.get(subject.key, ())
    return Holding(tuple(Item(draw.lot, draw.reo_g, draw) for draw in draws))

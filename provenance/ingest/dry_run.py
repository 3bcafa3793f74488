"""Loading some records for a look at what comes of it, and taking all of it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.graph.port.graph import GraphStore, Writer
from provenance.ingest.load import keep
from provenance.ingest.settle import settle_within
from provenance.model.finding import Finding
from provenance.model.terms import Label, Ref
from provenance.records.filing import Parsed
from provenance.records.projection import project
from provenance.rules.mass_balance.lots import (
    impossible_sequence,
    lot_produced_twice,
    not_holder,
    overdrawn_lot,
    unexplained_mass,
)
from provenance.rules.quota_origin.origin import over_quota, undesignated_producer
from provenance.rules.slices.acts import roles_of
from provenance.rules.slices.material import Material
from provenance.settings import Settings

RULES = (
    overdrawn_lot,
    not_holder,
    impossible_sequence,
    lot_produced_twice,
    unexplained_mass,
    over_quota,
    undesignated_producer,
)
"""What can be judged by the records' own lots and events and what they draw on, and nothing else.
All the other rules need an audit, which reads what was committed."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would be new to the store, what rules would find, which lots nobody produced."""

    new: int
    findings: Sequence[Finding]
    unknown_lots: Sequence[str]


class _TakenBackError(Exception):
    """Ends a piece of writing so that nothing of it is kept."""

    def __init__(self, seen: Rehearsed) -> None:
        super().__init__("nothing is kept")
        self.seen = seen


async def rehearse(store: GraphStore, settings: Settings, lines: Sequence[Parsed]) -> Rehearsed:
    """Keep and settle records, judge them, and take everything back: the store stays as it was.

    Other loads wait meanwhile, as for any load. Raises StoreUnavailableError.
    """

    roles = await _roles(store, lines)

    async def work(writer: Writer) -> Rehearsed:
        kept = await keep(writer, lines)
        if kept.new or kept.replaced:
            await settle_within(writer)
        raise _TakenBackError(await _seen(writer, settings, lines, roles, kept.new))

    try:
        return await store.write(work)
    except _TakenBackError as taken:
        return taken.seen


async def _roles(store: GraphStore, lines: Sequence[Parsed]) -> dict[str, frozenset[str]]:
    """What the enterprises that records name are on record for."""
    ends = {edge.head for line in lines for edge in project(line.record).edges}
    firms = await store.graph.things(sorted(r for r in ends if r.label is Label.ENTERPRISE))
    return {firm.ref.key: roles_of(firm.props) for firm in firms if firm is not None}


async def _seen(
    writer: Writer,
    settings: Settings,
    lines: Sequence[Parsed],
    roles: Mapping[str, frozenset[str]],
    new: int,
) -> Rehearsed:
    only = frozenset(ref for line in lines for ref in _material(line))
    found = await writer.settling.downstream(sorted(only))
    material = Material(
        found.lineage,
        roles=roles,
        only=only,
        tolerance=settings.tolerance,
        limits=settings.thresholds,
    )
    findings = [finding for rule in RULES for finding in rule(material)]
    unknown = [lot.key for lot in material.lots if not lot.claims]
    return Rehearsed(new, findings, unknown)


def _material(line: Parsed) -> Iterator[Ref]:
    """The events a record states, and the lots that go into them and come out."""
    for edge in project(line.record).edges:
        yield from (end for end in (edge.tail, edge.head) if end.label in (Label.EVENT, Label.LOT))

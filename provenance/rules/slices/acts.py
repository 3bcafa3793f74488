"""What enterprises are: by their records, and by what they do whatever these say."""

from collections.abc import Collection, Mapping, Sequence

from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.ledger.lineage import Event
from provenance.model.terms import COMPOUNDS, METALS, MINERAL_PRODUCTS, EventKind, Product

_BY_KIND = {
    EventKind.EXTRACTION: "mining",
    EventKind.SCRAP_INTAKE: "recycling",
    EventKind.IMPORT: "import",
    EventKind.EXPORT: "export",
}

EXPORTER = frozenset({"export"})
"""What who exports is, whatever else."""


def roles_of(props: Mapping[str, object]) -> frozenset[str]:
    """What an enterprise is on record for."""
    roles = props.get("roles")
    return frozenset(map(str, roles)) if isinstance(roles, Sequence) else frozenset()


def acts(
    event: Event,
    went_in: Collection[Product | None] = (),
    came_out: Collection[Product | None] = (),
) -> frozenset[str]:
    """The roles that who did an event has by doing it: who extracts is a miner.

    Who makes compounds of mineral products is a separator, whether or not that draws quota; who
    makes metal of compounds smelts metal.
    """
    found = {_BY_KIND[event.kind]} if event.kind in _BY_KIND else set[str]()
    for grant in event.grants:
        if grant.drawn_g and grant.gate in QUOTA_ACTIVITY:
            found.add(QUOTA_ACTIVITY[grant.gate].value)
    if event.kind is EventKind.PROCESSING:
        if not MINERAL_PRODUCTS.isdisjoint(went_in) and not MINERAL_PRODUCTS.issuperset(came_out):
            found.add("separation")
        if not COMPOUNDS.isdisjoint(went_in) and not METALS.isdisjoint(came_out):
            found.add("metal")
    return frozenset(found)

"""What an enterprise shows itself to be by what it does, whatever it is on record for."""

from collections.abc import Collection

from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.ledger.lineage import Event
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Product

_COMPOUNDS = frozenset({Product.MIXED_SALT, Product.OXIDE, Product.SALT})
_BY_KIND = {
    EventKind.EXTRACTION: "mining",
    EventKind.SCRAP_INTAKE: "recycling",
    EventKind.IMPORT: "import",
    EventKind.EXPORT: "export",
}


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
        if not _COMPOUNDS.isdisjoint(went_in) and not {Product.METAL, Product.ALLOY}.isdisjoint(
            came_out
        ):
            found.add("metal")
    return frozenset(found)

"""Transfers and scrap intakes as invoices see them."""

from collections.abc import Iterator, Mapping

from provenance.ledger.lineage import Event
from provenance.model.terms import EventKind, Product
from provenance.rules.slices.billing import Movement
from provenance.rules.slices.material import Material

DELIVERIES = frozenset({EventKind.TRANSFER, EventKind.SCRAP_INTAKE})


def movements(material: Material, sources: Mapping[str, str] | None = None) -> Iterator[Movement]:
    """The deliveries among the events to judge, one an item.

    `sources` gives the credit code a scrap intake's material came from, by event key, where it
    states one; of a bare name nothing can be compared.
    """
    for event in material.events:
        if event.kind in DELIVERIES:
            seller = event.enterprise if event.buyer else (sources or {}).get(event.key)
            yield from _movements(event, seller, material)


def _movements(event: Event, seller: str | None, material: Material) -> Iterator[Movement]:
    for out in material.outputs(event):
        made = material.made.get(out.lot)
        net_g = round(out.reo_g * made.net_g / made.reo_g) if made and made.net_g else None
        product: Product | None = made.product if made else material.product(out.lot)
        yield Movement(
            event=event.key,
            record=event.id.rpartition("/")[0] or event.id if event.buyer else event.id,
            date=event.date,
            seller=seller,
            buyer=event.holder,
            reason=event.reason,
            reo_g=out.reo_g,
            net_g=net_g,
            product=product,
            hs_code=made.hs_code if made else None,
            invoices=event.invoices,
        )

"""Who made what a lot was made of, link by link, as the packaging standard chains them.

Of a mineral product or a compound it is the mine, or who the scrap came from; of a metal the maker
of the compound. What came in otherwise, or from nobody known, is nobody's.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from provenance.ledger.components import pieces
from provenance.ledger.lineage import Event, Lineage
from provenance.model.terms import COMPOUNDS, METALS, EventKind, Product

Makers = Mapping[str, float]
"""The share of a lot of which each is the maker, by code or by name; what is missing is unknown."""

SAME = frozenset({"blending", "repacking"})
"""Processes after which goods are what they were, whoever did them."""


def raw_material_producers(lineage: Lineage) -> Mapping[str, Makers]:
    """The producers of the raw material of each lot of a lineage; none of magnets and scrap."""
    mines, compounds = _followed(lineage, _mine), _followed(lineage, _compound)
    return {
        key: compounds[key] if lot.product in METALS else mines[key]
        for key, lot in lineage.lots.items()
        if lot.product not in (Product.MAGNET, Product.SCRAP, None)
    }


def _mine(event: Event, _: Product | None) -> Makers | None:
    if event.kind is EventKind.EXTRACTION:
        return {event.enterprise: 1.0}
    if event.kind is EventKind.SCRAP_INTAKE and event.source:
        return {event.source: 1.0}
    return None


def _compound(event: Event, product: Product | None) -> Makers | None:
    made = event.kind is EventKind.PROCESSING and event.process not in SAME
    return {event.enterprise: 1.0} if made and product in COMPOUNDS else None


def _followed(
    lineage: Lineage, begins: Callable[[Event, Product | None], Makers | None]
) -> Mapping[str, Makers]:
    """The makers of each lot, followed from where they begin; of what goes round nobody's."""
    found: defaultdict[str, Makers] = defaultdict(dict)
    for piece in pieces(lineage, list(lineage.lots)):
        event = lineage.producer(piece[0]) if len(piece) == 1 else None
        if event is not None:
            own = begins(event, lineage.lots[piece[0]].product)
            found[piece[0]] = _mixed(event, lineage, found) if own is None else own
    return found


def _mixed(event: Event, lineage: Lineage, found: Mapping[str, Makers]) -> Makers:
    """What an event hands on of what went in, evenly; an unsupported draw is of nobody known."""
    draws = sorted(lineage.inputs_of.get(event.key, ()))
    total = max(sum(draw.reo_g for draw in draws), sum(event.made))
    mixed: defaultdict[str, float] = defaultdict(float)
    for draw in draws:
        for maker, share in found[draw.lot].items() if draw.supported else ():
            mixed[maker] += share * draw.reo_g / total
    return dict(mixed)

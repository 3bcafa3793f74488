"""Findings on how much rare earth is in how much material: contents that no product can have."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Output
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Product, Ref, Severity, Waste
from provenance.model.thresholds import Range, Thresholds
from provenance.rules.law import ground
from provenance.rules.screening import WIDER, screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _odd_content(whole: Whole) -> "Flags":
    import numpy as np

    columns, limits = whole.columns, whole.limits
    claims = columns.claims
    content = claims.reo_g / np.maximum(claims.net_g, 1)
    ranges = [limits.content.get(product.value, (0.0, np.inf)) for product in Product]
    least, most = np.array([*ranges, (0.0, np.inf)]).T  # the last is that of none
    # Of scrap whatever any kind of waste does not hold.
    wastes = [limits.content.get(f"scrap of {kind.value}", (0.0, np.inf)) for kind in Waste]
    scrap = tuple(Product).index(Product.SCRAP)
    least[scrap] = max(least[scrap], *(low for low, _ in wastes))
    most[scrap] = min(most[scrap], *(high for _, high in wastes))
    odd = (content > limits.content_cap * WIDER) | (content * WIDER < least[claims.product])
    odd |= content > most[claims.product] * WIDER
    return columns.claimed(odd & (claims.net_g > 0))


@screened(lots=_odd_content)
def implausible_content(material: Material) -> Iterator[Finding]:
    """A lot with more rare earth, or less, in its net mass than such a product holds."""
    for lot in material.lots:
        claims = sorted(material.lineage.claims_on.get(lot.key, ()))
        odd = next(((out, why) for out in claims if (why := _odd(out, material))), None)
        if odd is None:
            continue
        out, why = odd
        day = material.lineage.events[out.event].date
        found = ground("IMPLAUSIBLE_CONTENT", day, material.law, material.roles_at(lot.key))
        yield Finding(
            code="IMPLAUSIBLE_CONTENT",
            severity=found.severity(Severity.MAJOR),
            subject=Ref(Label.LOT, lot.key),
            message=Message(
                "Lot {lot} of {reo:kg} REO in {net:kg} net: {why}.",
                lot=lot.key,
                reo=out.reo_g,
                net=out.net_g or 0,
                why=why,
            ),
            basis=found.basis,
            evidence=(lot.key, out.event),
            mass_g=out.reo_g,
            share=1.0,
        )


def _odd(out: Output, material: Material) -> Message | None:
    """Why a lot's content cannot be; None where it can, or its net mass is not stated."""
    if not out.net_g:
        return None
    content, limits = out.reo_g / out.net_g, material.limits
    if content > limits.content_cap:
        return Message(
            "{content:.3f} kg a kilogram, and no oxide gives more than {most}",
            content=content,
            most=limits.content_cap,
        )
    kinds = _kinds_of_waste(out, material)
    plausible = _content(out, kinds, limits)
    if plausible is None or plausible[0] <= content <= plausible[1]:
        return None
    if kinds:
        return Message(
            "{content:percent}, where {kinds:waste} has {least:percent} to {most:percent}",
            content=content,
            kinds=kinds,
            least=plausible[0],
            most=plausible[1],
        )
    return Message(
        "{content:percent}, where {product:product} has {least:percent} to {most:percent}",
        content=content,
        product=out.product,
        least=plausible[0],
        most=plausible[1],
    )


def _kinds_of_waste(out: Output, material: Material) -> tuple[Waste, ...]:
    """The kinds that scrap is of, as its intake tells; none where nobody told."""
    if out.product is not Product.SCRAP:
        return ()
    at_intake = material.lineage.events[out.event].waste
    kinds = material.lineage.lots[out.lot].waste or (at_intake and (at_intake,)) or ()
    return () if Waste.OTHER in kinds else tuple(kinds)


def _content(out: Output, kinds: Collection[Waste], limits: Thresholds) -> Range | None:
    """What of a product's net mass can be REO: of scrap what any of its kinds can hold."""
    if out.product is None:
        return None
    of_product = limits.content.get(out.product.value)
    ranges = [limits.content.get(f"scrap of {kind.value}", of_product) for kind in kinds]
    told = [one for one in ranges if one is not None]
    if not told:
        return of_product
    return min(least for least, _ in told), max(most for _, most in told)

"""Findings on how much came of how much: recoveries and contents that no plant can have."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Event, Output
from provenance.ledger.makers import SAME
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import (
    COMPOUNDS,
    METALS,
    EventKind,
    Label,
    Product,
    Ref,
    Severity,
    Waste,
)
from provenance.model.thresholds import Range, Thresholds
from provenance.rules.law import ground, ground_of
from provenance.rules.screening import WIDER, screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

_TOO_MUCH = (
    "{made:kg} came out of {put_in:kg}, {rate:percent}; such a step gives {least:percent} to"
    " {most:percent}: {off:kg} too much."
)
_TOO_LITTLE = (
    "{made:kg} came out of {put_in:kg}, {rate:percent}; such a step gives {least:percent} to"
    " {most:percent}: {off:kg} too little."
)

_KIND: Mapping[Product, str] = {
    **dict.fromkeys(COMPOUNDS, "compound"),
    **dict.fromkeys(METALS, "metal"),
}


def _off_any_step(whole: Whole) -> "Flags":
    """What gives so little, or so much, that it is off what its steps give together."""
    import numpy as np

    columns, words = whole.columns, tuple(Product)
    events, draws, claims = columns.events, columns.draws, columns.claims
    size = len(events.keys), len(words)
    taken, made = np.zeros(size), np.zeros(size)
    of_draw = columns.lots.product[draws.lot]
    for number in range(len(words)):
        taken[:, number] = columns.taken_g(of_draw == number)
        made[:, number] = columns.given_g(claims.product == number)
    scrap = words.index(Product.SCRAP)
    made[(made > 0).sum(axis=1) > 1, scrap] = 0.0
    weight = np.maximum(taken.sum(axis=1) * made.sum(axis=1), 1.0)
    same = np.isin(events.process, [columns.word(process) for process in SAME])
    least, most = np.zeros(size[0]), np.zeros(size[0])
    known = columns.is_kind(EventKind.PROCESSING)
    for process, own in ((next(iter(SAME)), same), (None, ~same)):
        steps = [[_step(one, other, process, whole.limits) for other in words] for one in words]
        lows, highs = (
            np.array([[s[at] if s else 0.0 for s in row] for row in steps]) for at in (0, 1)
        )
        unknown = np.array([[s is None for s in row] for row in steps])
        least[own] = ((taken[own] @ lows) * made[own]).sum(axis=1) / weight[own]
        most[own] = ((taken[own] @ highs) * made[own]).sum(axis=1) / weight[own]
        known[own] &= ~(((taken[own] > 0) @ unknown) & (made[own] > 0)).any(axis=1)
    put_in = columns.taken_g()
    off = (columns.made_g > most * put_in * WIDER) | (columns.made_g * WIDER < least * put_in)
    found: Flags = known & off & (put_in > 0) & (columns.made_g > 0)
    return found


@screened(events=_off_any_step)
def implausible_recovery(material: Material) -> Iterator[Finding]:
    """A processing that gives less, or more, of what was put in than such a step can."""
    for event in material.events:
        if event.kind is not EventKind.PROCESSING or not material.complete(event):
            continue
        put_in, made = sum(d.reo_g for d in material.inputs(event)), sum(event.made)
        unexplained = made - put_in > material.tolerance * put_in
        plausible = _plausible(event, material) if put_in and made and not unexplained else None
        if plausible is None:
            continue
        least, most = plausible
        high = max(0, round(made - most * put_in))
        low = max(0, round(least * put_in - made))
        if not high and not low:
            continue
        found = ground_of("IMPLAUSIBLE_RECOVERY", event, material)
        yield Finding(
            code="IMPLAUSIBLE_RECOVERY",
            severity=found.severity(Severity.MAJOR),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                _TOO_MUCH if high else _TOO_LITTLE,
                made=made,
                put_in=put_in,
                rate=made / put_in,
                least=least,
                most=most,
                off=high or low,
            ),
            basis=found.basis,
            evidence=(event.key, *(draw.lot for draw in material.inputs(event))),
            mass_g=high or low,
            # What left the books is not in what came out.
            share=high / made,
        )


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


def _plausible(event: Event, material: Material) -> Range | None:
    """What a step can give of what it takes: by what was made from what, weighted by mass.

    Scrap that falls off counts in what came out, not in what was made. None where some of what
    was put in or made is of unknown kind, or nobody knows of such a step.
    """
    taken: defaultdict[Product | None, int] = defaultdict(int)
    for draw in material.inputs(event):
        taken[material.product(draw.lot)] += draw.reo_g
    made: defaultdict[Product | None, int] = defaultdict(int)
    for out in material.outputs(event):
        made[out.product] += out.reo_g
    if len(made) > 1:
        made.pop(Product.SCRAP, None)
    weight = sum(taken.values()) * sum(made.values())
    least = most = 0.0
    for source, source_g in taken.items():
        for product, product_g in made.items():
            step = _step(source, product, event.process, material.limits)
            if step is None:
                return None
            least += step[0] * source_g * product_g / weight
            most += step[1] * source_g * product_g / weight
    return least, most


def _step(
    source: Product | None, product: Product | None, process: str | None, limits: Thresholds
) -> Range | None:
    if source is None or product is None:
        return None
    same = limits.recovery.get("same -> same")
    # Oxide of oxide is blended, or separated anew: only then does the filer's word decide.
    if source is product and process in SAME:
        return same
    if product is Product.MAGNET:
        return limits.recovery.get("any -> magnet")
    minerals = (Product.CONCENTRATE, Product.IONIC_CONCENTRATE)
    target = "mineral" if product in minerals and source is Product.ORE else _kind(product)
    return limits.recovery.get(f"{_kind(source)} -> {target}", same if source is product else None)


def _kind(product: Product) -> str:
    return _KIND.get(product, product.value)

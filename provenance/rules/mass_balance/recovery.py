"""Findings on how much came of how much: recoveries that no plant can have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Event
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
)
from provenance.model.thresholds import Range, Thresholds
from provenance.rules.law import ground_of
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

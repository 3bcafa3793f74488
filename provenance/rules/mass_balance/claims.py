"""Findings on claims: what a filer calls a process or a feedstock, and whose material it is."""

from collections.abc import Callable, Collection, Iterator, Mapping

from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import (
    COMPOUNDS,
    MINERAL_PRODUCTS,
    EventKind,
    Feed,
    Label,
    Product,
    Ref,
    Severity,
)
from provenance.rules.law import ground
from provenance.rules.slices.material import Material

Products = frozenset[Product]


def process_misdeclared(material: Material) -> Iterator[Finding]:
    """A processing whose stated process cannot have made these products of those."""
    for event in material.events:
        wrong = _PROCESSES.get(event.process or "")
        if event.kind is not EventKind.PROCESSING or wrong is None or material.cut(event):
            continue
        inputs, outputs = material.inputs(event), material.outputs(event)
        taken = {material.product(draw.lot) for draw in inputs}
        made = {out.product for out in outputs}
        if None in taken | made or not taken or not made:
            continue
        reason = wrong(_known(taken), _known(made), material.complete(event))
        if reason:
            yield _finding(
                "PROCESS_MISDECLARED",
                Ref(Label.EVENT, event.key),
                event,
                Message(
                    "{who} calls it {process:process} on {day}, but {why}.",
                    who=event.enterprise,
                    process=event.process,
                    day=event.date,
                    why=reason,
                ),
                sum(event.made),
                material,
            )


def feed_misdeclared(material: Material) -> Iterator[Finding]:
    """A lot whose stated feedstock is not what the records show."""
    for lot in material.lots:
        for out in sorted(material.lineage.claims_on.get(lot.key, ())):
            claimed = out.feedstock
            if claimed in (None, Feed.UNKNOWN, lot.feed) or lot.feed is Feed.UNKNOWN:
                continue
            yield _finding(
                "FEED_MISDECLARED",
                Ref(Label.LOT, lot.key),
                material.lineage.events[out.event],
                Message(
                    "{mass:kg} of lot {lot} are said to be {claimed:feed}; by the records they are"
                    " {feed:feed}.",
                    mass=out.reo_g,
                    lot=lot.key,
                    claimed=claimed,
                    feed=lot.feed,
                ),
                out.reo_g,
                material,
            )


def toll_processing(material: Material) -> Iterator[Finding]:
    """A separation of material that is another's: handed over for tolling, or said to be."""
    for event in material.events:
        grant = event.grant(Gate.SEPARATION)
        if event.kind is not EventKind.PROCESSING or grant is None or not grant.drawn_g:
            continue
        tolled = [draw for draw in material.inputs(event) if _tolled(draw.lot, event, material)]
        owned = event.owner not in (None, event.enterprise)
        if not tolled and not owned:
            continue
        taken = sum(draw.reo_g for draw in material.inputs(event))
        of_others = taken if owned else sum(draw.reo_g for draw in tolled)
        said = Message("said to be {owner}'s", owner=event.owner)
        whose = said if owned else Message("received for tolling")
        roles = material.roles_of(event.enterprise, event)
        grounded = ground("TOLL_PROCESSING", event.date, material.law, roles)
        yield Finding(
            code="TOLL_PROCESSING",
            severity=grounded.severity(Severity.MAJOR),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} separated {part:kg} of {taken:kg} that are {whose} on {day}.",
                who=event.enterprise,
                part=of_others,
                taken=taken,
                whose=whose,
                day=event.date,
            ),
            basis=grounded.basis,
            evidence=(event.key, *(draw.lot for draw in tolled)),
            mass_g=of_others,
            share=of_others / taken if taken else 0.0,
        )


def _tolled(lot: str, event: Event, material: Material) -> bool:
    """Whether a lot came to the processor for tolling."""
    came = material.lineage.producer(lot)
    return came is not None and came.reason == "tolling" and came.buyer == event.enterprise


# What contradicts a process: given what went in, what came out, and whether that is all of it. The
# words end a sentence; none where all is well. Scrap falls off anywhere; what went in may be left.
_Contradiction = Callable[[Products, Products, bool], Message | None]


def _gives(kinds: Products, *, of: Products | None = None) -> _Contradiction:
    """A process that makes these products, of these where it says."""

    def contradiction(taken: Products, made: Products, whole: bool) -> Message | None:
        if of is not None and not taken <= of:
            return Message("{products:product} went in", products=_listed(taken - of))
        others = made - kinds - taken - {Product.SCRAP}
        if others or (whole and not made & kinds):
            return Message("{products:product} came out", products=_listed(others or made))
        return None

    return contradiction


def _beneficiation(taken: Products, made: Products, whole: bool) -> Message | None:
    if Product.ORE not in taken:
        return Message("no ore went in, only {products:product}", products=_listed(taken))
    return _gives(MINERAL_PRODUCTS)(taken, made, whole)


def _kept(taken: Products, made: Products, _: bool) -> Message | None:
    others = _listed(made - taken - {Product.SCRAP})
    if not others:
        return None
    return Message(
        "{others:product} came out of {taken:product}", others=others, taken=_listed(taken)
    )


_PROCESSES: Mapping[str, _Contradiction] = {
    "beneficiation": _beneficiation,
    "separation": _gives(COMPOUNDS, of=MINERAL_PRODUCTS | COMPOUNDS | {Product.SCRAP}),
    "metal_reduction": _gives(frozenset({Product.METAL})),
    "alloying": _gives(frozenset({Product.ALLOY, Product.METAL})),
    "magnet_making": _gives(frozenset({Product.MAGNET})),
    "blending": _kept,
    "repacking": _kept,
}


def _known(products: Collection[Product | None]) -> Products:
    return frozenset(product for product in products if product is not None)


def _listed(products: Products) -> tuple[str, ...]:
    return tuple(sorted(product.value for product in products))


def _finding(  # noqa: PLR0913, PLR0917 - what is said, of what, how much, by what law
    code: str, subject: Ref, event: Event, message: Message, mass_g: int, material: Material
) -> Finding:
    roles = material.roles_of(event.enterprise, event)
    grounded = ground(code, event.date, material.law, roles)
    return Finding(
        code=code,
        severity=grounded.severity(Severity.MAJOR),
        subject=subject,
        message=message,
        basis=grounded.basis,
        evidence=tuple(dict.fromkeys((event.key, subject.key))),
        mass_g=mass_g,
        share=1.0,
    )

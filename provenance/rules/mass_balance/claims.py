"""Findings on claims: what a filer calls a process or a feedstock, and whose material it is."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event
from provenance.model.finding import Finding
from provenance.model.mass import kg
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Feed, Label, Product, Ref, Severity
from provenance.rules.law import REGULATIONS, Article, basis, in_force
from provenance.rules.mass_balance.recovery import COMPOUNDS
from provenance.rules.slices.material import Material

_RECORDS = Article("Order 785 Art. 25", REGULATIONS)
_RECTIFICATION = Article("工信部联原〔2018〕265号 (general)", date(2019, 1, 4))

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
                f"{event.enterprise} calls it {event.process} on {event.date}, but {reason}.",
                sum(event.made),
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
                f"{kg(out.reo_g)} of lot {lot.key} are said to be of {claimed} feed;"
                f" the records show {lot.feed.value}.",
                out.reo_g,
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
        whose = f"said to be {event.owner}'s" if owned else "received for tolling"
        yield Finding(
            code="TOLL_PROCESSING",
            severity=in_force(event.date, Severity.MAJOR, _RECTIFICATION),
            subject=Ref(Label.EVENT, event.key),
            message=(
                f"{event.enterprise} separated {kg(of_others)} of {kg(taken)} that are {whose}"
                f" on {event.date}."
            ),
            basis=basis(event.date, _RECTIFICATION),
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
_Contradiction = Callable[[Products, Products, bool], str]


def _gives(kinds: Products, *, of: Products | None = None) -> _Contradiction:
    """A process that makes these products, of these where it says."""

    def contradiction(taken: Products, made: Products, whole: bool) -> str:
        if of is not None and not taken <= of:
            return f"{_names(taken - of)} went in"
        others = made - kinds - taken - {Product.SCRAP}
        if others or (whole and not made & kinds):
            return f"{_names(others or made)} came out"
        return ""

    return contradiction


def _beneficiation(taken: Products, made: Products, whole: bool) -> str:
    if Product.ORE not in taken:
        return f"no ore went in, only {_names(taken)}"
    return _gives(MINERAL_PRODUCTS)(taken, made, whole)


def _kept(taken: Products, made: Products, _: bool) -> str:
    others = made - taken - {Product.SCRAP}
    return f"{_names(others)} came out of {_names(taken)}" if others else ""


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


def _names(products: Products) -> str:
    return ", ".join(sorted(product.value for product in products))


def _finding(code: str, subject: Ref, event: Event, message: str, mass_g: int) -> Finding:
    return Finding(
        code=code,
        severity=in_force(event.date, Severity.MAJOR, _RECORDS),
        subject=subject,
        message=message,
        basis=basis(event.date, _RECORDS),
        evidence=tuple(dict.fromkeys((event.key, subject.key))),
        mass_g=mass_g,
        share=1.0,
    )

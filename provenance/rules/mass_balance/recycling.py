"""Findings on recyclers: fed with what comes from mines, or giving more than scrap can."""

from collections.abc import Iterator, Sequence

from provenance.ledger.lineage import Event, Output
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Feed, Label, Product, Ref, Severity
from provenance.rules.law import REGULATIONS, Article, basis, in_force
from provenance.rules.mass_balance.elements import oxides_of
from provenance.rules.mass_balance.recovery import COMPOUNDS
from provenance.rules.slices.material import Material

_ORE = Article("Order 785 Art. 11, 22(2)", REGULATIONS)
_COVER = Article("Order 785 Art. 22, 25", REGULATIONS)

FOREIGN = ("La2O3", "Y2O3", "Eu2O3", "Er2O3", "Tm2O3", "Yb2O3", "Lu2O3", "Sc2O3")
"""Oxides that magnet scrap does not hold: neodymium and samarium magnets are made without them."""


def recycler_ore_input(material: Material) -> Iterator[Finding]:
    """A recycler that may neither mine nor separate, fed with mineral products."""
    for event in _processings(material):
        mineral = [d for d in material.inputs(event) if material.product(d.lot) in MINERAL_PRODUCTS]
        if not mineral or not _only_recycles(event, material):
            continue
        grams = sum(draw.reo_g for draw in mineral)
        taken = sum(draw.reo_g for draw in material.inputs(event))
        yield Finding(
            code="RECYCLER_ORE_INPUT",
            severity=in_force(event.date, Severity.CRITICAL, _ORE),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "Recycler {who} put {mineral:kg} of mineral products into {feed:kg} of feed on"
                " {day}.",
                who=event.enterprise,
                mineral=grams,
                feed=taken,
                day=event.date,
            ),
            basis=basis(event.date, _ORE),
            evidence=(event.key, *(draw.lot for draw in mineral)),
            mass_g=grams,
            share=grams / taken,
        )


def recycled_cover(material: Material) -> Iterator[Finding]:
    """Compounds beyond what the scrap that went in can give, in mass or in elements."""
    for event in _processings(material):
        if not material.complete(event) or not _of_scrap(event, material):
            continue
        compounds = [out for out in material.outputs(event) if out.product in COMPOUNDS]
        made = sum(out.reo_g for out in compounds)
        reasons = list(_reasons(event, compounds, material))
        if not reasons:
            continue
        excess = max(grams for _, grams in reasons)
        yield Finding(
            code="RECYCLED_COVER",
            severity=in_force(event.date, Severity.MAJOR, _COVER),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} made {made:kg} of compounds on {day}: {why}.",
                who=event.enterprise,
                made=made,
                day=event.date,
                why=tuple(why for why, _ in reasons),
            ),
            basis=basis(event.date, _COVER),
            evidence=(event.key, *(draw.lot for draw in material.inputs(event))),
            mass_g=excess,
            share=excess / made,
        )


def _reasons(
    event: Event, compounds: Sequence[Output], material: Material
) -> Iterator[tuple[Message, int]]:
    """Why compounds cannot all be of the scrap that went in, and how many grams cannot."""
    limits = material.limits
    scrap = [d for d in material.inputs(event) if _secondary(d.lot, material)]
    scrap_g, made_g = sum(draw.reo_g for draw in scrap), sum(out.reo_g for out in compounds)
    if round(made_g - limits.scrap_factor * scrap_g) > 0:
        yield Message("of scrap {scrap:kg} went in", scrap=scrap_g), made_g - scrap_g
    assays = [(draw.reo_g, material.assay(draw.lot)) for draw in scrap]
    given = oxides_of((out.reo_g, out.assay) for out in compounds)
    if assays and all(assay for _, assay in assays):
        held = oxides_of(assays)
        for oxide, grams in sorted(given.items()):
            had = held.get(oxide, 0.0)
            if round(grams - limits.scrap_oxide_factor * had) > limits.oxide_slack_g:
                why = Message(
                    "{made:kg} {oxide}, the scrap {had:kg}",
                    made=round(grams),
                    oxide=oxide,
                    had=round(had),
                )
                yield why, round(grams - had)
    elif scrap and not any(assay for _, assay in assays):
        for out in compounds:
            foreign = sum((out.assay or {}).get(oxide, 0.0) for oxide in FOREIGN)
            if foreign > limits.foreign_share:
                why = Message(
                    "{share:percent} of lot {lot} are oxides magnet scrap does not hold",
                    share=foreign,
                    lot=out.lot,
                )
                yield why, round(foreign * out.reo_g)


def _processings(material: Material) -> Iterator[Event]:
    for event in material.events:
        if event.kind is EventKind.PROCESSING and not material.cut(event):
            yield event


def _only_recycles(event: Event, material: Material) -> bool:
    who = event.enterprise
    return material.does(who, "recycling") and not material.does(who, "mining", "separation")


def _of_scrap(event: Event, material: Material) -> bool:
    """Whether a processing's compounds should be of scrap: a recycler's, or where scrap goes in.

    Who may also mine or separate may mix scrap with mineral products: quota is asked for that.
    """
    products = [material.product(draw.lot) for draw in material.inputs(event)]
    made = any(out.product in COMPOUNDS for out in material.outputs(event))
    if not made or not products:
        return False
    if _only_recycles(event, material):
        return True
    return Product.SCRAP in products and MINERAL_PRODUCTS.isdisjoint(products)


def _secondary(lot: str, material: Material) -> bool:
    """Whether a lot is scrap, or what a recycler made of nothing else and put in again."""
    held = material.lineage.lots[lot]
    return held.product is Product.SCRAP or held.feed is Feed.SECONDARY

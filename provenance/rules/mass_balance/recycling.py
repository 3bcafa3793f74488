"""Findings on recyclers: fed with what comes from mines, or giving more than scrap can."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from provenance.ledger.gates import unsupported_g
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event
from provenance.ledger.waste import excess
from provenance.model.finding import Finding
from provenance.model.message import Fact, Message
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
from provenance.rules.law import Ground, ground
from provenance.rules.mass_balance.elements import oxides_of
from provenance.rules.screening import WIDER, screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _recycler_fed_minerals(whole: Whole) -> "Flags":
    columns, draws = whole.columns, whole.columns.draws
    minerals = columns.of_products(columns.lots.product, MINERAL_PRODUCTS)[draws.lot]
    recycles = whole.does("recycling") & ~whole.does("mining", "separation")
    mine = recycles[columns.events.who]
    return columns.is_kind(EventKind.PROCESSING) & columns.drawing(minerals) & mine


@screened(events=_recycler_fed_minerals)
def recycler_ore_input(material: Material) -> Iterator[Finding]:
    """A recycler that may neither mine nor separate, fed with mineral products."""
    for event in _processings(material):
        mineral = [d for d in material.inputs(event) if material.product(d.lot) in MINERAL_PRODUCTS]
        if not mineral or not _only_recycles(event, material):
            continue
        grams = sum(draw.reo_g for draw in mineral)
        taken = sum(draw.reo_g for draw in material.inputs(event))
        grounded = _ground("RECYCLER_ORE_INPUT", event, material)
        yield Finding(
            code="RECYCLER_ORE_INPUT",
            severity=grounded.severity(Severity.CRITICAL),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "Recycler {who} put {mineral:kg} of mineral products into {feed:kg} of feed on"
                " {day}.",
                who=event.enterprise,
                mineral=grams,
                feed=taken,
                day=event.date,
            ),
            basis=grounded.basis,
            evidence=(event.key, *(draw.lot for draw in mineral)),
            mass_g=grams,
            share=grams / taken,
        )


def _beyond_scrap(whole: Whole) -> "Flags":
    from provenance.ledger.columns.places import NONE
    from provenance.ledger.columns.tables import FEED, GATE

    columns, limits = whole.columns, whole.limits
    grants, draws, claims, lots = columns.grants, columns.draws, columns.claims, columns.lots
    waste = grants.gate == GATE[Gate.WASTE]
    short_g = grants.drawn_g - grants.covered_g
    made_g = columns.made_g[grants.event]
    foreign = columns.granted(waste & (short_g > whole.tolerance * made_g * WIDER))
    scrap = columns.of_products(lots.product, {Product.SCRAP})
    secondary = (scrap | (lots.feed == FEED[Feed.SECONDARY]))[draws.lot]
    compounds = columns.of_products(claims.product, COMPOUNDS)
    had, given = columns.taken_g(secondary), columns.given_g(compounds)
    beyond = given > limits.scrap_factor * had * WIDER
    richer = beyond & False
    by_oxide = zip(columns.taken_oxides(secondary), columns.given_oxides(compounds), strict=True)
    for held, gave in by_oxide:
        richer |= gave - limits.scrap_oxide_factor * held * WIDER > limits.oxide_slack_g * WIDER
    richer &= ~columns.drawing(secondary & (columns.assay_of[draws.lot] == NONE))
    who = columns.events.who
    recycles = (whole.does("recycling") & ~whole.does("mining", "separation"))[who]
    of_scrap = recycles | (~whole.on_record[who] & columns.drawing(scrap[draws.lot]))
    of_scrap &= columns.claiming(compounds) & columns.drawing(secondary)
    wrong = (of_scrap & (beyond | richer)) | foreign
    return columns.is_kind(EventKind.PROCESSING) & wrong


@screened(events=_beyond_scrap)
def recycled_cover(material: Material) -> Iterator[Finding]:
    """What was made beyond what the scrap that went in can give, in mass or in elements."""
    for event in _processings(material):
        if not material.complete(event):
            continue
        reasons = [*_beyond(event, material), *_foreign(event, material)]
        if not reasons:
            continue
        grounded = _ground("RECYCLED_COVER", event, material)
        yield Finding(
            code="RECYCLED_COVER",
            severity=grounded.severity(Severity.MAJOR),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} made {made:kg} on {day}: {why}.",
                who=event.enterprise,
                made=sum(event.made),
                day=event.date,
                why=tuple(reason.why for reason in reasons),
            ),
            basis=grounded.basis,
            evidence=(event.key, *(draw.lot for draw in material.inputs(event))),
            mass_g=max(reason.excess_g for reason in reasons),
            share=max(reason.excess_g / reason.made_g for reason in reasons),
        )


class _Reason(NamedTuple):
    """Why some grams of what was made cannot be of the scrap that went in."""

    why: Message
    excess_g: int
    made_g: int


def _beyond(event: Event, material: Material) -> Iterator[_Reason]:
    """More compounds than a recycler's scrap, and of an oxide more than its assays say."""
    if not _of_scrap(event, material):
        return
    limits = material.limits
    compounds = [out for out in material.outputs(event) if out.product in COMPOUNDS]
    scrap = [d for d in material.inputs(event) if _secondary(d.lot, material)]
    if not scrap:  # nothing is passed off as of scrap
        return
    scrap_g, made_g = sum(draw.reo_g for draw in scrap), sum(out.reo_g for out in compounds)
    if round(made_g - limits.scrap_factor * scrap_g) > 0:
        why = Message("of scrap {scrap:kg} went in", scrap=scrap_g)
        yield _Reason(why, made_g - scrap_g, made_g)
    assays = [(draw.reo_g, material.assay(draw.lot)) for draw in scrap]
    if not all(assay for _, assay in assays):
        return
    given, held = oxides_of((out.reo_g, out.assay) for out in compounds), oxides_of(assays)
    for oxide, grams in sorted(given.items()):
        had = held.get(oxide, 0.0)
        if round(grams - limits.scrap_oxide_factor * had) > limits.oxide_slack_g:
            why = Message(
                "{made:kg} {oxide}, the scrap {had:kg}",
                made=round(grams),
                oxide=oxide,
                had=round(had),
            )
            yield _Reason(why, round(grams - had), made_g)


def _foreign(event: Event, material: Material) -> Iterator[_Reason]:
    """Oxides that the kind of waste cannot hold: what a verdict takes out of what is secondary."""
    excess_g, made_g = unsupported_g(event), sum(event.made)
    if excess_g <= material.tolerance * made_g:
        return
    lots = material.lineage.lots
    found = excess(
        material.inputs(event),
        material.outputs(event),
        lots,
        lambda out: lots[out.lot].tested or out.assay,
    )
    facts: dict[str, Fact] = {
        "excess": excess_g,
        "oxides": tuple(sorted(found.grams if found else ())),
    }
    if found is None or not found.kinds:
        why = Message("{excess:kg} of {oxides} are more than any one kind of waste holds", **facts)
    else:
        why = Message(
            "{excess:kg} of {oxides} are more than {kinds:waste} can hold",
            **facts,
            kinds=tuple(found.kinds),
        )
    yield _Reason(why, excess_g, made_g)


def _ground(code: str, event: Event, material: Material) -> Ground:
    """What binds who did an event: by its record, or because it puts scrap in, as recyclers do."""
    roles = material.roles_of(event.enterprise, event)
    if any(material.product(draw.lot) is Product.SCRAP for draw in material.inputs(event)):
        roles |= {"recycling"}
    return ground(code, event.date, material.law, roles)


def _processings(material: Material) -> Iterator[Event]:
    for event in material.events:
        if event.kind is EventKind.PROCESSING and not material.cut(event):
            yield event


def _only_recycles(event: Event, material: Material) -> bool:
    who = event.enterprise
    return material.does(who, "recycling") and not material.does(who, "mining", "separation")


def _of_scrap(event: Event, material: Material) -> bool:
    """Whether a processing's compounds should all be of scrap: a recycler's, by role or by deed.

    Whoever may do something else too may mix scrap with what else it bought, or draws quota for.
    """
    products = [material.product(draw.lot) for draw in material.inputs(event)]
    if not products or all(out.product not in COMPOUNDS for out in material.outputs(event)):
        return False
    if not material.roles.get(event.enterprise):
        return Product.SCRAP in products and MINERAL_PRODUCTS.isdisjoint(products)
    return _only_recycles(event, material)


def _secondary(lot: str, material: Material) -> bool:
    """Whether a lot is scrap, or what a recycler made of nothing else and put in again."""
    held = material.lineage.lots[lot]
    return held.product is Product.SCRAP or held.feed is Feed.SECONDARY

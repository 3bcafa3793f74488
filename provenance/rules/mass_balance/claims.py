"""Findings on claims: what a filer calls a process or a feedstock, and whose material it is."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

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
from provenance.rules.screening import screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

Products = frozenset[Product]


def _other_process(whole: Whole) -> "Flags":
    """What its products contradict: as the rule has it, asked once for what is alike."""
    from provenance.ledger.columns.places import told

    columns = whole.columns
    events, draws, claims = columns.events, columns.draws, columns.claims
    taken = columns.products_of(draws.event, columns.lots.product[draws.lot])
    made = columns.products_of(claims.event, claims.product)
    complete = (columns.given_g() == columns.made_g).astype(events.process.dtype)

    def contradicted(process: int, went_in: int, came_out: int, all_there: int) -> bool:
        wrong = _PROCESSES.get(columns.words[process]) if process >= 0 else None
        if wrong is None or not went_in or not came_out or (went_in | came_out) >> len(Product):
            return False
        return wrong(_of_bits(went_in), _of_bits(came_out), bool(all_there)) is not None

    found: Flags = told(contradicted, events.process, taken, made, complete)
    return found & columns.is_kind(EventKind.PROCESSING)


def _of_bits(products: int) -> Products:
    return frozenset(word for number, word in enumerate(Product) if products >> number & 1)


@screened(events=_other_process)
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


def _other_feed(whole: Whole) -> "Flags":
    from provenance.ledger.columns.places import NONE
    from provenance.ledger.columns.tables import FEED

    columns, claimed = whole.columns, whole.columns.claims.feedstock
    feed, unknown = columns.lots.feed[columns.claims.lot], FEED[Feed.UNKNOWN]
    says = (claimed != NONE) & (claimed != unknown)
    return columns.claimed(says & (claimed != feed) & (feed != unknown))


@screened(lots=_other_feed)
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


def _separating_for_others(whole: Whole) -> "Flags":
    from provenance.ledger.columns.places import NONE, at_places
    from provenance.ledger.columns.tables import GATE

    columns, events, draws = whole.columns, whole.columns.events, whole.columns.draws
    grants = columns.grants
    separated = columns.granted((grants.gate == GATE[Gate.SEPARATION]) & (grants.drawn_g > 0))
    came = at_places(columns.claims.event, columns.sole[draws.lot])
    tolled = at_places(events.reason, came) == columns.word("tolling")
    tolled &= at_places(events.buyer, came) == events.who[draws.event]
    owned = (events.owner != NONE) & (events.owner != events.who)
    of_others: Flags = owned | columns.drawing(tolled)
    return columns.is_kind(EventKind.PROCESSING) & separated & of_others


@screened(events=_separating_for_others)
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

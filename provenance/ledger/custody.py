"""Who holds a lot, what it is and what it came from, worked out from what was filed.

A draw is supported if the lot was produced in the same month or before and the one who draws
holds it. Feed, ore class and product follow the material; in a cycle they are what comes in from
outside, followed round (design, section 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from provenance.ledger.components import pieces
from provenance.ledger.lineage import Event, Input, Lineage, Output
from provenance.ledger.quota.papers import Papers
from provenance.model.dates import month
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Feed, OreClass, Product


class Nature(NamedTuple):
    """What a lot is and came from; None for what is not determined yet, or never will be."""

    product: Product | None
    feed: Feed | None
    ore_class: OreClass | None
    # Told apart from "not yet determined" only while a cycle is followed round.
    class_unknown: bool = False


UNDETERMINED = Nature(None, None, None)


class Held(NamedTuple):
    """Who made a lot, and so who holds it: by its one claim, or with its mass by the larger."""

    claims: int
    reo_g: int
    holder: str | None
    produced_on: date | None


def settle_custody(lineage: Lineage, lots: Iterable[str]) -> Lineage:
    """Work out mass, holder and supported draws of these lots, and which inputs are supported."""
    held = {key: _held(lineage.claims_on.get(key, ()), lineage) for key in lots}
    inputs = [_judged(draw, held.get(draw.lot), lineage) for draw in lineage.inputs]
    drawn = dict.fromkeys(held, 0)
    for draw in inputs:
        if draw.supported and draw.lot in drawn:
            drawn[draw.lot] += draw.reo_g
    settled = dict(lineage.lots)
    for key, (claims, mass, holder, produced_on) in held.items():
        settled[key] = replace(
            settled[key],
            claims=claims,
            reo_g=mass if claims else drawn[key],  # what nobody made has the mass of its draws
            holder=holder,
            produced_on=produced_on,
            drawn_g=drawn[key],
        )
    return replace(lineage, lots=settled, inputs=inputs)


def deciding(claims: Sequence[Output]) -> Output:
    """The claim that gives a lot its mass and product: the larger, then of the lesser event."""
    return min(claims, key=lambda claim: (-claim.reo_g, claim.event, claim.n))


def _held(claims: Sequence[Output], lineage: Lineage) -> Held:
    if len(claims) == 1:
        event = lineage.events[claims[0].event]
        return Held(1, claims[0].reo_g, event.holder, event.date)
    return Held(len(claims), deciding(claims).reo_g if claims else 0, None, None)


def _judged(draw: Input, held: Held | None, lineage: Lineage) -> Input:
    """Whether the drawer can have held the lot then; anyone can draw what nobody, or two, made."""
    event = lineage.events[draw.event]
    lot = held or lineage.lots[draw.lot]
    in_time = lot.produced_on is None or month(lot.produced_on) <= month(event.date)
    supported = in_time and lot.holder in (None, event.enterprise)
    return draw if draw.supported is supported else draw._replace(supported=supported)


def settle_nature(lineage: Lineage, lots: Iterable[str], papers: Papers) -> Lineage:
    """Work out product, feed and ore class of these lots; any other is taken as it stands."""
    wanted = sorted(lots)
    afresh = frozenset(wanted)
    found = {
        key: Nature(lot.product, lot.feed, lot.ore_class, lot.ore_class is None)
        for key, lot in lineage.lots.items()
        if key not in afresh
    }
    for piece in pieces(lineage, wanted):
        found |= dict.fromkeys(piece, UNDETERMINED)
        _follow_round(piece, found, lineage, papers)
        for lot in piece:
            if found[lot].feed is None:  # a cycle that nothing entered
                found[lot] = Nature(found[lot].product, Feed.UNKNOWN, None, class_unknown=True)
    settled = {
        key: replace(
            lineage.lots[key],
            product=found[key].product,
            feed=found[key].feed or Feed.UNKNOWN,
            ore_class=found[key].ore_class,
        )
        for key in wanted
    }
    return replace(lineage, lots={**lineage.lots, **settled})


def _follow_round(
    lots: Sequence[str], found: dict[str, Nature], lineage: Lineage, papers: Papers
) -> None:
    """Let what comes in spread through one strongly connected piece until nothing changes."""
    changed = True
    while changed:
        changed = False
        for lot in lots:
            nature = _nature(lineage.claims_on.get(lot, ()), found, lineage, papers)
            changed = changed or nature != found[lot]
            found[lot] = nature
        changed = changed and len(lots) > 1


def _nature(
    claims: Sequence[Output], found: Mapping[str, Nature], lineage: Lineage, papers: Papers
) -> Nature:
    if not claims:
        return Nature(None, Feed.UNKNOWN, None, class_unknown=True)
    largest = deciding(claims)
    event = lineage.events[largest.event]
    inputs = lineage.inputs_of.get(event.key, ())
    product = _product(event, largest, inputs, found, papers)
    if len(claims) > 1:
        return Nature(product, Feed.UNKNOWN, None, class_unknown=True)
    feed = _FEEDS.get(event.kind)
    if event.kind is EventKind.EXTRACTION and event.byproduct_of is not None:
        feed = Feed.BYPRODUCT
    if feed is not None:
        return Nature(product, feed, event.ore_class, event.ore_class is None)
    return _agreed(product, inputs, found)


_FEEDS = {
    EventKind.EXTRACTION: Feed.DOMESTIC,
    EventKind.IMPORT: Feed.IMPORTED,
    EventKind.SCRAP_INTAKE: Feed.SECONDARY,
    EventKind.OPENING_STOCK: Feed.UNKNOWN,
}


def _product(
    event: Event,
    claim: Output,
    inputs: Sequence[Input],
    found: Mapping[str, Nature],
    papers: Papers,
) -> Product | None:
    """The product as filed; a transfer's is its lot's; an import's what its declaration says."""
    if event.kind is EventKind.TRANSFER:
        return found[inputs[0].lot].product if inputs else None
    paper = papers.declarations.get(event.declaration or "")
    if event.kind is EventKind.IMPORT and paper is not None and paper.mineral:
        return claim.product if claim.product in MINERAL_PRODUCTS else Product.CONCENTRATE
    return claim.product


def _agreed(
    product: Product | None, inputs: Sequence[Input], found: Mapping[str, Nature]
) -> Nature:
    """Feed and class where all inputs agree; inputs not yet determined do not disagree."""
    feeds: set[Feed] = set()
    classes: set[OreClass | None] = set()
    for draw in inputs:
        nature = found[draw.lot] if draw.supported else Nature(None, Feed.UNKNOWN, None, True)
        if nature.feed is not None:
            feeds.add(nature.feed)
        if nature.ore_class is not None or nature.class_unknown:
            classes.add(nature.ore_class)
    if not feeds and inputs:
        return Nature(product, None, None)
    feed = feeds.pop() if len(feeds) == 1 else Feed.UNKNOWN
    ore_class = classes.pop() if len(classes) == 1 else None
    return Nature(product, feed, ore_class, ore_class is None)


def producing_outputs(lineage: Lineage) -> Mapping[str, Output]:
    """The output of the event that made each lot, followed back through transfers.

    Lots that nobody or more than one made, or that come from such, have none.
    """
    found: dict[str, Output | None] = {}
    for lot in lineage.lots:
        way: list[str] = []
        at: str | None = lot
        made: Output | None = None
        while at is not None and at not in found:
            found[at] = None  # what goes round in transfers was made by nobody
            way.append(at)
            claims = lineage.claims_on.get(at, ())
            if len(claims) != 1:
                break
            event = lineage.events[claims[0].event]
            if event.kind is not EventKind.TRANSFER:
                made = claims[0]
                break
            at = next((draw.lot for draw in lineage.inputs_of.get(event.key, ())), None)
        else:
            made = found.get(at) if at is not None else None
        found |= dict.fromkeys(way, made)
    return {lot: output for lot, output in found.items() if output is not None}

"""What a lot is and what it came from, worked out from what was filed and what tests show.

Feed, ore class and product follow the material, and so do the kinds of waste that scrap is of; in a
cycle they are what comes in from outside, followed round (design, section 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from provenance.ledger.components import pieces
from provenance.ledger.custody import deciding
from provenance.ledger.entry import Entry, entries
from provenance.ledger.evidence import Evidence
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.ledger.papers import LabTest, Papers
from provenance.model.terms import EventKind, Feed, OreClass, Product, Waste


class Nature(NamedTuple):
    """What a lot is and came from; None for what is not determined yet, or never will be.

    `waste` are the kinds of scrap it is of, None where it is none that an intake brought untested.
    """

    product: Product | None
    feed: Feed | None
    ore_class: OreClass | None
    # Told apart from "not yet determined" only while a cycle is followed round.
    class_unknown: bool = False
    undetermined: bool = False
    waste: frozenset[Waste] | None = None


OPEN = Nature(None, None, None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known beside the lineage: imports at the border by event key, tests."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)

    @classmethod
    def of(cls, lineage: Lineage, papers: Papers, tests: Iterable[LabTest]) -> "Shown":
        """What papers and tests show of a lineage whose custody is settled."""
        evidence = Evidence.of(tests, lineage)
        return cls(entries(lineage, papers, evidence), evidence)


def settle_nature(lineage: Lineage, lots: Iterable[str], shown: Shown) -> Lineage:
    """Work out what these lots are and came from; any other is taken as it stands."""
    wanted = sorted(lots)
    afresh = frozenset(wanted)
    found = {key: standing(lot) for key, lot in lineage.lots.items() if key not in afresh}
    for piece in pieces(lineage, wanted):
        found |= dict.fromkeys(piece, OPEN)
        _follow_round(piece, found, lineage, shown)
        for lot in piece:
            if found[lot].feed is None:  # a cycle that nothing entered
                found[lot] = unknown(found[lot].product)
    amended = shown.evidence.amended(lineage)
    settled = {
        key: _settled(lineage.lots[key], found[key], lineage, shown, amended) for key in wanted
    }
    return replace(lineage, lots={**lineage.lots, **settled})


def standing(lot: Lot) -> Nature:
    """What a lot is that is settled."""
    no_class = lot.ore_class is None
    waste = frozenset(lot.waste) or None
    return Nature(lot.product, lot.feed, lot.ore_class, no_class, lot.undetermined, waste)


def unknown(product: Product | None) -> Nature:
    """What a lot is of which nothing tells where it came from."""
    return Nature(product, Feed.UNKNOWN, None, class_unknown=True)


def _settled(
    lot: Lot,
    nature: Nature,
    lineage: Lineage,
    shown: Shown,
    amended: Mapping[str, Mapping[str, float]],
) -> Lot:
    event = lineage.producer(lot.key)
    entry = shown.entries.get(event.key) if event else None
    declaration = entry.declaration if entry else None
    return replace(
        lot,
        product=nature.product,
        feed=nature.feed or Feed.UNKNOWN,
        ore_class=nature.ore_class,
        undetermined=nature.undetermined,
        waste=tuple(sorted(nature.waste or ())),
        amended=amended.get(event.key) if event else None,
        tested=shown.evidence.tested(lot.key, declaration),
        tests=shown.evidence.tests(lot.key, declaration),
    )


def _follow_round(
    lots: Sequence[str], found: dict[str, Nature], lineage: Lineage, shown: Shown
) -> None:
    """Let what comes in spread through one strongly connected piece until nothing changes."""
    changed = True
    while changed:
        changed = False
        for lot in lots:
            nature = nature_of(lineage.claims_on.get(lot, ()), found, lineage, shown)
            changed = changed or nature != found[lot]
            found[lot] = nature
        changed = changed and len(lots) > 1


def nature_of(
    claims: Sequence[Output], found: Mapping[str, Nature], lineage: Lineage, shown: Shown
) -> Nature:
    """What a lot is and came from, by the claims on it and what is found of what went in."""
    if not claims:
        return unknown(None)
    largest = deciding(claims)
    event = lineage.events[largest.event]
    inputs = lineage.inputs_of.get(event.key, ())
    entry = shown.entries.get(event.key)
    product = _product(event, largest, inputs, found, entry)
    if len(claims) > 1:
        return unknown(product)
    waste = _waste(event, largest, found, lineage, shown.evidence)
    feed = Feed.BYPRODUCT if event.byproduct else _FEEDS.get(event.kind)
    if feed is not None:
        undetermined = entry is not None and entry.undetermined
        no_class = event.ore_class is None
        return Nature(product, feed, event.ore_class, no_class, undetermined, waste)
    return _agreed(event, inputs, found)._replace(product=product, waste=waste)


_FEEDS = {
    EventKind.EXTRACTION: Feed.DOMESTIC,
    EventKind.IMPORT: Feed.IMPORTED,
    EventKind.SCRAP_INTAKE: Feed.SECONDARY,
    EventKind.RELEASE: Feed.RELEASED,
    EventKind.OPENING_STOCK: Feed.UNKNOWN,
}


def _product(
    event: Event,
    claim: Output,
    inputs: Sequence[Input],
    found: Mapping[str, Nature],
    entry: Entry | None,
) -> Product | None:
    """The product as filed; a transfer's is its lot's; an import's what it is at the border."""
    if event.kind is EventKind.TRANSFER:
        return found[inputs[0].lot].product if inputs else None
    return claim.product if entry is None else entry.product


def _agreed(event: Event, inputs: Sequence[Input], found: Mapping[str, Nature]) -> Nature:
    """Feed and class where all inputs agree; inputs not yet determined do not disagree."""
    feeds: set[Feed] = set()
    classes: set[OreClass | None] = set()
    natures = [found[draw.lot] if draw.supported else unknown(None) for draw in inputs]
    for nature in natures:
        if nature.feed is not None:
            feeds.add(nature.feed)
        if nature.ore_class is not None or nature.class_unknown:
            classes.add(nature.ore_class)
    if not feeds and inputs:
        return OPEN
    feed = feeds.pop() if len(feeds) == 1 else Feed.UNKNOWN
    ore_class = classes.pop() if len(classes) == 1 else None
    # What is handed on is what it was, untold as it was.
    undetermined = event.kind is EventKind.TRANSFER and any(n.undetermined for n in natures)
    return Nature(None, feed, ore_class, ore_class is None, undetermined)


def _waste(
    event: Event,
    claim: Output,
    found: Mapping[str, Nature],
    lineage: Lineage,
    evidence: Evidence,
) -> frozenset[Waste] | None:
    """The kinds of scrap a lot is of: by its intake, or by what it was handed on or sorted from."""
    if evidence.looked_into(claim.lot):
        return None
    if event.kind is EventKind.SCRAP_INTAKE:
        return frozenset({event.waste or Waste.OTHER})
    outputs = lineage.outputs_of[event.key]
    sorts = event.kind is EventKind.PROCESSING and all(o.product is Product.SCRAP for o in outputs)
    if not sorts and event.kind is not EventKind.TRANSFER:
        return None
    kinds: set[Waste] = set()
    for draw in lineage.inputs_of.get(event.key, ()):
        nature = found[draw.lot]
        if not draw.supported or (nature.feed is not None and not nature.waste):
            return None
        kinds |= nature.waste or set()
    return frozenset(kinds) or None

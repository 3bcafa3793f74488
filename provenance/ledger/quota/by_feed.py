"""What separations made of imported ore, and of monazite: between bounds, for records tell not all.

Imported is what the feed of an input says. Monazite is known by the code it was declared under at
the border (2612 20), where no declaration is on record by the code its filer gives, or by a deposit
whose host is monazite; ionic ore and a deposit of another host are none; of anything else no record
tells. A laboratory test that says ionic_concentrate outranks all of these.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from provenance.ledger.evidence import Evidence, handed_from
from provenance.ledger.gates import gates, half_even, recipe_of
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Lineage, Output
from provenance.ledger.papers import LabTest, Papers
from provenance.model.reference import deposit_named
from provenance.model.reference.customs import code_digits
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Feed, OreClass, Product, Stage

_MONAZITE_CODE = "261220"
_MONAZITE, _MIXED = "monazite", "mixed"


class FeedPart(StrEnum):
    """The parts that execution reports state apart."""

    IMPORTED = "imported"
    MONAZITE = "monazite"


class Between(NamedTuple):
    """Grams REO that lie between two others."""

    least_g: int = 0
    most_g: int = 0

    def plus(self, other: "Between") -> "Between":
        return Between(self.least_g + other.least_g, self.most_g + other.most_g)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record beside a lineage: the declarations of its imports, and tests."""

    papers: Papers = field(default_factory=Papers)
    evidence: Evidence = field(default_factory=Evidence)

    @classmethod
    def of(cls, papers: Papers, tests: Iterable[LabTest], lineage: Lineage) -> "Known":
        return cls(papers, Evidence.of(tests, lineage))


def separated(event: Event, lineage: Lineage, known: Known) -> dict[FeedPart, Between]:
    """What of an event's compounds came of imported ore and of monazite.

    At least what drew separation quota and is known to be; at most what nothing shows not to be.
    """
    found = dict.fromkeys(FeedPart, Between())
    if event.kind is not EventKind.PROCESSING:
        return found
    recipe = recipe_of(event, lineage)
    made, put_in = recipe.made(Stage.COMPOUND), recipe.put_in()
    for draw, need in recipe.inputs:
        lot = lineage.lots[draw.lot]
        if lot.product not in MINERAL_PRODUCTS:
            continue
        grams = half_even(made * draw.reo_g, put_in)
        drawn = grams if Gate.SEPARATION in gates(need, Stage.COMPOUND) else 0
        feed = lot.feed if draw.supported else Feed.UNKNOWN
        imported = None if feed is Feed.UNKNOWN else feed is Feed.IMPORTED
        told = (imported, monazite(draw.lot, lineage, known))
        for part, is_it in zip(FeedPart, told, strict=True):
            if is_it is not False:
                found[part] = found[part].plus(Between(drawn if is_it else 0, grams))
    return found


def monazite(lot: str, lineage: Lineage, known: Known) -> bool | None:
    """Whether a lot is monazite by what its records say; None where they do not tell."""
    if lineage.lots[lot].ore_class is OreClass.IONIC:
        return False
    first = handed_from(lot, lineage)[-1]
    told = {_said(out, lineage, known) for out in lineage.claims_on.get(first, ())}
    return told.pop() if len(told) == 1 else None


def _said(out: Output, lineage: Lineage, known: Known) -> bool | None:
    event = lineage.events.get(out.event)
    if event is None or event.kind is EventKind.PROCESSING:
        return None
    test = known.evidence.deciding(out.lot, event.declaration)
    if test is not None and test.product is Product.IONIC_CONCENTRATE:
        return False
    if any(code_digits(code).startswith(_MONAZITE_CODE) for code in _codes(event, out, known)):
        return True
    deposit = deposit_named(out.deposit or "")
    if deposit is None or (_MONAZITE in deposit.host and _MIXED in deposit.host):
        return None
    return _MONAZITE in deposit.host


def _codes(event: Event, out: Output, known: Known) -> Iterable[str]:
    """The codes goods are known by: as declared at the border, else as their filer says."""
    paper = known.papers.declarations.get(event.declaration or "")
    if event.kind is EventKind.IMPORT and paper is not None and paper.imports:
        return [line.hs_code for line in paper.counting(out.product, known.papers.codes)]
    codes = (out.hs_code, event.hs_code if event.kind is EventKind.IMPORT else None)
    return [code for code in codes if code]

"""Findings on export declarations against the lots they ship: mass, code, species."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from provenance.ledger.papers import LabTest
from provenance.model.finding import Finding
from provenance.model.message import Message, each_once
from provenance.model.reference.customs import CHAPTER, Codes, listed
from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import apart
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.customs_codes import agree, declared_codes
from provenance.rules.trade.elements import lines_of
from provenance.rules.trade.exported import exported
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

MOST_REASONS = 5
"""So many reasons are told; a shipment may be of hundreds of lots."""

SUBHEADING = 6
"""So many digits of a code are the same the world over: another is another kind of goods."""


def _other_than_lots(whole: Whole) -> "Flags":
    shipments = whole.of(Shipments)
    return shipments.masses_apart | shipments.told(declaration_mismatch)


@screened(declarations=_other_than_lots)
def declaration_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """A declared mass or code that the lots in the shipment do not have."""
    declared = exported(consignment)
    if declared is None or not consignment.draws:
        return
    reasons = [*_other_masses(declared, consignment)]
    lots = codes_of(consignment.draws)
    stated = declared_codes(declared)
    other = [code for code in lots if not any(agree(one, code, SUBHEADING) for one in stated)]
    # Of other goods they are declared as others: that is told by itself.
    if like := sorted(set(other) - set(other_goods(declared, lots, consignment.law.codes))):
        reasons.append(other_code(declared, like))
    if not other and (unshipped := _unshipped(declared, consignment)):
        reasons.append(Message("no lot in it is of its code {codes}", codes=unshipped))
    if reasons:
        yield contradiction("DECLARATION_MISMATCH", Severity.MAJOR, consignment, declared, reasons)


def other_goods(
    declared: Document, lots: Sequence[str], on_record: Codes | None = None
) -> Sequence[str]:
    """The codes of lots that are of other goods than each code declared.

    Where either of two is of rare earths they are so by six digits, else by their chapters. What is
    no code cannot be compared, and is no other one.
    """
    day = date.fromisoformat(declared["date"])
    ours = {code for code in (*lots, *declared_codes(declared)) if listed(code, day, on_record)}
    return [
        code
        for code in lots
        if not any(
            agree(one, code, SUBHEADING if {one, code} & ours else CHAPTER)
            for one in declared_codes(declared)
        )
    ]


def other_code(declared: Document, lots: Sequence[str]) -> Message:
    """That some lots' codes are none of those declared, in words."""
    return Message(
        "its code is {code}, the lots' {codes}", code=declared_codes(declared), codes=tuple(lots)
    )


def _unshipped(declared: Document, consignment: Consignment) -> tuple[str, ...]:
    """The codes of rare earths that are declared, and that no lot is of, where all lots have one.

    Goods of other kinds have no lots.
    """
    day = date.fromisoformat(declared["date"])
    lots = [draw.made.hs_code if draw.made else None for draw in consignment.draws]
    return tuple(
        code
        for code in declared_codes(declared)
        if listed(code, day, consignment.law.codes)
        and not any(agree(code, lot, SUBHEADING) for lot in lots)
    )


def _other_masses(declared: Document, consignment: Consignment) -> Iterator[Message]:
    limits = consignment.limits
    shipped = {"REO": sum(draw.reo_g for draw in consignment.draws), "net": _net(consignment)}
    for what, stated in (("net", declared["net_g"]), ("REO", declared.get("reo_g"))):
        lots = shipped[what]
        if stated is None or lots is None:
            continue
        if apart(lots, stated, limits.declared_share, limits.declared_slack_g):
            yield Message(
                "it states {stated:kg} {what:measure}, the lots have {lots:kg}",
                stated=stated,
                what=what,
                lots=lots,
            )


def _net(consignment: Consignment) -> int | None:
    """The net grams of what was shipped, each draw its share of the lot; None if not all known."""
    total = Fraction(0)
    for draw in consignment.draws:
        if draw.made is None or not draw.made.net_g:
            return None
        total += Fraction(draw.reo_g * draw.made.net_g, draw.made.reo_g)
    return round(total)


def stated_codes(declared: Document) -> list[str]:
    """The codes of a declaration and its lines."""
    return [line.hs_code for line in lines_of(declared) if line.hs_code]


def codes_of(draws: Sequence[Shipped]) -> list[str]:
    """The customs codes that lots are said to go under."""
    return sorted({draw.made.hs_code for draw in draws if draw.made and draw.made.hs_code})


def contradiction(
    code: str,
    severity: Severity,
    consignment: Consignment,
    declared: Document,
    reasons: Sequence[Message],
) -> Finding:
    """That what is declared is not so, for some reasons."""
    day = date.fromisoformat(declared["date"])
    why = each_once(reasons)
    if (more := len(why) - MOST_REASONS) > 0:
        why = (*why[:MOST_REASONS], Message("and {n} more of the kind", n=more))
    rests = ground(code, day, consignment.law, EXPORTER)
    tests = sorted({test.id for test in _tests(consignment)})
    return Finding(
        code=code,
        severity=rests.severity(severity),
        subject=Ref(Label.DECLARATION, consignment.key),
        message=Message(
            "Declaration {number} of {day}, {goods}: {why}.",
            number=consignment.key,
            day=day,
            goods=declared["goods"],
            why=why,
        ),
        basis=rests.basis,
        evidence=(consignment.key, *sorted({draw.lot for draw in consignment.draws})[:20], *tests),
        mass_g=sum(draw.reo_g for draw in consignment.draws) or None,
        share=1.0,
    )


def _tests(consignment: Consignment) -> Iterator[LabTest]:
    """The tests that what is said rests on."""
    for test in (consignment.test, *(draw.test for draw in consignment.draws)):
        if test is not None:
            yield test

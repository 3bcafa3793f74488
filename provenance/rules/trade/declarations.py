"""Findings on export declarations against the lots they ship: mass, code, species."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from provenance.ledger.papers import LabTest
from provenance.model.finding import Finding
from provenance.model.message import Message, each_once
from provenance.model.reference.customs import Codes, listed
from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import apart
from provenance.rules.law import ground
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.trade.customs_codes import agree
from provenance.rules.trade.elements import lines_of
from provenance.rules.trade.exported import exported

MOST_REASONS = 5
"""So many reasons are told; a shipment may be of hundreds of lots."""

SUBHEADING = 6
"""So many digits of a code are the same the world over: another is another kind of goods."""


def declaration_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """A declared mass or code that the lots in the shipment do not have."""
    declared = exported(consignment)
    if declared is None or not consignment.draws:
        return
    reasons = [*_other_masses(declared, consignment)]
    codes = codes_of(consignment.draws)
    if (
        codes
        and _other(declared, codes, SUBHEADING)
        and not other_goods(declared, codes, consignment.law.codes)
    ):
        reasons.append(other_code(declared, codes))
    if reasons:
        yield contradiction("DECLARATION_MISMATCH", Severity.MAJOR, consignment, declared, reasons)


def other_goods(declared: Document, codes: Sequence[str], on_record: Codes | None = None) -> bool:
    """Whether the codes are of other goods: where either is of rare earths, by six digits."""
    day = date.fromisoformat(declared["date"])
    ours = any(listed(code, day, on_record) for code in [*codes, *stated_codes(declared)])
    return _other(declared, codes, SUBHEADING if ours else 2)


def other_code(declared: Document, codes: Sequence[str]) -> Message:
    """That the codes are not the same, in words."""
    return Message(
        "its code is {code}, the lots' {codes}", code=declared["hs_code"], codes=tuple(codes)
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


def _other(declared: Document, codes: Sequence[str], digits: int) -> bool:
    """Whether no declared code agrees with a lot's in its first digits, as far as both go.

    What is no code cannot be compared, and is no other one.
    """
    return not any(agree(one, other, digits) for one in stated_codes(declared) for other in codes)


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

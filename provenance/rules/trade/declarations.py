"""Findings on export declarations against the lots they ship: mass, code, species."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from provenance.model.finding import Finding
from provenance.model.message import Message, each_once
from provenance.model.reference import controls, oxides
from provenance.model.terms import Label, Ref, Severity
from provenance.model.thresholds import apart
from provenance.rules.law import REGULATIONS, Article, basis, in_force
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.trade.controlled import controls_on, single_element
from provenance.rules.trade.customs_codes import agree
from provenance.rules.trade.licences import exported, names_item

MOST_REASONS = 5
"""So many reasons are told; a shipment may be of hundreds of lots."""

_ENTRY = Article("Order 785 Art. 15, 24", REGULATIONS)


def declaration_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """A declared mass or code that the lots in the shipment do not have."""
    declared = exported(consignment)
    if declared is None or not consignment.draws:
        return
    reasons = [*_other_masses(declared, consignment)]
    codes = _codes(consignment.draws)
    if codes and _other(declared, codes, 6) and not _other(declared, codes, 2):
        reasons.append(_other_code(declared, codes))
    if reasons:
        yield _finding("DECLARATION_MISMATCH", Severity.MAJOR, consignment, declared, reasons)


def misdeclared_species(consignment: Consignment) -> Iterator[Finding]:
    """Goods declared as others than the lots in the shipment are."""
    declared = exported(consignment)
    if declared is None or not consignment.draws:
        return
    reasons = []
    codes = _codes(consignment.draws)
    if codes and _other(declared, codes, 2):
        reasons.append(_other_code(declared, codes))
    reasons += _other_element(declared, consignment)
    reasons += _concealed(declared, consignment)
    if reasons:
        yield _finding("MISDECLARED_SPECIES", Severity.CRITICAL, consignment, declared, reasons)


def _other_code(declared: Document, codes: Sequence[str]) -> Message:
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
    lines = json.loads(declared.get("lines") or "[]")
    stated = [str(line["hs_code"]) for line in (declared, *lines) if line.get("hs_code")]
    return not any(agree(one, other, digits) for one in stated for other in codes)


def _codes(draws: Sequence[Shipped]) -> list[str]:
    """The customs codes that lots are said to go under."""
    return sorted({draw.made.hs_code for draw in draws if draw.made and draw.made.hs_code})


def _other_element(declared: Document, consignment: Consignment) -> Iterator[Message]:
    """Lots that are mostly of another element than the one the code is for."""
    element = single_element(str(declared["hs_code"]))
    if element is None or declared.get("lines"):
        return
    own = next(oxide.oxide for oxide in oxides() if oxide.element == element)
    for draw in consignment.draws:
        for oxide, share in sorted(_assay(draw)):
            if oxide != own and share > consignment.limits.dominating_share:
                yield Message(
                    "its code {code} is {element}'s, {share:percent} of lot {lot} {oxide}",
                    code=declared["hs_code"],
                    element=element,
                    share=share,
                    lot=draw.lot,
                    oxide=oxide,
                )


def _concealed(declared: Document, consignment: Consignment) -> Iterator[Message]:
    """Controlled elements in lots that neither goods, code nor licence speak of."""
    named = {control.element for control in controls_on(declared)}
    day = date.fromisoformat(declared["date"])
    controlled = {control.element: control for control in controls() if control.in_force(day)}
    licence = consignment.licence or {}
    elements = {oxide.oxide: oxide.element for oxide in oxides()}
    for draw in consignment.draws:
        for oxide, share in sorted(_assay(draw)):
            control = controlled.get(elements.get(oxide, ""))
            if control is None or control.element in named:
                continue
            if control.control_code and names_item(licence, control.control_code):
                continue
            if share > consignment.limits.concealed_share:
                yield Message(
                    "it does not speak of {oxide}, {share:percent} of lot {lot}",
                    oxide=oxide,
                    share=share,
                    lot=draw.lot,
                )


def _assay(draw: Shipped) -> list[tuple[str, float]]:
    return list((draw.made.assay or {}).items()) if draw.made is not None else []


def _finding(
    code: str,
    severity: Severity,
    consignment: Consignment,
    declared: Document,
    reasons: Sequence[Message],
) -> Finding:
    day = date.fromisoformat(declared["date"])
    why = each_once(reasons)
    if (more := len(why) - MOST_REASONS) > 0:
        why = (*why[:MOST_REASONS], Message("and {n} more of the kind", n=more))
    return Finding(
        code=code,
        severity=in_force(day, severity, _ENTRY),
        subject=Ref(Label.DECLARATION, consignment.key),
        message=Message(
            "Declaration {number} of {day}, {goods}: {why}.",
            number=consignment.key,
            day=day,
            goods=declared["goods"],
            why=why,
        ),
        basis=basis(day, _ENTRY),
        evidence=(consignment.key, *sorted({draw.lot for draw in consignment.draws})[:20]),
        mass_g=sum(draw.reo_g for draw in consignment.draws),
        share=1.0,
    )

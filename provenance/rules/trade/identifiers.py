"""Findings on numbers whose form or check digit is wrong: warned, never rejected."""

import re
from collections.abc import Iterable, Iterator

from stdnum.cn import uscc

from provenance.ledger.lineage import Lineage
from provenance.model.finding import Finding
from provenance.model.terms import Label, Ref, Severity
from provenance.model.text import CREDIT_CODE
from provenance.rules.slices.filings import Identified
from provenance.rules.slices.material import Numbers

NUMBERED = (Label.ENTERPRISE, Label.DECLARATION, Label.INVOICE)
"""What bears a number whose form can be wrong."""

DECLARATION = re.compile(r"[0-9]{18}")
INVOICE = re.compile(r"[0-9]{20}|[0-9]{18}")
"""20 digits, or a code of 10 or 12 and a number of 8."""


def bad_identifier(numbers: Numbers) -> Iterator[Finding]:
    """A number that cannot be right."""
    for ref in sorted(numbers.refs):
        reason = _reason(ref)
        if reason:
            yield Finding(
                code="BAD_IDENTIFIER",
                severity=Severity.INFO,
                subject=ref,
                message=f"{ref.label.value} {ref.key}: {reason}.",
                basis="–",
                evidence=(ref.key,),
            )


def ambiguous_identifier(stated: Identified) -> Iterator[Finding]:
    """A further number of an enterprise that may mean another: then it means neither."""
    who = f"{stated.enterprise} states {stated.number} as a number of its own"
    if stated.code_of_another:
        reason = f"{who}, but it is the credit code of another enterprise: it means that one"
    elif stated.others:
        others = ", ".join(sorted(stated.others))
        reason = f"{who}, and so does {others}: it means neither until one is corrected"
    else:
        return
    yield Finding(
        code="AMBIGUOUS_IDENTIFIER",
        severity=Severity.MINOR,
        subject=Ref(Label.ENTERPRISE, stated.enterprise),
        message=f"{reason}.",
        basis="–",
        evidence=(stated.number, *sorted(stated.others)),
        about=(stated.number,),
    )


def numbers_in(lineage: Lineage, declarations: Iterable[str] = ()) -> Numbers:
    """The numbers that the events of a lineage name, and those of some declarations."""
    found = {Ref(Label.DECLARATION, key) for key in declarations}
    for event in lineage.events.values():
        found.add(Ref(Label.ENTERPRISE, event.enterprise))
        if event.buyer:
            found.add(Ref(Label.ENTERPRISE, event.buyer))
        if event.declaration:
            found.add(Ref(Label.DECLARATION, event.declaration))
        found |= {Ref(Label.INVOICE, number) for number in event.invoices}
    return Numbers(frozenset(found))


def _reason(ref: Ref) -> str:
    """What is wrong with a number; nothing where its form is right."""
    if ref.label is Label.DECLARATION:
        return "" if DECLARATION.fullmatch(ref.key) else "a declaration has 18 digits"
    if ref.label is Label.INVOICE:
        return "" if INVOICE.fullmatch(ref.key) else "an invoice has 20 digits, or 10 or 12 and 8"
    if not CREDIT_CODE.fullmatch(ref.key):
        return "a unified social credit code has 18 digits or capital letters"
    return "" if uscc.is_valid(ref.key) else "the check digit of the credit code is wrong"

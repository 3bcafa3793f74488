"""Findings on numbers whose form or check digit is wrong: warned, never rejected."""

import re
from collections.abc import Iterator

from stdnum.cn import uscc

from provenance.model import Label, Ref, Relation, Severity
from provenance.rules.finding import Case, Finding

DECLARATION = re.compile(r"[0-9]{18}")
INVOICE = re.compile(r"[0-9]{20}|[0-9]{18}")
"""20 digits, or a code of 10 or 12 and a number of 8."""


def bad_identifier(case: Case) -> Iterator[Finding]:
    """A number that cannot be right; those of others on the way are adjacent to the subject."""
    own = {case.subject.key} | {consignment.key for consignment in case.consignments}
    for ref in sorted(set(_identifiers(case))):
        reason = _reason(ref)
        if reason:
            yield Finding(
                code="BAD_IDENTIFIER",
                severity=Severity.INFO,
                subject=ref,
                message=f"{ref.label.value} {ref.key}: {reason}.",
                basis="–",
                evidence=(ref.key,),
                relation=Relation.DIRECT if ref.key in own else Relation.ADJACENT,
            )


def _identifiers(case: Case) -> Iterator[Ref]:
    for event in case.lineage.events.values():
        yield Ref(Label.ENTERPRISE, event.enterprise)
        if event.buyer:
            yield Ref(Label.ENTERPRISE, event.buyer)
        if event.declaration:
            yield Ref(Label.DECLARATION, event.declaration)
        yield from (Ref(Label.INVOICE, number) for number in event.invoices)
    for consignment in case.consignments:
        yield Ref(Label.DECLARATION, consignment.key)


def _reason(ref: Ref) -> str:
    """What is wrong with a number; nothing where its form is right."""
    if ref.label is Label.DECLARATION:
        return "" if DECLARATION.fullmatch(ref.key) else "a declaration has 18 digits"
    if ref.label is Label.INVOICE:
        return "" if INVOICE.fullmatch(ref.key) else "an invoice has 20 digits, or 10 or 12 and 8"
    if not re.fullmatch(r"[0-9A-Z]{18}", ref.key):
        return "a unified social credit code has 18 digits or capital letters"
    return "" if uscc.is_valid(ref.key) else "the check digit of the credit code is wrong"

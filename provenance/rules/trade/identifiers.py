"""Findings on numbers whose form or check digit is wrong: warned, never rejected."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from provenance.law.book import BUILT_IN
from provenance.ledger.lineage import Lineage
from provenance.model import codes
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import UNDATED, ground
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Identified
from provenance.rules.slices.material import Numbers
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

NUMBERED: Mapping[Label, codes.Kind[Any]] = {
    Label.ENTERPRISE: codes.ENTERPRISE,
    Label.DECLARATION: codes.DECLARATION,
    Label.INVOICE: codes.INVOICE,
}
"""What bears a number whose form can be wrong, and the kind that tells."""

_PLAIN = {label: re.compile(kind.plain or r"(?!)") for label, kind in NUMBERED.items()}
"""The form of numbers that are never doubted, where the kind has one."""


def bad_identifier(numbers: Numbers) -> Iterator[Finding]:
    """A number that cannot be right."""
    found = ground("BAD_IDENTIFIER", UNDATED, BUILT_IN, frozenset())
    for ref in sorted(numbers.refs):
        for doubt in _doubts(ref):
            yield Finding(
                code="BAD_IDENTIFIER",
                severity=found.severity(Severity.INFO),
                subject=ref,
                message=Message(
                    "The number of this {label:label} {why}.",
                    label=ref.label,
                    why=doubt.reason,
                ),
                basis=found.basis,
                evidence=(ref.key,),
            )


def _further(whole: Whole) -> "Flags":
    return whole.these(whole.filed.further)


@screened(parties=_further)
def ambiguous_identifier(stated: Identified) -> Iterator[Finding]:
    """A further number of an enterprise that may mean another: then it means neither."""
    if stated.code_of_another:
        message = Message(
            "{who} states {number} as a number of its own, but it is the credit code of another"
            " enterprise: it means that one.",
            who=stated.enterprise,
            number=stated.number,
        )
    elif stated.others:
        message = Message(
            "{who} states {number} as a number of its own, and so does {others}: it means neither"
            " until one is corrected.",
            who=stated.enterprise,
            number=stated.number,
            others=tuple(sorted(stated.others)),
        )
    else:
        return
    found = ground("AMBIGUOUS_IDENTIFIER", UNDATED, BUILT_IN, frozenset())
    yield Finding(
        code="AMBIGUOUS_IDENTIFIER",
        severity=found.severity(Severity.MINOR),
        subject=Ref(Label.ENTERPRISE, stated.enterprise),
        message=message,
        basis=found.basis,
        evidence=(stated.number, *sorted(stated.others)),
        about=(stated.number,),
    )


def in_doubt(label: Label, keys: Iterable[str]) -> list[Ref]:
    """Those of some numbers whose form does not show at once that nothing is wrong with them."""
    plain = _PLAIN[label].fullmatch
    return [Ref(label, key) for key in keys if not plain(key)]


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


def _doubts(ref: Ref) -> tuple[codes.Doubt, ...]:
    """What is wrong with a number; nothing where its form is right."""
    try:
        return NUMBERED[ref.label].read(ref.key).doubts
    except codes.CodeRefusedError as error:
        return (error.doubt,)

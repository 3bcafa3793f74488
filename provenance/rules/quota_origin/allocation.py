"""Findings on who was given how much: more handed on than there was to give."""

from collections.abc import Iterator

from provenance.law.articles import AUTHORITY
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Severity
from provenance.rules.law import Ground, ground
from provenance.rules.slices.filings import Allotment, Allotted


def quota_overallocated(allotment: Allotment) -> Iterator[Finding]:
    """An indicator, or a quota, of which more was allocated than it has, as adjusted."""
    parts = sorted(
        (part for part in allotment.parts if _of_its_kind(part, allotment)),
        key=lambda part: part.quota,
    )
    given = sum(part.reo_g for part in parts)
    over = given - allotment.reo_g
    if over <= 0:
        return
    day = max(allotment.issued_on, *(part.issued_on for part in parts))
    found = ground("QUOTA_OVERALLOCATED", day, allotment.law, frozenset({AUTHORITY}))
    yield Finding(
        code="QUOTA_OVERALLOCATED",
        severity=found.severity(Severity.MAJOR),
        subject=allotment.whole,
        message=Message(
            "{n} quotas take {given:kg} from {what:label} {whole} of {reo:kg}: {over:kg} too much.",
            n=len(parts),
            given=given,
            what=allotment.whole.label,
            whole=allotment.whole.key,
            reo=allotment.reo_g,
            over=over,
        ),
        basis=_basis(found),
        evidence=(allotment.whole.key, *(part.quota for part in parts)),
        mass_g=over,
    )


def _basis(found: Ground) -> Message:
    if not found.binding:
        return found.basis
    return Message(
        "{basis} (who breaks totals down; that more may not be given it does not say)",
        basis=found.basis,
    )


def _of_its_kind(part: Allotted, allotment: Allotment) -> bool:
    """Whether a part counts: under an indicator what is of its own activity and class."""
    if allotment.whole.label is not Label.INDICATOR:
        return True
    classes = (None, allotment.ore_class)
    same_class = allotment.ore_class is None or part.ore_class in classes
    return part.activity is allotment.activity and same_class

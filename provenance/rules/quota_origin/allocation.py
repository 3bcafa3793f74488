"""Findings on who was given how much: more handed on than there was to give."""

from collections.abc import Iterator

from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Severity
from provenance.rules.law import MEASURES, Article, basis, in_force
from provenance.rules.slices.filings import Allotment, Allotted

_ALLOCATION = Article("Order 71 Art. 6", MEASURES)


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
    yield Finding(
        code="QUOTA_OVERALLOCATED",
        severity=in_force(day, Severity.MAJOR, _ALLOCATION),
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
        basis=basis(day, _ALLOCATION),
        evidence=(allotment.whole.key, *(part.quota for part in parts)),
        mass_g=over,
    )


def _of_its_kind(part: Allotted, allotment: Allotment) -> bool:
    """Whether a part counts: under an indicator what is of its own activity and class."""
    if allotment.whole.label is not Label.INDICATOR:
        return True
    classes = (None, allotment.ore_class)
    same_class = allotment.ore_class is None or part.ore_class in classes
    return part.activity is allotment.activity and same_class

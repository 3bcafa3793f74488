"""What is said of a subject in the end: kilograms, bounds, a conclusion, and advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from provenance.ledger.bounds.lawful import Bounds
from provenance.ledger.composition.holding import whole_grams
from provenance.ledger.lineage import Lineage
from provenance.model.finding import Finding
from provenance.model.mass import GRAMS_PER_KG
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL, UNVERIFIED, Status
from provenance.model.terms import (
    Clearance,
    Conclusion,
    CustodyModel,
    FindingStatus,
    Label,
    Ref,
    Relation,
    Severity,
)
from provenance.rules.slices.material import Case
from provenance.verdict.remedies import Remedy, remedies

HOLDS = frozenset({Severity.CRITICAL, Severity.MAJOR})
"""Findings of this weight speak against release."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An event by which part of a subject first came in, and how many grams of it."""

    event: str
    enterprise: str
    grams: int


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """A quota that covered part of a subject, and how many grams of it."""

    quota: str
    grams: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much of a subject has a lawful quota origin, in grams REO, and what follows.

    `waiting` says that something it rests on is still to be settled; `cut` that its lineage was
    larger than one request may read, so that its bounds are wider than they need be. `case` is what
    it was worked out from; `unseen` tells of goods on record that are not counted as its own.
    """

    subject: Ref
    reo_g: int
    statuses: Mapping[Status, int]
    lawful_min_g: int
    lawful_max_g: int
    custody_model: CustodyModel
    conclusion: Conclusion
    clearance: Clearance | None
    reasons: Sequence[Message]
    origins: Sequence[Origin]
    quotas: Sequence[QuotaUse]
    documents: Sequence[Ref]
    findings: Sequence[Finding]
    case: Case
    settled_at: datetime | None
    waiting: bool
    cut: bool
    unseen: Sequence[Message] = ()

    @property
    def lawful_g(self) -> int:
        return total(self.statuses, LAWFUL)

    @property
    def unlawful_g(self) -> int:
        return total(self.statuses, UNLAWFUL)

    @property
    def unverified_g(self) -> int:
        return total(self.statuses, UNVERIFIED)

    @property
    def lineage(self) -> Lineage:
        return self.case.lineage

    def remedies(self) -> list[Remedy]:
        """What would clear it, most first; nothing where it is lawful."""
        if self.conclusion is Conclusion.LAWFUL:
            return []
        case = self.case
        return remedies(case.subject, case.holding, case.lineage)


def total(statuses: Mapping[Status, int], of: frozenset[Status]) -> int:
    return sum(grams for status, grams in statuses.items() if status in of)


def reconcile(
    statuses: Mapping[Status, int], bounds: Bounds, reo_g: int
) -> tuple[Mapping[Status, int], int, int]:
    """The estimate and both bounds, with the estimate between them.

    Draws are rounded to grams, which can put the estimate a gram outside: the bounds give way.
    Where a cycle feeds itself, less came in than is there, and shares overstate what is lawful,
    even if mass from nowhere fills the rest; so they do where some assays are missing, and those
    that are there prove more. Then the estimate gives way, and the difference is mass from nowhere.
    """
    lawful = total(statuses, LAWFUL)
    excess = lawful - bounds.lawful_max_g
    if excess > (1 if bounds.filled_g >= reo_g else 0):
        scale = bounds.lawful_max_g / lawful
        kept = whole_grams(
            {s: g * scale for s, g in statuses.items() if s in LAWFUL}, bounds.lawful_max_g
        )
        others = {status: grams for status, grams in statuses.items() if status not in LAWFUL}
        others[Status.UNEXPLAINED] = others.get(Status.UNEXPLAINED, 0) + excess
        statuses, lawful = {**kept, **others}, bounds.lawful_max_g
    return statuses, min(bounds.lawful_min_g, lawful), max(bounds.lawful_max_g, lawful)


def conclude(
    statuses: Mapping[Status, int], lawful_g: int, reo_g: int, tolerance: float
) -> Conclusion:
    """What the kilograms come to; lawful_g is the estimate, or the lower bound where segregated."""
    parts = total(statuses, UNLAWFUL), total(statuses, UNVERIFIED)
    return concluded(lawful_g, *parts, reo_g, tolerance)


def concluded(
    lawful_g: int, unlawful_g: int, unverified_g: int, reo_g: int, tolerance: float
) -> Conclusion:
    """The same of kilograms that are added up already."""
    if reo_g == 0:
        return Conclusion.UNVERIFIED
    if lawful_g >= (1 - tolerance) * reo_g and unlawful_g < GRAMS_PER_KG:
        return Conclusion.LAWFUL
    if lawful_g > tolerance * reo_g:
        return Conclusion.MIXED
    # Segregated goods may be lawful pro rata and yet have no kilogram that must be.
    heavier = unlawful_g > 0 and unlawful_g >= unverified_g
    return Conclusion.UNLAWFUL if heavier else Conclusion.UNVERIFIED


def headline(conclusion: Conclusion, unlawful_g: int) -> Message:
    """A conclusion in a few words; one that is mixed says what the rest is."""
    if conclusion is not Conclusion.MIXED:
        return _HEADLINES[conclusion]
    unlawful = unlawful_g >= GRAMS_PER_KG
    return Message("Part of unlawful origin") if unlawful else Message("Part not verified")


_HEADLINES: Mapping[Conclusion, Message] = {
    Conclusion.LAWFUL: Message("Origin lawful"),
    Conclusion.UNLAWFUL: Message("Origin unlawful"),
    Conclusion.UNVERIFIED: Message("Origin not verified"),
}


def advise(
    subject: Ref,
    against: Sequence[Message],
    findings: Sequence[Finding],
    reo_g: int,
    tolerance: float,
) -> tuple[Clearance | None, list[Message]]:
    """Release or hold a declaration, with the reasons; nothing is advised on other subjects.

    `against` is what speaks against it before any finding. A finding that someone has dismissed
    is no reason; one that rests on undecided law is told beside others, and none alone.
    """
    if subject.label is not Label.DECLARATION:
        return None, []
    reasons = list(against)
    # What is undecided comes last: it is only told where something else holds the shipment.
    for finding in sorted(findings, key=lambda one: one.undecided):
        if finding.undecided and not reasons:
            break
        if finding.severity not in HOLDS or finding.status == FindingStatus.DISMISSED:
            continue
        code, message, mass = finding.code, finding.message, finding.mass_g or 0
        if finding.relation is Relation.DIRECT:
            reasons.append(
                Message("{code:finding} ({code}): {message}", code=code, message=message)
            )
        elif finding.relation is Relation.DERIVED and mass > tolerance * reo_g:
            reasons.append(
                Message(
                    "{code:finding} ({code}, {mass:kg}): {message}",
                    code=code,
                    mass=mass,
                    message=message,
                )
            )
    return (Clearance.HOLD if reasons else Clearance.RELEASE), reasons

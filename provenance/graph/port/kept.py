"""Findings as they are kept, what people said of them, and what officers decided.

A finding is known by its cause, not by the audit that came upon it: found again it is the same,
gone it is closed and stays readable, back again it reopens with all that was said of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from provenance.model.codes import DECLARATION, ENTERPRISE, RECORD, REGION
from provenance.model.finding import Finding, finding_id
from provenance.model.regions import beginnings
from provenance.model.terms import (
    Clearance,
    ClearanceDecision,
    Conclusion,
    FindingStatus,
    Ref,
    ReviewDecision,
    Severity,
)
from provenance.model.text import fold
from provenance.records.changes import RecordKey

RANK: Mapping[Severity, int] = {severity: rank for rank, severity in enumerate(Severity)}
"""The order in which findings are listed, the gravest first."""

BECOMES: Mapping[ReviewDecision, FindingStatus] = {
    ReviewDecision.CONFIRM: FindingStatus.CONFIRMED,
    ReviewDecision.DISMISS: FindingStatus.DISMISSED,
    ReviewDecision.REOPEN: FindingStatus.OPEN,
}
"""What a finding is once it was reviewed."""

MOST_COUNTED = 200
"""So many enterprises and regions are counted apart, those with most findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Finding):
    """What an audit says: a finding, and the scope that was judged when it came upon it.

    `scope` is what is judged as a whole, such as event:processing:P1: whatever is kept under a
    scope and is not found again when it is judged again is gone. `day` is the date of the thing;
    `enterprise` and `region` are the credit code and the place it is counted under.
    """

    scope: str
    day: date | None = None
    enterprise: str | None = None
    region: str | None = None

    @property
    def id(self) -> str:
        return finding_id(self.code, self.subject, self.about)

    @property
    def place(self) -> str:
        """Where it stands in a list: by severity, then by id."""
        return f"{RANK[self.severity]}:{self.id}"


@dataclass(frozen=True, slots=True)
class Review:
    """What someone said of a finding, and why."""

    at: datetime
    by: str
    decision: ReviewDecision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFinding(Found):
    """A finding as kept; `gone_at` is when an audit no longer found it, None while it is there.

    `raised` counts findings over the whole store as they open, anew where one that was gone is
    back: what has a higher number was raised later.
    """

    first_seen: datetime
    last_seen: datetime
    raised: int
    gone_at: datetime | None = None
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer did with a declaration, with what the system said of it at that time.

    Sampling asks for a laboratory test: `answered_by` is the first that came of it, looked for when
    the decision is told of (`verdict/requests`), and not kept.
    """

    at: datetime
    by: str
    decision: ClearanceDecision
    reason: str
    advice: Clearance | None = None
    conclusion: Conclusion | None = None
    answered_by: Ref | None = None

    @property
    def open(self) -> bool:
        """Whether a test was asked for that has not come."""
        return self.decision is ClearanceDecision.SAMPLE and self.answered_by is None


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """That a subject's conclusion changed: from what to what, by which load, by which records.

    Lawful mass in grams REO; None before the first conclusion, or once the subject is no more.
    """

    subject: Ref
    at: datetime
    before: Conclusion | None
    after: Conclusion | None
    lawful_before_g: int | None = None
    lawful_after_g: int | None = None
    load: str | None = None
    causes: tuple[RecordKey, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are asked for; what is empty or None does not restrict.

    `region` is a GB/T 2260 code, and a place contains what lies in it, also under the codes that
    counties had before. `declaration` leaves what is about it, about what it declares, or rests on
    it as evidence. Both days are inclusive; what was found first at `first_seen_from` or
    later. `gone` False leaves out those no longer found, True
    gives only them, None gives both.
    """

    codes: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    statuses: tuple[FindingStatus, ...] = ()
    subjects: tuple[Ref, ...] = ()
    enterprise: str | None = None
    region: str | None = None
    declaration: str | None = None
    since: date | None = None
    until: date | None = None
    gone: bool | None = False
    text: str | None = None
    first_seen_from: datetime | None = None

    def asked(self) -> "FindingFilter":
        """The same with every number and code as it is kept; raises MisuseError for what is none.

        What findings are about is named by Refs, which are asked for where they are made.
        """
        return replace(
            self,
            codes=tuple(RECORD.asked(code).upper() for code in self.codes),
            enterprise=None if self.enterprise is None else ENTERPRISE.asked(self.enterprise),
            region=None if self.region is None else REGION.asked(self.region),
            declaration=None if self.declaration is None else DECLARATION.asked(self.declaration),
        )

    @property
    def within(self) -> tuple[str, ...] | None:
        """What the codes of all places within the region begin with."""
        return None if self.region is None else beginnings(self.region)

    @property
    def words(self) -> str | None:
        """The text as it is looked for: letters and digits only, None where there are none."""
        return (self.text and fold(self.text)) or None


class FindingOrder(StrEnum):
    """How findings are listed: the gravest first, those of most mass, the latest, or the newest."""

    SEVERITY = "severity"
    MASS = "mass"
    DAY = "day"
    FIRST_SEEN = "first_seen"

    def place(self, finding: KeptFinding) -> str:
        """Where a finding stands in such a list; but by severity, the last place is first."""
        at = {
            FindingOrder.SEVERITY: finding.place.partition(":")[0],
            FindingOrder.MASS: f"{finding.mass_g or 0:015}",
            FindingOrder.DAY: str(finding.day or "0"),
            FindingOrder.FIRST_SEEN: finding.first_seen.astimezone(UTC).isoformat(),
        }
        return f"{at[self]}:{finding.id}"


class Count(NamedTuple):
    """How many findings there are of one kind; `key` is None where nothing is said."""

    key: str | None
    findings: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many findings a filter leaves, and how many of each kind, the most first.

    Enterprises and regions are counted apart up to MOST_COUNTED.
    """

    total: int = 0
    codes: tuple[Count, ...] = ()
    severities: tuple[Count, ...] = ()
    statuses: tuple[Count, ...] = ()
    enterprises: tuple[Count, ...] = ()
    regions: tuple[Count, ...] = ()


class Keeping(NamedTuple):
    """What keeping findings came to: how many were opened, anew or again, and how many closed."""

    raised: int = 0
    gone: int = 0

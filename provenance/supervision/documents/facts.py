"""What documents are made of: lists of rows, wherever they were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from provenance.model.terms import Activity, FindingStatus, OreClass, Severity
from provenance.supervision.documents.table import Named
from provenance.supervision.reporting import Firm, Reported
from provenance.supervision.utilisation import Rollup


class Counted(NamedTuple):
    """How many findings there are of a code, severity and state of review."""

    code: str
    severity: Severity
    status: FindingStatus
    findings: int


class Allotment(NamedTuple):
    """A quota as issued, with its adjustments, in grams REO.

    `adjusted_g` is what it covers: less than the sum where it, or an increase, came after its year.
    """

    firm: Firm
    quota: str
    batch: str
    activity: Activity
    ore_class: OreClass | None
    reo_g: int
    adjustment_g: int
    adjusted_g: int
    issued_on: date


Paper = Mapping[str, Any]
"""An inspection, violation, order, penalty or referral as filed, with its number as `id`."""


@dataclass(frozen=True, slots=True)
class Supervision:
    """What authorities did and decided about enterprises, each by day."""

    inspections: Sequence[Paper] = ()
    violations: Sequence[Paper] = ()
    orders: Sequence[Paper] = ()
    penalties: Sequence[Paper] = ()
    referrals: Sequence[Paper] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a document says of a place and a period, as filed by a time, made at another."""

    place: Named
    period: str
    made_at: datetime
    at: datetime
    firms: Mapping[str, Firm]
    use: Rollup
    reported: Sequence[Reported] = ()
    findings: Sequence[Counted] = ()
    supervision: Supervision = field(default_factory=Supervision)
    allotments: Sequence[Allotment] = ()

    def firm(self, code: str) -> Firm:
        return self.firms.get(code) or Firm(code)

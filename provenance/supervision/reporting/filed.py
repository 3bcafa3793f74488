"""What reporting is judged by: enterprises, and the reports they filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.ledger.quota.by_feed import FeedPart
from provenance.ledger.quota.register import Register
from provenance.model.terms import Activity
from provenance.supervision.reporting.parts import OnRecord


class Firm(NamedTuple):
    """An enterprise as on record; one that is only named has its code and nothing else."""

    code: str
    name: str = ""
    name_en: str = ""
    region: str | None = None
    roles: frozenset[str] = frozenset()


class FlowReport(NamedTuple):
    """That an enterprise's flow records of a month are in."""

    enterprise: str
    month: str
    filed_at: datetime


class ExecutionReport(NamedTuple):
    """What an enterprise says it made in a month or a year, in grams REO; which parts it states."""

    enterprise: str
    period: str
    activity: Activity
    reo_g: int
    filed_at: datetime
    parts: Mapping[FeedPart, int] = {}


@dataclass(frozen=True, slots=True)
class FiledReports:
    """All that a period's reporting is judged by, of whatever enterprises."""

    firms: Mapping[str, Firm]
    register: Register = field(default_factory=Register)
    flows: Sequence[FlowReport] = ()
    executions: Sequence[ExecutionReport] = ()
    drawn: Sequence[Drawn] = ()
    moved: Sequence[Moved] = ()
    invoiced: Sequence[Invoiced] = ()
    parts: OnRecord = field(default_factory=dict)

"""What documents say, read from a store: in a fixed number of questions, however much there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.graph.rows.material import maybe
from provenance.model.dates import span
from provenance.model.regions import lies_in
from provenance.model.terms import Activity, FindingStatus, Label, OreClass, Severity
from provenance.model.thresholds import Thresholds
from provenance.supervision.allocation import Allocation, allocations
from provenance.supervision.documents.facts import Allotment, Counted, Facts, Paper, Supervision
from provenance.supervision.documents.places import place_named
from provenance.supervision.reporting import Firm, judged, within
from provenance.supervision.reporting.reading import books
from provenance.supervision.utilisation import Scope, utilisation

_PAPERS = (Label.INSPECTION, Label.VIOLATION, Label.ORDER, Label.PENALTY, Label.REFERRAL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as asked: of a month or a year, of a place, as filed by a time, made at one."""

    period: str
    region: str
    at: datetime
    made_at: datetime


async def gather(store: GraphStore, wanted: Wanted, limits: Thresholds) -> Facts:
    """All that a document says. Raises MisuseError, StoreUnavailableError."""
    found = await books(store, wanted.period)
    here = _Here(wanted.region, found.firms)
    rows = judged(wanted.period, found, wanted.at, limits)
    month = "-" in wanted.period
    scope = Scope(
        year=None if month else int(wanted.period),
        month=wanted.period if month else None,
        region=wanted.region,
    )
    return Facts(
        place=place_named(wanted.region),
        period=wanted.period,
        made_at=wanted.made_at,
        at=wanted.at,
        firms=found.firms,
        use=await utilisation(store, scope, now=wanted.made_at),
        reported=within(rows, wanted.region),
        findings=await _findings(store, wanted),
        supervision=await _supervision(store, wanted, here),
        allotments=[] if month else await _allotments(store, int(wanted.period), here, found.firms),
    )


class _Here:
    """Whether an enterprise sits in the place that is asked about."""

    def __init__(self, region: str, firms: Mapping[str, Firm]) -> None:
        self._region, self._firms = region, firms

    def __contains__(self, enterprise: str) -> bool:
        firm = self._firms.get(enterprise)
        return lies_in(firm.region if firm else None, self._region)


async def _findings(store: GraphStore, wanted: Wanted) -> list[Counted]:
    """What audits found about the period and still find: a question a severity and state."""
    first, last = span(wanted.period)
    counted: list[Counted] = []
    for severity, status in product(Severity, FindingStatus):
        some = FindingFilter(
            severities=(severity,),
            statuses=(status,),
            region=wanted.region,
            since=first,
            until=last,
        )
        facets = await store.findings.facets(some)
        counted += [
            Counted(count.key or "", severity, status, count.findings) for count in facets.codes
        ]
    return counted


async def _supervision(store: GraphStore, wanted: Wanted, here: _Here) -> Supervision:
    things = await store.graph.of_period(_PAPERS, wanted.period)
    papers = {label: list[Paper]() for label in _PAPERS}
    for thing in things:
        if thing.props["enterprise"] in here:
            papers[thing.ref.label].append({**thing.props, "id": thing.ref.key})
    return Supervision(*(papers[label] for label in _PAPERS))


async def _allotments(
    store: GraphStore, year: int, here: _Here, firms: Mapping[str, Firm]
) -> list[Allotment]:
    """The quotas of a year, with all that is decided of them so far."""
    return [
        _allotment(allocation, firms)
        for allocation in await allocations(store, year=year)
        if allocation.quota.props["enterprise"] in here
    ]


def _allotment(allocation: Allocation, firms: Mapping[str, Firm]) -> Allotment:
    props: Mapping[str, Any] = allocation.quota.props
    return Allotment(
        firm=firms.get(props["enterprise"]) or Firm(props["enterprise"]),
        quota=allocation.quota.ref.key,
        batch=str(props["batch"]),
        activity=Activity(props["activity"]),
        ore_class=maybe(OreClass, props.get("ore_class")),
        reo_g=props["reo_g"],
        adjustment_g=sum(thing.props["reo_g"] for thing in allocation.adjustments),
        adjusted_g=allocation.adjusted_g,
        issued_on=date.fromisoformat(props["issued_on"]),
    )

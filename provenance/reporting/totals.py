"""Reports added up by place: county, city, province, nation; every tonne once at each level."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.ingest.regions import LEVELS, NATION, Place, region_chain
from provenance.model import Activity, ReportStatus
from provenance.reporting.judging import Compared, Reported, Sold

UNKNOWN = Place("", "地区不详", "unknown")
"""Where an enterprise is counted of which nobody has said where it sits."""


@dataclass(frozen=True, slots=True)
class ActivityTotal:
    """Execution reports added up beside the ledger, in grams REO; what is not reported is 0.

    `reports` are in, `lacking` are not though quota was drawn on, `differing` say otherwise than
    the ledger.
    """

    activity: Activity
    reported_g: int
    ledger_g: int
    reports: int
    lacking: int
    differing: int

    @property
    def difference_g(self) -> int:
        """What is reported beyond the ledger; negative where it is less."""
        return self.reported_g - self.ledger_g


@dataclass(frozen=True, slots=True)
class Total:
    """What reporting comes to in a place, its parts included.

    Invoiced REO is of the lines that state it; `unstated` counts sellers of whom some do not.
    """

    place: Place
    enterprises: int
    statuses: Mapping[ReportStatus, int]
    months: Mapping[ReportStatus, int]
    movements: int
    activities: Sequence[ActivityTotal]
    sold: Sold
    unstated: int


def places(region: str | None) -> Sequence[Place]:
    """The places an enterprise counts in, the smallest first and the nation last."""
    chain = region_chain(region) if region else (UNKNOWN,)
    return chain if chain[-1].code == NATION else (*chain, *region_chain(NATION))


def within(rows: Iterable[Reported], region: str | None) -> list[Reported]:
    """The rows of enterprises in a place; of all without one."""
    return [
        row
        for row in rows
        if region is None or region in {place.code for place in places(row.firm.region)}
    ]


def totals(rows: Iterable[Reported], level: str | None = None) -> list[Total]:
    """Rows added up by place: of one level (county, city, province, nation), or of all.

    At each level every enterprise counts once, in the smallest place it has that is as large.
    """
    found: defaultdict[Place, list[Reported]] = defaultdict(list)
    for row in rows:
        for place in _counted(row, level):
            found[place].append(row)
    ordered = sorted(found, key=lambda place: (-_rank(place), place.code))
    return [total(place, found[place]) for place in ordered]


def total(place: Place, rows: Sequence[Reported]) -> Total:
    """Rows added up as one place's."""
    compared: defaultdict[Activity, list[Compared]] = defaultdict(list)
    months: Counter[ReportStatus] = Counter()
    for row in rows:
        months.update(row.months)
        for one in row.execution:
            compared[one.activity].append(one)
    return Total(
        place=place,
        enterprises=len(rows),
        statuses=Counter(row.status for row in rows),
        months=months,
        movements=sum(row.movements for row in rows),
        activities=[_activity(activity, compared[activity]) for activity in sorted(compared)],
        sold=Sold(
            sum(row.sold.invoices for row in rows),
            sum(row.sold.net_g for row in rows),
            sum(row.sold.reo_g or 0 for row in rows),
        ),
        unstated=sum(row.sold.reo_g is None for row in rows),
    )


def _activity(activity: Activity, rows: Sequence[Compared]) -> ActivityTotal:
    lacking = sum(row.reported_g is None for row in rows)
    return ActivityTotal(
        activity,
        sum(row.reported_g or 0 for row in rows),
        sum(row.ledger_g for row in rows),
        len(rows) - lacking,
        lacking,
        sum(row.differs for row in rows),
    )


def _counted(row: Reported, level: str | None) -> Iterator[Place]:
    """The places a row is counted in: at every level it has, or at one level in exactly one."""
    chain = places(row.firm.region)
    if level is None:
        yield from chain
        return
    yield next(place for place in chain if _rank(place) >= LEVELS.index(level))


def _rank(place: Place) -> int:
    """How large a place is; of unknown size is what stands beside the smallest."""
    return LEVELS.index(place.level) if place.level in LEVELS else 0

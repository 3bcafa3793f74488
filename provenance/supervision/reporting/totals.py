"""Reports added up by place: county, city, province, nation; every tonne once at each level."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.regions import LEVELS, NATION, Place, levels, lies_in, region_chain
from provenance.model.terms import Activity
from provenance.rules.reports import ReportStatus
from provenance.supervision.reporting.judging import Compared, Reported, Sold


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
    """What reporting comes to in a place, its parts included, when added up by a level.

    Who sits in no place of the level counts in the one it has (provenance.regions). Invoiced REO
    is of the lines that state it; `unstated` counts sellers of whom some do not.
    """

    level: str
    place: Place
    enterprises: int
    statuses: Mapping[ReportStatus, int]
    months: Mapping[ReportStatus, int]
    movements: int
    activities: Sequence[ActivityTotal]
    sold: Sold
    unstated: int
    by_month: Mapping[str, Mapping[ReportStatus, int]] = field(default_factory=dict)


def within(rows: Iterable[Reported], region: str | None) -> list[Reported]:
    """The rows of enterprises in a place, by what its code is now; of all without one.

    Raises MisuseError for a code that is none of a place.
    """
    if region is None or region == NATION:
        return list(rows)
    if len(region_chain(region)) == 1:
        raise MisuseError(
            Message("{region} is no code of a place, such as 360700", region=ascii(region[:20]))
        )
    return [row for row in rows if lies_in(row.firm.region, region)]


def totals(rows: Iterable[Reported], *wanted: str) -> list[Total]:
    """Rows added up by place: of these levels (county, city, province, nation), else of all.

    At each level every enterprise counts once, so that all levels come to the same.
    """
    found: defaultdict[tuple[int, str], list[Reported]] = defaultdict(list)
    named: dict[str, Place] = {}
    for row in rows:
        for level in wanted or LEVELS:
            place = levels(row.firm.region).at(level)
            named[place.code] = place
            found[-LEVELS.index(level), place.code].append(row)
    return [total(LEVELS[-rank], named[code], found[rank, code]) for rank, code in sorted(found)]


def total(level: str, place: Place, rows: Sequence[Reported]) -> Total:
    """Rows added up as one place's."""
    compared: defaultdict[Activity, list[Compared]] = defaultdict(list)
    months: Counter[ReportStatus] = Counter()
    by_month: defaultdict[str, Counter[ReportStatus]] = defaultdict(Counter)
    for row in rows:
        for month in row.by_month:
            months[month.status] += 1
            by_month[month.month][month.status] += 1
        for one in row.execution:
            compared[one.activity].append(one)
    return Total(
        level=level,
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
        by_month=by_month,
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

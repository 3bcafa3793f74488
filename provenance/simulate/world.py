"""A world, month by month: in memory are no more than the stocks of the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from provenance.simulate import campaign, industry, month
from provenance.simulate.book import Book, Record
from provenance.simulate.industry import Cluster
from provenance.simulate.paperwork import report_all
from provenance.simulate.plan import Plan
from provenance.simulate.plants import PLANTS
from provenance.simulate.scene import Scene
from provenance.simulate.truth import Row

_RETAIL = 0.2
"""The part of all lots that traders make by selling on, for which the rest leaves room."""
_LOTS_PER_SCENE = 2.7
"""About how many lots a scene makes."""
_FLUSH = 2_000
_FEWEST_CAMPAIGNS, _MOST_CAMPAIGNS = 0.1, 4.0
"""A month, of a cluster."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records and what is true of them; `lots` counts those made so far."""

    records: list[Record]
    truths: list[Row]
    lots: int


def simulate(plan: Plan) -> Iterator[Batch]:
    """Every record of a world and the truth about it, in order of time; the same for one plan."""
    book = Book(plan.seed)
    for _ in _steps(book, plan):
        if len(book.records) >= _FLUSH:
            yield _batch(book)
    yield _batch(book)


def _batch(book: Book) -> Batch:
    batch = Batch(book.records, book.truth.rows, book.truth.lots)
    book.records, book.truth.rows = [], []
    return batch


def _steps(book: Book, plan: Plan) -> Iterator[None]:
    """Does the work of a world; stops for breath wherever what is written can be taken away."""
    months, scenes = plan.months, _schedule(plan)
    count, pace = _size(plan)
    clusters = industry.settle_in(book, count)
    years = sorted({first.year for first in months})
    yield from industry.give_rights(book, clusters, years, 12 * pace)
    for cluster in clusters:
        industry.open_books(book, cluster, months[0])
    ordinary = plan.lots - _planted_lots(plan)
    planted = 0.0
    for number, first in enumerate(months, start=1):
        runs = int(number * pace + 1e-9) - int((number - 1) * pace + 1e-9)
        yield from _work(book, clusters, first, runs)
        yield from _play(book, clusters, first, scenes.get(first, ()))
        planted += _LOTS_PER_SCENE * len(scenes.get(first, ()))
        until = int(ordinary * number / len(months) + planted)
        yield from month.retail(book, clusters, first, until)
        for cluster in clusters:
            month.report(book, cluster, first)
            yield


def _work(book: Book, clusters: list[Cluster], first: date, runs: int) -> Iterator[None]:
    for number, cluster in enumerate(clusters):
        month.begin(book, cluster, number, first)
        for run in range(runs):
            campaign.run(book, cluster, first + timedelta(7 * run), last=run == runs - 1)
        month.export_dysprosium(book, cluster, first + timedelta(27))
        month.end(book, cluster, first + timedelta(27))
        yield


def _play(
    book: Book, clusters: list[Cluster], first: date, scenes: Iterable[tuple[str, bool, int]]
) -> Iterator[None]:
    markets = [cluster["MM"] for cluster in clusters if not cluster.assayed]
    for code, bad, nth in scenes:
        scene = Scene(book, code, bad, nth, first, book.random.choice(markets))
        PLANTS[code](scene)
        report_all(book, scene.silent)
        yield


def _schedule(plan: Plan) -> dict[date, list[tuple[str, bool, int]]]:
    """Which scenes begin in which month, spread evenly: code, bad, and number among its like."""
    months = plan.planting_months
    scenes = [
        (code, bad, nth)
        for nth in range(plan.times)
        for code in plan.codes
        for bad in (True, False)
    ]
    found: dict[date, list[tuple[str, bool, int]]] = {}
    for place, scene in enumerate(scenes):
        found.setdefault(months[place % len(months)], []).append(scene)
    return found


def _size(plan: Plan) -> tuple[int, float]:
    """How many clusters, and how many campaigns a month they run."""
    ordinary = max(0.0, plan.lots - _planted_lots(plan))
    wanted = ordinary * (1 - _RETAIL) / (12 * plan.years)
    most = industry.LOTS_PER_MONTH + _MOST_CAMPAIGNS * industry.LOTS_PER_CAMPAIGN
    count = max(1, round(wanted / most))
    pace = (wanted / count - industry.LOTS_PER_MONTH) / industry.LOTS_PER_CAMPAIGN
    return count, min(_MOST_CAMPAIGNS, max(_FEWEST_CAMPAIGNS, pace))


def _planted_lots(plan: Plan) -> float:
    """About how many lots all scenes make, bad ones and others."""
    return _LOTS_PER_SCENE * 2 * plan.times * len(plan.codes)

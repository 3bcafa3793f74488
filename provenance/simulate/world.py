"""A world, month by month: in memory are no more than the stocks of the day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, pairwise

from provenance.simulate import campaign, industry, month
from provenance.simulate.book import Book, Record
from provenance.simulate.desk import Desk
from provenance.simulate.industry import Cluster
from provenance.simulate.neighbours import Market
from provenance.simulate.paperwork import report_all
from provenance.simulate.plan import Plan
from provenance.simulate.plants import CATALOGUE, UNSEEN
from provenance.simulate.scene import Scene
from provenance.simulate.structure import Structure, structure_of
from provenance.simulate.truth import Row
from provenance.simulate.visits import visit

_LOTS_PER_SCENE = 2.7
"""About how many lots a scene makes."""
_FLUSH = 2_000
_LEAVE_SOME = 0.4
"""How often a campaign leaves material in the circuit."""
_TRIED = 3
"""So many clusters are tried out to know how many lots they make."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records and what is true of them; `lots` counts those made so far."""

    records: list[Record]
    truths: list[Row]
    lots: int


def simulate(plan: Plan) -> Iterator[Batch]:
    """Every record of a world and the truth about it, as they arrive; the same for one plan."""
    book, structure = Book(plan.seed), structure_of(plan.seed)
    desk = Desk(structure)
    for _ in _steps(book, plan, structure):
        if len(book.records) >= _FLUSH:
            yield _batch(book, desk.receive(book.records))
    yield _batch(book, desk.receive(book.records) + desk.rest())


def _batch(book: Book, arrived: list[Record]) -> Batch:
    batch = Batch(arrived, book.truth.rows, book.truth.lots)
    book.records, book.truth.rows = [], []
    return batch


def _steps(book: Book, plan: Plan, structure: Structure) -> Iterator[None]:
    """Does the work of a world; stops for breath wherever what is written can be taken away."""
    months, scenes = plan.months, _schedule(plan)
    usual, most = _lots_of_a_campaign(structure)
    ordinary = max(0.0, plan.lots - _planted_lots(plan))
    wanted = ordinary * (1 - structure.resold) / len(months)
    count = max(1, round(wanted / (usual * structure.campaigns)))
    clusters = industry.settle_in(book, structure, count)
    years = sorted({first.year for first in months})
    yield from industry.give_rights(book, clusters, years, 12 * structure.campaigns)
    for cluster in clusters:
        industry.open_books(book, cluster, months[0])
    honest = Market.of(book, plan) if UNSEEN.keys() & set(plan.codes) else None
    turns, planted, made = cycle(clusters), 0.0, book.truth.lots
    for first, part in zip(months, structure.weights(len(months)), strict=True):
        before = book.truth.lots
        room = ordinary * (1 - structure.resold) * part - made - most
        yield from _work(book, clusters, turns, (first, structure.campaigns), before + room)
        made += book.truth.lots - before
        yield from honest.month(book, first) if honest else ()
        yield from _play(book, clusters, first, scenes.get(first, ()), honest)
        planted += _LOTS_PER_SCENE * len(scenes.get(first, ()))
        until = ordinary if first is months[-1] else made + structure.resold * ordinary * part
        yield from month.retail(book, clusters, structure, first, int(until + planted))
        for cluster in clusters:
            month.report(book, cluster, first)
            yield


def _work(
    book: Book, clusters: Sequence[Cluster], turns: Iterator[Cluster], when: tuple[date, int],
    until: float,
) -> Iterator[None]:  # fmt: skip
    """A month of so many weeks: campaigns by turns until there are so many lots, and the rest."""
    first, weeks = when
    for number, cluster in enumerate(clusters):
        month.begin(book, cluster, number, first)
        visit(book, cluster, first)
        yield
    for on in [first + timedelta(7 * week) for week in range(weeks) for _ in clusters]:
        if book.truth.lots >= until:
            break
        campaign.run(book, next(turns), on, last=book.random.random() < _LEAVE_SOME)
        yield
    for cluster in clusters:
        month.export_dysprosium(book, cluster, first + timedelta(27))
        month.end(book, cluster, first + timedelta(27))
        yield


def _play(
    book: Book, clusters: list[Cluster], first: date, scenes: Iterable[tuple[str, bool, int]],
    honest: Market | None,
) -> Iterator[None]:  # fmt: skip
    markets = [cluster["MM"] for cluster in clusters if not cluster.assayed]
    for code, bad, nth in scenes:
        scene = Scene(book, code, bad, nth, first, book.random.choice(markets), honest=honest)
        CATALOGUE[code](scene)
        report_all(book, scene.silent)
        yield


def _schedule(plan: Plan) -> dict[date, list[tuple[str, bool, int]]]:
    """Which scenes begin in which month, spread evenly: code, bad, and number among its like."""
    months = plan.planting_months
    scenes = [
        (code, bad, plan.seed + nth)
        for nth in range(plan.times)
        for code in plan.codes
        for bad in (True, False)
    ]
    found: dict[date, list[tuple[str, bool, int]]] = {}
    for place, scene in enumerate(scenes):
        found.setdefault(months[place % len(months)], []).append(scene)
    return found


def _lots_of_a_campaign(structure: Structure) -> tuple[float, int]:
    """How many lots a campaign makes in such a world, usually and at most: some are tried out."""
    trial, made = Book(structure.seed), [0]
    for cluster in industry.settle_in(trial, structure, _TRIED):
        for week in (0, 7):
            campaign.run(trial, cluster, date(2026, 3, 1) + timedelta(week), last=True)
            made.append(trial.truth.lots)
    return made[-1] / (2 * _TRIED), max(after - before for before, after in pairwise(made))


def _planted_lots(plan: Plan) -> float:
    """About how many lots all scenes make, bad ones and others."""
    return _LOTS_PER_SCENE * 2 * plan.times * len(plan.codes)

"""The paths by which most mass came from one place to another, one after the other, best first.

A path's mass is what of its last lot came along it: the lot's grams times the shares on the way.
Paths are without number where material is blended again and again, so they are never enumerated.
The best way onward from each lot is found once (shares only ever lessen a product, so Dijkstra's
algorithm holds, cycles or not); any other path leaves the best one somewhere, and is worth what
it is worth from there (Hoffman and Pavley, Journal of the ACM 6, 1959). Each path found adds to
the queue only those that leave it by one step.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from provenance.ledger.composition.mixing import blend_lots
from provenance.ledger.lineage import Lineage
from provenance.model.dates import check_window

MOST_TRIED = 100_000
"""So many paths are looked at where most of them go round in cycles."""


@dataclass(frozen=True, slots=True)
class Path:
    """Lots from the first to the last, the events between, and the grams that came along."""

    lots: tuple[str, ...]
    events: tuple[str, ...]
    grams: float


@dataclass(frozen=True, slots=True)
class Span:
    """Events of these days are looked at, both inclusive; all where nothing is said.

    Raises MisuseError where it ends before it begins.
    """

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        check_window(self.since, self.until)

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def paths(
    starts: Collection[str], ends: Collection[str], lineage: Lineage, span: Span = Span()
) -> Iterator[Path]:
    """The paths from any of the first lots to any of the last, most grams first.

    A path touches the first lots only where it starts, the last only where it ends, and no lot
    twice. The lineage holds all that the last lots descend from.
    """
    search = _Search(starts, ends, lineage, span)
    heap: list[tuple[float, tuple[str, ...], float]] = []
    for end in search.ends:
        search.push(heap, (end,), float(lineage.lots[end].reo_g))
    for _ in range(MOST_TRIED):
        if not heap:
            return
        worth, fixed, weight = heappop(heap)
        whole = search.complete(fixed)
        if len(set(whole)) == len(whole):
            lots = whole[::-1]
            yield Path(lots, tuple(search.made_by[lot] for lot in lots[1:]), -worth)
        search.leave(heap, fixed, whole, weight)


Heap = list[tuple[float, tuple[str, ...], float]]
"""Paths to be completed: less their worth, the lots fixed from the end on, the grams up to there"""


class _Search:
    """The shares to follow back, and the best that can come of each lot."""

    def __init__(
        self, starts: Collection[str], ends: Collection[str], lineage: Lineage, span: Span
    ) -> None:
        self._starts = frozenset(starts) & lineage.lots.keys()
        self.ends = sorted((frozenset(ends) & lineage.lots.keys()) - self._starts)
        self.made_by: dict[str, str] = {}
        self._made_of: dict[str, Mapping[str, float]] = {}
        closed = frozenset(self.ends)
        for lot, blend in blend_lots(lineage, lineage.lots, gated=False).items():
            event = lineage.producer(lot)
            if event is not None and span.covers(event.date) and lot not in self._starts:
                self.made_by[lot] = event.key
                self._made_of[lot] = {
                    source: share
                    for source, share in sorted(blend.lots.items())
                    if share > 0.0 and source not in closed
                }
        self._best, self._onward = self._ahead()

    def _ahead(self) -> tuple[Mapping[str, float], Mapping[str, str]]:
        """The greatest product of shares from a start to each lot, and the lot it comes from."""
        made_into: dict[str, list[tuple[str, float]]] = {}
        for lot, sources in self._made_of.items():
            for source, share in sources.items():
                made_into.setdefault(source, []).append((lot, share))
        best: dict[str, float] = {}
        onward: dict[str, str] = {}
        heap = [(-1.0, start, "") for start in sorted(self._starts)]
        while heap:
            less, lot, source = heappop(heap)
            if lot in best:
                continue
            best[lot] = -less
            onward[lot] = source
            for later, share in made_into.get(lot, ()):
                if later not in best:
                    heappush(heap, (less * share, later, lot))
        return best, onward

    def complete(self, fixed: tuple[str, ...]) -> tuple[str, ...]:
        """A path from its end back to a start, the best way from where it is fixed to."""
        whole = list(fixed)
        while source := self._onward[whole[-1]]:
            whole.append(source)
        return tuple(whole)

    def push(self, heap: Heap, fixed: tuple[str, ...], weight: float) -> None:
        best = self._best.get(fixed[-1])
        if best:
            heappush(heap, (-weight * best, fixed, weight))

    def leave(
        self, heap: Heap, fixed: tuple[str, ...], whole: tuple[str, ...], weight: float
    ) -> None:
        """All paths that leave this one by one step behind where it was fixed."""
        seen = set(fixed)
        for at in range(len(fixed) - 1, len(whole) - 1):
            sources = self._made_of[whole[at]]
            for source, share in sources.items():
                if source != whole[at + 1] and source not in seen:
                    self.push(heap, (*whole[: at + 1], source), weight * share)
            weight *= sources[whole[at + 1]]
            if whole[at + 1] in seen:
                return  # what goes on from here has been there before
            seen.add(whole[at + 1])

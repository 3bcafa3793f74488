"""Everything in a store as columns, by number of node: what happened, and the flows between."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provenance.ledger.lineage import Event
from provenance.model.terms import EventKind, Product

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LOT = 0
KINDS: Mapping[EventKind, int] = {kind: n for n, kind in enumerate(EventKind, start=1)}
"""What a node is, as a number: nothing of what matters here is -1."""
NOBODY = -1
PRODUCTS: Sequence[Product | None] = (None, *Product)
PRODUCT: Mapping[str | None, int] = {product: n for n, product in enumerate(PRODUCTS)}


class Handing(NamedTuple):
    """An event that only hands on, or takes away, as far as settling rests on it."""

    key: str
    kind: EventKind
    date: date
    enterprise: str
    holder: str


HANDING = frozenset({EventKind.TRANSFER, EventKind.EXPORT, EventKind.DISPOSAL})


@dataclass
class Columns:
    """Lots and events by number of node, and every flow, in order of head and tail.

    `who` did an event and who is its `holder` are places in `names`; `day` and `month` (twelve a
    year) are numbers. `events` has those that do more than hand on. Of flows `net_g` is -1 where
    none is stated; assays are texts. `stored` are lots as settled before, as texts.
    """

    keys: list[str]
    kind: npt.NDArray[np.int8]
    day: Ints
    month: Ints
    who: Ints
    holder: Ints
    names: list[str]
    events: dict[int, Event]
    tail: Ints
    head: Ints
    n: Ints
    reo_g: Ints
    supported: Flags
    product: npt.NDArray[np.int8]
    net_g: Ints
    assays: dict[int, Mapping[str, float]]
    stored: dict[int, str] = field(default_factory=dict)

    @cached_property
    def size(self) -> int:
        return len(self.keys)

    @cached_property
    def is_input(self) -> Flags:
        found: Flags = self.kind[self.tail] == LOT
        return found

    @cached_property
    def into(self) -> Any:
        """Where the flows into each node begin: of an event its draws, of a lot its claims."""
        return packed(np.searchsorted(self.head, np.arange(self.size + 1)))

    @cached_property
    def _by_tail(self) -> tuple[Any, Any]:
        order = np.lexsort((self.n, self.head, self.tail))
        starts = np.searchsorted(self.tail[order], np.arange(self.size + 1))
        return packed(order), packed(starts)

    def out_of(self, node: int) -> Sequence[int]:
        """The flows out of a node: of an event its outputs in order, of a lot its draws."""
        order, starts = self._by_tail
        found: Sequence[int] = order[starts[node] : starts[node + 1]]
        return found

    def event(self, node: int) -> Event:
        """An event, of one that hands on only what settling rests on."""
        known = self.events.get(node)
        if known is not None:
            return known
        kind, _, id_ = self.keys[node].partition(":")
        who, holder = self.names[self.who[node]], self.names[self.holder[node]]
        day = date.fromordinal(int(self.day[node]))
        return Event(EventKind(kind), id_, day, who, holder if holder != who else None)

    def order(self) -> tuple[list[int], list[int]]:
        """All lots and events after what they come from; and those on cycles or behind them."""
        waits = np.bincount(self.head, minlength=self.size)
        by_tail, starts = (np.frombuffer(one, np.int64) for one in self._by_tail)
        ready = np.flatnonzero((waits == 0) & (self.kind >= LOT))
        reached: list[Ints] = []
        while ready.size:
            reached.append(ready)
            after, times = np.unique(self.head[by_tail[_spread(starts, ready)]], return_counts=True)
            waits[after] -= times
            ready = after[waits[after] == 0]
        there = np.zeros(self.size, np.bool_)
        for level in reached:
            there[level] = True
        stuck = np.flatnonzero(~there & (self.kind >= LOT))
        return [int(node) for level in reached for node in level], stuck.tolist()


def columns_of(
    keys: list[str],
    events: Iterable[tuple[int, Event | Handing]],
    flows: Mapping[str, Any],
    assays: Mapping[int, Mapping[str, float]],
    stored: dict[int, str],
) -> Columns:
    """Columns of lots (whose keys are there), of events by number, and of flows in any order."""
    size = len(keys)
    kind = np.array([LOT if key else NOBODY for key in keys], np.int8)
    day, month, who, holder = (np.full(size, NOBODY, np.int64) for _ in range(4))
    codes: dict[str, int] = {}
    kept: dict[int, Event] = {}
    for node, event in events:
        keys[node] = event.key
        kind[node] = KINDS[event.kind]
        day[node] = event.date.toordinal()
        month[node] = event.date.year * 12 + event.date.month
        who[node] = codes.setdefault(event.enterprise, len(codes))
        holder[node] = codes.setdefault(event.holder, len(codes))
        if isinstance(event, Event):
            kept[node] = event
    there = (kind[flows["tail"]] >= LOT) & (kind[flows["head"]] >= LOT)
    order = np.lexsort((flows["tail"], flows["head"]))
    order = order[there[order]]
    place = {int(at): n for n, at in enumerate(order) if int(at) in assays} if assays else {}
    return Columns(
        keys,
        kind,
        day,
        month,
        who,
        holder,
        list(codes),
        kept,
        **{name: column[order] for name, column in flows.items()},
        assays={place[at]: assay for at, assay in assays.items() if at in place},
        stored=stored,
    )


def _spread(starts: Ints, wanted: Ints) -> Ints:
    """The places of some ranges, one range after another."""
    sizes = starts[wanted + 1] - starts[wanted]
    before = np.cumsum(sizes) - sizes
    found: Ints = np.arange(int(sizes.sum())) + np.repeat(starts[wanted] - before, sizes)
    return found


def packed(numbers: Any) -> Any:
    """Numbers that are taken out one by one as Python's own, in as little room."""
    found = array("q")
    found.frombytes(np.ascontiguousarray(numbers, np.int64).tobytes())
    return found

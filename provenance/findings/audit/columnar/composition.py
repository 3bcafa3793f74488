"""The composition of every lot worked out at once, and held against what is stored.

The same mixing as `graph/balance.py`, in arrays. A blend is what the outputs of one event at one
stage are made of: shares of lots, a row of a sparse matrix, and shares of known status. Where every
lot is what its blend makes of the *stored* shares of the lots before it, in one product, all are
right, by induction from the origins. Only where one is not, all are worked out from the origins on,
level by level, so that what descends from a lot that was tampered with is not blamed too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from provenance.findings.audit.columnar.flows import Flows
from provenance.findings.audit.columnar.mixing import (
    STATUSES,
    UNEXPLAINED,
    Draws,
    Part,
    brought_in,
    known,
    mixed,
    of_lots,
    unsupported,
)
from provenance.ledger.columns.places import NONE, Flags, Floats, Ints
from provenance.ledger.columns.tables import STATUS
from provenance.ledger.composition.mixing import NOTHING
from provenance.model.status import Status
from provenance.model.terms import Stage

DIFFERS = 1e-9
"""Further apart than so, shares are not the same: floating point adds in other orders here."""

BLOCK = 8_192
"""So many blends are held against what is stored at a time."""


@dataclass(frozen=True, slots=True)
class Level:
    """Blends that depend on those of levels before, and the lots that are so made."""

    of_lots: Any
    known: Floats
    lots: Ints
    rows: Ints

    def mix(self, shares: Floats) -> Floats:
        """The shares of the blends, from those of all lots; what is missing to 1 is unexplained."""
        found: Floats = self.of_lots @ shares
        found += self.known
        missing = 1.0 - found @ np.ones(STATUSES)
        missing[missing <= NOTHING] = 0.0
        found[:, UNEXPLAINED] += missing
        return found


class Composition:
    """All lots and flows of an audit as blends: one for each event and stage of what it put out.

    What an origin puts out is a blend each; the last two are of lots that nobody made, and of
    those that were made twice.
    """

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self.size = flows.size
        event, lot = flows.out_event, flows.out_lot
        claims = np.bincount(lot, minlength=self.size)
        sole = claims[lot] == 1
        origin = sole & (flows.out_status != NONE)
        other = sole & ~origin
        places = event[other] * len(Stage) + flows.out_stage[other]
        self._mixed, which = np.unique(places, return_inverse=True)
        self._origins = np.flatnonzero(origin)
        self._real = len(self._mixed) + len(self._origins)
        self.blends = self._real + 2
        self.blend_of = np.where(claims == 0, self._real, self._real + 1)
        self.blend_of[lot[other]] = which
        self.blend_of[lot[origin]] = np.arange(len(self._mixed), self._real)

    def differing(self, round_: Flags) -> Flags:
        """Which lots off cycles bear shares that are not what their lineage makes them."""
        stored = self.stored
        for block in self._blocks():
            apart = _apart(block.mix(stored)[block.rows], stored[block.lots])
            if (apart & ~round_[block.lots]).any():
                return _apart(self.shares(), stored) & ~round_
        return np.zeros(self.size, np.bool_)

    def _blocks(self) -> Iterator[Level]:
        """All blends, so many at a time that they stay in a processor's cache."""
        matrix, alone = self._matrix
        lots = np.argsort(self.blend_of, kind="stable")
        at = self.blend_of[lots]
        for begin in range(0, self.blends, BLOCK):
            end = min(begin + BLOCK, self.blends)
            mine = slice(*np.searchsorted(at, (begin, end)))
            yield Level(matrix[begin:end], alone[begin:end], lots[mine], at[mine] - begin)

    @cached_property
    def stored(self) -> Floats:
        """The shares of every lot over the statuses, as they are stored."""
        shares = self._flows.columns.shares
        found = np.zeros((self.size, STATUSES))
        found[shares.lot, shares.status] = shares.share
        return found

    def shares(self) -> Floats:
        """The shares of every lot from the origins on; of lots on cycles as they are stored."""
        cyclic = self.cyclic
        found = np.where(cyclic[:, None], self.stored, 0.0)
        for level in self.levels(cyclic):
            found[level.lots] = level.mix(found)[level.rows]
        return found

    def levels(self, cut: Flags) -> Iterator[Level]:
        """The blends in order of what they depend on; lots that are cut depend on nothing."""
        depth = self._kahn(cut)
        order = np.argsort(depth, kind="stable")
        place = np.empty(self.blends, np.int64)
        place[order] = np.arange(self.blends)
        matrix, alone = self._matrix[0][order], self._matrix[1][order]
        made = np.flatnonzero(~cut)
        made = made[np.argsort(place[self.blend_of[made]], kind="stable")]
        at = place[self.blend_of[made]]
        ends = np.searchsorted(depth[order], np.arange(depth.max() + 2))
        lots = np.searchsorted(at, ends)
        for n in range(len(ends) - 1):
            rows, mine = slice(ends[n], ends[n + 1]), slice(lots[n], lots[n + 1])
            yield Level(matrix[rows], alone[rows], made[mine], at[mine] - ends[n])

    @cached_property
    def cyclic(self) -> Flags:
        """Which lots are their own ancestors, by the one event that made each."""
        found = np.zeros(self.size, np.bool_)
        depth = self._kahn(found)
        lots, blends = self._flows.in_lot[self._draws.draw], self._draws.blend
        sources = self.blend_of[lots]
        stuck = (depth[blends] == NONE) & (depth[sources] == NONE)
        shape = (self.blends, self.blends)
        ones = np.ones(np.count_nonzero(stuck))
        graph = csr_matrix((ones, (sources[stuck], blends[stuck])), shape=shape)
        _, piece = connected_components(graph, connection="strong")
        found[lots[stuck & (piece[sources] == piece[blends])]] = True
        return found

    def _kahn(self, cut: Flags) -> Ints:
        """The level of each blend, none on or behind a cycle; cut lots wait for nothing."""
        lots, blends = self._flows.in_lot[self._draws.draw], self._draws.blend
        tails, heads = self.blend_of[lots][~cut[lots]], blends[~cut[lots]]
        by_tail = np.argsort(tails, kind="stable")
        heads = heads[by_tail]
        starts = np.searchsorted(tails[by_tail], np.arange(self.blends + 1))
        waits = np.bincount(heads, minlength=self.blends)
        found = np.full(self.blends, NONE, np.int64)
        ready, depth = np.flatnonzero(waits == 0), 0
        while ready.size:
            found[ready] = depth
            reached, times = np.unique(_spread(heads, starts, ready), return_counts=True)
            waits[reached] -= times
            ready, depth = reached[waits[reached] == 0], depth + 1
        return found

    @cached_property
    def _draws(self) -> Draws:
        events = self._mixed // len(Stage)
        starts = np.searchsorted(events, np.arange(len(self._flows.mixes) + 1))
        drawn_by = self._flows.in_event
        draw = np.repeat(np.arange(len(drawn_by)), (starts[1:] - starts[:-1])[drawn_by])
        blend = _spread(np.arange(len(self._mixed)), starts, drawn_by)
        if (blend[1:] < blend[:-1]).any():
            order = np.argsort(blend, kind="stable")
            draw, blend = draw[order], blend[order]
        return Draws(draw, blend, self._mixed[blend] % len(Stage))

    @cached_property
    def _matrix(self) -> tuple[Any, Floats]:
        """What each blend is made of: shares of lots, and shares of known status."""
        flows, draws = self._flows, self._draws
        kept, parts = mixed(flows, draws)
        parts.append(unsupported(flows, self._mixed // len(Stage)))
        parts += brought_in(flows, self._origins, np.arange(len(self._mixed), self._real))
        codes = np.array([STATUS[Status.NO_RECORD], UNEXPLAINED])
        parts.append(Part(np.array([self._real, self._real + 1]), codes, np.ones(2)))
        return of_lots(flows, draws, kept, self.blends), known(parts, self.blends)


def _apart(found: Floats, stored: Floats) -> Flags:
    """Which rows differ; most often none does, which is seen at once."""
    found -= stored
    np.abs(found, out=found)
    if found.max(initial=0.0) <= DIFFERS:
        return np.zeros(len(found), np.bool_)
    apart: Flags = np.any(found > DIFFERS, axis=1)
    return apart


def _spread(values: Ints, starts: Ints, wanted: Ints) -> Ints:
    """What lies in the wanted ones of some ranges, one range after another."""
    sizes = starts[wanted + 1] - starts[wanted]
    before = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) + np.repeat(starts[wanted] - before, sizes)
    found: Ints = values[places]
    return found

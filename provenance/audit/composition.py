"""The composition of every lot worked out at once, level by level, and held against what is stored.

The same mixing as `graph/balance.py`, in arrays: a blend (what the outputs of one event at one
stage are made of) is a row of a sparse matrix, over the statuses and then over all lots. Blends
that depend on no other are the first level; each level is one product. Lots on cycles, few if any,
are taken as they are stored and left to `balance.settle_shares`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from provenance.audit.flows import NONE, STATUS, Flows, numbers_of
from provenance.audit.mixing import (
    STATUSES,
    UNEXPLAINED,
    Floats,
    Ints,
    brought_in,
    mixed,
    rows_of,
)
from provenance.graph.balance import NOTHING
from provenance.graph.needs import Stage
from provenance.model import Status

Flags = npt.NDArray[np.bool_]

NO_RECORD = STATUS[Status.NO_RECORD]
DIFFERS = 1e-9
"""Further apart than so, shares are not the same: floating point adds in other orders here."""


@dataclass(frozen=True, slots=True)
class Level:
    """Blends that depend on those of levels before: their rows, and the lots that are so made."""

    matrix: Any
    lots: Ints
    rows: Ints


class Composition:
    """All lots and flows of an audit as a matrix of blends."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self.size = len(flows.number)
        self._claims = np.bincount(numbers_of(flows.out_lot), minlength=self.size)
        self._blends()

    def _blends(self) -> None:
        """Number the blends, one for each event and stage of what it put out, each lot its own.

        What comes in at an origin is lawful in a share of its own, output by output.
        """
        flows = self._flows
        event, out_lot = numbers_of(flows.out_event), numbers_of(flows.out_lot)
        sole = self._claims[out_lot] == 1
        origin = sole & (numbers_of(flows.out_status) != NONE)
        other = sole & ~origin
        places = event[other] * len(Stage) + numbers_of(flows.out_stage)[other]
        self._mixed, which = np.unique(places, return_inverse=True)
        self._origins = np.flatnonzero(origin)
        self.blend_of = np.full(self.size, NONE, np.int64)
        self.blend_of[out_lot[other]] = which
        self.blend_of[out_lot[origin]] = len(self._mixed) + np.arange(len(self._origins))
        self.blends = len(self._mixed) + len(self._origins)

    @cached_property
    def cyclic(self) -> Flags:
        """Which lots are their own ancestors."""
        level = self._whole
        lots, _, blends = self._draws
        sources = self.blend_of[lots]
        stuck = (sources != NONE) & (level[blends] == NONE) & (level[sources] == NONE)
        if not stuck.any():
            return np.zeros(self.size, np.bool_)
        ones = np.ones(int(stuck.sum()))
        shape = (self.blends, self.blends)
        graph = csr_matrix((ones, (sources[stuck], blends[stuck])), shape=shape)
        _, piece = connected_components(graph, connection="strong")
        alike = stuck & (piece[sources] == piece[blends])
        # A blend is on a cycle if an edge stays in its piece; a lot, if it leads to its own.
        found = np.zeros(self.size, np.bool_)
        found[lots[alike]] = True
        return found

    def keys(self, lots: Flags) -> list[str]:
        """The keys of some lots."""
        return [key for key, number in self._flows.number.items() if lots[number]]

    def differing(self) -> list[str]:
        """The lots off cycles whose stored shares are not what their lineage makes them."""
        found = self.shares()
        flows = self._flows
        found[numbers_of(flows.share_lot), numbers_of(flows.share_status)] -= numbers_of(
            flows.share
        )
        return self.keys((np.abs(found) > DIFFERS).any(axis=1) & ~self.cyclic)

    def shares(self) -> Floats:
        """The shares of every lot over the statuses; of lots on cycles as they are stored."""
        flows, cyclic = self._flows, self.cyclic
        # The statuses themselves come first: each is wholly itself.
        found = np.zeros((STATUSES + self.size, STATUSES))
        found[:STATUSES] = np.eye(STATUSES)
        whole = found[STATUSES:]
        whole[self._claims == 0, NO_RECORD] = 1.0
        whole[self._claims > 1, UNEXPLAINED] = 1.0
        at = numbers_of(flows.share_lot)
        kept = cyclic[at]
        whole[at[kept], numbers_of(flows.share_status)[kept]] = numbers_of(flows.share)[kept]
        for level in self.levels(cyclic):
            blends = level.matrix @ found
            missing = 1.0 - blends.sum(axis=1)
            blends[:, UNEXPLAINED] += np.where(missing > NOTHING, missing, 0.0)
            whole[level.lots] = blends[level.rows]
        return whole

    def levels(self, cut: Flags) -> Iterator[Level]:
        """The blends in order of what they depend on; lots that are cut depend on nothing."""
        level = self._kahn(cut) if cut.any() else self._whole
        order = np.argsort(level, kind="stable")
        place = np.empty(self.blends, np.int64)
        place[order] = np.arange(self.blends)
        _, draws, blends = self._draws
        origins = place[len(self._mixed) :]
        parts = mixed(self._flows, draws, place[blends], self._mixed[blends] % len(Stage))
        parts += brought_in(self._flows, self._origins, origins)
        matrix = rows_of(parts, (self.blends, STATUSES + self.size))
        made = np.flatnonzero((self.blend_of != NONE) & ~cut)
        at = place[self.blend_of[made]]
        in_order = np.argsort(at, kind="stable")
        made, at = made[in_order], at[in_order]
        ends = np.searchsorted(level[order], np.arange(level.max(initial=NONE) + 2))
        lots = np.searchsorted(at, ends)
        for n in range(len(ends) - 1):
            mine = slice(lots[n], lots[n + 1])
            rows = matrix[ends[n] : ends[n + 1]]
            yield Level(rows, made[mine], at[mine] - ends[n])

    @cached_property
    def _whole(self) -> Ints:
        return self._kahn(np.zeros(self.size, np.bool_))

    def _kahn(self, cut: Flags) -> Ints:
        """The level of each blend, none on or behind a cycle; cut lots wait for nothing."""
        lots, _, blends = self._draws
        sources = self.blend_of[lots]
        real = (sources != NONE) & ~cut[lots]
        tails, heads = sources[real], blends[real]
        by_tail = np.argsort(tails, kind="stable")
        heads = heads[by_tail]
        starts = np.searchsorted(tails[by_tail], np.arange(self.blends + 1))
        waits = np.bincount(heads, minlength=self.blends)
        level = np.full(self.blends, NONE, np.int64)
        ready, depth = np.flatnonzero(waits == 0), 0
        while ready.size:
            level[ready] = depth
            reached, times = np.unique(_spread(heads, starts, ready), return_counts=True)
            waits[reached] -= times
            ready, depth = reached[waits[reached] == 0], depth + 1
        return level

    @cached_property
    def _draws(self) -> tuple[Ints, Ints, Ints]:
        """Every draw into every blend of its event: the lot, the draw, the blend."""
        events = self._mixed // len(Stage)
        starts = np.searchsorted(events, np.arange(len(self._flows.mixes) + 1))
        drawn_by = numbers_of(self._flows.in_event)
        times = (starts[1:] - starts[:-1])[drawn_by]
        draws = np.repeat(np.arange(len(drawn_by)), times)
        blends = _spread(np.arange(len(self._mixed)), starts, drawn_by)
        return numbers_of(self._flows.in_lot)[draws], draws, blends


def _spread(values: Ints, starts: Ints, wanted: Ints) -> Ints:
    """What lies in the wanted ones of some ranges, one range after another."""
    sizes = starts[wanted + 1] - starts[wanted]
    before = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) + np.repeat(starts[wanted] - before, sizes)
    found: Ints = values[places]
    return found

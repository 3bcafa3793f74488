"""What each blend is made of, in arrays: gates and shares as in `graph/balance.py`, all at once."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from provenance.audit.flows import FEED, NONE, PRODUCT, STATUS, Flows, numbers_of
from provenance.graph.needs import Need, Stage
from provenance.model import MINERAL_PRODUCTS, Feed, Product, Status

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Part = tuple[Ints, Any, Floats]
"""Rows, columns, and what stands there."""

STATUSES = len(Status)
UNEXPLAINED = STATUS[Status.UNEXPLAINED]

_MINERAL = [PRODUCT[product] for product in sorted(MINERAL_PRODUCTS)]
_UNKNOWN = FEED[Feed.UNKNOWN]
_NEEDING = [FEED[Feed.DOMESTIC], _UNKNOWN]
_EXEMPT = [FEED[Feed.IMPORTED], FEED[Feed.BYPRODUCT]]


def mixed(flows: Flows, draws: Ints, blends: Ints, stage: Ints) -> list[Part]:
    """What each draw brings into a blend of outputs at a stage: its lot's shares, and others.

    The columns are the statuses, then the lots.
    """
    event, lots = numbers_of(flows.in_event)[draws], numbers_of(flows.in_lot)[draws]
    in_g, made_g = numbers_of(flows.in_g)[draws], numbers_of(flows.made_g)[event]
    mixes = numbers_of(flows.mixes)[event] == 1
    put_in = np.bincount(numbers_of(flows.in_event), numbers_of(flows.in_g), len(flows.mixes))
    explained = np.minimum(1.0, put_in[event] / np.maximum(made_g, 1))
    share = np.where(mixes, explained * in_g / put_in[event], 1.0)
    needs = _need(flows, draws)
    mined = mixes & (needs == Need.BOTH) & (stage != Stage.ORE)
    separated = mixes & (needs != Need.NOTHING) & (stage == Stage.COMPOUND)
    past_mining = np.where(mined, numbers_of(flows.mining)[event], 1.0)
    past_separation = np.where(separated, numbers_of(flows.separation)[event], 1.0)
    left = share * past_mining * past_separation
    kept = _kept(flows)[lots] * numbers_of(flows.in_supported)[draws]
    # A gate turns a share of all that passes it, what the gate before has turned included.
    over_mining = share * (1.0 - past_mining) * past_separation
    return [
        (blends, STATUSES + lots, left * kept),
        (blends, UNEXPLAINED, left * (1.0 - kept)),
        (blends, numbers_of(flows.mining_rest)[event], over_mining),
        (blends, numbers_of(flows.separation_rest)[event], share * (1.0 - past_separation)),
    ]


def brought_in(flows: Flows, outputs: Ints, blends: Ints) -> list[Part]:
    """What comes in at origins: lawful in a share of its own, the rest what the origin says."""
    lawful = numbers_of(flows.out_lawful)[outputs]
    return [
        (blends, numbers_of(flows.out_status)[outputs], lawful),
        (blends, numbers_of(flows.out_rest)[outputs], 1.0 - lawful),
    ]


def rows_of(parts: list[Part], shape: tuple[int, int]) -> Any:
    """Parts as one matrix; what is nothing is left out."""
    real = [
        (rows[share != 0.0], np.broadcast_to(columns, share.shape)[share != 0.0], share[share != 0])
        for rows, columns, share in parts
    ]
    rows, columns, shares = (np.concatenate(part) for part in zip(*real, strict=True))
    return csr_matrix((shares, (rows, columns)), shape=shape)


def _need(flows: Flows, draws: Ints) -> Ints:
    """What each draw needs on its way into a compound, as `needs.need` has it."""
    product = np.full(len(flows.number), NONE, np.int8)
    feed = np.full(len(flows.number), _UNKNOWN, np.int8)
    product[numbers_of(flows.lot)] = numbers_of(flows.product)
    feed[numbers_of(flows.lot)] = numbers_of(flows.feed)
    lots = numbers_of(flows.in_lot)[draws]
    made_of = product[lots]
    fed = np.where(numbers_of(flows.in_supported)[draws] == 1, feed[lots], _UNKNOWN)
    late = numbers_of(flows.late)[numbers_of(flows.in_event)[draws]] == 1
    both = (made_of == PRODUCT[Product.ORE]) & np.isin(fed, _NEEDING)
    some = np.isin(made_of, _MINERAL) & (late | ~np.isin(fed, _EXEMPT))
    return np.where(both, Need.BOTH, np.where(some, Need.SEPARATION, Need.NOTHING))


def _kept(flows: Flows) -> Floats:
    """The share of its draws that each lot can stand for."""
    size = len(flows.number)
    supported = np.where(numbers_of(flows.in_supported) == 1, numbers_of(flows.in_g), 0)
    drawn = np.bincount(numbers_of(flows.in_lot), supported, size)
    mass = np.zeros(size)
    mass[numbers_of(flows.lot)] = numbers_of(flows.lot_g)
    return np.where(drawn > 0, np.minimum(1.0, mass / np.maximum(drawn, 1.0)), 1.0)

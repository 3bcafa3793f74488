"""What each blend is made of, in arrays: gates and shares as in `graph/balance.py`, all at once."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from provenance.findings.audit.columnar.flows import FEED, NONE, PRODUCT, STATUS, Flows, numbers_of
from provenance.ledger.gates import Need
from provenance.model.status import Status
from provenance.model.terms import MINERAL_PRODUCTS, Feed, Product, Stage

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STATUSES = len(Status)
UNEXPLAINED = STATUS[Status.UNEXPLAINED]
NO_QUOTA_RECORD = STATUS[Status.NO_QUOTA_RECORD]
UNSUPPORTED_ORIGIN = STATUS[Status.UNSUPPORTED_ORIGIN]

_MINERAL = [PRODUCT[product] for product in sorted(MINERAL_PRODUCTS)]
_UNKNOWN = FEED[Feed.UNKNOWN]
_NEEDING = [FEED[Feed.DOMESTIC], _UNKNOWN]
_EXEMPT = [FEED[Feed.IMPORTED], FEED[Feed.BYPRODUCT]]


class Draws(NamedTuple):
    """Every draw into every blend of its event, in order of blend: which draw, and which blend.

    `stage` is that of the blend.
    """

    draw: Ints
    blend: Ints
    stage: Ints


class Part(NamedTuple):
    """Shares of blends that are of a status by themselves."""

    blend: Ints
    status: Any
    share: Floats


def mixed(flows: Flows, draws: Draws) -> tuple[Floats, list[Part]]:
    """The share that each draw brings of its lot into a blend, and what else it brings."""
    event, lots = numbers_of(flows.in_event)[draws.draw], numbers_of(flows.in_lot)[draws.draw]
    in_g, made_g = numbers_of(flows.in_g)[draws.draw], numbers_of(flows.made_g)[event]
    mixes = numbers_of(flows.mixes)[event] == 1
    put_in = np.bincount(numbers_of(flows.in_event), numbers_of(flows.in_g), len(flows.mixes))
    # By mass; a share min(1, I/S) of an output is explained, less what no scrap can have given.
    explained = np.minimum(1.0, put_in[event] / np.maximum(made_g, 1))
    given = explained - np.minimum(numbers_of(flows.short)[event], explained)
    share = np.where(mixes, given * in_g / np.maximum(put_in[event], 1), 1.0)
    needs = _need(flows, draws.draw)
    compound = mixes & (draws.stage == Stage.COMPOUND)
    mined = mixes & (needs == Need.BOTH) & (draws.stage != Stage.ORE)
    separated = compound & ((needs == Need.SEPARATION) | (needs == Need.BOTH))
    untold = compound & (needs == Need.DETERMINING)
    past_mining = np.where(mined, numbers_of(flows.mining)[event], 1.0)
    past_separation = np.where(separated, numbers_of(flows.separation)[event], 1.0)
    left = np.where(untold, 0.0, share * past_mining * past_separation)
    kept = left * _kept(flows)[lots] * numbers_of(flows.in_supported)[draws.draw]
    # A gate turns a share of all that passes it, what the gate before has turned included.
    over_mining = share * (1.0 - past_mining) * past_separation
    return kept, [
        _part(draws.blend, np.int8(UNEXPLAINED), left - kept),
        _part(draws.blend, numbers_of(flows.mining_rest)[event], over_mining),
        _part(
            draws.blend, numbers_of(flows.separation_rest)[event], share * (1.0 - past_separation)
        ),
        _part(draws.blend, np.int8(NO_QUOTA_RECORD), np.where(untold, share, 0.0)),
    ]


def unsupported(flows: Flows, events: Ints) -> Part:
    """What no scrap can have given of the first blends, each of an event."""
    put_in = np.bincount(numbers_of(flows.in_event), numbers_of(flows.in_g), len(flows.mixes))
    made_g = np.maximum(numbers_of(flows.made_g)[events], 1)
    short = np.minimum(numbers_of(flows.short)[events], np.minimum(1.0, put_in[events] / made_g))
    return _part(np.arange(len(events)), np.int8(UNSUPPORTED_ORIGIN), short)


def brought_in(flows: Flows, outputs: Ints, blends: Ints) -> list[Part]:
    """What comes in at origins: lawful in a share of its own, the rest what the origin says."""
    lawful = numbers_of(flows.out_lawful)[outputs]
    return [
        _part(blends, numbers_of(flows.out_status)[outputs], lawful),
        _part(blends, numbers_of(flows.out_rest)[outputs], 1.0 - lawful),
    ]


def known(parts: list[Part], blends: int) -> Floats:
    """The shares of known status of each blend."""
    at = np.concatenate([part.blend * STATUSES + part.status for part in parts])
    shares = np.concatenate([part.share for part in parts])
    found: Floats = np.bincount(at, shares, blends * STATUSES)  # type: ignore[assignment]
    return found.reshape(blends, STATUSES)


def of_lots(flows: Flows, draws: Draws, shares: Floats, blends: int) -> Any:
    """The shares that blends have of lots, as a matrix: the draws are in its order already."""
    starts = np.searchsorted(draws.blend, np.arange(blends + 1))
    lots = numbers_of(flows.in_lot)[draws.draw]
    return csr_matrix((shares, lots, starts), shape=(blends, len(flows.number)))


def _part(blends: Ints, statuses: Any, shares: Floats) -> Part:
    """What there is of it."""
    real = np.flatnonzero(shares)
    status = statuses[real] if np.ndim(statuses) else statuses
    return Part(blends[real], status, shares[real])


def _need(flows: Flows, draws: Ints) -> Ints:
    """What each draw needs on its way into a compound, as `needs.need` has it."""
    product = np.full(len(flows.number), NONE, np.int8)
    feed = np.full(len(flows.number), _UNKNOWN, np.int8)
    product[numbers_of(flows.lot)] = numbers_of(flows.product)
    feed[numbers_of(flows.lot)] = numbers_of(flows.feed)
    lots = numbers_of(flows.in_lot)[draws]
    undetermined = np.zeros(len(flows.number), np.bool_)
    undetermined[numbers_of(flows.lot)] = numbers_of(flows.undetermined)
    made_of = product[lots]
    fed = np.where(numbers_of(flows.in_supported)[draws] == 1, feed[lots], np.int8(_UNKNOWN))
    late = numbers_of(flows.late)[numbers_of(flows.in_event)[draws]] == 1
    both = (made_of == PRODUCT[Product.ORE]) & _among(fed, _NEEDING)
    some = _among(made_of, _MINERAL) & (late | ~_among(fed, _EXEMPT))
    quota = np.where(undetermined[lots], Need.DETERMINING, Need.SEPARATION)
    return np.where(both, Need.BOTH, np.where(some, quota, Need.NOTHING))


def _among(codes: Any, some: list[int]) -> Any:
    wanted = np.zeros(128, np.bool_)
    wanted[some] = True
    return wanted[codes]  # a code that is none is -1, the last place, which nothing has


def _kept(flows: Flows) -> Floats:
    """The share of its draws that each lot can stand for."""
    size = len(flows.number)
    supported = numbers_of(flows.in_g) * numbers_of(flows.in_supported)
    drawn = np.bincount(numbers_of(flows.in_lot), supported, size)
    mass, stored = np.zeros(size), np.zeros(size)
    mass[numbers_of(flows.lot)] = numbers_of(flows.lot_g)
    stored[numbers_of(flows.lot)] = numbers_of(flows.drawn_g)
    seized = numbers_of(flows.seized_lot)
    drawn[seized] = stored[seized]
    return np.where(drawn > mass, mass / np.maximum(drawn, 1.0), 1.0)

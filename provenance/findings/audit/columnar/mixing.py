"""What each blend is made of, in arrays: gates and shares as in `graph/balance.py`, all at once."""

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from provenance.findings.audit.columnar.flows import Flows
from provenance.ledger.columns.places import Floats, Ints
from provenance.ledger.columns.tables import FEED, PRODUCT, STATUS
from provenance.ledger.gates import Need
from provenance.model.status import Status
from provenance.model.terms import MINERAL_PRODUCTS, Feed, Product, Stage

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
    event, lots = flows.in_event[draws.draw], flows.in_lot[draws.draw]
    in_g, made_g = flows.in_g[draws.draw], flows.made_g[event]
    mixes = flows.mixes[event]
    put_in = np.bincount(flows.in_event, flows.in_g, len(flows.mixes))
    # By mass; a share min(1, I/S) of an output is explained, less what no scrap can have given.
    explained = np.minimum(1.0, put_in[event] / np.maximum(made_g, 1))
    given = explained - np.minimum(flows.short[event], explained)
    share = np.where(mixes, given * in_g / np.maximum(put_in[event], 1), 1.0)
    needs = _need(flows, draws.draw)
    compound = mixes & (draws.stage == Stage.COMPOUND)
    mined = mixes & (needs == Need.BOTH) & (draws.stage != Stage.ORE)
    separated = compound & ((needs == Need.SEPARATION) | (needs == Need.BOTH))
    untold = compound & (needs == Need.DETERMINING)
    past_mining = np.where(mined, flows.mining[event], 1.0)
    past_separation = np.where(separated, flows.separation[event], 1.0)
    left = np.where(untold, 0.0, share * past_mining * past_separation)
    kept = left * _kept(flows)[lots] * flows.in_supported[draws.draw]
    # A gate turns a share of all that passes it, what the gate before has turned included.
    over_mining = share * (1.0 - past_mining) * past_separation
    return kept, [
        _part(draws.blend, np.int8(UNEXPLAINED), left - kept),
        _part(draws.blend, flows.mining_rest[event], over_mining),
        _part(draws.blend, flows.separation_rest[event], share * (1.0 - past_separation)),
        _part(draws.blend, np.int8(NO_QUOTA_RECORD), np.where(untold, share, 0.0)),
    ]


def unsupported(flows: Flows, events: Ints) -> Part:
    """What no scrap can have given of the first blends, each of an event."""
    put_in = np.bincount(flows.in_event, flows.in_g, len(flows.mixes))
    made_g = np.maximum(flows.made_g[events], 1)
    short = np.minimum(flows.short[events], np.minimum(1.0, put_in[events] / made_g))
    return _part(np.arange(len(events)), np.int8(UNSUPPORTED_ORIGIN), short)


def brought_in(flows: Flows, outputs: Ints, blends: Ints) -> list[Part]:
    """What comes in at origins: lawful in a share of its own, the rest what the origin says."""
    lawful = flows.out_lawful[outputs]
    return [
        _part(blends, flows.out_status[outputs], lawful),
        _part(blends, flows.out_rest[outputs], 1.0 - lawful),
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
    lots = flows.in_lot[draws.draw]
    return csr_matrix((shares, lots, starts), shape=(blends, flows.size))


def _part(blends: Ints, statuses: Any, shares: Floats) -> Part:
    """What there is of it."""
    real = np.flatnonzero(shares)
    status = statuses[real] if np.ndim(statuses) else statuses
    return Part(blends[real], status, shares[real])


def _need(flows: Flows, draws: Ints) -> Ints:
    """What each draw needs on its way into a compound, as `needs.need` has it."""
    lots = flows.in_lot[draws]
    settled = flows.columns.lots
    made_of, undetermined = settled.product[lots], settled.undetermined[lots]
    fed = np.where(flows.in_supported[draws], settled.feed[lots], np.int8(_UNKNOWN))
    late = flows.late[flows.in_event[draws]]
    both = (made_of == PRODUCT[Product.ORE]) & _among(fed, _NEEDING)
    some = _among(made_of, _MINERAL) & (late | ~_among(fed, _EXEMPT))
    quota = np.where(undetermined, Need.DETERMINING, Need.SEPARATION)
    return np.where(both, Need.BOTH, np.where(some, quota, Need.NOTHING))


def _among(codes: Any, some: list[int]) -> Any:
    wanted = np.zeros(128, np.bool_)
    wanted[some] = True
    return wanted[codes]  # a code that is none is -1, the last place, which nothing has


def _kept(flows: Flows) -> Floats:
    """The share of its draws that each lot can stand for."""
    lots = flows.columns.lots
    drawn: Any = np.bincount(flows.in_lot, flows.in_g * flows.in_supported, flows.size)
    drawn[flows.seized_lot] = lots.drawn_g[flows.seized_lot]
    return np.where(drawn > lots.reo_g, lots.reo_g / np.maximum(drawn, 1.0), 1.0)

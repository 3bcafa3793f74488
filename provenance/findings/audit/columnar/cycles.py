"""Finding lots that are made of themselves, over everything at once."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from provenance.findings.audit.columnar.flows import Flows, numbers_of


def cyclic(flows: Flows) -> npt.NDArray[np.bool_]:
    """Which lots are their own ancestors, by whichever of the events that claim them."""
    lots, size = len(flows.number), len(flows.number) + len(flows.mixes)
    tails = np.concatenate([numbers_of(flows.in_lot), lots + numbers_of(flows.out_event)])
    heads = np.concatenate([lots + numbers_of(flows.in_event), numbers_of(flows.out_lot)])
    graph = csr_matrix((np.ones(len(tails), np.int8), (tails, heads)), shape=(size, size))
    pieces, piece = connected_components(graph, connection="strong")
    if pieces == size:  # as nearly always
        return np.zeros(lots, np.bool_)
    found: npt.NDArray[np.bool_] = np.bincount(piece)[piece[:lots]] > 1
    return found

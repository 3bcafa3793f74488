"""Finding lots that are made of themselves, over everything at once."""

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from provenance.findings.audit.columnar.flows import Flows
from provenance.ledger.columns.places import Flags


def cyclic(flows: Flows) -> Flags:
    """Which lots are their own ancestors, by whichever of the events that claim them."""
    lots, size = flows.size, flows.size + len(flows.mixes)
    tails = np.concatenate([flows.in_lot, lots + flows.out_event])
    heads = np.concatenate([lots + flows.in_event, flows.out_lot])
    graph = csr_matrix((np.ones(len(tails), np.int8), (tails, heads)), shape=(size, size))
    pieces, piece = connected_components(graph, connection="strong")
    if pieces == size:  # as nearly always
        return np.zeros(lots, np.bool_)
    found: Flags = np.bincount(piece)[piece[:lots]] > 1
    return found

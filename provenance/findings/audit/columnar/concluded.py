"""What every declaration comes to, from columns: by the same division as of objects."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from provenance.findings.audit.judging.consignments import Concluded, comes_to
from provenance.ledger.columns.whole import Columns
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.lineage import Input, Lineage, Lot
from provenance.model.status import Status
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.shipments import Shipments

_STATUSES = tuple(Status)


def concluded_at_once(whole: Whole) -> Mapping[str, Concluded]:
    """What the declarations that ship anything, or state it, come to pro rata."""
    columns, shipments = whole.columns, whole.of(Shipments)
    papers, (draws, of) = columns.declarations, shipments.draws
    items = defaultdict[int, list[Item]](list)
    keys, rows = columns.lots.keys, columns.draws
    for at, lot, event, reo_g, supported in sorted(
        zip(
            of.tolist(),
            (keys[lot] for lot in rows.lot[draws].tolist()),
            (columns.events.keys[event] for event in rows.event[draws].tolist()),
            rows.reo_g[draws].tolist(),
            rows.supported[draws].tolist(),
            strict=True,
        ),
        key=lambda row: (row[0], row[2]),
    ):
        items[at].append(Item(lot, reo_g, Input(lot, event, reo_g, supported)))
    lineage = Lineage(_lots(columns, rows.lot[draws]), {}, (), ())
    stated = np.where(shipments.exports, np.maximum(papers.reo_g, 0), 0)
    found = {}
    for at in sorted({*np.flatnonzero(stated).tolist(), *items}):
        own = tuple(items.get(at, ()))
        missing_g = int(stated[at]) - sum(item.reo_g for item in own)
        holding = Holding(own, max(0, missing_g))
        if holding.reo_g:
            found[papers.keys[at]] = comes_to(holding, lineage, whole.tolerance)[0]
    return found


def _lots(columns: Columns, places: "np.ndarray[tuple[int], np.dtype[np.int_]]") -> dict[str, Lot]:
    """Some lots, as far as it counts how they divide."""
    lots, shares = columns.lots, columns.shares
    wanted = np.unique(places)
    order = np.argsort(shares.lot, kind="stable")
    begin = np.searchsorted(shares.lot[order], wanted)
    end = np.searchsorted(shares.lot[order], wanted, "right")
    found = {}
    for lot, first, last in zip(wanted.tolist(), begin.tolist(), end.tolist(), strict=True):
        own = order[first:last]
        found[lots.keys[lot]] = Lot(
            lots.keys[lot],
            reo_g=int(lots.reo_g[lot]),
            drawn_g=int(lots.drawn_g[lot]),
            shares={
                _STATUSES[status]: share
                for status, share in zip(
                    shares.status[own].tolist(), shares.share[own].tolist(), strict=True
                )
            },
        )
    return found

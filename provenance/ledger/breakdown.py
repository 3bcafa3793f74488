"""A holding by status, with bounds and oxide by oxide."""

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.ledger.bounds.by_oxide import bound_by_oxide
from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.composition.assays import Assays
from provenance.ledger.composition.by_oxide import by_oxide
from provenance.ledger.composition.holding import Holding, divide, whole_grams
from provenance.ledger.composition.origins import Gated, passed
from provenance.ledger.lineage import Lineage
from provenance.model.status import Status


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Grams of a subject by status, in bounds, and the grams of it that passed through each lot.

    `gated` are those that passed each quota gate, where assays tell; None where all goes by mass.
    """

    statuses: Mapping[Status, int]
    bounds: Bounds
    through: Mapping[str, float]
    gated: Gated | None = None


def break_down(holding: Holding, lineage: Lineage) -> Breakdown:
    """By mass; where what is asked about has assays, by oxide as far as assays reach."""
    bounds = bound(holding, lineage)
    assays = Assays.of(lineage)
    if not any(item.lot in assays.by_lot for item in holding.items):
        return Breakdown(divide(holding, lineage), bounds, passed(holding, lineage))
    found = by_oxide(holding, lineage, assays)
    bounds = bound_by_oxide(holding, lineage, assays, bounds, found)
    statuses = whole_grams(found.statuses, holding.reo_g)
    return Breakdown(statuses, bounds, found.through, found.gated)

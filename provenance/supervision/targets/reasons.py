"""Reasons to look at a declaration, each with its figures and with what would settle it.

One function a sign, over one frozen slice. None is a finding: each has honest explanations.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from provenance.model.message import Message
from provenance.model.targeting import TargetSign
from provenance.supervision.targets import goods, parties, trade
from provenance.supervision.targets.considered import Considered
from provenance.supervision.targets.noticed import Noticed

SIGNS: tuple[tuple[TargetSign, Callable[[Considered], Noticed | None]], ...] = (
    (TargetSign.INVOICE_UNMOVED, parties.invoice_unmoved),
    (TargetSign.PRODUCER_UNLIKE, goods.producer_unlike),
    (TargetSign.VALUE_PER_KG, goods.value_per_kg),
    (TargetSign.NEIGHBOUR_GOODS, goods.neighbour_goods),
    (TargetSign.STOCK_KEPT, parties.stock_kept),
    (TargetSign.BURST, trade.burst),
    (TargetSign.NEW_EXPORTER, trade.new_exporter),
    (TargetSign.ROUTE_CHANGED, trade.route_changed),
    (TargetSign.PACKAGE_MASS, goods.package_mass),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign with its points: why it is one here, what would settle it, and what it rests on."""

    sign: TargetSign
    points: int
    why: Message
    settles: Message
    evidence: tuple[str, ...] = ()


def reasons(considered: Considered) -> Iterator[Reason]:
    """The reasons to look at a declaration; those without points are none."""
    for sign, notice in SIGNS:
        points = considered.limits.points(sign)
        if points and (noticed := notice(considered)):
            yield Reason(sign, points, noticed.why, noticed.settles, noticed.evidence)

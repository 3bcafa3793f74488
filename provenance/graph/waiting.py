"""Whether anything that a lineage rests on waits to be settled."""

from collections.abc import Iterable, Mapping, Sequence

from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import LAST_YEAR_OF_GROUP_QUOTA
from provenance.records.changes import Mark, Touch

MOST_MARKS = 10_000
"""So many waiting things are told apart; where more wait, everything counts as waiting."""


ANYWHERE = frozenset({Touch.QUOTA, Touch.CODE, Touch.DESIGNATION, Touch.TESTED, Touch.HANDED})
"""What may bear on anything: rights that others share, tests of what was handed on elsewhere."""


def awaits(lineage: Lineage, marks: Sequence[Mark]) -> bool:
    """Whether anything a lineage rests on waits to be settled."""
    if not marks:
        return False
    pools = [
        grant.pool for event in lineage.events.values() for grant in event.grants if grant.pool
    ]
    # Who had no quota to draw on may get it from a group: such a draw has no pool yet.
    shared = any(
        event.date.year <= LAST_YEAR_OF_GROUP_QUOTA
        and any(grant.gate in QUOTA_ACTIVITY for grant in event.grants)
        for event in lineage.events.values()
    )
    actors = {event.enterprise for event in lineage.events.values()} | {
        pool.owner for pool in pools
    }
    papers = {
        paper
        for event in lineage.events.values()
        for paper in (event.declaration, event.inspection, *event.invoices)
    }
    rests_on: Mapping[Touch, Iterable[str | None]] = {
        Touch.EVENT: lineage.events,
        Touch.CLAIMED: lineage.lots,
        Touch.DRAWN: lineage.lots,
        Touch.ENTERPRISE: actors,
        Touch.ACTOR: actors,
        Touch.DECLARATION: papers,
        Touch.INSPECTION: papers,
        Touch.INVOICE: papers,
    }
    return any(
        mark.touch in ANYWHERE
        or (shared and mark.touch in (Touch.ACTOR, Touch.ENTERPRISE))
        or mark.key in rests_on[mark.touch]
        for mark in marks
    )

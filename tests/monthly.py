"""What months come to, counted event by event."""

from collections import Counter, defaultdict
from typing import Any

from provenance.graph.port.sums import Drawn, Moved
from provenance.ledger.grants import QUOTA_ACTIVITY
from provenance.model.terms import DECIDED


def counted(events: Any) -> tuple[list[Drawn], list[Moved]]:
    """All draws on quota and all movements of these events, by month."""
    drawn: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    moved: Counter[tuple[str, str]] = Counter()
    for event in events.values():
        month = str(event.date)[:7]
        if event.kind not in DECIDED:  # what authorities release or seize no enterprise moved
            moved.update({(month, who) for who in (event.enterprise, event.buyer) if who})
        for grant in event.grants:
            activity = QUOTA_ACTIVITY.get(grant.gate)
            if activity is None or not grant.drawn_g:
                continue
            by = (month, event.enterprise, activity, grant.ore_class)
            parts = [(part.entitlement.key, part.drawn_g, part.covered_g) for part in grant.parts]
            for quota, drawn_g, covered_g in parts or [(None, grant.drawn_g, 0)]:
                drawn[*by, quota][0] += drawn_g
                drawn[*by, quota][1] += covered_g
    order = sorted(drawn.items(), key=lambda item: tuple(part or "" for part in item[0]))
    return (
        [Drawn(who, month, *rest, *grams) for (month, who, *rest), grams in order],
        [Moved(who, month, n) for (month, who), n in sorted(moved.items())],
    )

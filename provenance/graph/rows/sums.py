"""What each month comes to: quota drawn, movements, invoices, summed by who they are of.

Stores keep these sums as they go, for a national month has hundreds of thousands of records: what
changes an event, its draws or an invoice changes the sums by the difference, in the same
transaction. Months are texts ("2026-03"), as filings are made by.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.graph.rows.material import grants_from, maybe
from provenance.ledger.grants import QUOTA_ACTIVITY, Grant
from provenance.ledger.lineage import Event
from provenance.model.terms import DECIDED, Activity, Label, OreClass
from provenance.records.changes import Fragment, Node


class Monthly(StrEnum):
    """The kinds of sum that stores keep."""

    DRAW = "MonthlyDraw"
    MOVEMENT = "MonthlyMovement"
    INVOICE = "MonthlyInvoice"


BY: Mapping[Monthly, tuple[str, ...]] = {
    Monthly.DRAW: ("month", "enterprise", "activity", "ore_class", "quota"),
    Monthly.MOVEMENT: ("month", "enterprise"),
    Monthly.INVOICE: ("month", "seller"),
}
"""What each kind of sum is told apart by; the empty text stands for none."""

AMOUNTS: Mapping[Monthly, tuple[str, ...]] = {
    Monthly.DRAW: ("drawn_g", "covered_g"),
    Monthly.MOVEMENT: ("events",),
    Monthly.INVOICE: ("invoices", "net_g", "reo_g", "unstated"),
}
"""What is summed; where the first is zero there is nothing. `unstated` counts invoices with a
line that states no REO."""


class Entry(NamedTuple):
    """What one event, draw or invoice adds to a sum."""

    of: Monthly
    by: tuple[str, ...]
    amounts: tuple[int, ...]


Difference = Mapping[Monthly, Mapping[tuple[str, ...], Sequence[int]]]
"""By how much sums change."""


def entries_of(node: Node, settled: str | None = None) -> Iterator[Entry]:
    """What an event (its movement to each party, its draws as stored) or an invoice adds."""
    label, props = node.ref.label, node.props
    if label is Label.EVENT:
        who, day = str(props["enterprise"]), str(props["date"])
        parties = (who, str(props.get("buyer") or who)) if props["kind"] not in DECIDED else ()
        for party in dict.fromkeys(parties):
            yield Entry(Monthly.MOVEMENT, (day[:7], party), (1,))
        if settled:
            yield from entries_of_draws(who, day, grants_from(json.loads(settled)))
    elif label is Label.INVOICE and props["status"] == "valid" and props["rare_earth_mark"]:
        month = str(props["issued_on"])[:7]
        stated = [line.get("reo_g") for line in json.loads(str(props["lines"]))]
        reo_g, unstated = sum(filter(None, stated)), int(None in stated)
        amounts = (1, int(str(props["net_g"])), reo_g, unstated)
        yield Entry(Monthly.INVOICE, (month, str(props["seller"])), amounts)


def entries_of_draws(enterprise: str, day: str, grants: Iterable[Grant]) -> Iterator[Entry]:
    """What an event's draws on quota add, by quota; draws on documents are no matter of quota."""
    for grant in grants:
        activity = QUOTA_ACTIVITY.get(grant.gate)
        if activity is None:
            continue
        by = (day[:7], enterprise, activity.value, grant.ore_class or "")
        unnamed = grant.drawn_g - sum(part.drawn_g for part in grant.parts)
        if unnamed:
            yield Entry(Monthly.DRAW, (*by, ""), (unnamed, 0))
        for part in grant.parts:
            amounts = (part.drawn_g, part.covered_g)
            yield Entry(Monthly.DRAW, (*by, part.entitlement.key), amounts)


def difference(added: Iterable[Entry], removed: Iterable[Entry] = ()) -> Difference:
    """By how much sums change where some entries come and others go."""
    sums: dict[Monthly, dict[tuple[str, ...], list[int]]] = {of: {} for of in Monthly}
    for sign, entries in ((1, added), (-1, removed)):
        for of, by, amounts in entries:
            total = sums[of].setdefault(by, [0] * len(amounts))
            for at, amount in enumerate(amounts):
                total[at] += sign * amount
    return {
        of: {by: total for by, total in all_.items() if any(total)} for of, all_ in sums.items()
    }


class Drew(NamedTuple):
    """What an event draws as it stands, with who it is of and its day."""

    event: str
    enterprise: str
    day: str
    grants: Sequence[Grant]

    @classmethod
    def stored(cls, event: str, enterprise: str, day: str, grants: str | None) -> "Drew":
        """The same of draws as stored."""
        return cls(event, enterprise, day, grants_from(json.loads(grants)) if grants else ())

    @classmethod
    def of(cls, event: Event) -> "Drew":
        return cls(event.key, event.enterprise, event.date.isoformat(), event.grants)

    def entries(self) -> Iterator[Entry]:
        return entries_of_draws(self.enterprise, self.day, self.grants)


def restated(
    added: Iterable[Fragment], removed: Iterable[Fragment], drew: Iterable[Drew] = ()
) -> Difference:
    """By how much sums change where records state other pieces of graph than before.

    `drew` is what events drew that draw nothing until they are settled again.
    """
    no_more = (entry for one in drew for entry in one.entries())
    return difference(_stated(added), chain(_stated(removed), no_more))


def _stated(pieces: Iterable[Fragment]) -> Iterator[Entry]:
    return (entry for piece in pieces for node in piece.nodes for entry in entries_of(node))


def redrawn(before: Iterable[Drew], grants: Mapping[str, Sequence[Grant]]) -> Difference:
    """By how much sums change where events draw other than before."""
    before = list(before)
    now = (one._replace(grants=grants.get(one.event, ())) for one in before)
    return difference(
        (entry for one in now for entry in one.entries()),
        (entry for one in before for entry in one.entries()),
    )


def drawn_from(rows: Iterable[tuple[Any, ...]]) -> list[Drawn]:
    """Sums as stored, in the order of BY and AMOUNTS, as they are asked for."""
    return [
        Drawn(who, month, Activity(activity), maybe(OreClass, ore_class or None), quota or None, *g)
        for month, who, activity, ore_class, quota, *g in sorted(rows)
    ]


def moved_from(rows: Iterable[tuple[Any, ...]]) -> list[Moved]:
    return [Moved(who, month, events) for month, who, events in sorted(rows)]


def invoiced_from(rows: Iterable[tuple[Any, ...]]) -> list[Invoiced]:
    return [
        Invoiced(seller, month, invoices, net_g, None if unstated else reo_g)
        for month, seller, invoices, net_g, reo_g, unstated in sorted(rows)
    ]

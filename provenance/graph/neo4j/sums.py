"""The sums by month in Neo4j: kept as they change."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Aspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.port.sums import Drawn, Invoiced, Moved
from provenance.graph.rows.material import event_from
from provenance.graph.rows.sums import (
    AMOUNTS,
    BY,
    Difference,
    Monthly,
    drawn_from,
    invoiced_from,
    moved_from,
)
from provenance.ledger.lineage import Event

DRAWERS = 100
"""Enterprises whose events are read at once."""

ROWS = {Monthly.DRAW: "drawn", Monthly.MOVEMENT: "moved", Monthly.INVOICE: "invoiced"}
"""What the queries that change sums call their rows."""


class Sums(Aspect):
    """What is answered of months."""

    @asking
    async def drawn(self, ask: Ask, first: str, last: str) -> Sequence[Drawn]:
        return drawn_from(await _sums(ask, Monthly.DRAW, first, last))

    @asking
    async def draws(self, ask: Ask, first: str, last: str, known_by: datetime) -> list[Event]:
        """The events of some months that draw on quota, whose record was there by then."""
        months = {"first": first, "behind": f"{last}~"}
        drawers = await ask(query("drawers"), **months)
        found: list[Event] = []
        at = known_by.astimezone(UTC).isoformat()
        for n in range(0, len(drawers), DRAWERS):
            some = drawers[n : n + DRAWERS]
            rows = await ask(query("draws"), rows=some, known_by=at, **months)
            found += [event_from(props, json.loads(props["grants"])) for props in rows]
        return found

    @asking
    async def moved(self, ask: Ask, first: str, last: str) -> Sequence[Moved]:
        return moved_from(await _sums(ask, Monthly.MOVEMENT, first, last))

    @asking
    async def invoiced(self, ask: Ask, first: str, last: str) -> Sequence[Invoiced]:
        return invoiced_from(await _sums(ask, Monthly.INVOICE, first, last))


async def _sums(ask: Ask, of: Monthly, first: str, last: str) -> list[tuple[Any, ...]]:
    """The sums of some months, both inclusive."""
    found = await ask(query("sums", label=of), first=first, behind=f"{last}~")
    return [tuple(props[name] for name in (*BY[of], *AMOUNTS[of])) for props in found]


def change_rows(by: Difference) -> dict[str, list[Any]]:
    """A difference of sums as the rows that queries change them by, by what these call them."""
    return {
        rows: [
            ["\n".join(key), dict(zip(BY[of], key, strict=True)), total]
            for key, total in by.get(of, {}).items()
        ]
        for of, rows in ROWS.items()
    }

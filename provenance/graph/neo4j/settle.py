"""What settling reads from Neo4j, and what it keeps there."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from provenance.graph.neo4j.ask import Ask, many, packed
from provenance.graph.neo4j.aspect import WriterAspect, asking
from provenance.graph.neo4j.downstream import downstream
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.queue import many_to_a_node
from provenance.graph.neo4j.records import Records, register_of
from provenance.graph.neo4j.rows import label_of, lot_row
from provenance.graph.neo4j.sums import change_rows
from provenance.graph.port.settling import Downstream, Settlement, Waiting
from provenance.graph.rows.material import LACKING, changed, event_from, grants_text
from provenance.graph.rows.register import REGISTERED, declared_under, papers_from
from provenance.graph.rows.sums import Drew, redrawn
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.model.terms import Label, Ref
from provenance.records.changes import Mark, Touch

Key = TypeVar("Key")
Item = TypeVar("Item")

AT_ONCE = 25_000
"""Lots, or draws of events, in one transaction, which takes some 6 kB of the server's memory for
each until it is committed."""


class Settling(WriterAspect):
    """What settling asks within a turn of writing, and what it keeps."""

    @asking
    async def waiting(self, ask: Ask) -> Waiting:
        marks, known, lacking = await ask(query("to_settle", any_of=REGISTERED))
        if not marks:
            return Waiting(frozenset())
        return Waiting(_marks(marks), register_of(known), lacking)

    register = Records.register

    @asking
    async def papers(
        self,
        ask: Ask,
        declarations: Sequence[str],
        inspections: Sequence[str],
        invoices: Sequence[str],
    ) -> Papers:
        wanted = {
            "declarations": declarations,
            "inspections": inspections,
            "invoices": invoices,
        }
        found: list[tuple[Ref, Mapping[str, Any]]] = []
        for step in packed(wanted):
            if any(step.values()):
                rows = await ask(query("papers"), **step)
                found += [(Ref(label_of(labels), props["key"]), props) for labels, props in rows]
        return papers_from(found)

    @asking
    async def declared_under(self, ask: Ask, codes: Sequence[str]) -> list[str]:
        found = await ask(query("known", any_of=(Label.DECLARATION,)))
        return declared_under(codes, ((props["key"], props) for _, props in found))

    @asking
    async def draws_of(self, ask: Ask, enterprises: Sequence[str]) -> list[Event]:
        found = await many(ask, query("draws_of"), enterprises)
        return [event_from(props, json.loads(props["grants"])) for props in found]

    @asking
    async def handed_from(self, ask: Ask, lots: Sequence[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {lot: {lot} for lot in lots}
        for start, lot in await many(ask, query("handed_from"), lots):
            found[start].add(lot)
        return found

    @asking
    async def downstream(
        self, ask: Ask, seeds: Sequence[Ref], made: Sequence[str] = (), named: Sequence[Ref] = ()
    ) -> Downstream:
        return await downstream(ask, seeds, made, named)

    async def keep(self, settlement: Settlement, marks: frozenset[Mark]) -> None:
        """Keep a settlement; one too large for the memory of a transaction is committed in slices.

        Until the last of them the marks are there: whatever rests on it still says that it waits,
        and should it come to no end, it is settled again.
        """
        turn = self._turn
        # What is committed apart would not see what has changed in this transaction.
        *slices, last = (settlement,) if turn.changed else _slices(settlement)
        turn.changed = True
        for part in slices:
            await turn.apart(partial(_keep_part, settlement=part))
        waited = _marks(await _keep(turn.ask, last, datetime.now(UTC)))
        if left := waited - marks:  # what came to wait meanwhile stays
            await turn.ask(query("mark"), rows=many_to_a_node(sorted(left)))


def _marks(found: Iterable[Sequence[Any]]) -> frozenset[Mark]:
    return frozenset(Mark(Touch(touch), key) for touch, keys in found for key in keys)


def _slices(settlement: Settlement) -> list[Settlement]:
    """Lots before draws: what descends from an event is settled again if its draws change."""
    lots, grants, support = settlement.lots, settlement.grants, settlement.support
    if len(lots) + len(grants) + len(support) <= AT_ONCE:
        return [settlement]
    return [
        *(Settlement(lots=lots[at : at + AT_ONCE]) for at in range(0, len(lots), AT_ONCE)),
        *(Settlement(support=part) for part in _parts(support)),
        *(Settlement(grants=part, before=settlement.before) for part in _parts(grants)),
    ]


def _parts(whole: Mapping[Key, Item]) -> Iterator[Mapping[Key, Item]]:
    rest = iter(whole.items())
    while part := dict(islice(rest, AT_ONCE)):
        yield part


async def _keep_part(ask: Ask, settlement: Settlement) -> None:
    await _keep(ask, settlement)


async def _keep(ask: Ask, settlement: Settlement, at: datetime | None = None) -> list[Any]:
    """Keep a part of a settlement; with the last, which comes with the time, return what waited."""
    grants = settlement.grants
    before = (Drew.of(settlement.before[key]) for key in grants)
    kinds: dict[str, Sequence[Any]] = {
        # With each part: what was kept of it is not worked out again should the rest not be.
        "queue": many_to_a_node(changed(settlement)),
        "lots": settlement.lots,
        "support": [[*between, held] for between, held in settlement.support.items()],
        "grants": list(grants),
        "drawn": change_rows(redrawn(before, grants))["drawn"],
    }
    *steps, last = packed(kinds)
    for step in steps:
        await ask(query("settle"), **_rows(step, grants), at=None)
    found: list[Any] = await ask(query("settle"), **_rows(last, grants), at=at and at.isoformat())
    return found


def _rows(
    step: Mapping[str, Sequence[Any]], grants: Mapping[str, Sequence[Grant]]
) -> dict[str, Sequence[Any]]:
    """What a statement keeps; each event's draws as a text, and as edges to what it drew on."""
    rows = [
        [key, grants_text(grants[key]), any(one.rest in LACKING for one in grants[key]) or None]
        for key in step["grants"]
    ]
    draws = {
        (key, part.entitlement): [
            key,
            {part.entitlement.label: part.entitlement.key},
            {"gate": grant.gate.value, "reo_g": part.drawn_g, "covered_g": part.covered_g},
        ]
        for key in step["grants"]
        for grant in grants[key]
        for part in grant.parts
    }
    lots = [lot_row(lot) for lot in step["lots"]]
    return {**step, "lots": lots, "grants": rows, "draws": list(draws.values())}

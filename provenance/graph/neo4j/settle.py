"""What settling reads from Neo4j, and what it keeps there."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import WriterAspect, asking
from provenance.graph.neo4j.lineage import beyond, fetch, places_of, reach
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.queue import queue
from provenance.graph.neo4j.records import Records
from provenance.graph.neo4j.rows import lineage_rows, lot_row
from provenance.graph.neo4j.sums import change
from provenance.graph.neo4j.write import create_edges, forget, ids_of, mark, take_draws_away
from provenance.graph.port.settling import Downstream, Settlement
from provenance.graph.rows.material import LACKING, changed, event_from, grants_text, read_lineage
from provenance.graph.rows.register import declared_under, papers_from
from provenance.graph.rows.sums import redrawn
from provenance.ledger.grants import Grant
from provenance.ledger.lineage import Event
from provenance.ledger.papers import Papers
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Edge, Mark, Touch

Key = TypeVar("Key")
Item = TypeVar("Item")

AT_ONCE = 25_000
"""Lots, or draws of events, in one transaction, which takes some 6 kB of the server's memory for
each until it is committed."""


class Settling(WriterAspect):
    """What settling asks within a turn of writing, and what it keeps."""

    @asking
    async def marks(self, ask: Ask) -> frozenset[Mark]:
        found = await ask(query("marks"))
        return frozenset(Mark(Touch(touch), key) for touch, keys in found for key in keys)

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
            Label.DECLARATION: declarations,
            Label.INSPECTION: inspections,
            Label.INVOICE: invoices,
        }
        found: list[tuple[Ref, Mapping[str, Any]]] = []
        for label, keys in wanted.items():
            nodes = await many(ask, query("things", label=label), keys)
            found += [(Ref(label, props["key"]), props) for props in nodes if props.get("known")]
        return papers_from(found)

    @asking
    async def named_in(self, ask: Ask, documents: Iterable[Ref]) -> list[str]:
        keys: defaultdict[Label, list[str]] = defaultdict(list)
        for label, key in documents:
            keys[label].append(key)
        found: dict[str, None] = {}
        for label, named in keys.items():
            found |= dict.fromkeys(await many(ask, query("named_in", label=label), named))
        return list(found)

    @asking
    async def declared_under(self, ask: Ask, codes: Sequence[str]) -> list[str]:
        found = await ask(query("known", any_of=(Label.DECLARATION,)))
        return declared_under(codes, ((props["key"], props) for _, props in found))

    @asking
    async def draws_of(self, ask: Ask, enterprises: Sequence[str]) -> list[Event]:
        found = await many(ask, query("draws_of"), enterprises)
        return [event_from(props, json.loads(props["grants"])) for props in found]

    @asking
    async def undesignated(self, ask: Ask) -> list[str]:
        found: list[str] = await ask(query("undesignated"))
        return found

    @asking
    async def producers(self, ask: Ask, lots: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(await many(ask, query("producers"), lots)))

    @asking
    async def handed_from(self, ask: Ask, lots: Sequence[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {lot: {lot} for lot in lots}
        for start, lot in await many(ask, query("handed_from"), lots):
            found[start].add(lot)
        return found

    @asking
    async def downstream(self, ask: Ask, seeds: Sequence[Ref]) -> Downstream:
        reached = await reach(ask, places_of(seeds), up=False)
        nodes, flows = lineage_rows(await fetch(ask, reached, up=True), up=True)
        inside = {(is_lot, key) for _, key, is_lot, _, _ in nodes}
        nodes += await beyond(ask, inside, [tail for tail, *_ in flows])
        return Downstream(
            lots=frozenset(key for is_lot, key in inside if is_lot),
            events=frozenset(key for is_lot, key in inside if not is_lot),
            lineage=read_lineage(nodes, flows, up=True),
        )

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
            await turn.apart(partial(_keep, settlement=part))
        await _keep(turn.ask, last)
        await _take_marks(turn.ask, marks)
        await turn.ask(query("settled_at"), now=datetime.now(UTC).isoformat())


async def _take_marks(ask: Ask, taken: frozenset[Mark]) -> None:
    """Take marks away; what came to wait meanwhile stays."""
    waiting = await ask(query("take_marks"))
    # A Mark is equal to its tuple of texts: no need to make one of each only to drop it.
    left = [(touch, key) for touch, keys in waiting for key in keys if (touch, key) not in taken]
    await mark(ask, (Mark(Touch(touch), key) for touch, key in left))


def _slices(settlement: Settlement) -> list[Settlement]:
    """Lots before draws: what descends from an event is settled again if its draws change."""
    lots, grants, support = settlement.lots, settlement.grants, settlement.support
    if len(lots) + len(grants) + len(support) <= AT_ONCE:
        return [settlement]
    return [
        *(Settlement(lots=lots[at : at + AT_ONCE]) for at in range(0, len(lots), AT_ONCE)),
        *(Settlement(support=part) for part in _parts(support)),
        *(Settlement(grants=part) for part in _parts(grants)),
    ]


def _parts(whole: Mapping[Key, Item]) -> Iterator[Mapping[Key, Item]]:
    rest = iter(whole.items())
    while part := dict(islice(rest, AT_ONCE)):
        yield part


async def _keep(ask: Ask, settlement: Settlement) -> None:
    # With each slice: what was kept of it is not worked out again should the rest not be.
    await queue(ask, changed(settlement))
    await many(ask, query("settle_lots"), [lot_row(lot) for lot in settlement.lots])
    await _keep_grants(ask, settlement.grants)
    support = [[lot, event, held] for (lot, event), held in settlement.support.items()]
    await many(ask, query("settle_support"), support)


async def _keep_grants(ask: Ask, grants: Mapping[str, tuple[Grant, ...]]) -> None:
    """Keep each event's draws, as a text and as edges to what it drew on."""
    rows = [
        [key, grants_text(all_), any(grant.rest in LACKING for grant in all_) or None]
        for key, all_ in grants.items()
    ]
    before = await many(ask, query("settle_grants"), rows)
    await change(ask, redrawn(before, grants))
    left = await take_draws_away(ask, grants)
    edges = {
        (key, part.entitlement): Edge(
            type=EdgeType.DRAWS,
            tail=Ref(Label.EVENT, key),
            head=part.entitlement,
            props={"gate": grant.gate.value, "reo_g": part.drawn_g, "covered_g": part.covered_g},
        )
        for key, all_ in grants.items()
        for grant in all_
        for part in grant.parts
    }
    ends = dict.fromkeys(end for edge in edges.values() for end in (edge.tail, edge.head))
    await create_edges(ask, edges.values(), await ids_of(ask, ends))
    await forget(ask, left)

"""What Neo4j answers of things and what connects them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import Aspect, asking
from provenance.graph.neo4j.lineage import (
    FEW,
    beyond,
    by_label,
    fetch,
    places_of,
    reach,
    with_seeds,
)
from provenance.graph.neo4j.outline import outline
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.records import histories_of
from provenance.graph.neo4j.rows import label_of, lineage_rows, thing_from
from provenance.graph.neo4j.search import bearing, search
from provenance.graph.port.flows import Happened
from provenance.graph.port.graph import Neighbour, Thing
from provenance.graph.port.outline import Outline, Wanted
from provenance.graph.port.paging import Page
from provenance.graph.rows.found_by import Sought, folded_for_search
from provenance.graph.rows.happened import happened_from
from provenance.graph.rows.material import read_lineage
from provenance.graph.waiting import MOST_MARKS, awaits
from provenance.ledger.lineage import Lineage
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Mark, RecordKey, Touch, Version

if TYPE_CHECKING:
    from provenance.ledger.columns.whole import Columns


class Graph(Aspect):
    """What is answered of things and what connects them."""

    @asking
    async def things(self, ask: Ask, refs: Sequence[Ref]) -> list[Thing | None]:
        found: dict[Ref, Thing] = {}
        for label, wanted in _keys(refs).items():
            for props in await many(ask, query("things", label=label), wanted):
                found[Ref(label, props["key"])] = thing_from(label, props)
        return [found.get(ref) for ref in refs]

    @asking
    async def page(self, ask: Ask, label: Label, after: str | None, first: int) -> Page:
        found = await ask(query("page", label=label), after=after or "", most=first + 1)
        return Page([thing_from(label, props) for props in found[:first]], len(found) > first)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> list[Page]:
        name = "neighbours_out" if out else "neighbours_in"

        async def work(ask: Ask) -> Mapping[Ref, list[Neighbour]]:
            found: defaultdict[Ref, list[Neighbour]] = defaultdict(list)
            for label, wanted in _keys(refs).items():
                text = query(name, label=label, type=edge)
                rows = await ask(text, rows=wanted, after=after or "", most=first + 1)
                for key, labels, props, bears in rows:
                    near = Neighbour(thing_from(label_of(labels), props), bears)
                    found[Ref(label, key)].append(near)
            return found

        found = await self._run(work)
        return [Page(found.get(ref, [])[:first], len(found.get(ref, ())) > first) for ref in refs]

    @asking
    async def versions(self, ask: Ask, records: Sequence[RecordKey]) -> list[Sequence[Version]]:
        found = await histories_of(ask, records)
        return [found[record].versions for record in records]

    @asking
    async def lineage(self, ask: Ask, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        places = places_of(seeds)
        most = max(most, len(places))
        if len(places) <= FEW:
            text = query("lineage_up" if up else "lineage_down")
            rows = await ask(text, **by_label(places), most=most)
            rows = await with_seeds(ask, places, rows, up=up, cut=len(rows) >= most)
        else:
            rows = await fetch(ask, await reach(ask, places, up=up, most=most), up=up)
        found = read_lineage(*lineage_rows(rows[:most], up=up), up=up)
        settled_at, waiting, told = await ask(query("waiting"), most=MOST_MARKS)
        marks = [Mark(Touch(touch), key) for touch, keys in told for key in keys]
        return replace(
            found,
            settled_at=settled_at and datetime.fromisoformat(settled_at),
            waiting=waiting > MOST_MARKS or awaits(found, marks),
        )

    @asking
    async def outline(
        self, ask: Ask, seeds: Sequence[Ref], wanted: Wanted, *, up: bool, most: int
    ) -> Outline | None:
        return await outline(ask, seeds, wanted, up=up, most=most)

    @asking
    async def around(self, ask: Ask, refs: Sequence[Ref]) -> Lineage:
        places = places_of(refs)
        nodes, came = lineage_rows(await fetch(ask, places, up=True), up=True)
        _, went = lineage_rows(await fetch(ask, places, up=False), up=False)
        flows = {flow[:3]: flow for flow in (*came, *went)}
        inside = {(is_lot, key) for _, key, is_lot, _, _ in nodes}
        ends = [end for tail, head, _ in flows for end in (tail, head)]
        nodes += await beyond(ask, inside, ends)
        return read_lineage(nodes, flows.values(), up=True)

    @asking
    async def search(
        self, ask: Ask, text: str, first: int, labels: Collection[Label] = ()
    ) -> list[Thing]:
        sought = Sought.of(text)
        found = await search(ask, sought, first, labels) if sought else ()
        return [thing_from(*row) for row in found]

    @asking
    async def bearing(self, ask: Ask, texts: Sequence[str], most: int) -> list[Sequence[Thing]]:
        folded = [folded_for_search(text) for text in texts]
        found = await bearing(ask, set(filter(None, folded)), most)
        return [[thing_from(*row) for row in found.get(text, ())] for text in folded]

    @asking
    async def of_period(self, ask: Ask, labels: Sequence[Label], period: str) -> list[Thing]:
        return [
            thing_from(label, props)
            for label in sorted(set(labels))
            for props in await ask(query("of_period", label=label), period=period)
        ]

    @asking
    async def happened(self, ask: Ask, after: str, first: int) -> list[Happened]:
        return [happened_from(row) for row in await ask(query("happened"), after=after, most=first)]

    @asking
    async def columns(self, ask: Ask) -> "Columns":
        from provenance.graph.neo4j.columns import columns  # numpy comes with it

        return await columns(ask)

    @asking
    async def count(self, ask: Ask, label: Label) -> int:
        return int(await ask(query("count", label=label)))


def _keys(refs: Iterable[Ref]) -> Mapping[Label, list[str]]:
    keys: defaultdict[Label, list[str]] = defaultdict(list)
    for label, key in dict.fromkeys(refs):
        keys[label].append(key)
    return keys

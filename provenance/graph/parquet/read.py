"""What an audit asks of things and what connects them, answered from an export.

It is settled, and stays as it is: nothing waits in it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.graph.parquet.folder import Folder
from provenance.graph.parquet.references import REFERENCES
from provenance.graph.parquet.tables import TABLE_OF
from provenance.graph.port.graph import Neighbour, Thing
from provenance.graph.port.paging import Page
from provenance.graph.rows.material import FlowRow, NodeRow, number, read_lineage
from provenance.graph.rows.register import REGISTERED, register_from
from provenance.ledger.lineage import Lineage
from provenance.ledger.quota.register import Register
from provenance.model.terms import EdgeType, Label, Ref

if TYPE_CHECKING:
    from provenance.ledger.columns.whole import Columns

Row = Mapping[str, Any]

BORNE = {
    EdgeType.INPUT: ("inputs", Label.LOT, ("lot", "event")),
    EdgeType.OUTPUT: ("outputs", Label.EVENT, ("event", "lot")),
}
"""Which table has the edges of material, where they come from, and the columns of both ends."""


class Graph:
    """The part of the port's Graph that audits read."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    async def things(self, refs: Sequence[Ref]) -> list[Thing | None]:
        found = self._things(refs)
        return [found.get(ref) for ref in refs]

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        rows = self._folder[TABLE_OF[label].name]
        begin = rows.behind(after) if after else 0
        end = min(begin + first, len(rows))
        return Page([_thing(label, row) for row in rows.between(begin, end)], end < len(rows))

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> list[Page]:
        if edge in BORNE:
            found = self._material(refs, edge, out=out)
        else:
            found = (self._named if out else self._naming)(refs, edge)
        pages = []
        for ref in refs:
            nears = [near for near in found[ref] if near.thing.ref.key > (after or "")]
            nears.sort(key=lambda near: (near.thing.ref.key, near.edge.get("n", 0)))
            pages.append(Page(nears[:first], len(nears) > first))
        return pages

    async def around(self, refs: Sequence[Ref]) -> Lineage:
        lots, events = _keys(refs, Label.LOT), _keys(refs, Label.EVENT)
        inputs, outputs = self._flows("inputs", lots, events), self._flows("outputs", lots, events)
        ends = {(label, row[label.lower()]) for row in chain(inputs, outputs) for label in _ENDS}
        return self._lineage({*refs, *(Ref(*end) for end in ends)}, inputs, outputs, up=True)

    async def lineage(self, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
        reached = set(self._things(seeds))
        most = max(most, len(seeds))
        new, inputs, outputs = set(reached), list[Row](), list[Row]()
        while new:
            lots, events = _keys(new, Label.LOT), _keys(new, Label.EVENT)
            given = self._flows("outputs", lots if up else (), () if up else events)
            taken = self._flows("inputs", () if up else lots, events if up else ())
            inputs, outputs = inputs + taken, outputs + given
            lots_on = taken if up else given
            events_on = given if up else taken
            far = {Ref(Label.LOT, row["lot"]) for row in lots_on}
            far |= {Ref(Label.EVENT, row["event"]) for row in events_on}
            new = set(sorted(far - reached)[: most - len(reached)])
            reached |= new
        found = self._lineage(reached, inputs, outputs, up=up)
        at = self._folder.settled_at
        return replace(found, settled_at=datetime.fromisoformat(at) if at else None)

    async def columns(self) -> "Columns":
        from provenance.graph.parquet.columns import columns

        return columns(self._folder)

    async def count(self, label: Label) -> int:
        return len(self._folder[TABLE_OF[label].name])

    def _things(self, refs: Iterable[Ref]) -> dict[Ref, Thing]:
        by: defaultdict[Label, set[str]] = defaultdict(set)
        for label, key in refs:
            by[label].add(key)
        return {
            Ref(label, row["key"]): _thing(label, row)
            for label, keys in by.items()
            for row in self._rows(TABLE_OF[label].name, "key", keys)
        }

    def _rows(self, name: str, column: str, keys: Collection[str]) -> list[Row]:
        """The rows of a table that say one of some keys in a column."""
        if not keys:
            return []
        rows = self._folder[name]
        found = rows.at(rows.having(column, sorted(keys)))
        return [row for row in found if row.get(column) in keys]

    def _flows(self, name: str, lots: Collection[str], events: Collection[str]) -> list[Row]:
        """Material from or to some lots and events, each flow once."""
        rows = self._folder[name]
        at = rows.having("lot", sorted(lots)), rows.having("event", sorted(events))
        found = rows.at(np.concatenate(at))
        return [row for row in found if row["lot"] in lots or row["event"] in events]

    def _lineage(
        self, refs: Collection[Ref], inputs: Iterable[Row], outputs: Iterable[Row], *, up: bool
    ) -> Lineage:
        nodes: list[NodeRow[Ref]] = []
        for label in _ENDS:
            keys = {ref.key for ref in refs if ref.label is label}
            for row in self._rows(TABLE_OF[label].name, "key", keys):
                ref = Ref(label, row["key"])
                if label is Label.LOT:
                    nodes.append((ref, ref.key, True, {}, row))
                elif row["on_record"]:
                    props = {**_borne(row), "id": number(ref)}
                    nodes.append((ref, ref.key, False, props, _grants(row)))
        flows: list[FlowRow[Ref]] = []
        for row in inputs:
            lot, event = Ref(Label.LOT, row["lot"]), Ref(Label.EVENT, row["event"])
            flows.append((lot, event, 0, row["reo_g"], row["supported"], None, None, None))
        for row in outputs:
            lot, event = Ref(Label.LOT, row["lot"]), Ref(Label.EVENT, row["event"])
            product, net_g = row.get("product"), row.get("net_g")
            flows.append((event, lot, row["n"], row["reo_g"], True, product, net_g, row))
        return read_lineage(nodes, flows, up=up)

    def _material(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool
    ) -> Mapping[Ref, list[Neighbour]]:
        """Neighbours along the flows of material."""
        name, tail, ends = BORNE[edge]
        head = Label.EVENT if tail is Label.LOT else Label.LOT
        near, far = (tail, head) if out else (head, tail)
        here, there = ends if out else ends[::-1]
        rows = self._rows(name, here, set(_keys(refs, near)))
        things = self._things(Ref(far, row[there]) for row in rows)
        found: defaultdict[Ref, list[Neighbour]] = defaultdict(list)
        for row in rows:
            bears = {key: value for key, value in row.items() if key not in ends}
            found[Ref(near, row[here])].append(Neighbour(things[Ref(far, row[there])], bears))
        return found

    def _named(self, refs: Sequence[Ref], edge: EdgeType) -> Mapping[Ref, list[Neighbour]]:
        """What these things name along a kind of edge."""
        pairs = [
            (ref, Ref(reference.head, key))
            for ref, thing in self._things(refs).items()
            for reference in REFERENCES[edge]
            if reference.tail is ref.label
            for key in reference.keys(thing.props)
        ]
        heads = self._things(head for _, head in pairs)
        found: defaultdict[Ref, list[Neighbour]] = defaultdict(list)
        for ref, head in pairs:
            found[ref].append(Neighbour(heads[head], {}))
        return found

    def _naming(self, refs: Sequence[Ref], edge: EdgeType) -> Mapping[Ref, list[Neighbour]]:
        """What names these things along a kind of edge."""
        found: defaultdict[Ref, list[Neighbour]] = defaultdict(list)
        for reference in REFERENCES[edge]:
            keys = {ref.key for ref in refs if ref.label is reference.head}
            if not keys:
                continue
            rows = self._folder[TABLE_OF[reference.tail].name]
            at = rows.having(reference.column, sorted(keys), reference.of)
            for row in rows.at(at):
                thing = _thing(reference.tail, row)
                for key in reference.keys(row):
                    if key in keys:
                        found[Ref(reference.head, key)].append(Neighbour(thing, {}))
        return found


class Records:
    """The part of the port's Records that audits read."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    async def register(self) -> Register:
        things: dict[Label, list[tuple[str, Row]]] = {}
        for label in REGISTERED:
            rows = self._folder[TABLE_OF[label].name]
            all_ = (_thing(label, row) for row in rows.between(0, len(rows)))
            things[label] = [(thing.ref.key, thing.props) for thing in all_ if thing.known]
        return register_from(things)


_ENDS = (Label.LOT, Label.EVENT)


def _keys(refs: Iterable[Ref], label: Label) -> set[str]:
    return {ref.key for ref in refs if ref.label is label}


def _thing(label: Label, row: Row) -> Thing:
    """A row as a thing, as stores tell of it: an event's draws are one text."""
    ref = Ref(label, row["key"])
    props = {"id": number(ref), **_borne(row)}
    if grants := _grants(row):
        props["grants"] = json.dumps(grants, ensure_ascii=False)
    return Thing(ref, props, label is Label.LOT or row["on_record"])


def _borne(row: Row) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in ("key", "on_record", "draws")}


def _grants(row: Row) -> list[list[Any]] | None:
    """An event's draws as stores keep them."""
    return [
        [*list(draw.values())[:-1], [list(part.values()) for part in draw["parts"]]]
        for draw in row.get("draws") or ()
    ] or None

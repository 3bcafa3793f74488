"""Closures in Neo4j: one expansion from a few nodes, level by level from many."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import Place, lineage_rows, node_row
from provenance.graph.port.graph import Downstream
from provenance.graph.rows.material import NodeRow, read_lineage
from provenance.graph.waiting import MOST_MARKS, awaits
from provenance.ledger.lineage import Lineage
from provenance.model.terms import Label, Ref
from provenance.records.changes import Mark, Touch

FEW = 24
"""Up to so many nodes are expanded each by itself: ground that they share is gone over again."""


async def lineage(ask: Ask, seeds: Sequence[Ref], *, up: bool, most: int) -> Lineage:
    places = _places(seeds)
    most = max(most, len(places))
    if len(places) <= FEW:
        text = query("lineage_up" if up else "lineage_down")
        rows = await ask(text, **_by_label(places), most=most)
        rows = await _with_seeds(ask, places, rows, up=up, cut=len(rows) >= most)
    else:
        rows = await _fetch(ask, await _reach(ask, places, up=up, most=most), up=up)
    found = read_lineage(*lineage_rows(rows[:most], up=up), up=up)
    settled_at, waiting, told = await ask(query("waiting"), most=MOST_MARKS)
    marks = [Mark(Touch(touch), key) for touch, keys in told for key in keys]
    return replace(
        found,
        settled_at=settled_at and datetime.fromisoformat(settled_at),
        waiting=waiting > MOST_MARKS or awaits(found, marks),
    )


async def downstream(ask: Ask, seeds: Sequence[Ref]) -> Downstream:
    reached = await _reach(ask, _places(seeds), up=False)
    nodes, flows = lineage_rows(await _fetch(ask, reached, up=True), up=True)
    inside = {(is_lot, key) for _, key, is_lot, _, _ in nodes}
    nodes += await _beyond(ask, inside, [tail for tail, *_ in flows])
    return Downstream(
        lots=frozenset(key for is_lot, key in inside if is_lot),
        events=frozenset(key for is_lot, key in inside if not is_lot),
        lineage=read_lineage(nodes, flows, up=True),
    )


async def around(ask: Ask, seeds: Sequence[Ref]) -> Lineage:
    """The seeds and one step from them, up and down."""
    places = _places(seeds)
    nodes, came = lineage_rows(await _fetch(ask, places, up=True), up=True)
    _, went = lineage_rows(await _fetch(ask, places, up=False), up=False)
    flows = {flow[:3]: flow for flow in (*came, *went)}
    inside = {(is_lot, key) for _, key, is_lot, _, _ in nodes}
    ends = [end for tail, head, _ in flows for end in (tail, head)]
    nodes += await _beyond(ask, inside, ends)
    return read_lineage(nodes, flows.values(), up=True)


async def _beyond(
    ask: Ask, inside: Collection[Place], ends: Iterable[Place]
) -> list[NodeRow[Place]]:
    """The nodes at the ends of flows that were not read yet."""
    found: list[NodeRow[Place]] = []
    for is_lot, keys in _keys(place for place in dict.fromkeys(ends) if place not in inside):
        rows = await many(ask, query("things", label=_label(is_lot)), keys)
        found += [node_row(is_lot, props) for props in rows]
    return found


async def _reach(
    ask: Ask, seeds: Iterable[Place], *, up: bool, most: int | None = None
) -> list[Place]:
    """All that the seeds lead to, themselves first, up to so many."""
    reached = dict.fromkeys(seeds)
    frontier: Collection[Place] = list(reached)
    while frontier and (most is None or len(reached) < most):
        whole = len(frontier) <= FEW
        found = await (_all_from if whole else _next_to)(ask, frontier, "up" if up else "down")
        new = dict.fromkeys(place for place in found if place not in reached)
        reached |= new
        frontier = () if whole else new
    return list(reached)[:most]


async def _all_from(ask: Ask, places: Iterable[Place], way: str) -> list[Place]:
    found = await ask(query(f"reach_{way}"), **_by_label(places))
    return [(is_lot, key) for is_lot, key in found]


async def _next_to(ask: Ask, places: Iterable[Place], way: str) -> list[Place]:
    found: list[Place] = []
    for is_lot, keys in _keys(places):
        text = query(f"step_{way}", label=_label(is_lot))
        found += [(not is_lot, key) for key in await many(ask, text, keys)]
    return found


async def _fetch(ask: Ask, places: Iterable[Place], *, up: bool) -> list[Any]:
    """Nodes with their flows one way, as rows of a lineage."""
    rows: list[Any] = []
    for is_lot, keys in _keys(places):
        text = query("flows_up" if up else "flows_down", label=_label(is_lot))
        rows += await many(ask, text, keys)
    return rows


async def _with_seeds(
    ask: Ask, seeds: Iterable[Place], rows: list[Any], *, up: bool, cut: bool
) -> list[Any]:
    """The rows with the seeds in front, those that a limit left out among them."""
    places = [(is_lot, props["key"]) for is_lot, props, _ in rows]
    wanted = set(seeds)
    left_out = wanted - set(places) if cut else ()
    return [
        *(row for row, place in zip(rows, places, strict=True) if place in wanted),
        *(await _fetch(ask, left_out, up=up)),
        *(row for row, place in zip(rows, places, strict=True) if place not in wanted),
    ]


def _places(refs: Iterable[Ref]) -> list[Place]:
    return list(dict.fromkeys((ref.label is Label.LOT, ref.key) for ref in refs))


def _by_label(places: Iterable[Place]) -> dict[str, list[str]]:
    lots, events = (keys for _, keys in _keys(places))
    return {"lots": lots, "events": events}


def _keys(places: Iterable[Place]) -> tuple[tuple[bool, list[str]], tuple[bool, list[str]]]:
    places = list(places)
    lots = [key for is_lot, key in places if is_lot]
    return (True, lots), (False, [key for is_lot, key in places if not is_lot])


def _label(is_lot: bool) -> Label:
    return Label.LOT if is_lot else Label.EVENT

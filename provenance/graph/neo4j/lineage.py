"""Closures in Neo4j: one expansion from a few nodes, level by level from many."""

from collections.abc import Collection, Iterable
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.rows import Place, node_row
from provenance.graph.rows.material import NodeRow
from provenance.model.terms import Label, Ref

FEW = 24
"""Up to so many nodes are expanded each by itself: ground that they share is gone over again."""


async def beyond(
    ask: Ask, inside: Collection[Place], ends: Iterable[Place]
) -> list[NodeRow[Place]]:
    """The nodes at the ends of flows that were not read yet."""
    found: list[NodeRow[Place]] = []
    for is_lot, keys in _keys(place for place in dict.fromkeys(ends) if place not in inside):
        rows = await many(ask, query("things", label=_label(is_lot)), keys)
        found += [node_row(is_lot, props) for props in rows]
    return found


async def reach(
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
    found = await ask(query(f"reach_{way}"), **by_label(places))
    return [(is_lot, key) for is_lot, key in found]


async def _next_to(ask: Ask, places: Iterable[Place], way: str) -> list[Place]:
    found: list[Place] = []
    for is_lot, keys in _keys(places):
        text = query(f"step_{way}", label=_label(is_lot))
        found += [(not is_lot, key) for key in await many(ask, text, keys)]
    return found


async def fetch(ask: Ask, places: Iterable[Place], *, up: bool) -> list[Any]:
    """Nodes with their flows one way, as rows of a lineage."""
    rows: list[Any] = []
    for is_lot, keys in _keys(places):
        text = query("flows_up" if up else "flows_down", label=_label(is_lot))
        rows += await many(ask, text, keys)
    return rows


async def with_seeds(
    ask: Ask, seeds: Iterable[Place], rows: list[Any], *, up: bool, cut: bool
) -> list[Any]:
    """The rows with the seeds in front, those that a limit left out among them."""
    places = [(is_lot, props["key"]) for is_lot, props, _ in rows]
    wanted = set(seeds)
    left_out = wanted - set(places) if cut else ()
    return [
        *(row for row, place in zip(rows, places, strict=True) if place in wanted),
        *(await fetch(ask, left_out, up=up)),
        *(row for row, place in zip(rows, places, strict=True) if place not in wanted),
    ]


def places_of(refs: Iterable[Ref]) -> list[Place]:
    return list(dict.fromkeys((ref.label is Label.LOT, ref.key) for ref in refs))


def by_label(places: Iterable[Place]) -> dict[str, list[str]]:
    lots, events = (keys for _, keys in _keys(places))
    return {"lots": lots, "events": events}


def _keys(places: Iterable[Place]) -> tuple[tuple[bool, list[str]], tuple[bool, list[str]]]:
    places = list(places)
    lots = [key for is_lot, key in places if is_lot]
    return (True, lots), (False, [key for is_lot, key in places if not is_lot])


def _label(is_lot: bool) -> Label:
    return Label.LOT if is_lot else Label.EVENT

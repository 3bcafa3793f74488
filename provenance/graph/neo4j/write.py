"""What a load keeps in Neo4j: versions of records, and the graph they state."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import query
from provenance.graph.neo4j.queue import queue
from provenance.graph.neo4j.records import versions_of
from provenance.graph.neo4j.rows import (
    edge_props,
    labels_of,
    node_props,
    record_text,
    version_row,
)
from provenance.graph.neo4j.sums import change, redraw
from provenance.graph.port.records import Rejected
from provenance.graph.rows.sums import restated
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import (
    Changes,
    Edge,
    Fragment,
    History,
    Mark,
    Node,
    RecordKey,
)

MARKED = 1_000
"""Waiting keys kept in one node."""


class RecordWriter(WriterAspect):
    """What is kept of a load."""

    @asking
    async def histories(self, ask: Ask, keys: Iterable[RecordKey]) -> Mapping[RecordKey, History]:
        records = {record_text(key): key for key in keys}
        received = await versions_of(ask, records.values())
        withdrawn: defaultdict[RecordKey, set[str]] = defaultdict(set)
        for text, id_ in await many(ask, query("withdrawn_by"), list(records)):
            withdrawn[records[text]].add(id_)
        return {
            key: History(tuple(received.get(key, ())), frozenset(withdrawn[key]))
            for key in records.values()
        }

    @changing
    async def apply(self, ask: Ask, changes: Changes) -> None:
        await _keep_records(ask, changes)
        loosened = await _remove(ask, changes.removed)
        await _add(ask, changes.added)
        await forget(ask, loosened)
        await change(ask, restated(changes.added, changes.removed))
        await mark(ask, changes.touched)

    @changing
    async def reject(self, ask: Ask, lines: Iterable[Rejected]) -> None:
        """Keep lines that were not kept yet, each with a number of its own."""
        new = {_told(line): line for line in lines}
        for key in await many(ask, query("known_rejected"), list(new)):
            del new[key]
        seq, rejected = await ask(query("counters"))
        rows = [
            {
                "key": key,
                "number": number,
                "file": line.file,
                "line": line.line,
                "field": line.field,
                "reason": line.reason,
                "excerpt": line.excerpt,
                "received_at": line.received_at.isoformat(),
            }
            for number, (key, line) in enumerate(new.items(), start=rejected + 1)
        ]
        await many(ask, query("keep_rejected"), rows)
        await ask(query("count_on"), versions=seq, rejected=rejected + len(rows))


async def _keep_records(ask: Ask, changes: Changes) -> None:
    seq, rejected = await ask(query("counters"))
    stands = changes.standing
    versions = [
        version_row(version, n, stands.get(version.record, True))
        for n, version in enumerate(changes.versions, start=seq + 1)
    ]
    await many(ask, query("keep_versions"), versions)
    standing = [[record_text(record), counts] for record, counts in stands.items()]
    await many(ask, query("keep_standing"), standing)
    withdrawals = [[id_, record_text(record)] for id_, record in changes.withdrawals.items()]
    await many(ask, query("keep_withdrawals"), withdrawals)
    await ask(query("count_on"), versions=seq + len(versions), rejected=rejected)


def _told(line: Rejected) -> str:
    """What makes a rejected line the same as another; hashed, since an index takes 8 kB at most."""
    same = (line.file, line.line, line.field, line.reason, line.excerpt)
    return blake2b(repr(same).encode(), digest_size=16).hexdigest()


async def _remove(ask: Ask, pieces: Sequence[Fragment]) -> set[Ref]:
    """Take pieces of graph out; returns the nodes that may now hang on nothing."""
    nodes = [node.ref for piece in pieces for node in piece.nodes]
    edges = [edge for piece in pieces for edge in piece.edges]
    await queue(ask, {*nodes, *_ends(edges)})
    await _delete_edges(ask, edges)
    events = [ref.key for ref in nodes if ref.label is Label.EVENT]
    await redraw(ask, events, {})
    for label, refs in _by_label(nodes).items():
        rows = [node_props(ref) for ref in refs]
        await many(ask, query("replace_nodes", label=label), rows)
    drawn_on = await take_draws_away(ask, events)
    return {*nodes, *_ends(edges), *drawn_on}


async def take_draws_away(ask: Ask, events: Iterable[str]) -> set[Ref]:
    """Delete the DRAWS edges of events; returns what they drew on."""
    found = await many(ask, query("delete_draws"), list(events))
    return {Ref(Label(label), key) for label, key in found}


async def _add(ask: Ask, pieces: Sequence[Fragment]) -> None:
    stated: dict[Ref, Node] = {node.ref: node for piece in pieces for node in piece.nodes}
    edges = {_identity(edge): edge for piece in pieces for edge in piece.edges}
    refs = dict.fromkeys([*stated, *_ends(edges.values())])
    await queue(ask, refs)
    stored = await _stored(ask, refs)
    for label, old in _by_label(ref for ref in stated if ref in stored).items():
        rows = [node_props(ref, stated[ref]) for ref in old]
        await many(ask, query("replace_nodes", label=label), rows)
    new: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for ref in refs:
        if ref not in stored:
            new[labels_of(ref)].append(node_props(ref, stated.get(ref)))
    for labels, alike in new.items():
        await many(ask, query("create_nodes", labels=labels), alike)
    # Only between nodes that both were there before can an edge have been there before.
    again = [edge for edge in edges.values() if edge.tail in stored and edge.head in stored]
    await _delete_edges(ask, again)
    await create_edges(ask, edges.values())


async def create_edges(ask: Ask, edges: Iterable[Edge]) -> None:
    for (tail, type_, head), alike in _alike(edges).items():
        rows = [[edge.tail.key, edge.head.key, edge_props(edge)] for edge in alike]
        await many(ask, query("create_edges", tail=tail, type=type_, head=head), rows)


async def _delete_edges(ask: Ask, edges: Iterable[Edge]) -> None:
    for (tail, type_, head), alike in _alike(edges).items():
        rows = [[edge.tail.key, edge.head.key, edge.n] for edge in alike]
        await many(ask, query("delete_edges", tail=tail, type=type_, head=head), rows)


async def forget(ask: Ask, refs: Iterable[Ref]) -> None:
    """Delete nodes that no record states and nothing is connected to any more."""
    for label, loose in _by_label(refs).items():
        await many(ask, query("forget", label=label), [ref.key for ref in loose])


async def mark(ask: Ask, marks: Iterable[Mark]) -> None:
    """Keep what waits to be settled, many to a node."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for touch, key in sorted(marks):
        keys[touch.value].append(key)
    rows = [
        [touch, all_[at : at + MARKED]]
        for touch, all_ in keys.items()
        for at in range(0, len(all_), MARKED)
    ]
    await many(ask, query("mark"), rows)


async def _stored(ask: Ask, refs: Iterable[Ref]) -> set[Ref]:
    stored: set[Ref] = set()
    for label, alike in _by_label(refs).items():
        keys = await many(ask, query("stored", label=label), [ref.key for ref in alike])
        stored |= {Ref(label, key) for key in keys}
    return stored


def _ends(edges: Iterable[Edge]) -> Iterable[Ref]:
    for edge in edges:
        yield edge.tail
        yield edge.head


def _identity(edge: Edge) -> tuple[EdgeType, Ref, Ref, int]:
    return edge.type, edge.tail, edge.head, edge.n


def _alike(edges: Iterable[Edge]) -> Mapping[tuple[Label, EdgeType, Label], list[Edge]]:
    groups: defaultdict[tuple[Label, EdgeType, Label], list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.tail.label, edge.type, edge.head.label].append(edge)
    return groups


def _by_label(refs: Iterable[Ref]) -> Mapping[Label, list[Ref]]:
    groups: defaultdict[Label, list[Ref]] = defaultdict(list)
    for ref in refs:
        groups[ref.label].append(ref)
    return groups

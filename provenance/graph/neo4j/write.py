"""What a load keeps in Neo4j: versions of records, and the graph they state."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from provenance.graph.neo4j.ask import CHUNK, Ask, many
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import each_label, query
from provenance.graph.neo4j.queue import queue
from provenance.graph.neo4j.records import versions_of
from provenance.graph.neo4j.rows import (
    edge_props,
    label_of,
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
from provenance.records.claims import Claims
from provenance.records.mapping import stating

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

    @asking
    async def claims(self, ask: Ask, numbers: Sequence[str]) -> Claims:
        by: defaultdict[str, set[str]] = defaultdict(set)
        for number, claimant in await many(ask, query("claims"), numbers):
            by[number].add(claimant)
        return Claims(by, frozenset(await many(ask, query("codes"), numbers)))

    @asking
    async def naming(self, ask: Ask, numbers: Sequence[str]) -> list[RecordKey]:
        found = await many(ask, query("naming"), numbers)
        return stating(Ref(label_of(labels), key) for labels, key in found)

    @changing
    async def apply(self, ask: Ask, changes: Changes) -> None:
        await _keep_records(ask, changes)
        await _keep_graph(ask, changes)
        await change(ask, restated(changes.added, changes.removed))
        await mark(ask, changes.touched)

    @changing
    async def reject(self, ask: Ask, lines: Iterable[Rejected]) -> None:
        """Keep lines that were not kept yet, each with a number of its own."""
        new = {_told(line): line for line in lines}
        for key in await many(ask, query("known_rejected"), list(new)):
            del new[key]
        rows = [
            {
                "key": key,
                "file": line.file,
                "line": line.line,
                "field": line.field,
                "reason": line.reason,
                "excerpt": line.excerpt,
                "received_at": line.received_at.isoformat(),
            }
            for key, line in new.items()
        ]
        await many(ask, query("keep_rejected"), rows)


async def _keep_records(ask: Ask, changes: Changes) -> None:
    stands = changes.standing
    versions = [
        version_row(version, stands.get(version.record, True)) for version in changes.versions
    ]
    await many(ask, query("keep_versions"), versions)
    standing = [[record_text(record), counts] for record, counts in stands.items()]
    await many(ask, query("keep_standing"), standing)
    withdrawals = [[id_, record_text(record)] for id_, record in changes.withdrawals.items()]
    await many(ask, query("keep_withdrawals"), withdrawals)


def _told(line: Rejected) -> str:
    """What makes a rejected line the same as another; hashed, since an index takes 8 kB at most."""
    same = (line.file, line.line, line.field, line.reason, line.excerpt)
    return blake2b(repr(same).encode(), digest_size=16).hexdigest()


async def _keep_graph(ask: Ask, changes: Changes) -> None:
    """Take the removed pieces out and put the added in, nodes of all labels at once.

    What is removed and added again is replaced; what hangs on nothing any more goes last.
    """
    gone, stated = _nodes(changes.removed), _nodes(changes.added)
    cut, put = _edges(changes.removed), _edges(changes.added)
    refs = dict.fromkeys([*gone, *_ends(cut.values()), *stated, *_ends(put.values())])
    await queue(ask, refs)
    ids = await ids_of(ask, refs)
    events = [ref.key for ref in gone if ref.label is Label.EVENT]
    await redraw(ask, events, {})
    drawn_on = await take_draws_away(ask, events)
    # Only between nodes that both were there before can an edge have been there before.
    there = [edge for edge in (cut | put).values() if {edge.tail, edge.head} <= ids.keys()]
    deleted = [[ids[edge.tail], edge.type.value, ids[edge.head], edge.n] for edge in there]
    await many(ask, query("delete_edges"), deleted)
    old = [ref for ref in gone | stated if ref in ids]
    replaced = [[ids[ref], node_props(ref, stated.get(ref))] for ref in old]
    await many(ask, query("replace_nodes"), replaced)
    new = [ref for ref in dict.fromkeys([*stated, *_ends(put.values())]) if ref not in ids]
    created = [[labels_of(ref), node_props(ref, stated.get(ref))] for ref in new]
    for label, key, id_ in await many(ask, query("create_nodes"), created):
        ids[Ref(Label(label), key)] = id_
    await create_edges(ask, put.values(), ids)
    loosened = {ids[ref] for ref in [*gone, *_ends(cut.values())] if ref in ids}
    await forget(ask, loosened | drawn_on)


async def take_draws_away(ask: Ask, events: Iterable[str]) -> set[str]:
    """Delete the DRAWS edges of events; returns what they drew on, by the database's own ids."""
    return set(await many(ask, query("delete_draws"), list(events)))


async def create_edges(ask: Ask, edges: Iterable[Edge], ids: Mapping[Ref, str]) -> None:
    rows = [[ids[edge.tail], edge.type.value, ids[edge.head], edge_props(edge)] for edge in edges]
    await many(ask, query("create_edges"), rows)


async def forget(ask: Ask, ids: Iterable[str]) -> None:
    """Delete nodes that no record states and nothing is connected to any more."""
    await many(ask, query("forget"), list(ids))


async def ids_of(ask: Ask, refs: Iterable[Ref]) -> dict[Ref, str]:
    """The database's own ids of what is there, whatever its label: good within a transaction."""
    wanted = list(dict.fromkeys(refs))
    found: dict[Ref, str] = {}
    for at in range(0, len(wanted), CHUNK):
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for label, key in wanted[at : at + CHUNK]:
            keys[label.value].append(key)
        for label, key, id_ in await ask(each_label("ids_of"), rows=keys):
            found[Ref(Label(label), key)] = id_
    return found


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


def _nodes(pieces: Iterable[Fragment]) -> dict[Ref, Node]:
    return {node.ref: node for piece in pieces for node in piece.nodes}


def _edges(pieces: Iterable[Fragment]) -> dict[tuple[EdgeType, Ref, Ref, int], Edge]:
    edges = (edge for piece in pieces for edge in piece.edges)
    return {(edge.type, edge.tail, edge.head, edge.n): edge for edge in edges}


def _ends(edges: Iterable[Edge]) -> Iterable[Ref]:
    for edge in edges:
        yield edge.tail
        yield edge.head

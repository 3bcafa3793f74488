"""What a load keeps in Neo4j: versions of records, and the graph they state."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from provenance.graph.neo4j.ask import CHUNK, Ask, many, packed
from provenance.graph.neo4j.aspect import WriterAspect, asking, changing
from provenance.graph.neo4j.queries import query, there
from provenance.graph.neo4j.queue import many_to_a_node
from provenance.graph.neo4j.records import histories_of
from provenance.graph.neo4j.rows import (
    edge_props,
    label_of,
    labels_of,
    node_props,
    record_text,
    version_row,
)
from provenance.graph.neo4j.sums import change_rows
from provenance.graph.port.records import Rejected
from provenance.graph.rows.sums import Drew, restated
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import (
    Changes,
    Edge,
    Fragment,
    History,
    Node,
    RecordKey,
)
from provenance.records.claims import Claims
from provenance.records.mapping import stating


class RecordWriter(WriterAspect):
    """What is kept of a load."""

    @asking
    async def histories(self, ask: Ask, keys: Iterable[RecordKey]) -> Mapping[RecordKey, History]:
        return await histories_of(ask, keys)

    @asking
    async def claims(self, ask: Ask, numbers: Sequence[str]) -> Claims:
        by: defaultdict[str, set[str]] = defaultdict(set)
        codes: set[str] = set()
        for at in range(0, len(numbers), CHUNK):
            stated, own = await ask(query("claims"), rows=numbers[at : at + CHUNK])
            codes.update(own)
            for number, claimant in stated:
                by[number].add(claimant)
        return Claims(by, codes)

    @asking
    async def naming(self, ask: Ask, numbers: Sequence[str]) -> list[RecordKey]:
        found = await many(ask, query("naming"), numbers)
        return stating(Ref(label_of(labels), key) for labels, key in found)

    @changing
    async def apply(self, ask: Ask, changes: Changes) -> None:
        await _keep(ask, changes)

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


def _told(line: Rejected) -> str:
    """What makes a rejected line the same as another; hashed, since an index takes 8 kB at most."""
    same = (line.file, line.line, line.field, line.reason, line.excerpt)
    return blake2b(repr(same).encode(), digest_size=16).hexdigest()


async def _keep(ask: Ask, changes: Changes) -> None:
    """Take the removed pieces out and put the added in, nodes of all labels at once.

    What is removed and added again is replaced; what hangs on nothing any more goes last.
    """
    gone, stated = _nodes(changes.removed), _nodes(changes.added)
    cut, put = _edges(changes.removed), _edges(changes.added)
    refs = dict.fromkeys([*gone, *_ends(cut.values()), *stated, *_ends(put.values())])
    events = {ref for ref in gone if ref.label is Label.EVENT}
    ids, drew, drawn_on = await _there(ask, refs, events)
    # Only between nodes that both were there before can an edge have been there before.
    before = [edge for edge in (cut | put).values() if {edge.tail, edge.head} <= ids.keys()]
    old = [ref for ref in gone | stated if ref in ids]
    new = [ref for ref in dict.fromkeys([*stated, *_ends(put.values())]) if ref not in ids]
    loosened = drawn_on | {ids[ref] for ref in [*gone, *_ends(cut.values())] if ref in ids}
    kinds: dict[str, Sequence[Any]] = {
        **_record_rows(changes),
        "queue": many_to_a_node(refs),
        "gone": [ids[ref] for ref in events if ref in ids],
        "cut": [[ids[edge.tail], edge.type.value, ids[edge.head], edge.n] for edge in before],
        "replaced": [[ids[ref], node_props(ref, stated.get(ref))] for ref in old],
        "made": new,
        "put": list(put.values()),
        "loosened": list(loosened),
        **change_rows(restated(changes.added, changes.removed, drew)),
        "marks": many_to_a_node(sorted(changes.touched)),
    }
    for step in packed(kinds):
        made: Sequence[Ref] = step["made"]
        ends = dict.fromkeys(ref for ref in _ends(step["put"]) if ref in ids)
        at = {ref: n for n, ref in enumerate([*ends, *made])}
        rows = {
            **step,
            "made": [[labels_of(ref), node_props(ref, stated.get(ref))] for ref in made],
            "there": [ids[ref] for ref in ends],
            "put": [
                [at[edge.tail], edge.type.value, at[edge.head], edge_props(edge)]
                for edge in step["put"]
            ],
        }
        ids |= zip(made, await ask(query("keep"), **rows), strict=True)


def _record_rows(changes: Changes) -> dict[str, Sequence[Any]]:
    stands = changes.standing
    return {
        "versions": [
            version_row(version, stands.get(version.record, True)) for version in changes.versions
        ],
        "standing": [[record_text(record), counts] for record, counts in stands.items()],
        "withdrawals": [[id_, record_text(record)] for id_, record in changes.withdrawals.items()],
    }


async def _there(
    ask: Ask, refs: Iterable[Ref], gone: Collection[Ref]
) -> tuple[dict[Ref, str], list[Drew], set[str]]:
    """The database's own ids of what is there; what events draw that go, and on what (by id)."""
    wanted = list(refs)
    ids: dict[Ref, str] = {}
    drew: list[Drew] = []
    drawn_on: set[str] = set()
    for at in range(0, len(wanted), CHUNK):
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for label, key in wanted[at : at + CHUNK]:
            keys[label.value].append(key)
        events = [ref.key for ref in wanted[at : at + CHUNK] if ref in gone]
        found, drawn = await ask(there(), rows=keys, drew=events)
        ids |= {Ref(Label(label), key): id_ for label, key, id_ in found}
        drew += [Drew.stored(*row) for *row, _ in drawn]
        drawn_on.update(right for *_, rights in drawn for right in rights)
    return ids, drew, drawn_on


def _nodes(pieces: Iterable[Fragment]) -> dict[Ref, Node]:
    return {node.ref: node for piece in pieces for node in piece.nodes}


def _edges(pieces: Iterable[Fragment]) -> dict[tuple[EdgeType, Ref, Ref, int], Edge]:
    edges = (edge for piece in pieces for edge in piece.edges)
    return {(edge.type, edge.tail, edge.head, edge.n): edge for edge in edges}


def _ends(edges: Iterable[Edge]) -> Iterable[Ref]:
    for edge in edges:
        yield edge.tail
        yield edge.head

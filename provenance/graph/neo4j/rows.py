"""How nodes, edges and records are written down in Neo4j, and read back from there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.graph.neo4j.queries import name_of
from provenance.graph.port.graph import Thing
from provenance.graph.rows.found_by import found_by
from provenance.graph.rows.material import FlowRow, NodeRow, lot_props, number
from provenance.ledger.lineage import Lot
from provenance.model.source import Source
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.records.changes import Edge, Node, RecordKey, Version

Place = tuple[bool, str]
"""A lot or an event, as (whether it is a lot, key)."""

INNER = frozenset({"key", "known", "terms", "named", "sounds", "lacking"})
"""Properties that serve the store: what a thing is looked up by, and is not asked for."""

USUAL: Mapping[str, Any] = {"claims": 1, "drawn_g": 0, "shares": [1.0]}
"""What most lots bear, and is left out: setting more than eight properties of a node takes Neo4j
half as much memory again, and memory bounds what can be settled at once."""

LABELS = frozenset(label.value for label in Label)


def label_of(labels: Iterable[str]) -> Label:
    """What a node is, of all its labels: an event bears its kind's too, a lot its product's."""
    return Label(next(label for label in labels if label in LABELS))


def labels_of(ref: Ref) -> list[str]:
    """The labels a node is made with."""
    if ref.label is Label.EVENT:
        return [ref.label.value, name_of(EventKind(ref.key.partition(":")[0]))]
    return [ref.label.value]


def lot_row(lot: Lot) -> tuple[str, dict[str, Any], list[str]]:
    """A settled lot by its key, less what is as usual, and the label of what it is.

    None takes away what was kept before.
    """
    props = lot_props(lot)
    bears = {name: None if USUAL.get(name) == props[name] else props[name] for name in props}
    return lot.key, bears, [name_of(lot.product)] if lot.product else []


def settled(props: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a lot bears, with what was left out as usual."""
    return {**USUAL, **props} if "reo_g" in props else props


def thing_from(label: Label, props: Mapping[str, Any]) -> Thing:
    bears = {name: value for name, value in props.items() if name not in INNER}
    if label is Label.LOT:
        return Thing(Ref(label, props["key"]), settled(bears), known=True)
    return Thing(Ref(label, props["key"]), bears, bool(props.get("known")))


def node_props(ref: Ref, node: Node | None = None) -> dict[str, Any]:
    """All properties of a node as stated; of one that is only referred to, where it is found."""
    by = {name: text for name, text in found_by(ref, node)._asdict().items() if text}
    inner: dict[str, Any] = {"key": ref.key, "id": number(ref)}
    return {**inner, **by} if node is None else {**inner, **node.props, **by, "known": True}


def edge_props(edge: Edge) -> dict[str, Any]:
    if edge.type is EdgeType.INPUT:
        return {"reo_g": edge.reo_g, "supported": True}
    if edge.type is EdgeType.OUTPUT:
        return {**edge.props, "reo_g": edge.reo_g, "n": edge.n}
    return {**edge.props, "n": edge.n} if edge.n else dict(edge.props)


def record_text(record: RecordKey) -> str:
    return f"{record.kind}:{record.id}"


def record_from(text: str) -> RecordKey:
    kind, _, id_ = text.partition(":")
    return RecordKey(kind, id_)


def version_row(version: Version, counts: bool) -> dict[str, Any]:
    return {
        "record": record_text(version.record),
        "revision": version.revision,
        "body": version.body,
        "system": version.source.system,
        "file": version.source.file,
        "line": version.source.line,
        "received_at": version.source.received_at.isoformat(),
        "filed": version.filed,
        "counts": counts,
    }


def version_from(record: RecordKey, row: Sequence[Any]) -> Version:
    revision, body, system, file, line, received_at, seq, filed = row
    source = Source(system, file, line, datetime.fromisoformat(received_at))
    return Version(record, revision, body, source, seq, filed)


def lineage_rows(
    found: Iterable[Sequence[Any]], *, up: bool
) -> tuple[list[NodeRow[Place]], list[FlowRow[Place]]]:
    """Nodes and flows as `read_lineage` takes them, of nodes found each with its flows one way."""
    nodes: list[NodeRow[Place]] = []
    flows: list[FlowRow[Place]] = []
    for is_lot, props, edges in found:
        here = (is_lot, props["key"])
        nodes.append(node_row(is_lot, props))
        for key, n, reo_g, supported, product, net_g, claim in edges:
            there = (not is_lot, key)
            tail, head = (there, here) if up else (here, there)
            supports = supported is not False
            flows.append((tail, head, n or 0, reo_g, supports, product, net_g, claim))
    return nodes, flows


def node_row(is_lot: bool, props: Mapping[str, Any]) -> NodeRow[Place]:
    key = props["key"]
    if is_lot:
        return ((True, key), key, True, props, settled(props))
    grants = props.get("grants")
    return ((False, key), key, False, props, grants and json.loads(grants))

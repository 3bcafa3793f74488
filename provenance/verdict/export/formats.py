"""The formats that graphs are written in: GraphML, GEXF, and FollowTheMoney as JSON Lines."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.model.terms import Label
from provenance.verdict.export.graph import Graph, Link, Node

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0, section 2.2)."""


class Format(NamedTuple):
    """How a graph is written, and as what it is served."""

    write: Callable[[Graph], bytes]
    media_type: str


def graphml(graph: Graph) -> bytes:
    """A graph as GraphML, which yEd, Gephi, Cytoscape and networkx read."""
    import networkx as nx

    file = BytesIO()
    nx.write_graphml_xml(_networkx(graph), file)
    return file.getvalue()


def gexf(graph: Graph) -> bytes:
    """A graph as GEXF, which Gephi reads."""
    import networkx as nx

    file = BytesIO()
    nx.write_gexf(_networkx(graph), file)
    return file.getvalue()


def follow_the_money(graph: Graph) -> bytes:
    """A graph as entities of FollowTheMoney, one a line, which Aleph reads."""
    entities = [*map(_entity, graph.nodes.values()), *_relations(graph)]
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in entities).encode()


FORMATS: Mapping[str, Format] = {
    "graphml": Format(graphml, "application/graphml+xml"),
    "gexf": Format(gexf, "application/gexf+xml"),
    "ftm": Format(follow_the_money, "application/json+ftm"),
}
"""The formats by what the names of their files end in."""


def _networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes.values():
        kind = node.label.value if node.label else "Case"
        said = {"label": node.name, "type": kind, "key": node.key, **node.said}
        drawn.add_node(_xml(node.id), **_clean(said))
    for link in graph.links:
        drawn.add_edge(_xml(link.tail), _xml(link.head), **_clean({"type": link.kind, **link.said}))
    return drawn


def _clean(said: Mapping[str, Any]) -> dict[str, Any]:
    # GEXF keeps `id`, `type` of edges and the like for itself: what is ours is named apart.
    return {
        ("relation" if name == "type" else name): _xml(value) if isinstance(value, str) else value
        for name, value in said.items()
    }


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


_SCHEMATA = {Label.ENTERPRISE: "Company", Label.EVENT: "Event", Label.LOT: "Asset"}


def _entity(node: Node) -> dict[str, Any]:
    """A thing as an entity; what FollowTheMoney has no name for is said in a summary."""
    schema = _SCHEMATA.get(node.label, "Note") if node.label else "Note"
    properties = {"name": [node.name], "summary": [_summary(node.said)]}
    if node.label is Label.ENTERPRISE:
        english = str(node.said.get("name_en", ""))
        properties |= {"registrationNumber": [node.key], "alias": [english]}
    if node.label is Label.EVENT:
        properties["date"] = [str(node.said.get("date", ""))]
    return _stated(node.id, schema, properties)


def _relations(graph: Graph) -> Iterator[dict[str, Any]]:
    for n, link in enumerate(graph.links):
        same = replace(link, said={})
        properties = {
            "subject": [_hashed(link.tail)],
            "object": [_hashed(link.head)],
            "role": [link.kind],
            "summary": [_summary(link.said)],
        }
        yield _stated(f"{n} {_told(same)}", "UnknownLink", properties)


def _told(link: Link) -> str:
    return f"{link.tail} {link.kind} {link.head}"


def _stated(id_: str, schema: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    stated = {name: said for name, said in properties.items() if any(said)}
    return {"id": _hashed(id_), "schema": schema, "properties": stated}


def _hashed(id_: str) -> str:
    """An id of letters and digits, as FollowTheMoney wants them."""
    return sha256(id_.encode()).hexdigest()[:40]


def _summary(said: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in said.items())

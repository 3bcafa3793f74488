"""What was found as nodes and links, whatever program is to draw it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.model.terms import Label

Value = str | float | bool
Answer = Mapping[str, Any]
"""A part of what GraphQL answers."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: what it is, its number, what people call it, and what else is said of it."""

    label: Label | None
    key: str
    name: str
    said: Mapping[str, Value]

    @property
    def id(self) -> str:
        return _id(self.label, self.key)


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from one thing to another: input and output bear material, in kilograms REO."""

    tail: str
    head: str
    kind: str
    said: Mapping[str, Value]


@dataclass(slots=True)
class Graph:
    """Things by their ids, and what leads from one to another."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def add(self, label: Label | None, key: str, name: str | None = None, **said: Any) -> str:
        """Add a thing; what is None is not said. Returns its id."""
        node = Node(label, key, name or key, _said(said))
        self.nodes.setdefault(node.id, node)
        return node.id

    def link(self, tail: str, head: str, kind: str, **said: Any) -> None:
        self.links.append(Link(tail, head, kind, _said(said)))


def lineage_graph(answer: Answer) -> Graph:
    """Lots, events and who did them, with the material between, and the subject's part of it."""
    graph = Graph()
    for lot in answer["lots"]:
        graph.add(Label.LOT, lot["key"], product=lot["product"], reo_kg=lot["reoKg"])
    for event in answer["events"]:
        _event(graph, event)
    for draw in answer["inputs"]:
        tail, head = _id(Label.LOT, draw["lot"]), _id(Label.EVENT, draw["event"])
        graph.link(tail, head, "input", supported=draw["supported"], **_masses(draw))
    for made in answer["outputs"]:
        tail, head = _id(Label.EVENT, made["event"]), _id(Label.LOT, made["lot"])
        graph.link(tail, head, "output", **_masses(made))
    return graph


def paths_graph(answer: Answer) -> Graph:
    """Paths drawn together: what each link bears of those that lead over it."""
    graph = Graph()
    borne: dict[tuple[str, str, str], float] = {}
    for path in answer["paths"]:
        start = path["start"]
        at = graph.add(Label.LOT, start["key"], product=start["product"], reo_kg=start["reoKg"])
        for step in path["steps"]:
            over = _event(graph, step["event"])
            lot = step["lot"]
            end = graph.add(Label.LOT, lot["key"], product=lot["product"], reo_kg=step["reoKg"])
            for link in ((at, over, "input"), (over, end, "output")):
                borne[link] = borne.get(link, 0.0) + path["kg"]
            at = end
    for (tail, head, kind), kg in borne.items():
        graph.link(tail, head, kind, path_kg=round(kg, 3))
    return graph


def case_graph(answer: Answer) -> Graph:
    """A case and what is pinned to it, with the notes."""
    graph = Graph()
    case = graph.add(None, answer["id"], answer["title"], note=answer["note"], by=answer["by"])
    for pin in answer["pins"]:
        subject, thing = pin["subject"], pin["subject"]["node"] or {}
        name = thing.get("name") or thing.get("nameEn")
        pinned = graph.add(Label[subject["label"]], subject["key"], name)
        graph.link(case, pinned, "pinned", note=pin["note"])
    return graph


def _event(graph: Graph, event: Answer) -> str:
    """Add an event with who did it, and who was handed what came out."""
    added = _id(Label.EVENT, event["key"])
    if added in graph.nodes:
        return added
    said = {"kind": event["kind"], "date": event["date"], "process": event.get("process")}
    graph.add(Label.EVENT, event["key"], **said)
    for who, link in ((event.get("enterprise"), "by"), (event.get("buyer"), "to")):
        if who:
            name, english = who.get("name"), who.get("nameEn")
            firm = graph.add(Label.ENTERPRISE, who["key"], name, name_en=english)
            graph.link(added, firm, link)
    return added


def _masses(edge: Answer) -> dict[str, Any]:
    """What an edge bears, and how much of that is in the subject, by status."""
    parts = {f"{part['status'].lower()}_kg": part["kg"] for part in edge.get("ofSubject") or ()}
    return {"reo_kg": edge["reoKg"], "of_subject_kg": edge.get("ofSubjectKg"), **parts}


def _id(label: Label | None, key: str) -> str:
    return f"{label.value if label else 'Case'}:{key}"


def _said(said: Mapping[str, Any]) -> dict[str, Value]:
    """What is said, masses as numbers: a column of a graph is of one type."""
    return {
        name: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in said.items()
        if value is not None and value != ""
    }

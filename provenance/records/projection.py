"""What piece of graph each kind of record states: its nodes, and its edges to what it names."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from provenance.model.regions import region_chain
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.changes import Edge, Fragment, Node
from provenance.records.claims import AS_FILED, Meanings
from provenance.records.happening import (
    NOTHING,
    brought_in,
    edge_of,
    exports,
    ref_of,
    transfers,
    worked,
)
from provenance.records.identifiers import NAMING
from provenance.records.kinds.amounts import grams
from provenance.records.kinds.controls import Control
from provenance.records.kinds.documents import Invoice
from provenance.records.kinds.enterprises import Enterprise
from provenance.records.kinds.movements import Disposal, Export, Processing, Seizure, Transfer
from provenance.records.kinds.origins import (
    Extraction,
    Import,
    OpeningStock,
    Release,
    ScrapIntake,
)
from provenance.records.kinds.registry import AnyRecord
from provenance.records.kinds.supervision import LabTest
from provenance.records.kinds.withdrawal import Withdrawal
from provenance.records.mapping import PLACES
from provenance.records.properties import json_text, properties_of


def project(record: AnyRecord, meanings: Meanings = AS_FILED) -> Fragment:
    """The nodes and edges that a record states, of the enterprises meant by the numbers it names.

    Its nodes stay connected to the numbers that mean another. A withdrawal states nothing.
    """
    meant = _meant(record, meanings) if meanings else None
    if not meant:
        return _stated(record)
    numbers = {getattr(record, name) for name in meant}
    found = _stated(record.model_copy(update=meant))
    links = [
        Edge(EdgeType.NAMED_AS, node.ref, Ref(Label.IDENTIFIER, number))
        for node in found.nodes
        if node.ref.label is not Label.REGION
        for number in sorted(numbers)
    ]
    return found._replace(edges=(*found.edges, *links))


def _meant(record: AnyRecord, meanings: Meanings) -> dict[str, str]:
    """The fields that name an enterprise by another number than its code, and that code."""
    return {
        name: meanings[number]
        for name in NAMING[type(record)]
        if (number := getattr(record, name)) in meanings
    }


def _stated(record: AnyRecord) -> Fragment:
    return _STATED.get(type(record), _document)(record)


def _document(record: AnyRecord) -> Fragment:
    label, links = PLACES[record.record]
    ref = Ref(label, record.id)
    props = properties_of(record)
    # Of a model isinstance takes ten times as long, and every record comes by here.
    if type(record) is LabTest:
        props |= {"lot": record.lot, "declaration": record.declaration}
    if type(record) is Control:
        props["items"] = json_text([properties_of(item) for item in record.items])
    if type(record) is Invoice:
        props["net_g"] = sum(grams(line.net_kg) for line in record.lines)
    edges = [
        edge_of((edge, ref, ref_of((target, key)), 0, None, NOTHING))
        for field, edge, target in links
        if (key := getattr(record, field)) is not None
    ]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    nodes: list[Node] = []
    if type(record) is Enterprise:
        names = tuple(filter(None, (record.name, record.name_en, *record.aliases)))
        numbers = tuple(identifier.number for identifier in record.identifiers)
        edges += _known_as(record)
    for edge in edges[:]:
        if edge.head.label is Label.REGION:
            nodes, above = _region(edge.head.key)
            edges += above
    return Fragment((Node(ref, props, names, numbers), *nodes), tuple(edges))


def _known_as(record: Enterprise) -> Iterator[Edge]:
    """The further numbers of an enterprise, each of the kind it says."""
    ref = Ref(Label.ENTERPRISE, record.id)
    for n, identifier in enumerate(record.identifiers):
        number = Ref(Label.IDENTIFIER, identifier.number)
        yield Edge(EdgeType.KNOWN_AS, ref, number, n, props={"scheme": identifier.scheme})


def _region(code: str) -> tuple[list[Node], list[Edge]]:
    """A place and all it lies in, up to the nation."""
    chain = region_chain(code)
    nodes = [
        Node(
            Ref(Label.REGION, place.code), {"name": place.name, "level": place.level}, (place.name,)
        )
        for place in chain
    ]
    steps = pairwise(nodes)
    return nodes, [Edge(EdgeType.PART_OF, low.ref, high.ref) for low, high in steps]


def own(fragment: Fragment) -> Fragment:
    """A fragment less what other records state as well: places belong to everybody in them."""
    return Fragment(
        nodes=tuple(node for node in fragment.nodes if node.ref.label is not Label.REGION),
        edges=tuple(edge for edge in fragment.edges if edge.tail.label is not Label.REGION),
    )


_STATED: Mapping[type[AnyRecord], Callable[[Any], Fragment]] = {
    Withdrawal: lambda _: Fragment(),
    Transfer: transfers,
    Export: exports,
    **dict.fromkeys((Processing, Disposal, Seizure), worked),
    **dict.fromkeys((Extraction, Import, ScrapIntake, OpeningStock, Release), brought_in),
}
"""What states what, but for documents."""

"""What piece of graph each kind of record states: its nodes, and its edges to what it names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from provenance.model.regions import region_chain
from provenance.model.terms import EdgeType, Label, Ref, Stage
from provenance.model.text import CREDIT_CODE
from provenance.records.changes import Edge, Fragment, Node, Value
from provenance.records.claims import AS_FILED, Meanings
from provenance.records.identifiers import NAMING
from provenance.records.kinds.amounts import grams
from provenance.records.kinds.amounts import grams as _grams
from provenance.records.kinds.controls import Control
from provenance.records.kinds.documents import Invoice
from provenance.records.kinds.enterprises import Enterprise
from provenance.records.kinds.lots import Lot
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

Props = Mapping[str, Value]


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
    if isinstance(record, Withdrawal):
        return Fragment()
    if isinstance(record, Transfer):
        return joined(_transfers(record))
    if isinstance(record, Export):
        return joined(_exports(record))
    if isinstance(record, Processing | Disposal | Seizure):
        return _worked(record)
    if isinstance(record, Extraction | Import | ScrapIntake | OpeningStock | Release):
        said = {**properties_of(record), **_brought_in(record)}
        return _event(record, record.id, said, outputs=[record.output])
    return _document(record)


def _document(record: AnyRecord) -> Fragment:
    label, links = PLACES[record.record]
    ref = Ref(label, record.id)
    props = properties_of(record)
    if isinstance(record, LabTest):
        props |= {"lot": record.lot, "declaration": record.declaration}
    if isinstance(record, Control):
        props["items"] = json_text([properties_of(item) for item in record.items])
    if isinstance(record, Invoice):
        props["net_g"] = sum(grams(line.net_kg) for line in record.lines)
    edges = [
        Edge(edge, ref, Ref(target, getattr(record, field)))
        for field, edge, target in links
        if getattr(record, field) is not None
    ]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    nodes: list[Node] = []
    if isinstance(record, Enterprise):
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


def _transfers(record: Transfer) -> Iterator[Fragment]:
    """Each item hands over a lot of its own, of the same product as the lot it comes from."""
    said = {**properties_of(record), "enterprise": record.seller, "seller": None}
    for n, item in enumerate(record.items, start=1):
        new_lot = item.new_lot or f"{item.lot}/{record.id}/{n}"
        mass = grams(item.reo_kg)
        yield _event(
            record,
            f"{record.id}/{n}",
            said,
            inputs={item.lot: mass},
            passed_on=(new_lot, mass),
        )


def _exports(record: Export) -> Iterator[Fragment]:
    said = properties_of(record)
    for n, item in enumerate(record.items, start=1):
        yield _event(record, f"{record.id}/{n}", said, inputs={item.lot: grams(item.reo_kg)})


def _brought_in(record: Extraction | Import | ScrapIntake | OpeningStock | Release) -> Props:
    """What an event by which material comes in bears besides its record's own fields."""
    if isinstance(record, Import):
        lot = properties_of(record.output)
        return {name: lot.get(name) for name in ("hs_code", "product", "reo_g", "net_g")}
    if isinstance(record, Release):
        return {"release_kind": record.kind.value}  # `kind` says what kind of event it is
    return {}


def _worked(record: Processing | Disposal | Seizure) -> Fragment:
    draws = record.inputs if isinstance(record, Processing) else record.items
    inputs: dict[str, int] = {}
    for draw in draws:  # the same lot named twice is one draw of the sum
        inputs[draw.lot] = inputs.get(draw.lot, 0) + grams(draw.reo_kg)
    if isinstance(record, Disposal | Seizure):
        return _event(record, record.id, properties_of(record), inputs=inputs)
    made = dict.fromkeys(("ore_g", "mineral_g", "compound_g"), 0)
    for lot in record.outputs:
        made[f"{Stage.of(lot.product).name.lower()}_g"] += grams(lot.reo_kg)
    said = {**properties_of(record), **made, "oxides": _oxides(record.outputs)}
    return _event(record, record.id, said, inputs=inputs, outputs=list(record.outputs))


def _oxides(lots: Iterable[Lot]) -> str | None:
    """The grams of each oxide in lots, by the assays they state; None where none does."""
    grams: defaultdict[str, Decimal] = defaultdict(Decimal)
    for lot in lots:
        for oxide, share in (lot.assay or {}).items():
            grams[oxide] += share * _grams(lot.reo_kg)
    return json_text({oxide: round(mass) for oxide, mass in grams.items()}) if grams else None


def _event(  # noqa: PLR0913
    record: AnyRecord,
    id_: str,
    said: Props,
    *,
    inputs: Mapping[str, int] | None = None,
    outputs: list[Lot] | None = None,
    passed_on: tuple[str, int] | None = None,
) -> Fragment:
    """One event: what went in, what came out, who did it, and the documents it names.

    `said` is what it bears besides its kind and number.
    """
    kind = record.record
    ref = Ref(Label.EVENT, f"{kind}:{id_}")
    props = {**said, "kind": kind, "id": id_}
    edges = [
        Edge(EdgeType.INPUT, Ref(Label.LOT, lot), ref, reo_g=grams)
        for lot, grams in (inputs or {}).items()
    ]
    for n, lot in enumerate(outputs or ()):
        claim = {
            name: value for name, value in properties_of(lot).items() if name not in ("id", "reo_g")
        }
        edges.append(
            Edge(EdgeType.OUTPUT, ref, Ref(Label.LOT, lot.id), n, _grams(lot.reo_kg), claim)
        )
    if passed_on is not None:
        edges.append(Edge(EdgeType.OUTPUT, ref, Ref(Label.LOT, passed_on[0]), 0, passed_on[1]))
    edges += _event_links(ref, props)
    return Fragment((Node(ref, props),), tuple(edges))


def _event_links(ref: Ref, props: Mapping[str, Value]) -> Iterator[Edge]:
    named: tuple[tuple[str, EdgeType, Label], ...] = (
        ("enterprise", EdgeType.BY, Label.ENTERPRISE),
        ("buyer", EdgeType.TO, Label.ENTERPRISE),
        ("declaration", EdgeType.DECLARED_IN, Label.DECLARATION),
        ("inspection", EdgeType.INSPECTED_IN, Label.INSPECTION),
    )
    for field, edge, label in named:
        key = props.get(field)
        if isinstance(key, str):
            yield Edge(edge, ref, Ref(label, key))
    source = props.get("source")
    if isinstance(source, str) and CREDIT_CODE.fullmatch(source):  # a name is nobody's number
        yield Edge(EdgeType.SUPPLIED_BY, ref, Ref(Label.ENTERPRISE, source))
    invoices = props.get("invoices")
    for number in dict.fromkeys(invoices if isinstance(invoices, list) else ()):
        yield Edge(EdgeType.INVOICED_BY, ref, Ref(Label.INVOICE, number))


def joined(pieces: Iterable[Fragment]) -> Fragment:
    """All of some pieces of graph as one."""
    found = list(pieces)
    return Fragment(
        tuple(node for piece in found for node in piece.nodes),
        tuple(edge for piece in found for edge in piece.edges),
    )


def own(fragment: Fragment) -> Fragment:
    """A fragment less what other records state as well: places belong to everybody in them."""
    return Fragment(
        nodes=tuple(node for node in fragment.nodes if node.ref.label is not Label.REGION),
        edges=tuple(edge for edge in fragment.edges if edge.tail.label is not Label.REGION),
    )

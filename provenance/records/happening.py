"""What piece of graph a record states of something that happened to lots."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from provenance.model.terms import EdgeType, Label, Ref, Stage
from provenance.model.text import CREDIT_CODE
from provenance.records.changes import Edge, Fragment, Node, Value
from provenance.records.kinds.amounts import grams
from provenance.records.kinds.amounts import grams as _grams
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
from provenance.records.properties import json_text, properties_of

Props = Mapping[str, Value]

NOTHING: Props = MappingProxyType({})

# A load makes millions of these: so they are made in a third of the time.
ref_of: Callable[[tuple[Label, str]], Ref] = partial(tuple.__new__, Ref)
edge_of: Callable[[tuple[EdgeType, Ref, Ref, int, int | None, Props]], Edge] = partial(
    tuple.__new__, Edge
)


def transfers(record: Transfer) -> Fragment:
    """Each item hands over a lot of its own, of the same product as the lot it comes from."""
    said = {**properties_of(record), "enterprise": record.seller, "seller": None}
    found = []
    for n, item in enumerate(record.items, start=1):
        new_lot = item.new_lot or f"{item.lot}/{record.id}/{n}"
        mass = grams(item.reo_kg)
        inputs = {item.lot: mass}
        found.append(
            _event(record, f"{record.id}/{n}", said, inputs=inputs, passed_on=(new_lot, mass))
        )
    return joined(found)


def exports(record: Export) -> Fragment:
    """Each item leaves by itself."""
    said = properties_of(record)
    return joined(
        [
            _event(record, f"{record.id}/{n}", said, inputs={item.lot: grams(item.reo_kg)})
            for n, item in enumerate(record.items, start=1)
        ]
    )


def joined(pieces: Sequence[Fragment]) -> Fragment:
    """All of some pieces of graph as one."""
    if len(pieces) == 1:
        return pieces[0]
    return Fragment(
        tuple(node for piece in pieces for node in piece.nodes),
        tuple(edge for piece in pieces for edge in piece.edges),
    )


def brought_in(record: Extraction | Import | ScrapIntake | OpeningStock | Release) -> Fragment:
    """Where material comes in it is one lot."""
    said = {**properties_of(record), **_brought_in(record)}
    return _event(record, record.id, said, outputs=[record.output])


def _brought_in(record: Extraction | Import | ScrapIntake | OpeningStock | Release) -> Props:
    """What an event by which material comes in bears besides its record's own fields."""
    if type(record) is Import:
        lot = properties_of(record.output)
        return {name: lot.get(name) for name in ("hs_code", "product", "reo_g", "net_g")}
    if type(record) is Release:
        return {"release_kind": record.kind.value}  # `kind` says what kind of event it is
    return {}


def worked(record: Processing | Disposal | Seizure) -> Fragment:
    """Lots go in, others come out, or none."""
    draws = record.inputs if isinstance(record, Processing) else record.items
    inputs: dict[str, int] = {}
    for draw in draws:  # the same lot named twice is one draw of the sum
        inputs[draw.lot] = inputs.get(draw.lot, 0) + grams(draw.reo_kg)
    if not isinstance(record, Processing):
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
    ref = ref_of((Label.EVENT, f"{kind}:{id_}"))
    props = {**said, "kind": kind, "id": id_}
    edges = [
        edge_of((EdgeType.INPUT, ref_of((Label.LOT, lot)), ref, 0, grams, NOTHING))
        for lot, grams in (inputs or {}).items()
    ]
    for n, lot in enumerate(outputs or ()):
        claim = {
            name: value for name, value in properties_of(lot).items() if name not in ("id", "reo_g")
        }
        made = ref_of((Label.LOT, lot.id))
        edges.append(edge_of((EdgeType.OUTPUT, ref, made, n, _grams(lot.reo_kg), claim)))
    if passed_on is not None:
        lot_id, mass = passed_on
        edges.append(edge_of((EdgeType.OUTPUT, ref, ref_of((Label.LOT, lot_id)), 0, mass, NOTHING)))
    edges += _event_links(ref, props)
    return Fragment((Node(ref, props),), tuple(edges))


_NAMED: tuple[tuple[str, EdgeType, Label], ...] = (
    ("enterprise", EdgeType.BY, Label.ENTERPRISE),
    ("buyer", EdgeType.TO, Label.ENTERPRISE),
    ("declaration", EdgeType.DECLARED_IN, Label.DECLARATION),
    ("inspection", EdgeType.INSPECTED_IN, Label.INSPECTION),
)


def _event_links(ref: Ref, props: Mapping[str, Value]) -> Iterator[Edge]:
    for field, edge, label in _NAMED:
        key = props.get(field)
        if isinstance(key, str):
            yield edge_of((edge, ref, ref_of((label, key)), 0, None, NOTHING))
    source = props.get("source")
    if isinstance(source, str) and CREDIT_CODE.fullmatch(source):  # a name is nobody's number
        yield Edge(EdgeType.SUPPLIED_BY, ref, Ref(Label.ENTERPRISE, source))
    invoices = props.get("invoices")
    for number in dict.fromkeys(invoices if isinstance(invoices, list) else ()):
        invoice = ref_of((Label.INVOICE, number))
        yield edge_of((EdgeType.INVOICED_BY, ref, invoice, 0, None, NOTHING))

"""How lots, events and the material between them are written down in a store, and read back.

Both stores keep the same properties under the same names, so that what one has written is what
the other would have; masses are integers of grams (`_g`).
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from provenance.graph.port.settling import Settlement
from provenance.ledger.grants import Gate, Grant, Part, Pool
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.model.status import Status
from provenance.model.terms import EdgeType, EventKind, Feed, Label, OreClass, Product, Ref, Waste

Props = Mapping[str, Any]

MATERIAL = (EdgeType.INPUT, EdgeType.OUTPUT)
"""The edges that material goes along."""

LACKING = frozenset(
    {Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION, Status.NO_QUOTA_RECORD}
)
"""What a draw is that is not covered for want of designation or of records."""

Id = TypeVar("Id", bound=Hashable)


def _words(kind: type[StrEnum]) -> Mapping[str | None, Any]:
    """The words of a kind by how they are written: a look-up, where calling the kind takes long."""
    return {None: None, **{word.value: word for word in kind}}


_PRODUCT, _FEED, _ORE_CLASS, _STATUS = map(_words, (Product, Feed, OreClass, Status))
_WASTE = _words(Waste)
_EVENT_KIND, _GATE, _LABEL = map(_words, (EventKind, Gate, Label))

NodeRow = tuple[Id, str, bool, Props, Any]
"""A node of a lineage: a mark to tell it by, its key, whether it is a lot, what it bears as filed
(an event) and as settled (a lot's properties, an event's draws), None before."""

FlowRow = tuple[Id, Id, int, int, bool, str | None, int | None, Props | None]
"""Material between two nodes: tail, head, n, reo_g, supported, product, net_g, and what a claim
says besides: assay and label (as JSON text), deposit, hs_code, feedstock."""


def number(ref: Ref) -> str:
    """The natural number people hold in their hands: of an event, its id without its kind."""
    return ref.key.partition(":")[2] if ref.label is Label.EVENT else ref.key


def lot_props(lot: Lot) -> dict[str, Any]:
    """A settled lot as properties; shares as two lists, since properties do not nest.

    What few lots are is left out of the others.
    """
    return {
        "product": lot.product,
        "reo_g": lot.reo_g,
        "feed": lot.feed,
        "ore_class": lot.ore_class,
        "claims": lot.claims,
        "holder": lot.holder,
        "produced_on": lot.produced_on and lot.produced_on.isoformat(),
        "drawn_g": lot.drawn_g,
        "statuses": list(lot.shares),
        "shares": list(lot.shares.values()),
        "undetermined": lot.undetermined or None,
        "waste": list(lot.waste) or None,
        "tested": json.dumps(dict(lot.tested)) if lot.tested else None,
        "amended": json.dumps(dict(lot.amended)) if lot.amended else None,
        "tests": list(lot.tests) or None,
    }


def lot_from(key: str, props: Props | None) -> Lot:
    """A lot as settled; bare while nothing has been settled about it."""
    if not props or "reo_g" not in props:
        return Lot(key)
    said = props.get
    return Lot(
        key=key,
        reo_g=props["reo_g"],
        product=_PRODUCT[said("product")],
        feed=_FEED[props["feed"]],
        ore_class=_ORE_CLASS[said("ore_class")],
        claims=props["claims"],
        holder=said("holder"),
        produced_on=day(said("produced_on")),
        drawn_g=props["drawn_g"],
        shares=dict(zip(map(_STATUS.__getitem__, props["statuses"]), props["shares"], strict=True)),
        undetermined=bool(said("undetermined")),
        waste=tuple(map(_WASTE.__getitem__, said("waste") or ())),
        tested=shares_from(props["tested"]) if said("tested") else None,
        amended=shares_from(props["amended"]) if said("amended") else None,
        tests=tuple(said("tests") or ()),
    )


def event_from(props: Props, grants: Sequence[Any] | None) -> Event:
    """An event as filed, with its draws as settled (the list that `grants_text` wrote down)."""
    said = props.get
    oxides = said("oxides")
    return Event(
        kind=_EVENT_KIND[props["kind"]],
        id=props["id"],
        date=date.fromisoformat(props["date"]),
        enterprise=props["enterprise"],
        buyer=said("buyer"),
        ore_class=_ORE_CLASS[said("ore_class")],
        byproduct_of=said("byproduct_of"),
        site=said("site"),
        process=said("process"),
        owner=said("owner"),
        reason=said("reason"),
        declaration=said("declaration"),
        hs_code=said("hs_code"),
        product=_PRODUCT[said("product")],
        reo_g=said("reo_g") or 0,
        net_g=said("net_g"),
        waste=_WASTE[said("waste")],
        source=said("source"),
        inspection=said("inspection"),
        invoices=tuple(said("invoices") or ()),
        made=(said("ore_g", 0), said("mineral_g", 0), said("compound_g", 0)),
        grants=grants_from(grants) if grants else (),
        oxides=json.loads(oxides) if oxides else None,
    )


def grants_in(props: Props) -> Sequence[Any] | None:
    """An event's draws as settled, of a thing: that bears them as the text that stores keep."""
    text = props.get("grants")
    return json.loads(text) if text else None


def changed(settlement: Settlement) -> set[Ref]:
    """The lots and events that are not as they were before a settlement."""
    lots = {lot.key for lot in settlement.lots}.union(lot for lot, _ in settlement.support)
    events = set(settlement.grants).union(event for _, event in settlement.support)
    return {Ref(Label.LOT, key) for key in lots} | {Ref(Label.EVENT, key) for key in events}


def grants_text(grants: Sequence[Grant]) -> str | None:
    """Draws as one text, the form both stores keep them in beside the DRAWS edges."""
    if not grants:
        return None
    return _ENCODER.encode(
        [
            [
                grant.gate,
                grant.drawn_g,
                grant.covered_g,
                grant.rest,
                grant.ore_class,
                grant.pool,
                [[*part.entitlement, part.drawn_g, part.covered_g] for part in grant.parts],
            ]
            for grant in grants
        ]
    )


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def grants_from(rows: Sequence[Any]) -> tuple[Grant, ...]:
    """Draws from the list that `grants_text` wrote down."""
    return tuple(
        Grant(
            gate=_GATE[gate],
            drawn_g=drawn_g,
            covered_g=covered_g,
            rest=_STATUS[rest],
            ore_class=_ORE_CLASS[ore_class],
            pool=pool and Pool(_GATE[pool[0]], pool[1], pool[2]),
            parts=tuple(
                Part(Ref(_LABEL[label], key), drawn, covered)
                for label, key, drawn, covered in parts
            ),
        )
        for gate, drawn_g, covered_g, rest, ore_class, pool, parts in rows
    )


def read_lineage(
    nodes: Iterable[NodeRow[Id]], flows: Iterable[FlowRow[Id]], *, up: bool
) -> Lineage:
    """Lots, events and the material between them; a flow that leaves the nodes cuts there."""
    lots: dict[str, Lot] = {}
    events: dict[str, Event] = {}
    lot_keys: dict[Id, str] = {}
    event_keys: dict[Id, str] = {}
    for mark, key, is_lot, props, settled in nodes:
        if is_lot:
            lots[key] = lot_from(key, settled)
            lot_keys[mark] = key
        else:
            event = event_from(props, settled)
            events[event.key] = event
            event_keys[mark] = event.key
    inputs, outputs, cut = [], [], set()
    for tail, head, n, reo_g, supported, product, net_g, claim in flows:
        if tail in lot_keys and head in event_keys:
            inputs.append(Input(lot_keys[tail], event_keys[head], reo_g, bool(supported)))
        elif tail in event_keys and head in lot_keys:
            made = _PRODUCT[product]
            said = _said(claim) if claim else ()
            outputs.append(Output(event_keys[tail], lot_keys[head], n, reo_g, made, net_g, *said))
        else:
            inside = head if up else tail
            lot = lot_keys.get(inside)
            cut.add(Ref(Label.LOT, lot) if lot else Ref(Label.EVENT, event_keys[inside]))
    return Lineage(lots, events, inputs, outputs, frozenset(cut))


def _said(claim: Props) -> tuple[Any, ...]:
    """What a claim says of its lot beyond mass and product, in the order of an Output."""
    assay, label = claim.get("assay"), claim.get("label")
    return (
        shares_from(assay) if assay else None,
        claim.get("deposit"),
        claim.get("hs_code"),
        claim.get("feedstock"),
        json.loads(label) if label else None,
    )


@lru_cache(maxsize=4_096)
def shares_from(text: str) -> Mapping[str, float]:
    """An assay from its text; the lots of one mine or one circuit often state the same."""
    return MappingProxyType(json.loads(text))


def maybe(kind: type[Any], value: str | None) -> Any:
    return kind(value) if value is not None else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

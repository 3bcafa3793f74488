"""How lots, events and the material between them are written down in a store, and read back.

Both stores keep the same properties under the same names, so that what one has written is what
the other would have; masses are integers of grams (`_g`).
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from provenance.graph.changes import Mark, Settlement, Touch
from provenance.graph.grants import QUOTA_ACTIVITY, Gate, Grant, Part, Pool
from provenance.graph.lineage import Event, Input, Lineage, Lot, Output
from provenance.graph.register import LAST_YEAR_OF_GROUP_QUOTA
from provenance.model import EdgeType, EventKind, Feed, Label, OreClass, Product, Ref, Status

Props = Mapping[str, Any]

MATERIAL = (EdgeType.INPUT, EdgeType.OUTPUT)
"""The edges that material goes along."""

LACKING = frozenset(
    {Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION, Status.NO_QUOTA_RECORD}
)
"""What a draw is that is not covered for want of designation or of records."""

MOST_MARKS = 10_000
"""So many waiting things are told apart; where more wait, everything counts as waiting."""

Id = TypeVar("Id", bound=Hashable)

NodeRow = tuple[Id, str, bool, Props, Any]
"""A node of a lineage: a mark to tell it by, its key, whether it is a lot, what it bears as filed
(an event) and as settled (a lot's properties, an event's draws), None before."""

FlowRow = tuple[Id, Id, int, int, bool, str | None, int | None, Props | None]
"""Material between two nodes: tail, head, n, reo_g, supported, product, net_g, and what a claim
says besides: assay (as JSON text), deposit, hs_code, feedstock."""


def number(ref: Ref) -> str:
    """The natural number people hold in their hands: of an event, its id without its kind."""
    return ref.key.partition(":")[2] if ref.label is Label.EVENT else ref.key


def lot_props(lot: Lot) -> dict[str, Any]:
    """A settled lot as properties; shares as two lists, since properties do not nest."""
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
    }


def lot_from(key: str, props: Props | None) -> Lot:
    """A lot as settled; bare while nothing has been settled about it."""
    if not props or "reo_g" not in props:
        return Lot(key)
    return Lot(
        key=key,
        reo_g=props["reo_g"],
        product=maybe(Product, props.get("product")),
        feed=Feed(props["feed"]),
        ore_class=maybe(OreClass, props.get("ore_class")),
        claims=props["claims"],
        holder=props.get("holder"),
        produced_on=day(props.get("produced_on")),
        drawn_g=props["drawn_g"],
        shares=dict(zip(map(Status, props["statuses"]), props["shares"], strict=True)),
    )


def event_from(props: Props, grants: Sequence[Any] | None) -> Event:
    """An event as filed, with its draws as settled (the list that `grants_text` wrote down)."""
    return Event(
        kind=EventKind(props["kind"]),
        id=props["id"],
        date=date.fromisoformat(props["date"]),
        enterprise=props["enterprise"],
        buyer=props.get("buyer"),
        ore_class=maybe(OreClass, props.get("ore_class")),
        byproduct_of=props.get("byproduct_of"),
        site=props.get("site"),
        process=props.get("process"),
        owner=props.get("owner"),
        reason=props.get("reason"),
        declaration=props.get("declaration"),
        hs_code=props.get("hs_code"),
        inspection=props.get("inspection"),
        invoices=tuple(props.get("invoices") or ()),
        made=(props.get("ore_g", 0), props.get("mineral_g", 0), props.get("compound_g", 0)),
        grants=grants_from(grants) if grants else (),
        oxides=json.loads(props["oxides"]) if props.get("oxides") else None,
    )


def changed(settlement: Settlement) -> set[Ref]:
    """The lots and events that are not as they were before a settlement."""
    lots = {lot.key for lot in settlement.lots}.union(lot for lot, _ in settlement.support)
    events = set(settlement.grants).union(event for _, event in settlement.support)
    return {Ref(Label.LOT, key) for key in lots} | {Ref(Label.EVENT, key) for key in events}


def grants_text(grants: Sequence[Grant]) -> str | None:
    """Draws as one text, the form both stores keep them in beside the DRAWS edges."""
    if not grants:
        return None
    return json.dumps(
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
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def grants_from(rows: Sequence[Any]) -> tuple[Grant, ...]:
    """Draws from the list that `grants_text` wrote down."""
    return tuple(
        Grant(
            gate=Gate(gate),
            drawn_g=drawn_g,
            covered_g=covered_g,
            rest=Status(rest),
            ore_class=maybe(OreClass, ore_class),
            pool=pool and Pool(Gate(pool[0]), pool[1], pool[2]),
            parts=tuple(
                Part(Ref(Label(label), key), drawn, covered) for label, key, drawn, covered in parts
            ),
        )
        for gate, drawn_g, covered_g, rest, ore_class, pool, parts in rows
    )


def read_lineage(
    nodes: Iterable[NodeRow[Id]], flows: Iterable[FlowRow[Id]], *, up: bool
) -> Lineage:
    """Lots, events and the material between them; a flow that leaves the nodes cuts there."""
    lots: dict[Id, Lot] = {}
    events: dict[Id, Event] = {}
    for mark, key, is_lot, props, settled in nodes:
        if is_lot:
            lots[mark] = lot_from(key, settled)
        else:
            events[mark] = event_from(props, settled)
    inputs, outputs, cut = [], [], set()
    for tail, head, n, reo_g, supported, product, net_g, claim in flows:
        if tail in lots and head in events:
            inputs.append(Input(lots[tail].key, events[head].key, reo_g, bool(supported)))
        elif tail in events and head in lots:
            made = maybe(Product, product)
            said = _said(claim) if claim else ()
            outputs.append(Output(events[tail].key, lots[head].key, n, reo_g, made, net_g, *said))
        else:
            inside = head if up else tail
            lot = lots.get(inside)
            cut.add(Ref(Label.LOT, lot.key) if lot else Ref(Label.EVENT, events[inside].key))
    return Lineage(
        {lot.key: lot for lot in lots.values()},
        {event.key: event for event in events.values()},
        inputs,
        outputs,
        frozenset(cut),
    )


def _said(claim: Props) -> tuple[Any, ...]:
    """What a claim says of its lot beyond mass and product, in the order of an Output."""
    assay = claim.get("assay")
    return (
        _shares(assay) if assay else None,
        claim.get("deposit"),
        claim.get("hs_code"),
        claim.get("feedstock"),
    )


@lru_cache(maxsize=4_096)
def _shares(text: str) -> Mapping[str, float]:
    """An assay from its text; the lots of one mine or one circuit often state the same."""
    return MappingProxyType(json.loads(text))


def awaits(lineage: Lineage, marks: Sequence[Mark]) -> bool:
    """Whether anything a lineage rests on waits to be settled."""
    if not marks:
        return False
    pools = [
        grant.pool for event in lineage.events.values() for grant in event.grants if grant.pool
    ]
    # Who had no quota to draw on may get it from a group: such a draw has no pool yet.
    shared = any(
        event.date.year <= LAST_YEAR_OF_GROUP_QUOTA
        and any(grant.gate in QUOTA_ACTIVITY for grant in event.grants)
        for event in lineage.events.values()
    )
    actors = {event.enterprise for event in lineage.events.values()} | {
        pool.owner for pool in pools
    }
    papers = {
        paper
        for event in lineage.events.values()
        for paper in (event.declaration, event.inspection, *event.invoices)
    }
    rests_on: Mapping[Touch, Iterable[str | None]] = {
        Touch.EVENT: lineage.events,
        Touch.CLAIMED: lineage.lots,
        Touch.DRAWN: lineage.lots,
        Touch.ENTERPRISE: actors,
        Touch.ACTOR: actors,
        Touch.DECLARATION: papers,
        Touch.INSPECTION: papers,
        Touch.INVOICE: papers,
    }
    return any(
        mark.touch in (Touch.QUOTA, Touch.DESIGNATION)
        or (shared and mark.touch in (Touch.ACTOR, Touch.ENTERPRISE))
        or mark.key in rests_on[mark.touch]
        for mark in marks
    )


def maybe(kind: type[Any], value: str | None) -> Any:
    return kind(value) if value is not None else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""How lots, events and documents are written down in a store, and read back.

Both stores keep the same properties under the same names, so that what one has written is what
the other would have; masses are integers of grams (`_g`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from provenance.graph.lineage import Event, Gate, Grant, Lineage, Lot, Part, Pool
from provenance.graph.papers import Declaration, Inspection, Invoice, Papers
from provenance.graph.port import Mark, Touch
from provenance.graph.register import (
    LAST_YEAR_OF_GROUP_QUOTA,
    Adjustment,
    Designation,
    Permit,
    Quota,
    Register,
)
from provenance.model import Activity, EventKind, Feed, Label, OreClass, Product, Ref, Status

Props = Mapping[str, Any]


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
        product=_maybe(Product, props.get("product")),
        feed=Feed(props["feed"]),
        ore_class=_maybe(OreClass, props.get("ore_class")),
        claims=props["claims"],
        holder=props.get("holder"),
        produced_on=_day(props.get("produced_on")),
        drawn_g=props["drawn_g"],
        shares=dict(zip(map(Status, props["statuses"]), props["shares"], strict=True)),
    )


def event_from(props: Props, grants: str | None) -> Event:
    """An event as filed, with its draws as settled."""
    return Event(
        kind=EventKind(props["kind"]),
        id=props["id"],
        date=date.fromisoformat(props["date"]),
        enterprise=props["enterprise"],
        buyer=props.get("buyer"),
        ore_class=_maybe(OreClass, props.get("ore_class")),
        byproduct_of=props.get("byproduct_of"),
        site=props.get("site"),
        process=props.get("process"),
        owner=props.get("owner"),
        reason=props.get("reason"),
        declaration=props.get("declaration"),
        inspection=props.get("inspection"),
        invoices=tuple(props.get("invoices") or ()),
        made=(props.get("ore_g", 0), props.get("mineral_g", 0), props.get("compound_g", 0)),
        grants=grants_from(grants) if grants else (),
    )


def grants_text(grants: Iterable[Grant]) -> str:
    """Draws as one text, the form both stores keep them in beside the DRAWS edges."""
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


def grants_from(text: str) -> tuple[Grant, ...]:
    return tuple(
        Grant(
            gate=Gate(gate),
            drawn_g=drawn_g,
            covered_g=covered_g,
            rest=Status(rest),
            ore_class=_maybe(OreClass, ore_class),
            pool=pool and Pool(Gate(pool[0]), pool[1], pool[2]),
            parts=tuple(
                Part(Ref(Label(label), key), drawn, covered) for label, key, drawn, covered in parts
            ),
        )
        for gate, drawn_g, covered_g, rest, ore_class, pool, parts in json.loads(text)
    )


def register_from(things: Mapping[Label, Iterable[tuple[str, Props]]]) -> Register:
    """What is on record, from the properties of its nodes by kind, as (key, properties)."""
    return Register(
        quotas=[
            Quota(
                id=key,
                enterprise=props["enterprise"],
                year=props["year"],
                activity=Activity(props["activity"]),
                ore_class=_maybe(OreClass, props.get("ore_class")),
                reo_g=props["reo_g"],
                issued_on=date.fromisoformat(props["issued_on"]),
                within=props.get("within"),
            )
            for key, props in things.get(Label.QUOTA, ())
        ],
        adjustments=[
            Adjustment(props["quota"], props["reo_g"], date.fromisoformat(props["decided_on"]))
            for _, props in things.get(Label.QUOTA_ADJUSTMENT, ())
        ],
        designations=[
            Designation(
                props["enterprise"],
                Activity(props["activity"]),
                date.fromisoformat(props["valid_from"]),
                _day(props.get("valid_to")),
            )
            for _, props in things.get(Label.DESIGNATION, ())
        ],
        permits=[
            Permit(
                props["enterprise"],
                props["kind"],
                props.get("site"),
                date.fromisoformat(props["valid_from"]),
                _day(props.get("valid_to")),
            )
            for _, props in things.get(Label.PERMIT, ())
        ],
        parents={
            key: props["parent"]
            for key, props in things.get(Label.ENTERPRISE, ())
            if props.get("parent")
        },
    )


REGISTERED = (
    Label.QUOTA,
    Label.QUOTA_ADJUSTMENT,
    Label.DESIGNATION,
    Label.PERMIT,
    Label.ENTERPRISE,
)
"""The kinds of node that a register is made of."""


def papers_from(things: Iterable[tuple[Ref, Props]]) -> Papers:
    """Documents from the properties of their nodes."""
    declarations: dict[str, Declaration] = {}
    inspections: dict[str, Inspection] = {}
    invoices: dict[str, Invoice] = {}
    for (label, key), props in things:
        if label is Label.DECLARATION:
            declarations[key] = Declaration(
                imports=props["direction"] == "import",
                party=props.get("party") or props["declarant"],
                hs_code=props["hs_code"],
                net_g=props["net_g"],
                reo_g=props.get("reo_g"),
            )
        elif label is Label.INSPECTION:
            day = date.fromisoformat(props["date"])
            inspections[key] = Inspection(
                props["enterprise"], day, props.get("verified_reo_g") or 0
            )
        elif label is Label.INVOICE:
            invoices[key] = Invoice(props["status"] == "valid", props["buyer"], props["net_g"])
    return Papers(declarations, inspections, invoices)


def awaits(lineage: Lineage, marks: Sequence[Mark]) -> bool:
    """Whether anything a lineage rests on waits to be settled."""
    if not marks:
        return False
    pools = [
        grant.pool for event in lineage.events.values() for grant in event.grants if grant.pool
    ]
    shared = any(
        pool.term.isdigit() and int(pool.term) <= LAST_YEAR_OF_GROUP_QUOTA for pool in pools
    )
    actors = {event.enterprise for event in lineage.events.values()} | {
        pool.owner for pool in pools
    }
    papers = {
        number
        for event in lineage.events.values()
        for number in (event.declaration, event.inspection, *event.invoices)
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


def _maybe(kind: type[Any], value: str | None) -> Any:
    return kind(value) if value is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""How the documents in a store are read back: the register, and the papers that events name."""

from collections.abc import Iterable, Mapping
from datetime import date

from provenance.graph.rows.material import Props, day, maybe
from provenance.ledger.quota.papers import Declaration, Inspection, Invoice, Papers, party_of
from provenance.ledger.quota.register import Adjustment, Designation, Permit, Quota, Register
from provenance.model.terms import Activity, Label, OreClass, Ref


def register_from(things: Mapping[Label, Iterable[tuple[str, Props]]]) -> Register:
    """What is on record, from the properties of its nodes by kind, as (key, properties)."""
    return Register(
        quotas=[
            Quota(
                id=key,
                enterprise=props["enterprise"],
                year=props["year"],
                activity=Activity(props["activity"]),
                ore_class=maybe(OreClass, props.get("ore_class")),
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
                day(props.get("valid_to")),
            )
            for _, props in things.get(Label.DESIGNATION, ())
        ],
        permits=[
            Permit(
                props["enterprise"],
                props["kind"],
                props.get("site"),
                date.fromisoformat(props["valid_from"]),
                day(props.get("valid_to")),
            )
            for _, props in things.get(Label.PERMIT, ())
        ],
        parents={
            key: props["parent"]
            for key, props in things.get(Label.ENTERPRISE, ())
            if props.get("parent")
        },
        regions={
            key: props["region"]
            for key, props in things.get(Label.ENTERPRISE, ())
            if props.get("region")
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
                party=party_of(props),
                hs_code=props["hs_code"],
                net_g=props["net_g"],
                reo_g=props.get("reo_g"),
            )
        elif label is Label.INSPECTION:
            inspections[key] = Inspection(
                enterprise=props["enterprise"],
                day=date.fromisoformat(props["date"]),
                verified_g=props.get("verified_reo_g") or 0,
            )
        elif label is Label.INVOICE:
            invoices[key] = Invoice(props["status"] == "valid", props["buyer"], props["net_g"])
    return Papers(declarations, inspections, invoices)

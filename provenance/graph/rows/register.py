"""How the documents in a store are read back: the register, and the papers that events name."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from provenance.graph.rows.adapters import adapter
from provenance.graph.rows.material import Props
from provenance.ledger.papers import (
    Declaration,
    Inspection,
    Invoice,
    LabTest,
    Line,
    Papers,
    party_of,
)
from provenance.ledger.quota.register import (
    Adjustment,
    Designation,
    Permit,
    Quota,
    Register,
)
from provenance.model.dates import day_said
from provenance.model.reference.customs import Codes, code_digits, with_codes
from provenance.model.reference.rows import CustomsCode
from provenance.model.terms import Label, Ref

LACKING = {"ore_class": None, "site": None}
"""What a store may leave out of a node's properties, and its type always states."""


def register_from(things: Mapping[Label, Iterable[tuple[str, Props]]]) -> Register:
    """What is on record, from the properties of its nodes by kind, as (key, properties)."""
    stated = {
        label: [{**LACKING, **props, "id": key} for key, props in things.get(label, ())]
        for label in REGISTERED
    }
    firms = stated[Label.ENTERPRISE]
    return Register(
        quotas=adapter(list[Quota]).validate_python(stated[Label.QUOTA]),
        adjustments=adapter(list[Adjustment]).validate_python(stated[Label.QUOTA_ADJUSTMENT]),
        designations=adapter(list[Designation]).validate_python(stated[Label.DESIGNATION]),
        permits=adapter(list[Permit]).validate_python(stated[Label.PERMIT]),
        codes=codes_from(stated[Label.CUSTOMS_CODE]),
        tests=tests_from((props["id"], props) for props in stated[Label.LAB_TEST]),
        parents={firm["id"]: firm["parent"] for firm in firms if firm.get("parent")},
        regions={firm["id"]: firm["region"] for firm in firms if firm.get("region")},
    )


def tests_from(things: Iterable[tuple[str, Props]]) -> list[LabTest]:
    """Laboratory tests from the properties of their nodes, as (key, properties)."""
    return adapter(list[LabTest]).validate_python([_test(key, props) for key, props in things])


def codes_from(stated: Iterable[Props]) -> Codes | None:
    """The customs codes with those on record, None where none is; of one day the greater id."""
    rows = [
        CustomsCode(
            code_digits(props["code"]),
            tuple(props.get("products") or ()),
            props.get("mixed"),
            tuple(props.get("elements") or ()),
            day_said(props.get("valid_from")),
            day_said(props.get("valid_to")),
            props["status"],
            props.get("note") or "",
        )
        for props in sorted(stated, key=lambda props: str(props["id"]), reverse=True)
        if code_digits(props["code"])
    ]
    return with_codes(rows) if rows else None


def declared_under(codes: Iterable[str], declarations: Iterable[tuple[str, Props]]) -> list[str]:
    """The declarations with goods under one of these codes, or one that is its beginning.

    What has no digits is no code, and nothing is under it.
    """
    wanted = tuple(filter(None, map(code_digits, codes)))
    return [
        key
        for key, props in declarations
        for given in {code_digits(line.hs_code) for line in _lines(props)}
        if given and any(given.startswith(code) or code.startswith(given) for code in wanted)
    ]


def _test(key: str, props: Props) -> Mapping[str, Any]:
    text = props.get("assay")
    return {**props, "id": key, "day": props["date"], "assay": json.loads(text) if text else None}


REGISTERED = (
    Label.QUOTA,
    Label.QUOTA_ADJUSTMENT,
    Label.DESIGNATION,
    Label.PERMIT,
    Label.LAB_TEST,
    Label.CUSTOMS_CODE,
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
                day=date.fromisoformat(props["date"]),
                lines=_lines(props),
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


def _lines(declaration: Props) -> tuple[Line, ...]:
    """The goods of a declaration, one by one where they differ; a code not said is the whole's."""
    lines = json.loads(declaration.get("lines") or "[]") or [declaration]
    return tuple(
        Line(line.get("hs_code") or declaration["hs_code"], line["net_g"], line.get("reo_g"))
        for line in lines
    )

"""Findings of laboratories: what was filed, or declared, is not what a sample was found to be."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Lot, Output
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.reference import oxides
from provenance.model.reference.customs import code_digits, listed, may_be
from provenance.model.terms import Label, Product, Ref, Severity
from provenance.model.thresholds import Thresholds
from provenance.rules.law import ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import acts
from provenance.rules.slices.filings import Document, in_order
from provenance.rules.slices.material import Consignment, Material
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.compared import Off, other_content, other_oxides, other_product
from provenance.rules.trade.customs_codes import declared_codes

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

_PRODUCTS = tuple(Product)


def _otherwise(whole: Whole) -> "Flags":
    """Tested lots of which any test tells something else than was filed of them."""
    import numpy as np

    from provenance.ledger.columns.places import holds

    columns, claims = whole.columns, whole.columns.claims
    tests: defaultdict[str, list[Document]] = defaultdict(list)
    for test in whole.filed.tests:
        tests[str(test.get("lot"))].append(test)
    found = columns.lots.tests.copy()
    # One of a declaration tells of all that came in under it; that is left to the rule.
    sampled = holds(columns.declarations.tested, columns.declared[claims.event])
    for at in np.flatnonzero(found & ~columns.claimed(sampled)).tolist():
        own, made = tests[columns.lots.keys[at]], int(columns.made[at])
        if not own or made < 0:
            continue
        product, assay, net_g = claims.product[made], claims.assay[made], int(claims.net_g[made])
        filed = Output(
            "",
            "",
            0,
            int(claims.reo_g[made]),
            _PRODUCTS[product] if product >= 0 else None,
            net_g if net_g > 0 else None,
            columns.assays[assay] if assay >= 0 else None,
        )
        found[at] = any(any(_off_by(test, filed, whole.limits)) for test in own)
    return found


def _off_by(test: Document, made: Output, limits: Thresholds) -> Iterator[Off]:
    """In what one test differs from what was filed, wherever it tells of that."""
    yield from other_product(test if test.get("product") else None, made)
    yield from other_oxides(test if test.get("assay") else None, made.assay, limits)
    yield from other_content(test if test.get("reo_share") else None, made, limits)


@screened(lots=_otherwise)
def lot_contradicted(material: Material) -> Iterator[Finding]:
    """A lot that an authority's test found to be another product or richer in other oxides."""
    for lot in material.lots:
        tests = in_order(material.tests[id_] for id_ in lot.tests if id_ in material.tests)
        made = material.made.get(lot.key)
        if not tests or made is None:
            continue
        off = [
            *other_product(_latest(tests, "product"), made),
            *other_oxides(_latest(tests, "assay"), made.assay, material.limits),
            *other_content(_latest(tests, "reo_share"), made, material.limits),
        ]
        if off:
            yield _of_lot(lot, made, tests[-1], off, material)


def _sampled(whole: Whole) -> "Flags":
    return whole.columns.declarations.tested


@screened(declarations=_sampled)
def declaration_contradicted(consignment: Consignment) -> Iterator[Finding]:
    """Goods that an authority's test found to be others than were declared."""
    declared, tests = consignment.declared, consignment.tests
    if declared is None or not tests:
        return
    composition = json.loads(declared.get("composition") or "null")
    off = [
        *_other_goods(consignment, declared),
        *other_oxides(_latest(tests, "assay"), composition, consignment.limits),
    ]
    if not off:
        return
    day, roles = date.fromisoformat(declared["date"]), frozenset({str(declared["direction"])})
    grounded = ground("TEST_CONTRADICTED/declared", day, consignment.law, roles)
    test = tests[-1]
    yield Finding(
        code="TEST_CONTRADICTED",
        severity=grounded.severity(Severity.MAJOR),
        subject=Ref(Label.DECLARATION, consignment.key),
        message=Message(
            "Test {test} of {day} by {laboratory} contradicts declaration {declaration}: {why}.",
            test=test["id"],
            day=date.fromisoformat(test["date"]),
            laboratory=test["laboratory"],
            declaration=consignment.key,
            why=tuple(one.why for one in off),
        ),
        basis=grounded.basis,
        evidence=(consignment.key, *(str(test["id"]) for test in tests)),
        mass_g=declared.get("reo_g"),
        share=max(one.share for one in off),
    )


def _of_lot(
    lot: Lot, made: Output, test: Document, off: Sequence[Off], material: Material
) -> Finding:
    event = material.lineage.events[made.event]
    # By what it did itself: what went into it is not always seen from a lot handed on.
    roles = material.roles_of(event.enterprise) | acts(event)
    grounded = ground("TEST_CONTRADICTED", event.date, material.law, roles)
    share = max(one.share for one in off)
    return Finding(
        code="TEST_CONTRADICTED",
        severity=grounded.severity(Severity.MAJOR),
        subject=Ref(Label.LOT, lot.key),
        message=Message(
            "Test {test} of {day} by {laboratory} contradicts what {who} filed of lot {lot} of"
            " {mass:kg}: {why}.",
            test=test["id"],
            day=date.fromisoformat(test["date"]),
            laboratory=test["laboratory"],
            who=event.enterprise,
            lot=lot.key,
            mass=lot.reo_g,
            why=tuple(one.why for one in off),
        ),
        basis=grounded.basis,
        evidence=(lot.key, *lot.tests, made.event),
        mass_g=round(lot.reo_g * share),
        share=share,
    )


def _other_goods(consignment: Consignment, declared: Document) -> Iterator[Off]:
    """Goods of another product or element than travels under any of the codes declared."""
    day, on_record = date.fromisoformat(declared["date"]), consignment.law.codes
    codes, tests = declared_codes(declared), consignment.tests
    # What is no code may be any.
    test = _latest(tests, "product") if all(map(code_digits, codes)) else None
    if test and not any(may_be(code, test["product"], day, on_record) for code in codes):
        yield Off(
            Message(
                "they are {found:product}, declared as {goods} under {codes}",
                found=test["product"],
                goods=declared["goods"],
                codes=codes,
            ),
            1.0,
        )
    assayed = _latest(tests, "assay")
    rows = [listed(code, day, on_record) for code in codes]
    named = {element for row in rows if row is not None for element in row.elements}
    if assayed is None or not all(row is not None and row.elements for row in rows):
        return
    found: Mapping[str, float] = json.loads(assayed["assay"])
    own = [row.oxide for row in oxides() if row.element in named]
    most = min(1.0, sum(found.get(o, 0.0) for o in own) + max(0.0, 1.0 - sum(found.values())))
    if most < consignment.limits.dominating_share:
        yield Off(
            Message(
                "at most {most:percent} of it are {oxides}, which {codes} is for",
                most=most,
                oxides=tuple(own),
                codes=codes,
            ),
            1.0 - most,
        )


def _latest(tests: Sequence[Document], what: str) -> Document | None:
    """The latest test that tells of something; nothing of an authority's is lost by a later one."""
    return next((test for test in reversed(tests) if test.get(what)), None)

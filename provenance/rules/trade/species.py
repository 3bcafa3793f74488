"""Findings on goods that are declared as others than the lots in the shipment, or a test, show."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from provenance.law.controls import ControlState, standing
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.reference.customs import known
from provenance.model.terms import Product, Severity
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.customs_codes import declared_codes
from provenance.rules.trade.declarations import (
    SUBHEADING,
    codes_of,
    contradiction,
    other_code,
    other_goods,
    stated_codes,
)
from provenance.rules.trade.elements import element_of, lines_of, single_element
from provenance.rules.trade.exported import exported
from provenance.rules.trade.forms import WITH_THEM
from provenance.rules.trade.licences import names_item
from provenance.rules.trade.names import said
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

_CALLED_SO = frozenset({Product.ALLOY, Product.MAGNET, Product.SCRAP})
"""What is named by the elements it is mostly of, whatever else is in it: NdFeB."""


_BY_NAME = frozenset({Product.MAGNET, Product.SCRAP})
"""What goes by the name of what it is built into, or was."""


def _other_goods(whole: Whole) -> "Flags":
    shipments = whole.of(Shipments)
    return shipments.tested | shipments.told(misdeclared_species)


@screened(declarations=_other_goods)
def misdeclared_species(consignment: Consignment) -> Iterator[Finding]:
    """Goods declared as others than the lots in the shipment are, or than a test found them."""
    declared = exported(consignment)
    if declared is None:
        return
    reasons = []
    codes = codes_of(consignment.draws)
    if other := other_goods(declared, codes, consignment.law.codes):
        reasons.append(other_code(declared, other))
    reasons += _other_element(declared, consignment)
    reasons += _unnamed(declared, consignment)
    if not reasons:
        reasons += _no_rare_earths(declared, consignment)
    if reasons:
        yield contradiction(
            "MISDECLARED_SPECIES", Severity.CRITICAL, consignment, declared, reasons
        )


def _other_element(declared: Document, consignment: Consignment) -> Iterator[Message]:
    """Lots that are mostly of another element than those the codes are for."""
    day, codes = date.fromisoformat(declared["date"]), declared_codes(declared)
    own = {single_element(code, day, consignment.law.codes) for code in codes}
    elements = tuple(sorted(element for element in own if element))
    if len(elements) < len(own):  # some code is for several
        return
    for whose, assay, _ in _assays(consignment):
        for oxide, share in sorted(assay.items()):
            other = element_of(oxide)
            if other not in (None, *elements) and share > consignment.limits.dominating_share:
                yield Message(
                    "its code {code} is {element}'s, {share:percent} of {whose} {oxide}",
                    code=codes,
                    element=elements,
                    share=share,
                    whose=whose,
                    oxide=oxide,
                )


def _unnamed(declared: Document, consignment: Consignment) -> Iterator[Message]:
    """Elements in lots of goods that are called by others, or said to be without them.

    Goods called by none hide none.
    """
    names = [said(line.goods) for line in lines_of(declared)]
    spoken = frozenset[str]().union(*(name.held | name.trace for name in names))
    day = date.fromisoformat(declared["date"])
    spoken |= {
        e
        for code in stated_codes(declared)
        if (e := single_element(code, day, consignment.law.codes))
    }
    denied = frozenset[str]().union(*(name.none for name in names)) - spoken
    hidden, limits = _controlled(consignment, day), consignment.limits
    for whose, assay, product in _assays(consignment):
        for oxide, share in sorted(assay.items()):
            element = element_of(oxide)
            most = limits.concealed_share if element in hidden else limits.dominating_share
            if element is None or element in spoken or share <= most:
                continue
            if element in denied:
                yield Message(
                    "it says that it holds no {oxide}, {share:percent} of {whose}",
                    oxide=oxide,
                    share=share,
                    whose=whose,
                )
            elif spoken and product not in _CALLED_SO:
                yield Message(
                    "it does not speak of {oxide}, {share:percent} of {whose}",
                    oxide=oxide,
                    share=share,
                    whose=whose,
                )


def _controlled(consignment: Consignment, day: date) -> set[str]:
    """The elements under a control in force that the licence, if there is one, does not name."""
    licence = consignment.licence
    return {
        control.element
        for control in standing(consignment.law.controls, day)
        if control.state(day) is ControlState.IN_FORCE
        and not (licence and control.control_code and names_item(licence, control.control_code))
    }


def _no_rare_earths(declared: Document, consignment: Consignment) -> Iterator[Message]:
    """Rare earths, by a test or by their lots, under codes that are for none and none made of."""
    day = date.fromisoformat(declared["date"])
    if any(
        known(code[:SUBHEADING], day, consignment.law.codes) or code.startswith(WITH_THEM)
        for code in stated_codes(declared)
    ):
        return
    test = consignment.test
    if test is not None and test.assay:
        yield Message(
            "no rare earths travel under its code {code}, and laboratory test {test} of {on} found"
            " {oxides}",
            code=declared_codes(declared),
            test=test.id,
            on=test.day,
            oxides=tuple(sorted(test.assay)),
        )
    for draw in consignment.draws:
        if draw.kind is not None and draw.kind not in _BY_NAME:
            yield Message(
                "no rare earths travel under its code {code}, and lot {lot} is {product:product}",
                code=declared_codes(declared),
                lot=draw.lot,
                product=draw.kind,
            )


def _assays(
    consignment: Consignment,
) -> Iterator[tuple[Message, Mapping[str, float], Product | None]]:
    """The assays of what is shipped: of each lot, of the goods as a whole where none is known."""
    for draw in consignment.draws:
        yield Message("lot {lot}", lot=draw.lot), draw.assay, draw.kind
    test = consignment.test
    if test is not None and test.assay and not consignment.draws:
        yield Message("the sample of test {test}", test=test.id), test.assay, test.product

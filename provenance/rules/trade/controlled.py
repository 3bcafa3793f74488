"""Which export goods are controlled items: by what is shipped, by customs code, by name.

In this order: where tests or assays tell all of what is shipped, they alone do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from provenance.law.controls import ANY, Control, ControlState, standing
from provenance.model.reference.customs import Codes, listed
from provenance.model.terms import Product
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.trade.elements import Line, element_of, lines_of, named, single_element

COMPLETE = 0.95
"""An assay that names so much of the REO tells all that counts of what is in a lot."""

MAGNETS = frozenset({"magnet"})
HEAVY_IN_MAGNETS = frozenset({"Dy", "Tb"})
"""What makes a magnet of neodymium an item, both counted together."""

OUTSIDE = ("8501", "8503")
"""Motors, and their rotors and stators: with magnets built in they are no items (MOFCOM, 2025)."""

_GOODS: Mapping[str, str] = {
    Product.METAL: "metal",
    Product.ALLOY: "alloy",
    Product.MAGNET: "magnet",
    Product.OXIDE: "oxide",
    Product.SALT: "compound",
    Product.MIXED_SALT: "compound",
    Product.IONIC_CONCENTRATE: "compound",  # what leaves a leach site is a carbonate
}
"""What products are in the words of controls; no control names ore, concentrate or scrap."""


@dataclass(frozen=True, slots=True)
class Item:
    """A controlled item that goods are of: its control, how that stands, the form if it is known.

    `shown` are the lots and tests that show it, none where it is only declared.
    """

    control: Control
    state: ControlState
    form: str | None
    shown: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """Its control code, to the depth that is known: 1C905.b, or 1C905."""
        code = self.control.control_code
        return f"{code}.{self.form}" if code and self.form else code

    @property
    def undecided(self) -> bool:
        return self.state is ControlState.UNDECIDED


@dataclass(frozen=True, slots=True)
class _Held:
    """An element in goods of one of these kinds, and its share of REO; no kinds, not known."""

    element: str
    goods: frozenset[str]
    share: float = 1.0
    shown: tuple[str, ...] = ()


def items(consignment: Consignment) -> tuple[Item, ...]:
    """The items that the goods of a declaration are of on its day, in force or undecided."""
    declared = consignment.declared
    if declared is None:
        return ()
    day = date.fromisoformat(declared["date"])
    controls = list(_standing(consignment, day))
    found: dict[tuple[Control, str | None], list[str]] = {}
    for held in _held(consignment, day):
        for control, _ in controls:
            forms = control.covered(held.goods) if control.element == held.element else ()
            if forms and _counts(control, held, consignment):
                form = next(iter(forms)) if len(forms) == 1 else None
                found.setdefault((control, form), []).extend(held.shown)
    # A form that is not known says nothing where another is.
    known = {control for control, form in found if form}
    states = dict(controls)
    return tuple(
        Item(control, states[control], form, tuple(dict.fromkeys(shown)))
        for (control, form), shown in found.items()
        if form or control not in known
    )


def _standing(consignment: Consignment, day: date) -> Iterator[tuple[Control, ControlState]]:
    for control in standing(consignment.law.controls, day):
        state = control.state(day)
        if control.element != ANY and state in (ControlState.IN_FORCE, ControlState.UNDECIDED):
            yield control, state


def elements(assay: Mapping[str, float] | None) -> Mapping[str, float]:
    """The share of REO of each element that an assay names."""
    return {e: share for oxide, share in (assay or {}).items() if (e := element_of(oxide))}


def _held(consignment: Consignment, day: date) -> Iterator[_Held]:
    """What goods hold; what is declared of them counts unless tests or assays tell all of it."""
    told, codes = [], consignment.law.codes
    for draw in consignment.draws:
        held = list(_shipped(draw, day, codes))
        told.append(bool(held) and sum(elements(draw.assay).values() or [1.0]) >= COMPLETE)
        yield from held
    test = consignment.test
    if test is not None and test.assay and not consignment.draws:
        told.append(sum(test.assay.values()) >= COMPLETE)
        yield from _mixed(test.assay, _kinds(test.product), (test.id,))
    if not told or not all(told):
        yield from _declared(consignment, day)


def _shipped(draw: Shipped, day: date, codes: Codes | None) -> Iterator[_Held]:
    """What a lot holds: by test or assay, else by a customs code of one element."""
    goods = _kinds(draw.kind)
    if draw.assay:
        tested = (draw.test.id,) if draw.test and draw.test.assay else ()
        yield from _mixed(draw.assay, goods, (draw.lot, *tested))
    elif element := single_element(draw.made and draw.made.hs_code, day, codes):
        yield _Held(element, goods, shown=(draw.lot,))


def _mixed(
    assay: Mapping[str, float], goods: frozenset[str], shown: tuple[str, ...] = ()
) -> Iterator[_Held]:
    """The elements of a mixture; what makes a magnet an item is counted together."""
    held = elements(assay)
    heavy = sum(share for element, share in held.items() if element in HEAVY_IN_MAGNETS)
    for element, share in sorted(held.items()):
        together = share and element in HEAVY_IN_MAGNETS and goods == MAGNETS
        yield _Held(element, goods, heavy if together else share, shown)


def _counts(control: Control, held: _Held, consignment: Consignment) -> bool:
    """Whether there is so much of an element that a mixture is of the item."""
    limits = consignment.limits
    if control.threshold is not None:
        return held.share > control.threshold
    heavy = held.goods == MAGNETS and held.element in HEAVY_IN_MAGNETS
    return held.share > (limits.magnet_share if heavy else limits.concealed_share)


def _declared(consignment: Consignment, day: date) -> Iterator[_Held]:
    """What is declared: its composition, the codes of its lines, their names."""
    declared, codes = consignment.declared or {}, consignment.law.codes
    lines = [line for line in lines_of(declared) if not line.hs_code.startswith(OUTSIDE)]
    for line in lines[:1]:
        yield from _mixed(consignment.composition, _under(line, day, codes))
    for line in lines:
        goods = _under(line, day, codes)
        if element := single_element(line.hs_code, day, codes):
            yield _Held(element, goods)
        for element in sorted(named(line.goods)):
            yield _Held(element, goods)


def _under(line: Line, day: date, codes: Codes | None) -> frozenset[str]:
    """The kinds of goods that travel under a line's code."""
    row = listed(line.hs_code, day, codes)
    return frozenset(kind for product in (row.product if row else ()) for kind in _kinds(product))


def _kinds(product: str | None) -> frozenset[str]:
    """The kind of goods a product is in the words of controls; none where it is not known."""
    return frozenset({_GOODS.get(product, product)}) if product else frozenset()

"""Which export goods are controlled items: by what is shipped, by customs code, by name.

In this order: where tests or assays tell all of what is shipped, they alone do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from provenance.law.controls import ANY, Control, ControlState, standing
from provenance.model.codes import same_customs_code
from provenance.model.reference.customs import Codes
from provenance.rules.slices.material import Consignment, Shipped
from provenance.rules.trade.elements import element_of, lines_of, single_element
from provenance.rules.trade.forms import WITH_THEM, called, narrowed, of_product, open_to, under
from provenance.rules.trade.names import said

COMPLETE = 0.95
"""An assay that names so much of the REO tells all that counts of what is in a lot."""

MAGNETS = frozenset({"magnet"})
HEAVY_IN_MAGNETS = frozenset({"Dy", "Tb"})
"""What makes a magnet of neodymium an item, both counted together."""


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
    """An element in goods of one of these kinds, and its share of REO; no kinds, not known.

    Under a code that is `only` of items by a control's own list, other controls do not count.
    """

    element: str
    goods: frozenset[str]
    share: float = 1.0
    shown: tuple[str, ...] = ()
    only: str = ""


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
        yield from _mixed(test.assay, of_product(test.product), (test.id,))
    if not told or not all(told):
        yield from _declared(consignment, day)


def _shipped(draw: Shipped, day: date, codes: Codes | None) -> Iterator[_Held]:
    """What a lot holds: by test or assay, else by a customs code of one element."""
    goods, code = of_product(draw.kind), (draw.made and draw.made.hs_code) or ""
    if draw.assay:
        tested = (draw.test.id,) if draw.test and draw.test.assay else ()
        yield from _mixed(draw.assay, goods, (draw.lot, *tested))
    elif element := single_element(code, day, codes):
        yield _Held(element, goods or under(code, day, codes), shown=(draw.lot,))


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
    """Whether there is so much of an element, in such goods, that a mixture is of the item."""
    limits = consignment.limits
    if held.only and not any(same_customs_code(own, held.only) for own in control.hs_codes):
        return False
    if control.threshold is not None:
        return held.share > control.threshold
    heavy = held.goods == MAGNETS and held.element in HEAVY_IN_MAGNETS
    return held.share > (limits.magnet_share if heavy else limits.concealed_share)


def _declared(consignment: Consignment, day: date) -> Iterator[_Held]:
    """What is declared: its composition, the codes of its lines, their names.

    What is in names and shares alone counts where controlled goods may travel under the code: else
    it is of a medicine or a telephone with rare earths in it.
    """
    declared, codes = consignment.declared or {}, consignment.law.codes
    lots = frozenset[str]().union(*(of_product(draw.kind) for draw in consignment.draws))
    for n, line in enumerate(lines_of(declared)):
        by_code = under(line.hs_code, day, codes)
        if element := single_element(line.hs_code, day, codes):
            yield _Held(element, narrowed(by_code, lots, called(line.goods, element)))
        may = open_to(line.hs_code, day, codes) or (lots and not line.hs_code.startswith(WITH_THEM))
        only = "" if may else line.hs_code
        if n == 0:
            for held in _mixed(consignment.composition, narrowed(by_code, lots)):
                yield replace(held, only=only)
        for element in sorted(said(line.goods).held):
            goods = narrowed(by_code, lots, called(line.goods, element))
            yield _Held(element, goods, only=only)

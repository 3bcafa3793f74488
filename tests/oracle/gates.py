"""Feed and ore class of each lot, and the gates its material passes on its way into a product."""

from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from functools import cache

from .evidence import MINERAL
from .facts import FEEDS, IMPORT_NEEDS_QUOTA, Event, Facts

MINING, SEPARATION = "mining", "separation"
# Goods of which nothing tells whether they are a mineral product: nothing covers their separation.
UNDETERMINED = "undetermined"
GATES = (MINING, SEPARATION, UNDETERMINED)


class _Open(Enum):
    """What a lot on a cycle has before anything from outside is followed round to it."""

    UNDETERMINED = 0


_Value = str | None | _Open


def _agreed(facts: Facts, origin: Callable[[Event], str | None]) -> dict[str, str | None]:
    """For each lot what all that went into it agrees on; None where it does not, or is unknown."""
    known: dict[str, _Value] = {}
    for component in facts.components:
        known |= dict.fromkeys(component, _Open.UNDETERMINED)
        before = None
        while before != (before := [known[lot] for lot in component]):
            known |= {lot: _value(facts, known, lot, origin) for lot in component}
        for lot in component:
            if known[lot] is _Open.UNDETERMINED:  # nothing came in from outside
                known[lot] = None
    return {lot: value if isinstance(value, str) else None for lot, value in known.items()}


def _value(
    facts: Facts, known: dict[str, _Value], lot: str, origin: Callable[[Event], str | None]
) -> _Value:
    maker = facts.maker(lot)
    if maker is None:
        return None
    if maker.kind in (*FEEDS, "opening_stock"):
        return origin(maker)
    values = {known[i] if facts.supported(maker, i) else None for i in maker.inputs}
    values.discard(_Open.UNDETERMINED)
    if not values:
        return _Open.UNDETERMINED
    return values.pop() if len(values) == 1 else None


def _feed(event: Event) -> str | None:
    return "byproduct" if is_byproduct(event) else FEEDS.get(event.kind)


def is_byproduct(event: Event) -> bool:
    """Whether it came up with another ore; of ionic ore that counts for nothing (R Art. 8)."""
    return bool(event.record.get("byproduct_of")) and event.record["ore_class"] != "ionic"


def _ore_class(event: Event) -> str | None:
    return event.record["ore_class"] if event.kind == "extraction" else None


class Gates:
    """Which inputs of a processing need mining or separation quota, into which outputs."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.feed = _agreed(facts, _feed)
        self.ore_class = _agreed(facts, _ore_class)
        self.needs = cache(self.needs)  # asked of every lot behind an event; nothing changes

    def needs(self, event: Event, lot: str, gate: str) -> bool:
        """Whether this input needs the quota, if an output does."""
        product = self._facts.product(lot)
        feed = self.feed[lot] if self._facts.supported(event, lot) else None
        if event.kind != "processing" or product not in MINERAL:
            return False
        if gate == MINING:
            return product == "ore" and feed in ("domestic", None)
        if (gate == UNDETERMINED) != self._facts.undetermined(lot):
            return False
        return event.when >= IMPORT_NEEDS_QUOTA or feed not in ("imported", "byproduct")

    def route(self, event: Event, lot: str, product: str | None) -> tuple[str, ...]:
        """The gates between an input and an output of this product, in their order."""
        return tuple(
            gate for gate in GATES if self.needs(event, lot, gate) and behind(gate, product)
        )

    def needing(self, event: Event, gate: str) -> dict[str, int]:
        return {i: g for i, g in event.inputs.items() if self.needs(event, i, gate)}

    def quantity(self, event: Event, gate: str) -> Fraction:
        """What the event draws: its outputs behind the gate, for the part that needs it."""
        needing = sum(self.needing(event, gate).values())
        return Fraction(needing * gated_output(event, gate), event.input_mass or 1)

    def width(self, event: Event, gate: str) -> int:
        """The most that can pass the gate."""
        return min(sum(self.needing(event, gate).values()), gated_output(event, gate))

    def drawn_class(self, event: Event) -> str | None:
        """The class of the ore that needs mining quota, where all of it agrees."""
        classes = {
            self.ore_class[i] if self._facts.supported(event, i) else None
            for i in self.needing(event, MINING)
        }
        return classes.pop() if len(classes) == 1 else None


def behind(gate: str, product: str | None) -> bool:
    """Whether outputs of this product are reached through the gate by what needs it."""
    return product != "ore" if gate == MINING else product not in MINERAL


def gated_output(event: Event, gate: str) -> int:
    return sum(output.mass for output in event.outputs if behind(gate, output.product))

"""What material needs quota for at the gates it passes, and how much passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from provenance.ledger.grants import LAWFUL_STATUS, Gate, Grant
from provenance.ledger.lineage import Event, Input, Lineage, Lot, Output
from provenance.model.status import Status
from provenance.model.terms import MINERAL_PRODUCTS, EventKind, Feed, OreClass, Product, Stage

IMPORTS_NEED_QUOTA_FROM = date(2025, 7, 28)
"""From here imported and by-product feed needs separation quota too (Order 71, Art. 3)."""


class Need(IntEnum):
    """What an input needs on its way into a compound: nothing, separation quota, or both.

    What needs to be determined first draws no quota and is covered by none.
    """

    NOTHING = 0
    SEPARATION = 1
    BOTH = 2
    DETERMINING = 3


def need(lot: Lot, *, supported: bool, day: date) -> Need:
    """What a lot needs as an input on a day; an unsupported one counts as of unknown feed."""
    feed = lot.feed if supported else Feed.UNKNOWN
    if lot.product is Product.ORE and feed in (Feed.DOMESTIC, Feed.UNKNOWN):
        return Need.BOTH
    if lot.product not in MINERAL_PRODUCTS:
        return Need.NOTHING
    exempt = feed in (Feed.IMPORTED, Feed.BYPRODUCT) and day < IMPORTS_NEED_QUOTA_FROM
    if exempt:
        return Need.NOTHING
    return Need.DETERMINING if lot.undetermined else Need.SEPARATION


@cache  # the same twelve answers, for every draw there is
def gates(need: Need, stage: Stage) -> tuple[Gate, ...]:
    """The gates an input passes on its way into an output, in order."""
    if need is Need.DETERMINING:
        return (Gate.UNDETERMINED,) if stage is Stage.COMPOUND else ()
    mining = (Gate.MINING,) if need is Need.BOTH and stage is not Stage.ORE else ()
    separation = (Gate.SEPARATION,) if need is not Need.NOTHING and stage is Stage.COMPOUND else ()
    return mining + separation


@dataclass(frozen=True, slots=True)
class Recipe:
    """A processing's inputs by need and outputs by stage, in grams (design, section 4).

    `outputs` are those that a lineage holds, `by_stage` the grams of all of them. `I`, `A`, `N`
    are the inputs in all, of needing ore, of anything drawing separation quota;
    `S`, `So`, `Sc` the outputs in all, not ore, not mineral products.
    """

    inputs: tuple[tuple[Input, Need], ...]
    outputs: tuple[Output, ...]
    by_stage: tuple[int, int, int]

    def put_in(self) -> int:
        """Grams put in: I."""
        return sum(draw.reo_g for draw, _ in self.inputs)

    def entering(self, gate: Gate) -> list[Input]:
        """The inputs that pass a gate on their way into a compound."""
        return [draw for draw, need in self.inputs if gate in gates(need, Stage.COMPOUND)]

    def made(self, least: Stage = Stage.ORE) -> int:
        """Grams made at this stage or beyond: S, So and Sc."""
        return sum(self.by_stage[least:])

    @property
    def excess_g(self) -> int:
        """Grams made beyond what was put in."""
        return max(0, self.made() - self.put_in())

    def needed(self, gate: Gate) -> int:
        """The quota the processing draws at a gate: So·A/I for mining, Sc·N/I for separation."""
        total = self.put_in()
        return half_even(self._out(gate) * self._in(gate), total) if total else 0

    def passage(self, gate: Gate) -> int:
        """The most that can physically pass a gate: what enters it, or what it can end in."""
        return min(self._in(gate), self._out(gate))

    def _in(self, gate: Gate) -> int:
        """Grams that enter a gate: A and N."""
        return sum(draw.reo_g for draw in self.entering(gate))

    def _out(self, gate: Gate) -> int:
        return self.made(Stage.MINERAL if gate is Gate.MINING else Stage.COMPOUND)


def recipe(
    event: Event, inputs: Sequence[Input], outputs: Sequence[Output], lots: Mapping[str, Lot]
) -> Recipe:
    """Sort what went into an event and what came out; lots give product and feed of the inputs."""
    if event.kind is not EventKind.PROCESSING:
        return Recipe(tuple((draw, Need.NOTHING) for draw in inputs), (), (0, 0, 0))
    return Recipe(
        # In order of lot, so that sums of floats come out the same wherever the rows came from.
        inputs=tuple(
            (draw, need(lots[draw.lot], supported=draw.supported, day=event.date))
            for draw in sorted(inputs)
        ),
        outputs=tuple(outputs),
        by_stage=event.made,
    )


def needing_ore_class(recipe: Recipe, lots: Mapping[str, Lot]) -> OreClass | None:
    """The class of the needing ore where all of it agrees, else unknown."""
    classes = {
        lots[draw.lot].ore_class if draw.supported else None
        for draw, need in recipe.inputs
        if need is Need.BOTH
    }
    return classes.pop() if len(classes) == 1 else None


def half_even(numerator: int, denominator: int) -> int:
    """Divide to whole grams, halves to the even one; exact at any size."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))


class Given(NamedTuple):
    """The shares of what was made: of its inputs, what no scrap among them can give, the rest.

    The rest came out beyond what was put in.
    """

    inputs: float
    unsupported: float
    nowhere: float


def unsupported_g(event: Event) -> int:
    """The grams of what was made that no scrap among the inputs can have given: E."""
    grant = event.grant(Gate.WASTE)
    return grant.drawn_g - grant.covered_g if grant else 0


def given(event: Event, recipe: Recipe) -> Given:
    """How much of what was made its inputs account for."""
    explained = min(1.0, recipe.put_in() / recipe.made())
    grant = event.grant(Gate.WASTE)
    unsupported = min(grant.short, explained) if grant else 0.0
    return Given(explained - unsupported, unsupported, 1.0 - explained)


@dataclass(frozen=True, slots=True)
class Passing:
    """What becomes of a unit on its way through gates: the share left as it was, and the rest."""

    left: float = 1.0
    turned: tuple[tuple[Status, float], ...] = ()


def recipe_of(event: Event, lineage: Lineage) -> Recipe:
    """An event's inputs and outputs sorted by what they need; once, whoever asks."""
    found: Recipe | None = lineage.recipes.get(event.key)
    if found is None:
        inputs = lineage.inputs_of.get(event.key, ())
        outputs = lineage.outputs_of.get(event.key, ())
        found = lineage.recipes[event.key] = recipe(event, inputs, outputs, lineage.lots)
    return found


def pass_gates(event: Event, through: Sequence[Gate]) -> Passing:
    """What becomes of a unit of an input that passes these gates of an event, in order."""
    left = 1.0
    turned: list[tuple[Status, float]] = []
    for gate in through:
        grant = event.grant(gate)
        if grant is None:
            continue
        turned = [(status, share * grant.passed) for status, share in turned]
        # The gate turns a share of all that passes, what an earlier gate turned included.
        turned.append((grant.rest, 1.0 - grant.passed))
        left *= grant.passed
    return Passing(left, tuple(turned))


def lawful_part(output: Output, grant: Grant) -> int:
    """How much of what an origin put out is covered, in grams REO, halves to the even one."""
    if grant.full:
        return output.reo_g
    return half_even(output.reo_g * grant.covered_g, grant.drawn_g)


def lawful_status(grant: Grant) -> Status:
    return LAWFUL_STATUS[grant.gate]

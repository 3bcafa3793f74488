"""Bounds: how much a subject can hold at most, as a linear program over its ancestors."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from . import statuses
from .cover import Cover
from .facts import Event, Facts
from .gates import GATES, Gates, behind
from .waste import Waste

# What is let flow: lawful mass, mass that is not lawful, or whatever the records show.
LAWFUL, OTHER, ALL = "lawful", "other", "all"

SOURCE = SINK = None  # an arc from nowhere brings mass in, one to nowhere counts for the subject
Place = Hashable


class Flow(NamedTuple):
    """Mass of a kind on its way to a subject."""

    subject: str
    kind: str

    @property
    def lawful(self) -> bool:
        return self.kind == LAWFUL


@dataclass(frozen=True)
class Item:
    """What a subject holds: a draw on a lot or, without an event, the lot as it was produced."""

    lot: str
    mass: int
    event: Event | None = None


@dataclass(frozen=True)
class Subject:
    """What a verdict is on: its items, and what it states beyond them."""

    items: tuple[Item, ...]
    missing: int = 0

    @property
    def mass(self) -> int:
        return sum(item.mass for item in self.items) + self.missing


class Program:
    """Maximises what reaches the sink, where no place passes on more than it gets."""

    def __init__(self) -> None:
        self._arcs: list[tuple[Place, Place, Flow]] = []
        self._most: list[float] = []

    def arc(self, flow: Flow, tail: Place, head: Place, most: float = inf) -> None:
        """Lets this much flow from place to place; different flows never meet."""
        self._arcs.append((tail and (flow, tail), head and (flow, head), flow))
        self._most.append(most)

    def solve(self) -> Counter[Flow]:
        """Grams at the sink by flow. As flows never meet, one program is the most of each."""
        rows: dict[Place, int] = {}
        signs, places, columns = [], [], []
        for column, (tail, head, _) in enumerate(self._arcs):
            for place, sign in ((tail, 1.0), (head, -1.0)):
                if place is not None:
                    signs.append(sign)
                    places.append(rows.setdefault(place, len(rows)))
                    columns.append(column)
        at_sink = np.array([head is SINK for _, head, _ in self._arcs], dtype=float)
        shape = len(rows), len(self._arcs)
        result = linprog(
            -at_sink,
            A_ub=coo_matrix((signs, (places, columns)), shape=shape).tocsr(),
            b_ub=np.zeros(len(rows)),
            bounds=np.array([(0.0, most) for most in self._most]),
            method="highs",
        )
        if result.status != 0:
            raise ArithmeticError(result.message)
        reached: dict[Flow, float] = {}
        for (_, _, flow), amount in zip(self._arcs, at_sink * result.x, strict=True):
            reached[flow] = reached.get(flow, 0.0) + amount
        # Every limit is in whole grams, and so is the most that flows between them.
        return Counter({flow: round(amount) for flow, amount in reached.items()})


class Bounds:
    """Writes down what may flow where, by the records."""

    def __init__(self, facts: Facts, gates: Gates, cover: Cover, waste: Waste) -> None:
        self._facts = facts
        self._waste = waste
        self._gates = gates
        self._cover = cover

    def between(self, subjects: Mapping[str, Subject]) -> dict[str, tuple[int, int]]:
        """The least and the most lawful grams of each subject, its items taken together."""
        program = Program()
        for name, subject in subjects.items():
            for kind in (LAWFUL, OTHER, ALL):
                self._subject(program, Flow(name, kind), subject)
        most = program.solve()
        return {
            # Only cycles can keep all together from being the subject's whole mass.
            name: (most[Flow(name, ALL)] - most[Flow(name, OTHER)], most[Flow(name, LAWFUL)])
            for name in subjects
        }

    def _subject(self, program: Program, flow: Flow, subject: Subject) -> None:
        named = {item.lot for item in subject.items}
        lineage = sorted(named.union(*(self._facts.ancestors[lot] for lot in named)))
        makers = {e.key: e for e in map(self._facts.maker, lineage) if e}
        for lot in lineage:
            self._lot(program, flow, lot)
        for event in makers.values():
            if event.key not in self._cover.origins:
                self._event(program, flow, event)
        for item in subject.items:
            self._item(program, flow, item)
        if not flow.lawful:
            program.arc(flow, SOURCE, SINK, subject.missing)

    def _item(self, program: Program, flow: Flow, item: Item) -> None:
        if item.event is None:
            program.arc(flow, ("held", item.lot), SINK, item.mass)
        else:
            self._draw(program, flow, item.event, item.lot, SINK)

    def _draw(self, program: Program, flow: Flow, event: Event, lot: str, head: Place) -> None:
        """A draw takes from its lot; one that is not supported takes from nowhere."""
        mass = event.inputs[lot]
        if self._facts.supported(event, lot):
            program.arc(flow, ("drawn", lot), head, mass)
        elif not flow.lawful:
            program.arc(flow, SOURCE, head, mass)

    def _lot(self, program: Program, flow: Flow, lot: str) -> None:
        mass, excess = self._facts.mass(lot), self._facts.excess(lot)
        program.arc(flow, ("made", lot), ("held", lot), mass)
        program.arc(flow, ("held", lot), ("drawn", lot))
        if not flow.lawful and excess:
            # Beyond the lot as produced: it reaches only those who draw on it.
            program.arc(flow, SOURCE, ("drawn", lot), excess)
        maker = self._facts.maker(lot)
        if maker is None:
            if not flow.lawful:
                program.arc(flow, SOURCE, ("made", lot), mass)
        elif maker.key in self._cover.origins:
            program.arc(flow, SOURCE, ("made", lot), self._origin(flow, maker))
        else:
            (product,) = (o.product for o in maker.outputs if o.lot == lot)
            program.arc(flow, ("out", maker.key, _tier(product)), ("made", lot), mass)

    def _origin(self, flow: Flow, maker: Event) -> int:
        parts = self._cover.origins[maker.key].items()
        return sum(
            mass
            for status, mass in parts
            if flow.kind == ALL or flow.lawful == (status in statuses.LAWFUL)
        )

    def _event(self, program: Program, flow: Flow, event: Event) -> None:
        """Inputs reach outputs through the gates they need for them, or go round."""
        key = event.key
        tiers = sorted({_tier(output.product) for output in event.outputs})
        hops: dict[tuple[Place, Place], None] = {}  # each once, in order
        scrap = self._waste.scrap(event) if self._waste.excess(event) else {}
        for lot in event.inputs:
            if lot in scrap:
                self._draw(program, flow, event, lot, ("scrap", key))
                continue
            needs = tuple(g for g in GATES if self._gates.needs(event, lot, g))
            self._draw(program, flow, event, lot, ("in", key, needs))
            for tier in tiers:
                at: Place = ("in", key, needs)
                for gate in [g for g in needs if g in tier]:
                    hops[at, ("before", key, gate)] = None
                    at = ("behind", key, gate)
                hops[at, ("out", key, tier)] = None
        if scrap:
            self._scrap(program, flow, event, tiers)
        for tail, head in hops:
            program.arc(flow, tail, head)
        for gate in GATES:
            if (key, gate) in self._cover.draws:
                self._gate(program, flow, event, gate)
        surplus = event.output_mass - event.input_mass
        if not flow.lawful and surplus > 0:
            program.arc(flow, SOURCE, ("nowhere", key), surplus)
            for tier in tiers:
                program.arc(flow, ("nowhere", key), ("out", key, tier))

    def _scrap(
        self, program: Program, flow: Flow, event: Event, tiers: list[tuple[str, ...]]
    ) -> None:
        """What is lawful of the scrap cannot be what no waste of its kind holds."""
        excess = self._waste.excess(event)
        inside, out = ("scrap", event.key), ("waste", event.key)
        program.arc(flow, inside, out, event.output_mass - excess if flow.lawful else inf)
        if not flow.lawful:
            program.arc(flow, SOURCE, out, excess)
        for tier in tiers:
            program.arc(flow, out, ("out", event.key, tier))

    def _gate(self, program: Program, flow: Flow, event: Event, gate: str) -> None:
        width = self._gates.width(event, gate)
        drawn, covered, _ = self._cover.draws[event.key, gate]
        before, passed = ("before", event.key, gate), ("behind", event.key, gate)
        if flow.lawful and covered < drawn:
            program.arc(flow, before, passed, min(width, covered))
            return
        program.arc(flow, before, passed, width)
        if not flow.lawful and covered < drawn:
            # Entering before the gate, it shares the width with what passes.
            program.arc(flow, SOURCE, before, min(width, max(width, drawn) - covered))


def _tier(product: str | None) -> tuple[str, ...]:
    """The gates outputs of this product lie behind."""
    return tuple(gate for gate in GATES if behind(gate, product))

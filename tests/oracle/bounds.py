"""Bounds: how much a subject can hold at most, as a linear program over its ancestors."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from . import statuses
from .assays import Assays, beyond_telling
from .facts import Event
from .gates import GATES, behind
from .parts import Parts

# What is let flow: lawful mass, mass that is not lawful, or whatever the records show.
LAWFUL, OTHER, ALL = "lawful", "other", "all"

SOURCE = SINK = None  # an arc from nowhere brings mass in, one to nowhere counts for the subject
Place = Hashable


class Flow(NamedTuple):
    """Mass of a kind, or what of it is one oxide, on its way to a subject."""

    subject: str
    kind: str
    oxide: str | None = None

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


class Bound(NamedTuple):
    """Lawful grams at least and at most, and the grams that all sources together can bring."""

    least: float
    most: float
    filled: float


class Program:
    """Maximises what reaches the sink, where no place passes on more than it gets."""

    def __init__(self) -> None:
        self._arcs: list[tuple[Place, Place, Flow]] = []
        self._most: list[float] = []

    def arc(self, flow: Flow, tail: Place, head: Place, most: float = inf) -> None:
        """Lets this much flow from place to place; different flows never meet."""
        self._arcs.append((tail and (flow, tail), head and (flow, head), flow))
        self._most.append(most)

    def solve(self) -> dict[Flow, float]:
        """Grams at the sink by flow. As flows never meet, one program is the most of each."""
        if not self._arcs:
            return defaultdict(float)
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
        # Limits of mass are in whole grams, and so is the most that flows between them.
        return defaultdict(
            float, {f: amount if f.oxide else round(amount) for f, amount in reached.items()}
        )


class Bounds:
    """Writes down what may flow where, by the records."""

    def __init__(self, parts: Parts, assays: Assays) -> None:
        self._facts = parts.facts
        self._waste = parts.waste
        self._gates = parts.gates
        self._cover = parts.cover
        self._assays = assays
        self._later: dict[str, dict[str, set[str]]] = {}  # of lots: as what they were tested

    def between(self, subjects: Mapping[str, Subject]) -> dict[str, Bound]:
        """The least and the most lawful grams of each subject, its items taken together."""
        most = self._most({name: (subject, [None]) for name, subject in subjects.items()})
        return {
            name: Bound(
                # Only cycles can keep all together from being the subject's whole mass.
                most[Flow(name, ALL)] - most[Flow(name, OTHER)],
                most[Flow(name, LAWFUL)],
                most[Flow(name, ALL)],
            )
            for name in subjects
        }

    def by_oxide(self, subjects: Mapping[str, Subject]) -> dict[str, Bound | None]:
        """The same as the sum over the oxides that are named of each subject, if any are."""
        oxides = {
            name: sorted({o for item in subject.items for o in self._assays.named(item.lot)})
            for name, subject in subjects.items()
        }
        most = self._most({name: (subjects[name], oxides[name]) for name in subjects})
        found: dict[str, Bound | None] = {}
        for name, named in oxides.items():
            lawful, other, filled = (
                [most[Flow(name, kind, oxide)] for oxide in named] for kind in (LAWFUL, OTHER, ALL)
            )
            least = sum(max(0.0, all_ - o) for all_, o in zip(filled, other, strict=True))
            found[name] = Bound(least, sum(lawful), sum(filled)) if named else None
        return found

    def _most(
        self, asked: Mapping[str, tuple[Subject, Sequence[str | None]]]
    ) -> Mapping[Flow, float]:
        program = Program()
        for name, (subject, measures) in asked.items():
            for oxide in measures:
                for kind in (LAWFUL, OTHER, ALL):
                    self._subject(program, Flow(name, kind, oxide), subject)
        return program.solve()

    def _of(self, flow: Flow, lot: str, grams: float) -> float:
        """What counts of a lot's grams: all, or the most of the oxide that they can hold.

        That is also what tests tell of it as it was handed on, on the way to the subject: the
        same material, whatever else was said of it.
        """
        if flow.oxide is None:
            return grams
        return grams * max(
            self._content(at, flow.oxide)[1] for at in self._later[flow.subject].get(lot, {lot})
        )

    def _content(self, lot: str, oxide: str) -> tuple[float, float]:
        least, most = self._assays.content(lot, oxide)
        return float(least), float(most)

    def _subject(self, program: Program, flow: Flow, subject: Subject) -> None:
        named = {item.lot for item in subject.items}
        lineage = sorted(named.union(*(self._facts.ancestors[lot] for lot in named)))
        makers = {e.key: e for e in map(self._facts.maker, lineage) if e}
        self._later[flow.subject] = {lot: {lot} for lot in lineage}
        for tested in filter(self._assays.tested, lineage):
            for lot in self._facts.handed_over(tested):
                self._later[flow.subject].setdefault(lot, {lot}).add(tested)
        for lot in lineage:
            self._lot(program, flow, lot)
        for event in makers.values():
            if event.key not in self._cover.origins:
                self._event(program, flow, event, lineage)
        for item in subject.items:
            if flow.oxide is None or flow.oxide in self._assays.named(item.lot):
                self._item(program, flow, item)
        if not flow.lawful and flow.oxide is None:
            program.arc(flow, SOURCE, SINK, subject.missing)

    def _item(self, program: Program, flow: Flow, item: Item) -> None:
        if item.event is None:
            program.arc(flow, ("held", item.lot), SINK, self._of(flow, item.lot, item.mass))
        else:
            self._draw(program, flow, item.event, item.lot, SINK)

    def _draw(self, program: Program, flow: Flow, event: Event, lot: str, head: Place) -> None:
        """A draw takes from its lot; one that is not supported takes from nowhere."""
        mass = self._of(flow, lot, event.inputs[lot])
        if self._facts.supported(event, lot):
            program.arc(flow, ("drawn", lot), head, mass)
        elif not flow.lawful:
            program.arc(flow, SOURCE, head, mass)

    def _lot(self, program: Program, flow: Flow, lot: str) -> None:
        mass = self._of(flow, lot, self._facts.mass(lot))
        excess = self._of(flow, lot, self._facts.excess(lot))
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
            part = self._of(flow, lot, self._origin(flow, maker))
            program.arc(flow, SOURCE, ("made", lot), part)
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

    def _event(self, program: Program, flow: Flow, event: Event, lineage: Collection[str]) -> None:
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
        surplus = self._surplus(flow, event, lineage)
        if surplus > 0:
            program.arc(flow, SOURCE, ("nowhere", key), surplus)
            for tier in tiers:
                program.arc(flow, ("nowhere", key), ("out", key, tier))

    def _surplus(self, flow: Flow, event: Event, lineage: Collection[str]) -> float:
        """What more came out of an event than went in; of an oxide, as far as assays tell.

        What they cannot tell of an oxide may as well be lawful.
        """
        if event.kind == "transfer" or (flow.oxide is None and flow.lawful):
            return 0
        if flow.oxide is None:
            return max(0, event.output_mass - event.input_mass)
        put_in = [(g, self._content(lot, flow.oxide)) for lot, g in event.inputs.items()]
        least_in, most_in = (sum(g * c[n] for g, c in put_in) for n in (0, 1))
        least_out, most_out = self._out(event, flow.oxide, lineage)
        surely = max(0.0, least_out - most_in)
        if flow.lawful:
            return min(surely, beyond_telling(most_in))
        return max(surely, most_out - least_in)

    def _out(self, event: Event, oxide: str, lineage: Collection[str]) -> tuple[float, float]:
        """The least and the most of an oxide that came out, by each output and by all together."""
        made = [out for out in event.outputs if out.lot in lineage]
        contents = [(out.mass, self._content(out.lot, oxide)) for out in made]
        elsewhere = event.output_mass - sum(out.mass for out in made)
        least, most = (sum(g * c[n] for g, c in contents) for n in (0, 1))
        stated = {name: float(grams) for name, grams in self._assays.stated(event).items()}
        if not stated:
            return least, most + elsewhere
        unsaid = event.output_mass - sum(stated.values())
        of_it = stated.get(oxide, 0.0)
        return max(least, of_it), min(most + elsewhere, of_it + unsaid)

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
        plain = self._gates.width(event, gate)
        needing = self._gates.needing(event, gate).items()
        width = min(plain, sum(self._of(flow, lot, grams) for lot, grams in needing))
        drawn, covered, _ = self._cover.draws[event.key, gate]
        before, passed = ("before", event.key, gate), ("behind", event.key, gate)
        if flow.lawful and covered < drawn:
            program.arc(flow, before, passed, min(width, covered))
            return
        program.arc(flow, before, passed, width)
        if not flow.lawful and covered < drawn:
            # Entering before the gate, it shares the width with what passes.
            program.arc(flow, SOURCE, before, min(width, max(plain, drawn) - covered))


def _tier(product: str | None) -> tuple[str, ...]:
    """The gates outputs of this product lie behind."""
    return tuple(gate for gate in GATES if behind(gate, product))

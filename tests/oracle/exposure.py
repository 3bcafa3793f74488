"""Where mass went: how much of a lot's or an event's reached each later lot, firm and export.

The mirror of origins, by mass. What came to a firm is what others handed over to it; what it handed
on and got back counts once.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from math import inf
from typing import NamedTuple

from .bounds import ALL, OTHER, SINK, SOURCE, Flow, Place, Program
from .facts import Event
from .parts import Parts, Shares
from .rounds import solve
from .shares import Composition
from .statuses import UNLAWFUL

SOUGHT = "sought"

Portion = dict[str, Fraction]  # of lots: the share that is of the subject


class Reached(NamedTuple):
    """Grams that came to a place: mixed evenly, unlawful ones, and at least and at most."""

    mass: float
    unlawful: float
    least: float
    most: float


class Exposure:
    """What of some lots reached what descends from them."""

    def __init__(self, parts: Parts, composition: Composition, sources: Collection[str]) -> None:
        self._parts = parts
        self._facts = parts.facts
        self._sources = frozenset(sources)
        self._later = [
            lot
            for lot in self._facts.lots
            if lot not in self._sources and self._facts.ancestors[lot] & self._sources
        ]
        bad = {lot: _unlawful(composition.shares[lot]) for lot in sources}
        self._start = {lot: Fraction(1) for lot in sources}, bad
        self._all, self._unlawful = (self._portion(start) for start in self._start)
        self.places = self._places()

    def reached(self) -> dict[tuple[str, str], Reached]:
        """By ("lot", id), ("export", event) and ("firm", code)."""
        program = Program()
        for place, arcs in self.places.items():
            for kind in (SOUGHT, OTHER, ALL):
                flow = Flow(f"{place}", kind)
                self._network(program, flow)
                for tail, mass in arcs.items():
                    program.arc(flow, tail, SINK, mass)
        most = program.solve()
        found = {}
        for place in self.places:
            sought, other, all_ = (most[Flow(f"{place}", k)] for k in (SOUGHT, OTHER, ALL))
            mass, unlawful = (self._mixed(place, n) for n in (0, 1))
            least = min(max(0.0, all_ - other), float(mass))
            found[place] = Reached(float(mass), float(unlawful), least, max(sought, float(mass)))
        return found

    def _places(self) -> dict[tuple[str, str], dict[Place, int]]:
        """Each place with what brings mass there, as places in the network."""
        found: defaultdict[tuple[str, str], dict[Place, int]] = defaultdict(dict)
        for lot in self._later:
            held: Place = ("held", lot)
            found["lot", lot][held] = self._facts.mass(lot)
            maker = self._facts.maker(lot)
            if maker and maker.holder != maker.drawer:
                found["firm", maker.holder][held] = self._facts.mass(lot)
        for lot in (*self._later, *self._sources):
            for event in self._facts.draws.get(lot, []):
                if event.kind == "export" and self._facts.supported(event, lot):
                    found["export", event.key]["drawn", lot] = event.inputs[lot]
        return found

    def _mixed(self, place: tuple[str, str], n: int) -> Fraction:
        portion = (self._all, self._unlawful)[n]
        kind, key = place
        lots = [str(lot) for _, lot in self.places[place]]  # type: ignore[misc]
        if kind == "export":
            (event,) = (e for e in self._facts.draws[lots[0]] if e.key == key)
            return event.inputs[lots[0]] * self._parts.kept(event, lots[0]) * portion[lots[0]]
        if kind == "firm":
            portion = self._portion(self._start[n], frozenset(lots))
        return sum((portion[lot] * self._facts.mass(lot) for lot in lots), Fraction(0))

    def _portion(self, start: Mapping[str, Fraction], ends: Collection[str] = ()) -> Portion:
        """What each lot has of the subject, where nothing goes on from the lots it ends in."""
        found: Portion = defaultdict(Fraction, start)
        for component in self._facts.components:
            lots = [lot for lot in component if lot in self._later]
            weights = {lot: self._weights(lot, ends) for lot in lots}
            known = {
                lot: sum((w * found[i] for i, w in row.items() if i not in weights), Fraction(0))
                for lot, row in weights.items()
            }
            if any(known.values()):
                rows = [
                    [Fraction(other == lot) - weights[lot].get(other, 0) for other in lots]
                    + [known[lot]]
                    for lot in lots
                ]
                found |= {lot: row[0] for lot, row in zip(lots, solve(rows), strict=True)}
        return found

    def _weights(self, lot: str, ends: Collection[str]) -> Portion:
        maker = self._facts.maker(lot)
        weights = self._parts.weights(maker) if maker else {}
        return {
            i: w * self._parts.kept(maker, i)
            for i, w in weights.items()
            if maker and i not in ends and self._facts.supported(maker, i)
        }

    def _network(self, program: Program, flow: Flow) -> None:
        """All ways from the subject, and what else came in on them."""
        for lot in (*self._later, *self._sources):
            mass, excess = self._facts.mass(lot), self._facts.excess(lot)
            program.arc(flow, ("made", lot), ("held", lot), mass)
            program.arc(flow, ("held", lot), ("drawn", lot))
            if flow.kind != SOUGHT and excess:
                program.arc(flow, SOURCE, ("drawn", lot), excess)
            if lot in self._sources and flow.kind != OTHER:
                program.arc(flow, SOURCE, ("made", lot), mass)
        makers = {e.key: e for lot in self._later if (e := self._facts.maker(lot))}
        for event in makers.values():
            self._event(program, flow, event)

    def _event(self, program: Program, flow: Flow, event: Event) -> None:
        mix: Place = ("mix", event.key)
        excess = self._parts.waste.excess(event)
        scrap = self._parts.waste.scrap(event) if excess else {}
        for lot, mass in event.inputs.items():
            head: Place = ("scrap", event.key) if lot in scrap else mix
            if self._facts.supported(event, lot) and (lot in self._later or lot in self._sources):
                program.arc(flow, ("drawn", lot), head, mass)
            elif flow.kind != SOUGHT:
                program.arc(flow, SOURCE, head, mass)
        if scrap:
            # Waste of a kind cannot have given more than it can hold, whatever it was.
            most = event.output_mass - excess if flow.kind == SOUGHT else inf
            program.arc(flow, ("scrap", event.key), mix, most)
        surplus = max(0, event.output_mass - event.input_mass) + excess
        if flow.kind != SOUGHT and surplus and event.kind == "processing":
            program.arc(flow, SOURCE, mix, surplus)
        for output in event.outputs:
            if output.lot in self._later:
                program.arc(flow, mix, ("made", output.lot), output.mass)


def _unlawful(shares: Shares) -> Fraction:
    return sum((share for status, share in shares.items() if status in UNLAWFUL), Fraction(0))

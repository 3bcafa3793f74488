"""Composition pro rata: the shares of each lot over the statuses, exactly."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from .cover import Cover
from .facts import Event, Facts, Output
from .gates import Gates
from .statuses import NO_RECORD, UNEXPLAINED, UNSUPPORTED_ORIGIN
from .waste import Waste

Shares = dict[str, Fraction]


def _numbers() -> dict[str, Fraction]:
    return defaultdict(Fraction)


@dataclass
class Mix:
    """A lot's shares as what it always holds plus what each of its parents passes on."""

    fixed: Shares = field(default_factory=_numbers)
    kept: dict[str, Fraction] = field(default_factory=_numbers)  # by parent, unchanged by gates
    taken: dict[str, Fraction] = field(default_factory=_numbers)  # by parent, before the gates

    def plus(self, shares: Shares, weight: Fraction) -> None:
        for status, share in shares.items():
            self.fixed[status] += share * weight


class Composition:
    """The shares of every lot, those it comes from first, lots on a cycle together."""

    def __init__(self, facts: Facts, gates: Gates, cover: Cover, waste: Waste) -> None:
        self._facts = facts
        self._waste = waste
        self._gates = gates
        self._cover = cover
        self.shares: dict[str, Shares] = {}
        for component in facts.components:
            mixes = {lot: self._mix(lot) for lot in component}
            self._follow_in(mixes)
            self.shares |= self._least(mixes)

    def drawn(self, event: Event, lot: str) -> Shares:
        """The shares of what the event draws of a lot already known."""
        kept, rest = self._draw(event, lot)
        shares = {s: share * kept for s, share in self.shares[lot].items()} if kept else {}
        shares[UNEXPLAINED] = shares.get(UNEXPLAINED, Fraction(0)) + rest
        return shares

    def _draw(self, event: Event, lot: str) -> tuple[Fraction, Fraction]:
        """How much of a draw has the lot's shares, and how much is unexplained."""
        if not self._facts.supported(event, lot):
            return Fraction(0), Fraction(1)
        mass, drawn = self._facts.mass(lot), self._facts.drawn(lot)
        kept = Fraction(mass, drawn) if drawn > mass else Fraction(1)
        return kept, 1 - kept

    def _mix(self, lot: str) -> Mix:
        mix = Mix()
        maker = self._facts.maker(lot)
        if maker is None:
            status = UNEXPLAINED if self._facts.twice(lot) else NO_RECORD
            mix.plus({status: Fraction(1)}, Fraction(1))
            return mix
        (output,) = (o for o in maker.outputs if o.lot == lot)
        if maker.key in self._cover.origins:
            for status, mass in self._cover.origins[maker.key].items():
                mix.fixed[status] += Fraction(mass, output.mass)
            return mix
        explained = min(Fraction(1), Fraction(maker.input_mass, maker.output_mass))
        mix.plus({UNEXPLAINED: Fraction(1)}, 1 - explained)
        beyond = min(Fraction(self._waste.excess(maker), maker.output_mass), explained)
        mix.plus({UNSUPPORTED_ORIGIN: Fraction(1)}, beyond)
        for source, mass in maker.inputs.items():
            self._pass(mix, maker, source, output, (explained - beyond) * mass / maker.input_mass)
        return mix

    def _pass(self, mix: Mix, event: Event, source: str, output: Output, weight: Fraction) -> None:
        """Adds an input, by its weight in the output, through the gates on its way."""
        kept, rest = self._draw(event, source)
        through = Fraction(1)
        turned: Shares = {}
        for gate in self._gates.route(event, source, output.product):
            drawn, covered, status = self._cover.draws[event.key, gate]
            passing = Fraction(covered, drawn) if drawn else Fraction(1)
            turned = {s: share * passing for s, share in turned.items()}
            if status:
                turned[status] = turned.get(status, Fraction(0)) + 1 - passing
            through *= passing
        mix.plus(turned, weight)
        mix.plus({UNEXPLAINED: rest * through}, weight)
        if kept:
            mix.kept[source] += weight * kept * through
            mix.taken[source] += weight * kept

    def _follow_in(self, mixes: dict[str, Mix]) -> None:
        """Puts in the shares of parents that are known, leaving those of the same component."""
        for mix in mixes.values():
            for source in [s for s in mix.kept if s not in mixes]:
                mix.plus(self.shares[source], mix.kept.pop(source))
                del mix.taken[source]

    @staticmethod
    def _least(mixes: dict[str, Mix]) -> dict[str, Shares]:
        """The least solution; what it leaves of 1 is unexplained.

        If anything comes in from outside, all shares of the component add up to 1 and the
        equations have one solution. If nothing does, it is zero, and the gates turn nothing.
        """
        if not any(sum(mix.taken.values()) < 1 for mix in mixes.values()):
            return {lot: {UNEXPLAINED: Fraction(1)} for lot in mixes}
        statuses = sorted({status for mix in mixes.values() for status in mix.fixed})
        rows = []
        for lot, mix in mixes.items():
            left = [Fraction(other == lot) - mix.kept.get(other, 0) for other in mixes]
            rows.append(left + [mix.fixed.get(status, Fraction(0)) for status in statuses])
        solved = _solve(rows)
        return {
            lot: {s: share for s, share in zip(statuses, row, strict=True) if share}
            for lot, row in zip(mixes, solved, strict=True)
        }


def _solve(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Gauss-Jordan on a square system with its right-hand sides; returns those solved.

    No row is exchanged: the diagonal outweighs the rest of its row, so pivots stay positive.
    """
    size = len(rows)
    for i in range(size):
        pivot = [value / rows[i][i] for value in rows[i]]
        for j, row in enumerate(rows):
            if j != i and row[i]:
                rows[j] = [a - row[i] * b for a, b in zip(row, pivot, strict=True)]
        rows[i] = pivot
    return [row[size:] for row in rows]

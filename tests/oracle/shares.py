"""Composition pro rata: the shares of each lot over the statuses, exactly."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from .facts import Event, Output
from .parts import Parts, Shares
from .rounds import solve
from .statuses import NO_RECORD, UNEXPLAINED, UNSUPPORTED_ORIGIN


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

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._facts = parts.facts
        self._cover = parts.cover
        self.shares: dict[str, Shares] = {}
        for component in parts.facts.components:
            mixes = {lot: self._mix(lot) for lot in component}
            self._follow_in(mixes)
            self.shares |= self._least(mixes)

    def drawn(self, event: Event, lot: str) -> Shares:
        """The shares of what the event draws of a lot already known."""
        kept = self._parts.kept(event, lot)
        shares = {s: share * kept for s, share in self.shares[lot].items()} if kept else {}
        shares[UNEXPLAINED] = shares.get(UNEXPLAINED, Fraction(0)) + 1 - kept
        return shares

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
        beyond = self._parts.beyond(maker)
        mix.plus({UNEXPLAINED: Fraction(1)}, 1 - self._parts.explained(maker))
        mix.plus({UNSUPPORTED_ORIGIN: Fraction(1)}, beyond)
        for source, weight in self._parts.weights(maker).items():
            self._pass(mix, maker, source, output, weight)
        return mix

    def _pass(self, mix: Mix, event: Event, source: str, output: Output, weight: Fraction) -> None:
        """Adds an input, by its weight in the output, through the gates on its way."""
        kept = self._parts.kept(event, source)
        left, turned = self._parts.passage(event, source, output)
        mix.plus(turned, weight)
        mix.plus({UNEXPLAINED: (1 - kept) * left}, weight)
        if kept:
            mix.kept[source] += weight * kept * left
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
        solved = solve(rows)
        return {
            lot: {s: share for s, share in zip(statuses, row, strict=True) if share}
            for lot, row in zip(mixes, solved, strict=True)
        }

"""What of a subject was in each draw on the way to it, by status as it stood before the gates.

By recursion from the subject, exactly; lots that are their own ancestors are not gone into.
"""

from collections import defaultdict
from fractions import Fraction

from .bounds import Subject
from .by_oxide import ByOxide, Told
from .facts import Event, Output
from .parts import Shares, Traced
from .statuses import UNEXPLAINED

WHOLE = ""  # in place of an oxide: all of a lot, by mass


class Edges(ByOxide):
    """Grams of subjects by draw, as further things that a gram can be traced to."""

    def edges(self, subject: Subject) -> dict[tuple[str, str, str], Fraction]:
        """Grams by lot, event and status."""
        found: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
        for (what, key), grams in self.subject(subject).traced.items():
            if what == "draw" and grams:
                lot, event, status = key.split("\0")
                found[lot, event, status] += grams
        for item in subject.items:
            if item.event is not None:
                kept = self._parts.kept(item.event, item.lot)
                found[item.lot, item.event.key, UNEXPLAINED] += item.mass * (1 - kept)
                for status, share in self._held(item.lot).items():
                    found[item.lot, item.event.key, status] += item.mass * kept * share
        return {edge: grams for edge, grams in found.items() if grams}

    def _held(self, lot: str) -> Shares:
        """A lot as the sum over its oxides."""
        told = Told()
        for oxide, share in self._assays.named(lot).items():
            told.add(self._oxide(lot, oxide), share)
        told.add(self._whole(lot), self._unsaid(lot))
        return told.statuses

    def _whole(self, lot: str) -> Told:
        if (lot, WHOLE) not in self._found:
            self._found[lot, WHOLE] = self._by_mass(lot)
        return self._found[lot, WHOLE]

    def _by_mass(self, lot: str) -> Told:
        maker = self._parts.facts.maker(lot)
        if maker is None or not maker.inputs or lot in self._parts.facts.ancestors[lot]:
            return super()._whole(lot)
        (output,) = (o for o in maker.outputs if o.lot == lot)
        given = self._given(maker, output, WHOLE, self._parts.weights(maker))
        return Told(self._composition.shares[lot], given.traced)

    def _oxide(self, lot: str, oxide: str) -> Told:
        return super()._oxide(lot, oxide) if oxide else self._whole(lot)

    def _given(
        self, event: Event, output: Output, oxide: str, weights: dict[str, Fraction]
    ) -> Told:
        found = super()._given(event, output, oxide, weights)
        for lot, weight in weights.items():
            kept = self._parts.kept(event, lot)
            shares: Shares = defaultdict(Fraction)
            shares[UNEXPLAINED] += 1 - kept
            for status, share in self._oxide(lot, oxide).statuses.items() if kept else ():
                shares[status] += kept * share
            traced: Traced = found.traced
            for status, share in shares.items():
                traced["draw", f"{lot}\0{event.key}\0{status}"] += weight * share
        return found

"""Where material came from, whatever its status, and which quotas covered it on the way."""

from collections import defaultdict
from fractions import Fraction

from .parts import Parts, Traced
from .rounds import solve


class Origins:
    """For each lot, the shares of its mass by origin and by quota that covered it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.of: dict[str, Traced] = {}
        for component in parts.facts.components:
            self.of |= self._component(component)

    def _component(self, lots: list[str]) -> dict[str, Traced]:
        own = {lot: self._own(lot) for lot in lots}
        inside: dict[str, dict[str, Fraction]] = {lot: {} for lot in lots}
        for lot in lots:
            for parent, weight in self._from(lot).items():
                if parent in inside:
                    inside[lot][parent] = weight
                else:
                    for label, share in self.of[parent].items():
                        own[lot][label] += weight * share
        if not any(inside.values()):
            return own
        if all(sum(row.values()) == 1 for row in inside.values()):  # nothing ever came in
            return {lot: defaultdict(Fraction) for lot in lots}
        labels = sorted({label for row in own.values() for label in row})
        rows = [
            [Fraction(other == lot) - inside[lot].get(other, 0) for other in lots]
            + [own[lot][label] for label in labels]
            for lot in lots
        ]
        return {
            lot: defaultdict(Fraction, zip(labels, row, strict=True))
            for lot, row in zip(lots, solve(rows), strict=True)
        }

    def _own(self, lot: str) -> Traced:
        """The lot's origin, and what was covered when it was made."""
        found: Traced = defaultdict(Fraction)
        maker = self._parts.facts.maker(lot)
        if maker is None:
            return found
        if maker.key in self._parts.cover.origins:
            found["origin", maker.key] = Fraction(1)
        (output,) = (o for o in maker.outputs if o.lot == lot)
        covered = self._parts.covered(maker, output, self._parts.weights(maker))
        return defaultdict(Fraction, found | covered)

    def _from(self, lot: str) -> dict[str, Fraction]:
        maker = self._parts.facts.maker(lot)
        weights = self._parts.weights(maker) if maker else {}
        return {
            parent: weight * self._parts.kept(maker, parent)
            for parent, weight in weights.items()
            if maker and self._parts.facts.supported(maker, parent)
        }

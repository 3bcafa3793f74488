"""Composition by oxide: each input weighs in with what it holds of an oxide.

The readings taken where the design is silent: an oxide of a lot whose inputs do not all tell of it,
or that is its own ancestor, is made of what the lot is made of in whole, and so is what an assay
leaves unsaid. Of an oxide that came out beyond what went in, what assays cannot tell (two per cent
and a kilogram) still came from the inputs, and the rest from nowhere.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from .assays import Assays, beyond_telling
from .bounds import Subject
from .facts import Event, Output
from .origins import Origins
from .parts import Parts, Shares, Traced
from .shares import Composition
from .statuses import NO_RECORD, UNEXPLAINED, UNSUPPORTED_ORIGIN


@dataclass
class Told:
    """Of a gram: what it is, where it came from, and whether an oxide came from nowhere."""

    statuses: Shares = field(default_factory=lambda: defaultdict(Fraction))
    traced: Traced = field(default_factory=lambda: defaultdict(Fraction))
    more_out: bool = False

    def add(self, other: "Told", weight: Fraction, passing: Fraction = Fraction(1)) -> None:
        """Mixes in another by its weight; gates let what it is pass in part only."""
        for status, share in other.statuses.items():
            self.statuses[status] += share * weight * passing
        for label, share in other.traced.items():
            self.traced[label] += share * weight
        self.more_out |= bool(weight) and other.more_out


class ByOxide:
    """What subjects are, as the sum over their oxides."""

    def __init__(
        self, parts: Parts, composition: Composition, origins: Origins, assays: Assays
    ) -> None:
        self._parts = parts
        self._composition = composition
        self._origins = origins
        self._assays = assays
        self._found: dict[tuple[str, str], Told] = {}

    def subject(self, subject: Subject) -> Told:
        """Grams of a subject by status, by origin and by quota."""
        total = Told()
        total.statuses[NO_RECORD] += subject.missing
        for item in subject.items:
            kept = self._parts.kept(item.event, item.lot) if item.event else Fraction(1)
            total.statuses[UNEXPLAINED] += item.mass * (1 - kept)
            for oxide, share in self._assays.named(item.lot).items():
                total.add(self._oxide(item.lot, oxide), item.mass * kept * share)
            total.add(self._whole(item.lot), item.mass * kept * self._unsaid(item.lot))
        return total

    def unnamed(self, subject: Subject) -> Fraction:
        """The grams of a subject of which no assay names an oxide."""
        return sum((item.mass * self._unsaid(item.lot) for item in subject.items), Fraction(0))

    def _unsaid(self, lot: str) -> Fraction:
        return max(Fraction(0), 1 - sum(self._assays.named(lot).values()))

    def _whole(self, lot: str) -> Told:
        return Told(self._composition.shares[lot], self._origins.of[lot])

    def _oxide(self, lot: str, oxide: str) -> Told:
        if (lot, oxide) not in self._found:
            self._found[lot, oxide] = self._mixed(lot, oxide)
        return self._found[lot, oxide]

    def _mixed(self, lot: str, oxide: str) -> Told:
        maker = self._parts.facts.maker(lot)
        if maker is None or not maker.inputs or lot in self._parts.facts.ancestors[lot]:
            return self._whole(lot)
        (output,) = (o for o in maker.outputs if o.lot == lot)
        if maker.kind != "processing":
            return self._given(maker, output, oxide, dict.fromkeys(maker.inputs, Fraction(1)))
        contents = {i: self._assays.content(i, oxide) for i in maker.inputs}
        most = sum((g * contents[i][1] for i, g in maker.inputs.items()), Fraction(0))
        came_out = max(
            self._assays.stated(maker).get(oxide, Fraction(0)),
            output.mass * self._assays.content(lot, oxide)[0],
        )
        if any(least < most for least, most in contents.values()):
            found = Told()
            found.add(self._whole(lot), Fraction(1))
        else:
            held = {i: g * contents[i][0] for i, g in maker.inputs.items()}
            found = self._processed(maker, output, oxide, held, came_out)
        found.more_out |= came_out > most + beyond_telling(most)
        return found

    def _processed(
        self,
        event: Event,
        output: Output,
        oxide: str,
        held: dict[str, Fraction],
        came_out: Fraction,
    ) -> Told:
        """An output of which it is known how much of the oxide each input held."""
        put_in = sum(held.values(), Fraction(0))
        most = put_in + beyond_telling(put_in)
        explained = self._parts.explained(event) - self._parts.beyond(event)
        if came_out > most:
            explained = min(explained, most / came_out)
        unsupported = min(self._parts.beyond(event), 1 - explained)
        by = held if put_in else {i: Fraction(g) for i, g in event.inputs.items()}
        whole = sum(by.values())
        found = self._given(
            event, output, oxide, {i: explained * part / whole for i, part in by.items()}
        )
        found.statuses[UNSUPPORTED_ORIGIN] += unsupported
        found.statuses[UNEXPLAINED] += 1 - explained - unsupported
        return found

    def _given(
        self, event: Event, output: Output, oxide: str, weights: dict[str, Fraction]
    ) -> Told:
        """What inputs give, each by its weight, through the gates it needs."""
        found = Told(traced=defaultdict(Fraction, self._parts.covered(event, output, weights)))
        for lot, weight in weights.items():
            kept = self._parts.kept(event, lot)
            left, turned = self._parts.passage(event, lot, output)
            for status, share in turned.items():
                found.statuses[status] += weight * share
            found.statuses[UNEXPLAINED] += weight * (1 - kept) * left
            if kept:
                found.add(self._oxide(lot, oxide), weight * kept, left)
        return found

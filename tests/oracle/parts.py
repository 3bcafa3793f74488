"""What a processing gives of each of its inputs, and what the gates on the way make of it."""

from collections import defaultdict
from fractions import Fraction

from .cover import Cover
from .facts import Event, Facts, Output
from .gates import Gates
from .waste import Waste

Shares = dict[str, Fraction]  # by status
Traced = dict[tuple[str, str], Fraction]  # by ("origin", event) and ("quota", id)


class Parts:
    """What a processing gives of its inputs, physically, and which of it passes a gate."""

    def __init__(self, facts: Facts, gates: Gates, cover: Cover, waste: Waste) -> None:
        self.facts = facts
        self.gates = gates
        self.cover = cover
        self.waste = waste

    def kept(self, event: Event, lot: str) -> Fraction:
        """How much of a draw the lot can stand for."""
        if not self.facts.supported(event, lot):
            return Fraction(0)
        mass, drawn = self.facts.mass(lot), self.facts.drawn(lot)
        return Fraction(mass, drawn) if drawn > mass else Fraction(1)

    def explained(self, event: Event) -> Fraction:
        """The share of outputs for which there was enough put in."""
        return min(Fraction(1), Fraction(event.input_mass, event.output_mass))

    def beyond(self, event: Event) -> Fraction:
        """The share of outputs that no scrap among the inputs can have given."""
        beyond = Fraction(self.waste.excess(event), event.output_mass)
        return min(beyond, self.explained(event))

    def weights(self, event: Event) -> dict[str, Fraction]:
        """The share of outputs that each input gives, by mass."""
        if event.kind != "processing":
            return dict.fromkeys(event.inputs, Fraction(1))
        given = self.explained(event) - self.beyond(event)
        return {lot: given * mass / event.input_mass for lot, mass in event.inputs.items()}

    def covered(self, event: Event, output: Output, weights: dict[str, Fraction]) -> Traced:
        """What each quota covered of an output, given how much of it each input is."""
        passed: dict[str, Fraction] = defaultdict(Fraction)
        if event.kind == "extraction":
            passed["mining"] = Fraction(1)
        for lot, weight in weights.items():
            for gate in self.gates.route(event, lot, output.product):
                passed[gate] += weight
        found: Traced = defaultdict(Fraction)
        for gate, share in passed.items():
            for quota, grams in self.cover.quotas.get((event.key, gate), {}).items():
                if grams:
                    found["quota", quota] += share * grams / self.cover.draws[event.key, gate][0]
        return found

    def passage(self, event: Event, lot: str, output: Output) -> tuple[Fraction, Shares]:
        """Of a gram on its way into an output: what gates leave, and what they make of the rest."""
        left, turned = Fraction(1), Shares()
        for gate in self.gates.route(event, lot, output.product):
            drawn, covered, status = self.cover.draws[event.key, gate]
            passing = Fraction(covered, drawn) if drawn else Fraction(1)
            turned = {s: share * passing for s, share in turned.items()}
            if status:
                turned[status] = turned.get(status, Fraction(0)) + 1 - passing
            left *= passing
        return left, turned

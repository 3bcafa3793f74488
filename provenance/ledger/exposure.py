"""Where a lot's or an event's grams went: the mirror of origins, downstream.

Pro rata is the even mixing of the balance followed onward, by mass: the same numbers as a later
lot's origins. Bounds are maximum flows, as those of a verdict: the most that can have reached a
place is the flow from the subject to it, the least what all other sources together leave of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from provenance.ledger.bounds.network import EXACT_G, Capacity, Network
from provenance.ledger.gates import recipe_of, unsupported_g
from provenance.ledger.grants import Gate
from provenance.ledger.heaviest import heaviest
from provenance.ledger.lineage import Event, Input, Lineage
from provenance.ledger.spread import Portion, Spread
from provenance.model.status import UNLAWFUL
from provenance.model.terms import EventKind


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most that reached a place under any allocation, in grams."""

    least_g: int
    most_g: int


class Exposure:
    """What of some lots' mass reached all that descends from them.

    The lineage holds all that descends from the lots, with every input of its events; lots that
    do not descend from them may be bare, and what they are made of may be missing.
    """

    def __init__(self, sources: Collection[str], lineage: Lineage) -> None:
        self.sources = frozenset(sources)
        self._lineage = lineage
        self._spread = Spread(self.sources, lineage)
        self._later = self._spread.later

    @property
    def mass_g(self) -> int:
        return sum(self._lineage.lots[lot].reo_g for lot in self.sources)

    @cached_property
    def portion(self) -> Portion:
        """The share of each lot that comes from the subject, the subject itself included."""
        return self._spread.follow(dict.fromkeys(self.sources, 1.0))

    @cached_property
    def unlawful(self) -> Portion:
        """The share of each lot that comes from the unlawful part of the subject."""
        return self._spread.follow(self._unlawful_sources())

    def lots(self) -> dict[str, float]:
        """Grams that reached each later lot, as produced."""
        lots = self._lineage.lots
        return {
            lot: self.portion[lot] * lots[lot].reo_g
            for lot in self._later
            if lot not in self.sources and self.portion[lot]
        }

    def exports(self) -> dict[str, Input]:
        """The exports that draw on lots it reached, by event key."""
        return {
            draw.event: draw
            for lot in self._later
            for draw in self._lineage.draws_on.get(lot, ())
            if self._lineage.events[draw.event].kind is EventKind.EXPORT and draw.supported
        }

    def drawn(self, draw: Input, portion: Portion) -> float:
        """Grams of the subject in a draw."""
        return draw.reo_g * self._lineage.lots[draw.lot].kept * portion[draw.lot]

    @cached_property
    def handed_to(self) -> Mapping[str, Sequence[str]]:
        """The lots handed over to each enterprise by another."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for lot in self._later:
            event = self._lineage.producer(lot)
            if lot not in self.sources and event and event.buyer not in (None, event.enterprise):
                found[event.holder].append(lot)
        return found

    def enterprises(self, first: int) -> dict[str, float]:
        """Grams that came to those enterprises that most came to, the largest part first."""
        # Cycles are solved to the precision of floats only.
        slack = 1 + 1e-9 if self._spread.cyclic else 1
        most = {key: self._in_all(lots) * slack for key, lots in self.handed_to.items()}
        return heaviest(most, lambda key: self.came_to(self.handed_to[key]), first)

    def enterprises_reached(self) -> int:
        """How many enterprises a gram came to."""
        return sum(map(self._reached, self.handed_to.values()))

    def came_to(self, lots: Collection[str], *, unlawful: bool = False) -> float:
        """Grams that came to lots for the first time; what went on and came back counts once."""
        start = self._unlawful_sources() if unlawful else dict.fromkeys(self.sources, 1.0)
        whole = self.unlawful if unlawful else self.portion
        portion = self._spread.absorbed(start, whole, lots)
        return sum(portion[lot] * self._lineage.lots[lot].reo_g for lot in lots)

    def _reached(self, lots: Sequence[str]) -> bool:
        first = self._spread.earliest(lots)
        if first is not None and round(self._in_all([first])):
            return True
        return any(self.portion[lot] for lot in lots) and round(self.came_to(lots)) > 0

    def _in_all(self, lots: Iterable[str]) -> float:
        """Grams in some lots, what went from one of them into another counted twice."""
        return sum(self.portion[lot] * self._lineage.lots[lot].reo_g for lot in lots)

    def _unlawful_sources(self) -> dict[str, float]:
        lots = self._lineage.lots
        return {
            lot: sum(share for status, share in lots[lot].shares.items() if status in UNLAWFUL)
            for lot in self.sources
        }

    # Bounds.

    def bound_lot(self, lot: str) -> Bound:
        return self._bound(("made", lot), self._lineage.lots[lot].reo_g)

    def bound_draw(self, draw: Input) -> Bound:
        return self._bound(("drawn", draw.event), draw.reo_g)

    def bound_enterprise(self, key: str) -> Bound:
        lots = self.handed_to[key]
        mass = sum(self._lineage.lots[lot].reo_g for lot in lots)
        return self._bound(("handed to", key), mass)

    def _bound(self, place: object, mass_g: int) -> Bound:
        most, other, filled = self._network.reaching(place, mass_g)
        return Bound(max(0, filled - other), most)

    @cached_property
    def _network(self) -> Network:
        network = Network()
        later = frozenset(self._later)
        lots = self._lineage.lots
        for lot in self._later:
            network.arc(("in", lot), ("made", lot), lots[lot].reo_g)
            network.arc(("made", lot), ("out", lot))
            network.source(("out", lot), other=lots[lot].overdrawn_g)
            if lot in self.sources:
                network.source(("in", lot), sought=lots[lot].reo_g)
            elif lots[lot].claims != 1:
                network.source(("in", lot), other=lots[lot].reo_g)
        for event in self._lineage.events.values():
            self._add_event(network, event, later)
        for key, handed in self.handed_to.items():
            for lot in handed:
                network.arc(("made", lot), ("handed to", key))
        return network

    def _add_event(self, network: Network, event: Event, later: Collection[str]) -> None:
        made = [
            out
            for out in self._lineage.outputs_of.get(event.key, ())
            if out.lot in later
            and out.lot not in self.sources
            and self._lineage.lots[out.lot].claims == 1
        ]
        draws = self._lineage.inputs_of.get(event.key, ())
        if event.kind is EventKind.EXPORT:
            _add_draws(network, draws, ("drawn", event.key), later)
        elif made:
            waste = event.grant(Gate.WASTE)
            scrap = [draw for draw in draws if waste and self._lineage.lots[draw.lot].waste]
            _add_draws(network, [d for d in draws if d not in scrap], ("mix", event.key), later)
            if waste:
                # Scrap cannot have given more than its kind can hold.
                _add_draws(network, scrap, ("scrap", event.key), later)
                most = Capacity(waste.covered_g, EXACT_G, EXACT_G)
                network.limit(("scrap", event.key), ("mix", event.key), most)
            if event.kind is EventKind.PROCESSING:
                more = recipe_of(event, self._lineage).excess_g + unsupported_g(event)
                network.source(("mix", event.key), other=more)
            for out in made:
                network.arc(("mix", event.key), ("in", out.lot), out.reo_g)


def _add_draws(
    network: Network, draws: Iterable[Input], head: object, later: Collection[str]
) -> None:
    """Draws on what descends from the subject; all else has nothing of it, whatever it is."""
    for draw in draws:
        if draw.supported and draw.lot in later:
            network.arc(("out", draw.lot), head, draw.reo_g)
        else:
            network.source(head, other=draw.reo_g)

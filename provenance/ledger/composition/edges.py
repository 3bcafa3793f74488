"""The part of every edge of a lineage that is in a subject, by status, in grams that add up.

What a subject is made of is followed back draw by draw. Every lot hands on exactly what is drawn on
it, every event exactly what it made, to the gram: what its inputs do not account for came in there.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provenance.ledger.components import components
from provenance.ledger.composition.drawn import Drawn, drawn, kept
from provenance.ledger.composition.holding import Holding, Item
from provenance.ledger.lineage import Lineage
from provenance.model.status import Status
from provenance.model.terms import EventKind

Grams = Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class Edges:
    """Grams of a subject by status as they stood there: of draws by (lot, event), of what was
    made by (event, lot)."""

    draws: Mapping[tuple[str, str], Counter[Status]]
    made: Mapping[tuple[str, str], Counter[Status]]


def edges_of(holding: Holding, statuses: Grams, lineage: Lineage) -> Edges:
    """The part of each edge that is in a subject of which it is known how it divides."""
    walk = _Back(lineage, drawn(holding, lineage))
    for item, grams in zip(holding.items, walk.items(holding, statuses), strict=True):
        walk.hand_on(item, grams)
    for piece in walk.order():
        walk.visit(piece)
    return Edges(walk.draws, walk.made)


@dataclass(slots=True)
class _Back:
    """Whole grams on their way back: `held` is what of each lot was drawn on, by status."""

    lineage: Lineage
    weights: Drawn
    draws: dict[tuple[str, str], Counter[Status]] = field(default_factory=dict)
    made: dict[tuple[str, str], Counter[Status]] = field(default_factory=dict)
    held: defaultdict[str, Counter[Status]] = field(default_factory=lambda: defaultdict(Counter))

    def items(self, holding: Holding, statuses: Grams) -> list[Counter[Status]]:
        """A subject's grams by item and status: what each weighs, and as all of it divides."""
        wanted = Counter(statuses)
        wanted[Status.NO_RECORD] -= holding.missing_g
        parts = [self._divided(item) for item in holding.items]
        has = _summed(parts)
        less = {status: wanted[status] / grams for status, grams in has.items() if grams}
        lacking = {status: max(0.0, grams - has[status]) for status, grams in wanted.items()}
        lacks = sum(lacking.values())
        found = []
        for item, part in zip(holding.items, parts, strict=True):
            # Where the verdict's estimate gave way to its bounds, it does so in each alike.
            within = {s: grams * min(1.0, less.get(s, 1.0)) for s, grams in part.items()}
            freed = sum(part.values()) - sum(within.values())
            for status, grams in lacking.items():
                if lacks:
                    within[status] = within.get(status, 0.0) + freed * grams / lacks
            found.append(_divide(within, item.reo_g))
        _make_up(found, wanted)
        return found

    def _divided(self, item: Item) -> Mapping[Status, float]:
        stood_for = item.kept(self.lineage)
        shares = self.weights.whole.get(item.lot) or self.lineage.lots[item.lot].shares
        parts = {status: item.reo_g * stood_for * share for status, share in shares.items()}
        nowhere = item.reo_g * (1.0 - stood_for)
        return parts | {Status.UNEXPLAINED: parts.get(Status.UNEXPLAINED, 0.0) + nowhere}

    def hand_on(self, item: Item, grams: Counter[Status]) -> None:
        if item.draw is None:
            self.held[item.lot] += grams
        else:
            self._draw((item.draw.lot, item.draw.event), grams, item.kept(self.lineage))

    def order(self) -> list[tuple[list[str], list[str]]]:
        """Lots and events, those that come last first; what goes round in one piece."""
        lots, events = list(self.lineage.lots), list(self.lineage.events)
        lot_at = {lot: at for at, lot in enumerate(lots)}
        event_at = {event: at for at, event in enumerate(events, len(lots))}
        flows = [(lot_at[draw.lot], event_at[draw.event]) for draw in self.lineage.inputs]
        flows += [(event_at[out.event], lot_at[out.lot]) for out in self.lineage.outputs]
        return [
            (
                [lots[at] for at in piece if at < len(lots)],
                [events[at - len(lots)] for at in piece if at >= len(lots)],
            )
            for piece in reversed(components(len(lots) + len(events), flows))
        ]

    def visit(self, piece: tuple[list[str], list[str]]) -> None:
        lots, events = piece
        if len(lots) + len(events) > 1:
            self._go_round(frozenset(lots), events)
        for lot in lots:
            maker = self.lineage.producer(lot)
            if maker is not None and self.held[lot]:
                self.made[maker.key, lot] = self.held[lot]
        for event in events:
            self._unmake(event, frozenset(lots))

    def _go_round(self, lots: frozenset[str], events: Sequence[str]) -> None:
        """What goes round in a piece passes each place in it as often as it is: to the gram."""
        for event in events:
            for draw in self.lineage.inputs_of.get(event, ()):
                if draw.lot in lots:
                    weights = self.weights.draws[draw.lot, event]
                    if total := round(sum(weights.values())):
                        stood_for = kept(draw, self.lineage)
                        self._draw((draw.lot, event), _divide(weights, total), stood_for)

    def _unmake(self, event: str, inside: frozenset[str]) -> None:
        """Put what an event made down to what went in; the rest came in there."""
        outputs = self.lineage.outputs_of.get(event, ())
        made = sum(
            (self.made.get((event, out.lot), Counter()) for out in outputs), Counter[Status]()
        )
        draws = [
            draw
            for draw in self.lineage.inputs_of.get(event, ())
            if (draw.lot, event) in self.weights.draws and draw.lot not in inside
        ]
        if not made or not draws:
            return
        if len(draws) == 1 and self.lineage.events[event].kind is not EventKind.PROCESSING:
            self._draw((draws[0].lot, event), made, kept(draws[0], self.lineage))
            return
        there = [self.draws.get((lot, event), Counter[Status]()).total() for lot in inside]
        total = made.total() - sum(there)
        weights = [sum(self.weights.draws[d.lot, event].values()) for d in draws]
        own = (out.lot for out in outputs if (event, out.lot) in self.made)
        whole = sum(self.weights.through[lot] for lot in own) - sum(there)
        beside = max(0.0, whole - sum(weights))
        for draw, grams in zip(draws, split([*weights, beside], total), strict=False):
            parts = _divide(self.weights.draws[draw.lot, event], grams)
            self._draw((draw.lot, event), parts, kept(draw, self.lineage))

    def _draw(self, edge: tuple[str, str], grams: Counter[Status], stood_for: float) -> None:
        """Note a draw, and what of it the lot has to stand for."""
        self.draws[edge] = grams
        nowhere = min(round(grams.total() * (1.0 - stood_for)), grams[Status.UNEXPLAINED])
        self.held[edge[0]] += grams - Counter({Status.UNEXPLAINED: nowhere})


def _summed(parts: Sequence[Mapping[Status, float]]) -> defaultdict[Status, float]:
    found: defaultdict[Status, float] = defaultdict(float)
    for part in parts:
        for status, grams in part.items():
            found[status] += grams
    return found


def _divide(weights: Mapping[Status, float], total: int) -> Counter[Status]:
    """Whole grams by status in proportion to weights."""
    statuses = list(weights)
    found = split(list(weights.values()), total)
    return Counter({s: grams for s, grams in zip(statuses, found, strict=True) if grams})


def _make_up(items: Sequence[Counter[Status]], wanted: Counter[Status]) -> None:
    """Move single grams within items until all of them together divide as is wanted."""
    has = sum(items, Counter[Status]())
    beyond = Counter({status: grams - wanted[status] for status, grams in has.items()})
    lacking = Counter({status: grams - has[status] for status, grams in wanted.items()})
    for status in sorted(+beyond):
        for other in sorted(+lacking):
            for grams in items:
                moved = max(0, min(beyond[status], lacking[other], grams[status]))
                for counter in (beyond, grams):
                    counter[status] -= moved
                lacking[other] -= moved
                grams[other] += moved


def split(weights: Sequence[float], total: int) -> list[int]:
    """Whole grams in proportion to weights, by largest remainder."""
    whole = sum(weights)
    if whole <= 0.0 or total <= 0:
        return [0] * len(weights)
    exact = [weight * total / whole for weight in weights]
    found = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda at: found[at] - exact[at])
    for at in order[: total - sum(found)]:
        found[at] += 1
    return found

"""What of a subject was in each draw on the way to it, by status as it stood there.

The same ways back as those of its composition, by mass and by oxide, and then onward again: what a
draw held before the gates of the event that made it turned any of it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.ledger.composition.assays import Assays
from provenance.ledger.composition.by_oxide import Grams, Walk, Way
from provenance.ledger.composition.holding import Holding
from provenance.ledger.composition.origins import follow_back, passed
from provenance.ledger.gates import Passing, given, recipe_of
from provenance.ledger.lineage import Event, Input, Lineage, Output
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Ref

Shares = Mapping[Status, float]


def _nothing() -> defaultdict[Status, float]:
    return defaultdict(float)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Grams of a subject by lot they passed through, and by draw (lot, event) and status.

    `whole` are the shares of the lots that it is made of, oxide by oxide where assays tell.
    """

    through: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    draws: defaultdict[tuple[str, str], defaultdict[Status, float]] = field(
        default_factory=lambda: defaultdict(_nothing)
    )
    whole: dict[str, Shares] = field(default_factory=dict)

    def add(self, draw: Input, grams: float, held: Shares) -> None:
        for status, share in held.items():
            self.draws[draw.lot, draw.event][status] += grams * share


def drawn(holding: Holding, lineage: Lineage) -> Drawn:
    """The grams of a subject in every draw: by oxide as far as assays reach, else by mass."""
    found = Drawn()
    assays = Assays.of(lineage)
    if any(item.lot in assays.by_lot for item in holding.items):
        walk = _Recorded(lineage, assays)
        walk.all_of(holding)
        made = walk.replay(found)
        for lot in {item.lot for item in holding.items}:
            found.whole[lot] = _sum(lot, lineage, assays, made)
        in_whole = follow_back(walk.standing, lineage)
    else:
        in_whole = passed(holding, lineage)
    for lot, grams in sorted(in_whole.items()):
        found.through[lot] += grams
        for draw, share in _made_of(lot, lineage):
            found.add(draw, grams * share, held(draw, lineage, lineage.lots[draw.lot].shares))
    return found


def _sum(
    lot: str, lineage: Lineage, assays: Assays, made: Mapping[tuple[str, str], Shares]
) -> Shares:
    """The shares of a lot as the sum over its oxides, and what no assay names as it stands."""
    stands = lineage.lots[lot].shares
    assay = assays.by_lot.get(lot)
    parts = [(made.get((lot, oxide), stands), part) for oxide, part in assays.named(lot).items()]
    found = _nothing()
    for shares, part in (*parts, (stands, assay.unnamed if assay else 1.0)):
        for status, share in shares.items():
            found[status] += part * share
    return found


def kept(draw: Input, lineage: Lineage) -> float:
    """The share of a draw that its lot stands for."""
    return lineage.lots[draw.lot].kept if draw.supported else 0.0


def held(draw: Input, lineage: Lineage, shares: Shares) -> Shares:
    """What a draw is made of: the lot, as far as that stands for it, and mass from nowhere."""
    stood_for = kept(draw, lineage)
    found = _nothing()
    for status, share in shares.items():
        found[status] += stood_for * share
    found[Status.UNEXPLAINED] += 1.0 - stood_for
    return found


def _made_of(lot: str, lineage: Lineage) -> list[tuple[Input, float]]:
    """The draws that a lot was made of, each with its share of it, by mass."""
    event = lineage.producer(lot)
    if event is None or Ref(Label.LOT, lot) in lineage.cut:
        return []
    if event.kind is not EventKind.PROCESSING:
        return [(draw, 1.0) for draw in lineage.inputs_of.get(event.key, ())]
    recipe = recipe_of(event, lineage)
    put_in, of_inputs = recipe.put_in(), given(event, recipe).inputs
    return [(draw, of_inputs * draw.reo_g / put_in) for draw, _ in recipe.inputs]


@dataclass(slots=True)
class _Visit:
    """What came of an oxide to a lot, and what of the lot's oxide is from each draw or known."""

    grams: float = 0.0
    ways: list[tuple[Input, float, Passing]] = field(default_factory=list)
    known: defaultdict[Status, float] = field(default_factory=_nothing)


@dataclass(slots=True)
class _Recorded(Walk):
    """A walk that remembers its way, lot by lot and oxide by oxide."""

    visits: dict[tuple[str, str], _Visit] = field(default_factory=dict)

    def _unpack(self, lot: str, came: Mapping[str, Grams]) -> None:
        # As Walk: super() is not to be had in a dataclass that is made anew for its slots.
        Walk._unpack(self, lot, came)
        event = self.lineage.producer(lot)
        draws = self.lineage.inputs_of.get(event.key, ()) if event else ()
        for oxide, grams in came.items():
            visit = self.visits[lot, oxide] = _Visit(grams.body)
            visit.ways = [(draw, 1.0, Passing()) for draw in draws]
            if not draws:
                visit.known |= self.lineage.lots[lot].shares

    def _unmix(self, event: Event, output: Output, came: Mapping[str, Grams]) -> None:
        for oxide, grams in came.items():
            visit = self.visits[output.lot, oxide] = _Visit(grams.body)
            Walk._unmix(self, event, output, {oxide: grams})
            if not visit.ways:  # its assays do not tell: it stands in whole
                del self.visits[output.lot, oxide]
                continue
            rest = 1.0 - sum(share for _, share, _ in visit.ways)
            unsupported = min(given(event, recipe_of(event, self.lineage)).unsupported, rest)
            visit.known[Status.UNSUPPORTED_ORIGIN] += unsupported
            visit.known[Status.UNEXPLAINED] += rest - unsupported

    def _take(self, way: Way, oxide: str, grams: Grams, share: float) -> None:
        Walk._take(self, way, oxide, grams, share)
        visit = next(reversed(self.visits.values()))
        visit.ways.append((way.draw, share, way.passing))

    def replay(self, found: Drawn) -> Mapping[tuple[str, str], Shares]:
        """Go the way again from its origins on, with what each draw held of every oxide."""
        made: dict[tuple[str, str], Shares] = {}
        for (lot, oxide), visit in reversed(self.visits.items()):
            found.through[lot] += visit.grams
            shares = _nothing() | visit.known
            for draw, share, passing in visit.ways:
                source = made.get((draw.lot, oxide), self.lineage.lots[draw.lot].shares)
                before = held(draw, self.lineage, source)
                found.add(draw, visit.grams * share, before)
                for status, part in before.items():
                    shares[status] += share * passing.left * part
                for status, turned in passing.turned:
                    shares[status] += share * turned
            made[lot, oxide] = shares
        return made

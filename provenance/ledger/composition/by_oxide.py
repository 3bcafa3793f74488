"""How a subject divides, oxide by oxide where assays tell, and where its grams passed.

A kilogram of dysprosium does not come from the tonnes that went in but from the dysprosium in
them. So a processing's output is followed back by oxide: each input weighs in with its kilograms
of that oxide. Where an input's assay does not tell, the oxide stands at the output as the lot
stands in whole: its composition as settled, by mass. So does what an assay leaves unnamed, and
what goes round in a cycle. The subject's composition is the sum over its oxides.

One pass back from the subject serves all oxides: settled compositions stay as they are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provenance.ledger.components import pieces
from provenance.ledger.composition.assays import Assays, slack
from provenance.ledger.composition.holding import Holding
from provenance.ledger.composition.mixing import blend_lots
from provenance.ledger.composition.origins import Gated, follow_back, through_gates
from provenance.ledger.gates import Passing, gates, given, pass_gates, recipe_of
from provenance.ledger.grants import Gate
from provenance.ledger.lineage import Event, Input, Lineage, Output
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Ref, Stage


@dataclass(frozen=True, slots=True)
class ByOxide:
    """Grams of a subject by status, and the grams of it that passed through lots and gates.

    `excess` says that of some oxide more came out of an event on the way than went in, by more
    than assays can tell; that part is mass from nowhere. `untold` says that somewhere on the way
    an assay is missing.
    """

    statuses: Mapping[Status, float]
    through: Mapping[str, float]
    gated: Gated
    excess: bool
    untold: bool


def by_oxide(holding: Holding, lineage: Lineage, assays: Assays) -> ByOxide:
    """The composition of a subject as the sum over its oxides, in grams."""
    walk = Walk(lineage, assays)
    walk.all_of(holding)
    in_whole = follow_back(walk.standing, lineage)
    for lot, grams in in_whole.items():
        walk.through[lot] += grams
    for gate, grams in through_gates(in_whole, lineage).items():
        walk.gated[gate] += grams
    return ByOxide(walk.statuses, walk.through, walk.gated, walk.excess, walk.untold)


@dataclass(slots=True)
class Grams:
    """Grams of an oxide that came to a lot: in body, and as far as no gate has turned them."""

    body: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Way:
    """How an input comes into outputs of one stage: what the lot stands for, and the gates."""

    draw: Input
    kept: float
    gates: Sequence[Gate]
    passing: Passing


def _nothing() -> defaultdict[str, float]:
    return defaultdict(float)


@dataclass(slots=True)
class Walk:
    """Grams on their way back from a subject, by lot and oxide, and what is known by now."""

    lineage: Lineage
    assays: Assays
    arrived: dict[str, dict[str, Grams]] = field(default_factory=dict)
    standing: defaultdict[str, float] = field(default_factory=_nothing)
    statuses: defaultdict[Status, float] = field(default_factory=lambda: defaultdict(float))
    through: defaultdict[str, float] = field(default_factory=_nothing)
    gated: defaultdict[tuple[str, Gate], float] = field(default_factory=lambda: defaultdict(float))
    excess: bool = False
    untold: bool = False
    ways: dict[tuple[str, Stage], Sequence[Way]] = field(default_factory=dict)

    def all_of(self, holding: Holding) -> None:
        """Take a subject, all of it, back to where it came from or stands in whole."""
        self.statuses[Status.NO_RECORD] += holding.missing_g
        for item in holding.items:
            kept = item.reo_g * item.kept(self.lineage)
            self.statuses[Status.UNEXPLAINED] += item.reo_g - kept
            for oxide, share in self.assays.named(item.lot).items():
                self.arrive(item.lot, oxide, Grams(kept * share, kept * share))
            assay = self.assays.by_lot.get(item.lot)
            unnamed = kept * (assay.unnamed if assay else 1.0)
            self.stand(item.lot, Grams(unnamed, unnamed))
        lots = sorted(self.lineage.lots)
        for piece in reversed(list(pieces(self.lineage, lots, as_filed=False))):
            for lot in piece:
                self.visit(lot, alone=len(piece) == 1)

    def arrive(self, lot: str, oxide: str, grams: Grams) -> None:
        if not grams.body:  # of an unsupported draw nothing is of the lot
            return
        at = self.arrived.setdefault(lot, {}).setdefault(oxide, Grams())
        at.body += grams.body
        at.left += grams.left

    def stand(self, lot: str, grams: Grams) -> None:
        """Take grams as the lot stands in whole."""
        self.standing[lot] += grams.body
        for status, share in self.lineage.lots[lot].shares.items():
            self.statuses[status] += grams.left * share

    def visit(self, lot: str, *, alone: bool) -> None:
        """Pass on what came to a lot to what it was made of."""
        came = self.arrived.pop(lot, {})
        if not came:
            return
        event = self.lineage.producer(lot)
        if event is None or not alone or self._stops(lot, event):
            for grams in came.values():
                self.stand(lot, grams)
            self.untold |= not alone
        elif event.kind is EventKind.PROCESSING:
            self._unmix(event, self.lineage.claims_on[lot][0], came)
        else:
            self._unpack(lot, came)

    def _stops(self, lot: str, event: Event) -> bool:
        cut = {Ref(Label.LOT, lot), Ref(Label.EVENT, event.key)} & self.lineage.cut
        draws = self.lineage.inputs_of.get(event.key, ())
        return bool(cut) or any(draw.lot == lot and draw.supported for draw in draws)

    def _unpack(self, lot: str, came: Mapping[str, Grams]) -> None:
        """Back through an origin or a transfer: every oxide goes the way of the whole."""
        blend = blend_lots(self.lineage, [lot])[lot]
        body = sum(grams.body for grams in came.values())
        for gate, grams_there in through_gates({lot: body}, self.lineage).items():
            self.gated[gate] += grams_there
        for oxide, grams in came.items():
            self.through[lot] += grams.body
            for source, share in blend.lots.items():
                self.arrive(source, oxide, Grams(grams.body * share, grams.left * share))
            for status, share in blend.known.items():
                self.statuses[status] += grams.left * share

    def _unmix(self, event: Event, output: Output, came: Mapping[str, Grams]) -> None:
        """Back through a processing: each input by its grams of the oxide."""
        ways = self._ways(event, output.stage)
        put_in = sum(way.draw.reo_g for way in ways)
        of_whole = given(event, recipe_of(event, self.lineage))
        for oxide, grams in came.items():
            contents = [self.assays.content(way.draw.lot, oxide) for way in ways]
            most = sum(way.draw.reo_g * c.most for way, c in zip(ways, contents, strict=True))
            least_out = max(
                self.assays.stated(event).get(oxide, 0),
                output.reo_g * self.assays.content(output.lot, oxide).least,
            )
            balanced = least_out <= most + slack(most)
            self.excess |= not balanced
            if not ways or not all(content.known for content in contents):
                self.stand(output.lot, grams)
                self.untold = True
                continue
            self.through[output.lot] += grams.body
            parts = [way.draw.reo_g * c.most for way, c in zip(ways, contents, strict=True)]
            total = sum(parts)
            explained = min(
                of_whole.inputs, 1.0 if balanced else (total + slack(total)) / least_out
            )
            unsupported = min(of_whole.unsupported, 1.0 - explained)
            self.statuses[Status.UNSUPPORTED_ORIGIN] += grams.left * unsupported
            self.statuses[Status.UNEXPLAINED] += grams.left * (1.0 - explained - unsupported)
            for way, part in zip(ways, parts, strict=True):
                share = part / total if total else way.draw.reo_g / put_in
                self._take(way, oxide, grams, explained * share)

    def _take(self, way: Way, oxide: str, grams: Grams, share: float) -> None:
        """Follow an input's share of the grams, less what the lot cannot stand for."""
        body, left = grams.body * share, grams.left * share
        for gate in way.gates:
            self.gated[way.draw.event, gate] += body
        onward = way.kept * way.passing.left
        self.arrive(way.draw.lot, oxide, Grams(body * way.kept, left * onward))
        self.statuses[Status.UNEXPLAINED] += left * (1.0 - way.kept) * way.passing.left
        for status, turned in way.passing.turned:
            self.statuses[status] += left * turned

    def _ways(self, event: Event, made: Stage) -> Sequence[Way]:
        key = (event.key, made)
        if key not in self.ways:
            self.ways[key] = [
                Way(
                    draw,
                    self.lineage.lots[draw.lot].kept if draw.supported else 0.0,
                    gates(need, made),
                    pass_gates(event, gates(need, made)),
                )
                for draw, need in recipe_of(event, self.lineage).inputs
            ]
        return self.ways[key]

"""What would clear it: the single documents that, if they existed, would make mass lawful.

Every remedy is weighed by itself: a few lots of the lineage as they would be with the document,
the rest as it is. What a document would show of a lot that nobody is known to have made cannot be
known; its kilograms are then the most it could clear, and it says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.ledger.composition.holding import Holding
from provenance.ledger.gates import recipe_of
from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event, Input, Lineage, Lot
from provenance.ledger.what_if import Stakes, around
from provenance.model.dates import month
from provenance.model.message import Message
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Ref
from provenance.verdict.rights import right

SHOWN = 20
"""So many documents are told of, those that clear most first."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A document that is missing or fails, and the grams of the subject it would make lawful.

    `record` is the kind of record to file; `on` the thing it is about. `certain` is false where
    the document may show less than it could: then the grams are the most it can clear.
    """

    record: str
    on: Ref
    text: Message
    gain_g: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """A document, and what it changes of a lineage: the events and lots as they would be."""

    record: str
    on: Ref
    text: Message
    patch: Lineage
    certain: bool = True

    def gives(self, grams: float) -> Remedy:
        """The remedy that it is, to the nearest gram."""
        return Remedy(self.record, self.on, self.text, round(grams), self.certain)


def remedies(subject: Ref, holding: Holding, lineage: Lineage) -> list[Remedy]:
    """The documents that would clear most of a subject, most first."""
    stakes = Stakes(holding, lineage)
    tried = [(stakes.guess(attempt.patch), attempt) for attempt in attempts(lineage)]
    tried.sort(key=lambda one: (-one[0], one[1].on, one[1].record))
    found = [attempt.gives(stakes.gain(attempt.patch)) for _, attempt in tried[:SHOWN]]
    if holding.missing_g:
        text = Message(
            "an export record of the {mass:kg} that are declared and not exported",
            mass=holding.missing_g,
        )
        found.append(Remedy("export", subject, text, holding.missing_g, certain=False))
    useful = [remedy for remedy in found if remedy.gain_g > 0]
    return sorted(useful, key=lambda remedy: (-remedy.gain_g, remedy.on, remedy.record))


def attempts(lineage: Lineage) -> Iterator[Attempt]:
    """Every single document that could make something of a lineage lawful."""
    for event in lineage.events.values():
        for grant in event.grants:
            if not grant.full and grant.gate is not Gate.BARRED:  # which no document opens
                yield _entitled(lineage, event, grant)
        for draw in lineage.inputs_of.get(event.key, ()):
            if not draw.supported:
                yield from _handed_over(lineage, event, draw)
        if event.kind is EventKind.PROCESSING:
            yield from _put_in(lineage, event)
    for lot in lineage.lots.values():
        if Ref(Label.LOT, lot.key) not in lineage.cut:
            yield from _explained(lineage, lot)


def _entitled(lineage: Lineage, event: Event, grant: Grant) -> Attempt:
    """The right that a draw lacked, or the rest of it."""
    lacking = grant.drawn_g - grant.covered_g
    granted = tuple(
        replace(other, covered_g=other.drawn_g) if other is grant else other
        for other in event.grants
    )
    changed = {event.key: replace(event, grants=granted)}
    patch = replace(around(lineage, [event.key]), events=changed)
    record, text = right(event, grant, lacking)
    # A test may find what it likes.
    return Attempt(record, Ref(Label.EVENT, event.key), text, patch, record != "lab_test")


def _handed_over(lineage: Lineage, event: Event, draw: Input) -> Iterator[Attempt]:
    """The transfer by which a drawer would have come to hold what it drew."""
    lot = lineage.lots[draw.lot]
    late = lot.produced_on is not None and month(event.date) < month(lot.produced_on)
    if lot.holder is None or lot.holder == event.enterprise or late:
        return
    patch = _drawn_on(lineage, replace(lot, drawn_g=lot.drawn_g + draw.reo_g))
    inputs = [other._replace(supported=True) if other == draw else other for other in patch.inputs]
    yield Attempt(
        "transfer",
        Ref(Label.LOT, draw.lot),
        Message(
            "a transfer record from {holder} to {who} for lot {lot} ({mass:kg}) by {day}",
            holder=lot.holder,
            who=event.enterprise,
            lot=draw.lot,
            mass=draw.reo_g,
            day=event.date,
        ),
        replace(patch, inputs=inputs),
    )


def _drawn_on(lineage: Lineage, lot: Lot) -> Lineage:
    """A patch by which a lot is another, and so all that draws on it."""
    patch = around(lineage, {draw.event for draw in lineage.draws_on.get(lot.key, ())})
    return replace(patch, lots={**patch.lots, lot.key: lot})


MISSING = "?"
"""The name of a lot that somebody may still file; no lot is called so."""


def _put_in(lineage: Lineage, event: Event) -> Iterator[Attempt]:
    """What else must have gone into a processing that gave more than was put in."""
    excess = recipe_of(event, lineage).excess_g
    if not excess:
        return
    lot = Lot(MISSING, reo_g=excess, claims=1, shares={Status.QUOTA: 1.0})
    patch = around(lineage, [event.key])
    yield Attempt(
        "processing",
        Ref(Label.EVENT, event.key),
        Message(
            "a revision of {event} that names {excess:kg} more of input",
            event=event.key,
            excess=excess,
        ),
        replace(
            patch,
            inputs=[*patch.inputs, Input(MISSING, event.key, excess, True)],
            lots={**patch.lots, MISSING: lot},
            cut=frozenset({Ref(Label.LOT, MISSING)}),
        ),
        certain=False,
    )


def _explained(lineage: Lineage, lot: Lot) -> Iterator[Attempt]:
    """Who made a lot that nobody or more than one claims; where more of one came from."""
    on = Ref(Label.LOT, lot.key)
    if lot.claims != 1:
        lawful = replace(lot, shares={Status.QUOTA: 1.0})
        patch = Lineage({lot.key: lawful}, {}, (), (), cut=frozenset({on}))
        record = "withdrawal" if lot.claims else "extraction"
        text = Message(
            "a withdrawal of all claims on lot {lot} but the true one"
            if lot.claims
            else "a record of who made or brought in lot {lot}",
            lot=lot.key,
        )
    elif lot.overdrawn_g:
        patch = _drawn_on(lineage, replace(lot, reo_g=lot.drawn_g))
        record = "revision"
        text = Message("a revision by which lot {lot} has {mass:kg}", lot=lot.key, mass=lot.drawn_g)
    else:
        return
    yield Attempt(record, on, text, patch, certain=False)

"""What would clear it: the single documents that, if they existed, would make mass lawful.

Every remedy is tried: the lineage is taken as it would be with the document, and the subject
divided again by even mixing. What a document would show of a lot that nobody is known to have
made cannot be known; its kilograms are then the most it could clear, and it says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from provenance.graph.balance import recipe_of, settle_shares
from provenance.graph.grants import QUOTA_ACTIVITY, Gate, Grant
from provenance.graph.holding import Holding, divide
from provenance.graph.lineage import Event, Input, Lineage, Lot
from provenance.model import LAWFUL, EventKind, Label, Ref, Status, month
from provenance.rules.finding import kg

TRIED = 20
"""So many documents are tried, those on the most mass first: each is a balance of its own."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A document that is missing or fails, and the grams of the subject it would make lawful.

    `record` is the kind of record to file; `on` the thing it is about. `certain` is false where
    the document may show less than it could: then the grams are the most it can clear.
    """

    record: str
    on: Ref
    text: str
    gain_g: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A document, the lineage as it would be with it, from which lot or event on it changes, and
    the grams of the subject that pass there."""

    record: str
    on: Ref
    text: str
    lineage: Lineage
    reach_g: float
    certain: bool = True


def remedies(
    subject: Ref, holding: Holding, lineage: Lineage, through: Mapping[str, float]
) -> list[Remedy]:
    """The documents that would clear most of a subject, most first.

    `through` says how many of its grams passed through each lot (`origins.passed`).
    """
    reach = {event: _reach(event, holding, lineage, through) for event in lineage.events}
    attempts = [a for a in _attempts(lineage, reach, through) if a.reach_g >= 1]
    attempts.sort(key=lambda attempt: (-attempt.reach_g, attempt.on, attempt.record))
    before = _lawful(holding, _divided(lineage, lineage.lots))
    found = []
    for attempt in attempts[:TRIED]:
        below = _below(attempt.lineage, attempt.on)
        gain = _lawful(holding, _divided(attempt.lineage, below)) - before
        found.append(Remedy(attempt.record, attempt.on, attempt.text, gain, attempt.certain))
    if holding.missing_g:
        text = f"an export record of the {kg(holding.missing_g)} that are declared and not exported"
        found.append(Remedy("export", subject, text, holding.missing_g, certain=False))
    useful = [remedy for remedy in found if remedy.gain_g > 0]
    return sorted(useful, key=lambda remedy: (-remedy.gain_g, remedy.on, remedy.record))


def _divided(lineage: Lineage, focus: Iterable[str]) -> Lineage:
    """The lineage with some lots divided again; lots that are cut stand for what they bear."""
    wanted = [lot for lot in focus if Ref(Label.LOT, lot) not in lineage.cut]
    shares = settle_shares(lineage, wanted)
    again = {key: replace(lineage.lots[key], shares=found) for key, found in shares.items()}
    return replace(lineage, lots={**lineage.lots, **again})


def _lawful(holding: Holding, lineage: Lineage) -> int:
    draws = {(draw.lot, draw.event): draw for draw in lineage.inputs}
    items = tuple(
        replace(item, draw=draws[item.lot, item.draw.event]) if item.draw else item
        for item in holding.items
    )
    grams = divide(replace(holding, items=items), lineage)
    return sum(part for status, part in grams.items() if status in LAWFUL)


def _reach(event: str, holding: Holding, lineage: Lineage, through: Mapping[str, float]) -> float:
    """How many of the subject's grams passed an event, or are what it exports."""
    made = sum(through.get(out.lot, 0.0) for out in lineage.outputs_of.get(event, ()))
    return made + sum(i.reo_g for i in holding.items if i.draw and i.draw.event == event)


def _below(lineage: Lineage, start: Ref) -> set[str]:
    """All lots that descend from a lot (itself included) or an event."""
    lots: set[str] = set()
    stack = [start]
    seen: set[Ref] = set()
    while stack:
        ref = stack.pop()
        if ref in seen:
            continue
        seen.add(ref)
        if ref.label is Label.LOT:
            lots.add(ref.key)
            stack += [Ref(Label.EVENT, draw.event) for draw in lineage.draws_on.get(ref.key, ())]
        else:
            made = lineage.outputs_of.get(ref.key, ())
            stack += [Ref(Label.LOT, out.lot) for out in made]
    return lots


def _attempts(
    lineage: Lineage, reached: Mapping[str, float], through: Mapping[str, float]
) -> Iterator[_Attempt]:
    for event in lineage.events.values():
        reach = reached[event.key]
        for grant in event.grants:
            if not grant.full:
                yield _entitled(lineage, event, grant, reach * (1.0 - grant.passed))
        for draw in lineage.inputs_of.get(event.key, ()):
            if not draw.supported:
                yield from _handed_over(lineage, event, draw, reach)
        if event.kind is EventKind.PROCESSING:
            yield from _put_in(lineage, event, reach)
    for lot in lineage.lots.values():
        if Ref(Label.LOT, lot.key) not in lineage.cut:
            yield from _explained(lineage, lot, through.get(lot.key, 0.0))


def _entitled(lineage: Lineage, event: Event, grant: Grant, reach: float) -> _Attempt:
    """The right that a draw lacked, or the rest of it."""
    lacking = grant.drawn_g - grant.covered_g
    granted = tuple(
        replace(other, covered_g=other.drawn_g) if other is grant else other
        for other in event.grants
    )
    changed = {**lineage.events, event.key: replace(event, grants=granted)}
    record, text = _right(event, grant, lacking)
    return _Attempt(
        record, Ref(Label.EVENT, event.key), text, replace(lineage, events=changed), reach
    )


def _right(event: Event, grant: Grant, lacking: int) -> tuple[str, str]:  # noqa: PLR0911
    """The kind of record that gives a right, and what it would have to say."""
    who, on = event.enterprise, event.date
    named = f" ({event.declaration} is named)" if event.declaration else ""
    if grant.rest in (Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION):
        gate = QUOTA_ACTIVITY.get(grant.gate)
        quota = f", with quota for {kg(lacking)}" if gate else ""
        return "designation", f"a designation of {who} for {gate or 'mining'} on {on}{quota}"
    if grant.gate in QUOTA_ACTIVITY:
        return (
            ("quota", f"{grant.gate} quota of {who} for {on.year}, {kg(lacking)} or more")
            if grant.rest is Status.NO_QUOTA_RECORD
            else (
                "quota_adjustment",
                f"{kg(lacking)} more {grant.gate} quota for {who} in {on.year}, decided that year",
            )
        )
    if grant.gate is Gate.IMPORT:
        return "declaration", f"an import declaration of {who} for {kg(lacking)}{named}"
    if grant.gate is Gate.OPENING_STOCK:
        return (
            "inspection",
            f"an inspection of {who} within 31 days of {on} that verified {kg(lacking)} more",
        )
    if grant.gate is Gate.SCRAP:
        return "invoice", f"a valid invoice to {who} for {kg(lacking)} net more of scrap"
    if grant.gate is Gate.BYPRODUCT:
        return "permit", f"a by-product permit of {who} valid on {on}"
    return "designation", f"a designation of {who} for mining on {on}"


def _handed_over(lineage: Lineage, event: Event, draw: Input, reach: float) -> Iterator[_Attempt]:
    """The transfer by which a drawer would have come to hold what it drew."""
    lot = lineage.lots[draw.lot]
    late = lot.produced_on is not None and month(event.date) < month(lot.produced_on)
    if lot.holder is None or lot.holder == event.enterprise or late:
        return
    inputs = [
        other._replace(supported=True) if other == draw else other for other in lineage.inputs
    ]
    drawn = replace(lot, drawn_g=lot.drawn_g + draw.reo_g)
    taken = sum(other.reo_g for other in lineage.inputs_of[event.key])
    yield _Attempt(
        "transfer",
        Ref(Label.LOT, draw.lot),
        f"a transfer record from {lot.holder} to {event.enterprise} for lot {draw.lot}"
        f" ({kg(draw.reo_g)}) by {event.date}",
        replace(lineage, inputs=inputs, lots={**lineage.lots, lot.key: drawn}),
        reach * draw.reo_g / max(taken, sum(event.made)),
    )


MISSING = "?"
"""The name of a lot that somebody may still file; no lot is called so."""


def _put_in(lineage: Lineage, event: Event, reach: float) -> Iterator[_Attempt]:
    """What else must have gone into a processing that gave more than was put in."""
    made = sum(event.made)
    excess = made - recipe_of(event, lineage).put_in()
    if excess <= 0:
        return
    lot = Lot(MISSING, reo_g=excess, claims=1, shares={Status.QUOTA: 1.0})
    yield _Attempt(
        "processing",
        Ref(Label.EVENT, event.key),
        f"a revision of {event.key} that names {kg(excess)} more of input",
        replace(
            lineage,
            inputs=[*lineage.inputs, Input(MISSING, event.key, excess, True)],
            lots={**lineage.lots, MISSING: lot},
            cut=lineage.cut | {Ref(Label.LOT, MISSING)},
        ),
        reach * excess / made,
        certain=False,
    )


def _explained(lineage: Lineage, lot: Lot, reach: float) -> Iterator[_Attempt]:
    """Who made a lot that nobody or more than one claims; where more of one came from."""
    on = Ref(Label.LOT, lot.key)
    if lot.claims != 1:
        lawful = replace(lot, shares={Status.QUOTA: 1.0})
        record, text = (
            ("withdrawal", f"a withdrawal of all claims on lot {lot.key} but the true one")
            if lot.claims
            else ("extraction", f"a record of who made or brought in lot {lot.key}")
        )
        cut = lineage.cut | {on}
    elif lot.overdrawn_g:
        lawful = replace(lot, reo_g=lot.drawn_g)
        record, text = "revision", f"a revision by which lot {lot.key} has {kg(lot.drawn_g)}"
        cut, reach = lineage.cut, reach / lot.kept * (1.0 - lot.kept) if lot.kept else reach
    else:
        return
    mended = replace(lineage, lots={**lineage.lots, lot.key: lawful}, cut=cut)
    yield _Attempt(record, on, text, mended, reach, certain=False)

"""Findings on material that goes round: handed back unchanged, or made of itself."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from provenance.ledger.components import pieces
from provenance.ledger.lineage import Event, Lineage
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.model.thresholds import DEFAULTS, Thresholds
from provenance.rules.law import UNDATED, ground
from provenance.rules.screening import screened
from provenance.rules.slices.rounds import Handover, Loop, Trail
from provenance.rules.slices.whole import Whole
from provenance.rules.way import way

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

MOST_STEPS = 1_000
"""A longer way, or one that goes round, is followed as objects."""

UNCHANGED = frozenset({"blending", "repacking"})
"""Processes that change nothing about a single lot."""


def _come_back(whole: Whole) -> "Flags":
    """Transfers to who the goods left before, unchanged since and within the days."""
    import numpy as np

    from provenance.ledger.columns.places import NONE, at_places, holds

    columns, events = whole.columns, whole.columns.events
    transfer = columns.is_kind(EventKind.TRANSFER)
    returned = columns.word("return")
    kept = np.isin(events.process, [columns.word(process) for process in UNCHANGED])
    as_it_was = transfer | (columns.is_kind(EventKind.PROCESSING) & kept)
    leaves = transfer & (events.reason != returned)
    before = at_places(columns.claims.event, columns.claim_before)
    found = transfer & False
    back = np.flatnonzero(leaves & (events.buyer != NONE))
    at = before[back]
    for _ in range(MOST_STEPS):
        on = holds(as_it_was, at)
        on[on] = events.day[back[on]] - events.day[at[on]] <= whole.limits.circular_days
        back, at = back[on], at[on]
        if not back.size:
            return found
        left = leaves[at] & (events.who[at] == events.buyer[back])
        found[back[left & (events.buyer[at] != events.buyer[back])]] = True
        back, at = back[~left], before[at[~left]]
    found[back] = True
    return found


@screened(events=_come_back)
def circular_flow(trail: Trail) -> Iterator[Finding]:
    """Material that comes back unchanged to an enterprise it left, and not as a return."""
    last = trail.steps[-1]
    back = last.event
    left = next((step.event for step in trail.steps if _leaves(step.event, back)), None)
    if left is None or trail.reversed_ or back.reason == "return":
        return
    days = (back.date - left.date).days
    if days > trail.limits.circular_days:
        return
    found = ground("CIRCULAR_FLOW", back.date, trail.law, trail.roles)
    handed = [step.event for step in trail.steps if step.event.kind is EventKind.TRANSFER]
    yield Finding(
        code="CIRCULAR_FLOW",
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.LOT, last.lot),
        message=Message(
            "{mass:kg} came back unchanged on {day} as lot {lot}, {days} days after {left}: from"
            " {way}.",
            mass=last.reo_g,
            day=back.date,
            lot=last.lot,
            days=days,
            left=left.date,
            way=way([left.enterprise, *(str(event.buyer) for event in handed)]),
        ),
        basis=found.basis,
        evidence=(last.lot, *(step.event.key for step in trail.steps)),
        mass_g=last.reo_g,
        share=1.0,
    )


def cycle_of_lots(loop: Loop) -> Iterator[Finding]:
    """Lots that are made of each other, so that none of them can have been first."""
    lots = sorted(loop.lots, key=lambda lot: lot.key)
    day = max((event.date for event in loop.events), default=UNDATED)
    found = ground("CIRCULAR_FLOW", day, loop.law, loop.roles)
    names = (*(lot.key for lot in lots[:20]), *("…" for _ in lots[20:21]))
    yield Finding(
        code="CIRCULAR_FLOW",
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.LOT, lots[0].key),
        message=Message(
            "Lots are made of themselves: {lots}; the largest has {most:kg}.",
            lots=names,
            most=max(lot.reo_g for lot in lots),
        ),
        basis=found.basis,
        evidence=(
            *(lot.key for lot in lots[:20]),
            *sorted(event.key for event in loop.events)[:20],
        ),
        mass_g=lots[0].reo_g,
        share=1.0,
    )


def trails(
    lineage: Lineage, red_letters: Collection[str] = (), limits: Thresholds = DEFAULTS
) -> Iterator[Trail]:
    """The ways on which material comes back to who handed it on, as far back as days allow.

    `red_letters` are the numbers of invoices that reverse others.
    """
    for _, event in sorted(lineage.events.items()):
        for out in lineage.outputs_of.get(event.key, ()) if event.buyer else ():
            steps = _back(lineage, event, Handover(event, out.lot, out.reo_g), limits)
            if steps:
                returned = any(number in red_letters for number in event.invoices)
                yield Trail(steps, returned, limits)


def loops(lineage: Lineage) -> Iterator[Loop]:
    """The cycles of lots in a lineage."""
    left = _going_round(lineage)
    for piece in pieces(lineage, sorted(left)) if left else ():
        inside = set(piece)
        events = {
            out.event
            for lot in piece
            for out in lineage.claims_on.get(lot, ())
            if any(draw.lot in inside for draw in lineage.inputs_of.get(out.event, ()))
        }
        if events:
            yield Loop(
                [lineage.lots[lot] for lot in piece],
                [lineage.events[key] for key in sorted(events)],
            )


def _going_round(lineage: Lineage) -> set[str]:
    """The lots that are left when what came from outside is followed on: none, nearly always."""
    left = {lot: len(lineage.claims_on.get(lot, ())) for lot in lineage.lots}
    due = {event: len(lineage.inputs_of.get(event, ())) for event in lineage.events}
    lots = [lot for lot, claims in left.items() if not claims]
    events = [event for event, inputs in due.items() if not inputs]
    while lots or events:
        for lot in lots:
            del left[lot]
            for draw in lineage.draws_on.get(lot, ()):
                due[draw.event] -= 1
                if not due[draw.event]:
                    events.append(draw.event)
        lots = []
        for event in events:
            for out in lineage.outputs_of.get(event, ()):
                left[out.lot] -= 1
                if not left[out.lot]:
                    lots.append(out.lot)
        events = []
    return set(left)


def _back(lineage: Lineage, back: Event, last: Handover, limits: Thresholds) -> Sequence[Handover]:
    """The steps from where material last left the enterprise it came back to; none if it never
    did."""
    steps = [last]
    seen = {last.lot}
    while True:
        inputs = lineage.inputs_of.get(steps[0].event.key, ())
        if len(inputs) != 1 or inputs[0].lot in seen:
            return ()
        lot = inputs[0].lot
        claims = lineage.claims_on.get(lot, ())
        event = lineage.events.get(claims[0].event) if len(claims) == 1 else None
        if event is None or not unchanged(event):
            return ()
        if (back.date - event.date).days > limits.circular_days:
            return ()
        seen.add(lot)
        steps.insert(0, Handover(event, lot, claims[0].reo_g))
        if _leaves(event, back):
            return steps


def unchanged(event: Event) -> bool:
    """Whether an event hands material on as it is; of how many inputs is asked elsewhere."""
    if event.kind is EventKind.PROCESSING:
        return event.process in UNCHANGED
    return event.kind is EventKind.TRANSFER


def _leaves(event: Event, back: Event) -> bool:
    """Whether material left by an event to which it comes back; who returns goods keeps nothing."""
    if event.key == back.key or event.kind is not EventKind.TRANSFER or event.reason == "return":
        return False
    return event.enterprise == back.buyer != event.buyer

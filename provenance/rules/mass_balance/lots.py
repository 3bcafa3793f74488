"""Findings on mass and custody: more out than in, sold twice, drawn by who could not hold it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Event, Input
from provenance.model.dates import month
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.rules.law import UNDATED, ground, ground_of
from provenance.rules.screening import WIDER, screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _more_out(whole: Whole) -> "Flags":
    columns, put_in = whole.columns, whole.columns.taken_g()
    excess = columns.made_g - put_in
    return columns.is_kind(EventKind.PROCESSING) & (excess > whole.tolerance * put_in * WIDER)


@screened(events=_more_out)
def unexplained_mass(material: Material) -> Iterator[Finding]:
    """A processing that gives more than was put in, beyond what measuring may be off by."""
    for event in material.events:
        if event.kind is not EventKind.PROCESSING or material.cut(event):
            continue
        put_in = sum(draw.reo_g for draw in material.inputs(event))
        made = sum(event.made)
        excess = made - put_in
        if excess > material.tolerance * put_in:
            yield _finding(
                "UNEXPLAINED_MASS",
                event,
                Message(
                    "{made:kg} came out of {put_in:kg}: {excess:kg} came from nowhere.",
                    made=made,
                    put_in=put_in,
                    excess=excess,
                ),
                excess,
                material,
            )


def _overdrawn(whole: Whole) -> "Flags":
    lots = whole.columns.lots
    found: Flags = (lots.claims > 0) & (lots.drawn_g > lots.reo_g)
    return found


@screened(lots=_overdrawn)
def overdrawn_lot(material: Material) -> Iterator[Finding]:
    """A lot of which more was handed on, used or exported than there was: sold twice."""
    for lot in material.lots:
        if not lot.claims or not lot.overdrawn_g:
            continue
        draws = material.lineage.draws_on.get(lot.key, ())
        events = [material.lineage.events[draw.event] for draw in draws]
        day = max((event.date for event in events), default=UNDATED)
        found = ground("OVERDRAWN_LOT", day, material.law, material.roles_in(events))
        yield Finding(
            code="OVERDRAWN_LOT",
            severity=found.severity(Severity.MAJOR),
            subject=Ref(Label.LOT, lot.key),
            message=Message(
                "{drawn:kg} were drawn on lot {lot} of {held:kg}: {over:kg} too much.",
                drawn=lot.drawn_g,
                lot=lot.key,
                held=lot.reo_g,
                over=lot.overdrawn_g,
            ),
            basis=found.basis,
            evidence=(lot.key, *sorted(draw.event for draw in draws)),
            mass_g=lot.overdrawn_g,
            share=1.0 - lot.kept,
        )


def _twice(whole: Whole) -> "Flags":
    found: Flags = whole.columns.lots.claims > 1
    return found


@screened(lots=_twice)
def lot_produced_twice(material: Material) -> Iterator[Finding]:
    """A lot that two outputs claim to have produced."""
    for lot in material.lots:
        if lot.claims < 2:
            continue
        claims = sorted(out.event for out in material.lineage.claims_on.get(lot.key, ()))
        events = [material.lineage.events[claim] for claim in claims]
        day = max((event.date for event in events), default=UNDATED)
        found = ground("LOT_PRODUCED_TWICE", day, material.law, material.roles_in(events))
        yield Finding(
            code="LOT_PRODUCED_TWICE",
            severity=found.severity(Severity.MAJOR),
            subject=Ref(Label.LOT, lot.key),
            message=Message(
                "{n} outputs claim to have produced lot {lot}: {events}.",
                n=lot.claims,
                lot=lot.key,
                events=tuple(claims),
            ),
            basis=found.basis,
            evidence=(lot.key, *claims),
            mass_g=lot.reo_g,
            share=1.0,
        )


def _drawing_unsupported(whole: Whole) -> "Flags":
    columns = whole.columns
    return columns.drawing(~columns.draws.supported)


@screened(events=_drawing_unsupported)
def not_holder(material: Material) -> Iterator[Finding]:
    """A lot drawn by an enterprise that does not hold it."""
    for draw, event in _unsupported(material):
        lot = material.lineage.lots[draw.lot]
        if lot.holder is not None and lot.holder != event.enterprise:
            yield _drawn(
                "NOT_HOLDER",
                draw,
                event,
                Message(
                    "{who} drew {mass:kg} of lot {lot} on {day}; it is held by {holder}.",
                    who=event.enterprise,
                    mass=draw.reo_g,
                    lot=draw.lot,
                    day=event.date,
                    holder=lot.holder,
                ),
                material,
            )


@screened(events=_drawing_unsupported)
def impossible_sequence(material: Material) -> Iterator[Finding]:
    """A lot drawn in a month before the one it was produced in."""
    for draw, event in _unsupported(material):
        made = material.lineage.lots[draw.lot].produced_on
        if made is not None and month(event.date) < month(made):
            yield _drawn(
                "IMPOSSIBLE_SEQUENCE",
                draw,
                event,
                Message(
                    "{mass:kg} of lot {lot} were drawn on {day}; it was produced on {made}.",
                    mass=draw.reo_g,
                    lot=draw.lot,
                    day=event.date,
                    made=made,
                ),
                material,
            )


def _unsupported(material: Material) -> Iterator[tuple[Input, Event]]:
    for event in material.events:
        yield from ((draw, event) for draw in material.inputs(event) if not draw.supported)


def _drawn(code: str, draw: Input, event: Event, message: Message, material: Material) -> Finding:
    """A finding on one draw of an event."""
    return replace(
        _finding(code, event, message, draw.reo_g, material),
        evidence=(event.key, draw.lot),
        about=(draw.lot,),
    )


def _finding(code: str, event: Event, message: Message, mass_g: int, material: Material) -> Finding:
    """A finding on so many grams, with the share they are of what the event takes or gives."""
    taken = sum(draw.reo_g for draw in material.inputs(event))
    found = ground_of(code, event, material)
    return Finding(
        code=code,
        severity=found.severity(Severity.MAJOR),
        subject=Ref(Label.EVENT, event.key),
        message=message,
        basis=found.basis,
        evidence=(event.key,),
        mass_g=mass_g,
        share=mass_g / max(taken, sum(event.made)),
    )

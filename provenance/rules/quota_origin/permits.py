"""Findings on leave to mine."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.rules.law import ground_of
from provenance.rules.screening import screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _without_permit(whole: Whole) -> "Flags":
    """Extractions, asked once for each enterprise, kind of permit and day."""
    from provenance.ledger.columns.places import NONE, told

    columns, register = whole.columns, whole.register
    mines = columns.is_kind(EventKind.EXTRACTION)
    events = columns.events

    def lacking(who: int, byproduct: int, day: int) -> bool:
        if who == NONE:
            return False
        on, kind = date.fromordinal(day), "byproduct" if byproduct else "mining"
        enterprise = columns.parties[who]
        return register.permits_known(on) and not register.permitted(enterprise, kind, on)

    found = mines.copy()
    found[mines] = told(
        lacking, *(column[mines] for column in (events.who, events.byproduct, events.day))
    )
    return found


@screened(events=_without_permit)
def no_mining_permit(material: Material) -> Iterator[Finding]:
    """An extraction without a permit valid that day, where anyone's permit of that day is known.

    What comes up with another mineral needs a by-product permit instead, but for ionic ore.
    """
    for event in material.events:
        if event.kind is not EventKind.EXTRACTION:
            continue
        register, day = material.register, event.date
        kind = "byproduct" if event.byproduct else "mining"
        if not register.permits_known(day) or register.permitted(event.enterprise, kind, day):
            continue
        found = ground_of(f"NO_MINING_PERMIT/{kind}", event, material)
        # No law that was read asks for leave to take what comes up with another ore.
        wanted = Severity.CRITICAL if kind == "mining" else Severity.MAJOR
        grams = sum(out.reo_g for out in material.outputs(event))
        yield Finding(
            code="NO_MINING_PERMIT",
            severity=found.severity(wanted),
            subject=Ref(Label.EVENT, event.key),
            message=Message(
                "{who} extracted {mass:kg} on {day} and had no {permit:permit_kind} that day.",
                who=event.enterprise,
                mass=grams,
                day=event.date,
                permit=kind,
            ),
            basis=found.basis,
            evidence=(event.key,),
            mass_g=grams,
            share=1.0,
        )

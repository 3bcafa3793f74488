"""What is said of export declarations: by the law of their day and the notices of their items."""

from collections.abc import Sequence
from datetime import date

from provenance.law.articles import PUBLISHED
from provenance.law.controls import Control
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.law import ground
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.trade.controlled import Item


def exported(consignment: Consignment) -> Document | None:
    """What is declared of goods that go out; nothing where it is not on record or comes in."""
    declared = consignment.declared
    return declared if declared is not None and declared["direction"] == "export" else None


def elements_of(found: Sequence[Item]) -> tuple[str, ...]:
    """Items as they are told: Dy (1C905.b), each once."""
    return tuple(
        dict.fromkeys(
            f"{item.control.element} ({item.code})" if item.code else item.control.element
            for item in found
        )
    )


def of_declaration(  # noqa: PLR0913 -- what is wrong, how gravely, and what it rests on
    code: str,
    severity: Severity,
    consignment: Consignment,
    message: Message,
    found: Sequence[Item] = (),
    *,
    variant: str = "",
    about: tuple[str, ...] = (),
) -> Finding:
    """A finding on a declaration, by the law of its day and the notices of its items."""
    declared = consignment.declared or {}
    day = date.fromisoformat(declared["date"])
    rests = ground(f"{code}/{variant}" if variant else code, day, consignment.law, EXPORTER)
    notices = tuple(dict.fromkeys(map(_notice, (item.control for item in found))))
    licence = declared.get("licence")
    shown = dict.fromkeys(key for item in found for key in item.shown)
    return Finding(
        code=code,
        severity=rests.severity(severity),
        subject=Ref(Label.DECLARATION, consignment.key),
        message=message,
        basis=Message("{law}; {notices}", law=rests.basis, notices=notices)
        if notices
        else rests.basis,
        evidence=(consignment.key, *([licence] if licence else ()), *list(shown)[:20]),
        about=about,
    )


def _notice(control: Control) -> Message:
    """The notice of a control, with the status of what is known of it where it was not read."""
    if control.status == PUBLISHED:
        return Message("{notice:announcement}", notice=control.announcement)
    return Message(
        "{notice:announcement} ({status:law_status})",
        notice=control.announcement,
        status=control.status,
    )

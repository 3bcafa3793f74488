"""Findings on export licences: none where one is needed, or one that is not good for the goods."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from provenance.model.codes import same_control_code
from provenance.model.dates import years_after
from provenance.model.finding import UNDECIDED, Finding
from provenance.model.message import Fact, Message
from provenance.model.terms import Severity
from provenance.rules.law import gravest, ground
from provenance.rules.screening import screened
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.controlled import Item, items
from provenance.rules.trade.exported import elements_of, exported, of_declaration
from provenance.rules.trade.ordinary_licences import (
    catalogued,
    how_grave,
    of_other_codes,
)
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

LONGEST_YEARS = {"single": 1, "general": 3}
"""How many years a licence may run, by kind (Order 792 Art. 15)."""


TERM = "LICENCE_NOT_VALID/term"


def _of_items(whole: Whole) -> "Flags":
    shipments = whole.of(Shipments)
    return ~shipments.licensed & (shipments.tested | shipments.told(export_without_licence))


@screened(declarations=_of_items)
def export_without_licence(consignment: Consignment) -> Iterator[Finding]:
    """Goods declared for export under no licence that need one, or may need one."""
    declared = exported(consignment)
    if declared is None or declared.get("licence"):
        return
    code, found = "EXPORT_WITHOUT_LICENCE", items(consignment)
    binding = [item for item in found if not item.undecided]
    if binding:
        said = _without(consignment, declared, binding)
        yield of_declaration(code, Severity.CRITICAL, consignment, said, binding)
    yield from _may_be_needed(code, consignment, [item for item in found if item.undecided])


def _may_be_none(whole: Whole) -> "Flags":
    """Under licences that are not good for the day or the party, or may not be for the goods."""
    shipments = whole.of(Shipments)

    def doubtful(one: Consignment, of: Sequence[Item]) -> bool:
        declared, licence = one.declared or {}, one.licence
        return (
            licence is None
            or licence["kind"] == "ordinary"
            or _void(declared, licence) is not None
            or ((end := _longest(licence)) is not None and licence["valid_to"] > end.isoformat())
            or not all(_names(licence, item) for item in of)
        )

    return (shipments.tested & shipments.licensed) | shipments.licensed_so(doubtful)


@screened(declarations=_may_be_none)
def licence_not_valid(consignment: Consignment) -> Iterator[Finding]:
    """A licence that is not on record, not in force on the day, or of another holder.

    One that runs longer than the law lets it is a sign that the record is wrong.
    """
    declared = exported(consignment)
    if declared is None or not declared.get("licence"):
        return
    code, found = "LICENCE_NOT_VALID", items(consignment)
    binding = [item for item in found if not item.undecided]
    void = _void(declared, consignment.licence)
    reason = void or _for_others(declared, consignment, binding)
    if reason:
        asked = (how_grave(control) for control, _ in catalogued(consignment, declared))
        severity = Severity.CRITICAL if binding else gravest([Severity.MINOR, *asked])
        yield of_declaration(code, severity, consignment, reason, binding)
    elif consignment.licence is not None:
        yield from _too_long(consignment, declared, consignment.licence)
    undecided = [item for item in found if item.undecided]
    lacking = [item for item in undecided if void or not _names(consignment.licence, item)]
    yield from _may_be_needed(code, consignment, lacking)


def names_item(licence: Document, code: str) -> bool:
    """Whether a licence names an item, to the depth that both state (1C905.a is of 1C905).

    Of one whose items are withheld nothing is concluded: it may name any.
    """
    codes = licence.get("control_codes")
    if codes is None:
        return bool(licence["kind"] != "ordinary")
    return any(same_control_code(str(named), code) for named in codes)


def _names(licence: Document | None, item: Item) -> bool:
    return item.code is None or (licence is not None and names_item(licence, item.code))


def _without(consignment: Consignment, declared: Document, binding: Sequence[Item]) -> Message:
    what: dict[str, Fact] = {
        "number": consignment.key,
        "day": declared["date"],
        "goods": declared["goods"],
        "elements": elements_of(binding),
    }
    if remark := declared.get("control_remark"):
        return Message(
            "Declaration {number} of {day} exports {goods}, which hold {elements} under control,"
            " and names no licence; its remarks say of control: {remark}.",
            **what,
            remark=str(remark).rstrip("。."),
        )
    return Message(
        "Declaration {number} of {day} exports {goods}, which hold {elements} under control, and"
        " names no licence.",
        **what,
    )


def _may_be_needed(
    code: str, consignment: Consignment, undecided: Sequence[Item]
) -> Iterator[Finding]:
    """That nobody has said whether a licence is needed, with what each says who said anything."""
    if not undecided or consignment.declared is None:
        return
    readings = dict.fromkeys(source for item in undecided for source in item.control.sources)
    said = Message(
        "Declaration {number} of {day} exports {goods}, which hold {elements}, and names no licence"
        " for that: a licence may be needed. Whether the control binds on that day is undecided:"
        " {readings}.",
        number=consignment.key,
        day=consignment.declared["date"],
        goods=consignment.declared["goods"],
        elements=elements_of(undecided),
        readings=tuple(Message("{reading:control_source}", reading=one) for one in readings),
    )
    yield of_declaration(code, Severity.MAJOR, consignment, said, undecided, about=(UNDECIDED,))


def _void(declared: Document, licence: Document | None) -> Message | None:
    """Why a licence is no good for a declaration, whatever its goods; None where it may be."""
    number, day = declared["licence"], declared["date"]
    if licence is None:
        return Message("Licence {number} is not on record.", number=number)
    status, since, until = licence["status"], licence["valid_from"], licence["valid_to"]
    if status not in ("valid", "used"):
        return Message("Licence {number} is {status:licence_status}.", number=number, status=status)
    if not since <= day <= until:
        return Message(
            "Licence {number} is valid from {since} to {until}, not on {day}.",
            number=number,
            since=since,
            until=until,
            day=day,
        )
    parties = {declared["declarant"], declared.get("party")}
    if licence["holder"] not in parties:
        return Message(
            "Licence {number} is held by {holder}, who is no party here.",
            number=number,
            holder=licence["holder"],
        )
    return None


def _for_others(
    declared: Document, consignment: Consignment, binding: Sequence[Item]
) -> Message | None:
    """That a licence is none for what its goods hold, or for none under their codes."""
    licence = consignment.licence
    if licence is None:
        return None
    if licence["kind"] == "ordinary" and binding:
        return Message(
            "Licence {number} is an ordinary one, of the catalogue: it is none for {elements}.",
            number=licence["id"],
            elements=elements_of(binding),
        )
    missing = [item for item in binding if not _names(licence, item)]
    if missing:
        return Message(
            "Licence {number} does not name {elements}.",
            number=licence["id"],
            elements=elements_of(missing),
        )
    return of_other_codes(consignment, declared, licence)


def _too_long(consignment: Consignment, declared: Document, licence: Document) -> Iterator[Finding]:
    """A licence that runs for longer than its kind may; graver once it should have ended."""
    end, day = _longest(licence), date.fromisoformat(declared["date"])
    if end is None or licence["valid_to"] <= end.isoformat():
        return
    if not ground(TERM, day, consignment.law, EXPORTER).binding:
        return
    said = Message(
        "Licence {number}, {kind:licence_kind}, runs from {since} to {until}; one of its kind may"
        " run until {end}.",
        number=licence["id"],
        kind=licence["kind"],
        since=date.fromisoformat(licence["valid_from"]),
        until=licence["valid_to"],
        end=end,
    )
    severity = Severity.MAJOR if day > end else Severity.MINOR
    yield of_declaration("LICENCE_NOT_VALID", severity, consignment, said, variant="term")


def _longest(licence: Document) -> date | None:
    """The last day until which one of its kind may run; None where no law says."""
    years = LONGEST_YEARS.get(licence["kind"])
    return None if years is None else years_after(date.fromisoformat(licence["valid_from"]), years)

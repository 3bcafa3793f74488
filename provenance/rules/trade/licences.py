"""Findings on export licences: none where one is needed, not good for it, used beyond its right."""

import unicodedata
from collections.abc import Iterator, Sequence

from provenance.model.codes import same_control_code, same_country
from provenance.model.finding import Finding
from provenance.model.message import Fact, Message
from provenance.model.reference import Control
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.trade.controlled import controls_on

_BY_NOTICE = "Order 785 Art. 15; export control rules ({notices:announcement})"
_IN_GENERAL = "Order 785 Art. 15; export control rules (licences in general)"


def export_without_licence(consignment: Consignment) -> Iterator[Finding]:
    """Controlled goods declared for export under no licence."""
    declared = exported(consignment)
    if declared is None or declared.get("licence"):
        return
    controls = controls_on(declared)
    if controls:
        yield _finding(
            "EXPORT_WITHOUT_LICENCE",
            Severity.CRITICAL,
            consignment,
            Message(
                "Declaration {number} of {day} exports {goods}, which hold {elements} under"
                " control, and names no licence.",
                number=consignment.key,
                day=declared["date"],
                goods=declared["goods"],
                elements=_elements(controls),
            ),
            controls,
        )


def licence_not_valid(consignment: Consignment) -> Iterator[Finding]:
    """A licence that is not on record, not in force on the day, or of another holder."""
    declared = exported(consignment)
    if declared is None or not declared.get("licence"):
        return
    reason = _invalid(declared, consignment.licence)
    if reason:
        controls = controls_on(declared)
        severity = Severity.CRITICAL if controls else Severity.MINOR
        yield _finding("LICENCE_NOT_VALID", severity, consignment, reason, controls)


def licence_exceeded(consignment: Consignment) -> Iterator[Finding]:
    """A declaration beyond what its licence has left, in the order of dates."""
    licence = consignment.licence
    if licence is None:
        return
    left = int(licence["net_g"])
    for day, key, net_g in sorted(consignment.licensed):
        over = net_g - max(0, left)
        left -= net_g
        if key == consignment.key and over > 0:
            yield _finding(
                "LICENCE_EXCEEDED",
                Severity.MAJOR,
                consignment,
                Message(
                    "Declaration {number} of {day} takes {net:kg} net of licence {licence} for"
                    " {licensed:kg}: {over:kg} are beyond it.",
                    number=key,
                    day=day,
                    net=net_g,
                    licence=licence["id"],
                    licensed=licence["net_g"],
                    over=over,
                ),
            )


def licence_reused(consignment: Consignment) -> Iterator[Finding]:
    """A single-use licence under which something was declared before."""
    licence = consignment.licence
    if licence is None or licence["kind"] != "single":
        return
    (first_day, first, _), *later = sorted(consignment.licensed) or [("", "", 0)]
    for day, key, net_g in later:
        if key == consignment.key:
            yield _finding(
                "LICENCE_REUSED",
                Severity.MAJOR,
                consignment,
                Message(
                    "Declaration {number} of {day} takes {net:kg} net under licence {licence} for"
                    " one shipment, which was declaration {first} of {first_day}.",
                    number=key,
                    day=day,
                    net=net_g,
                    licence=licence["id"],
                    first=first,
                    first_day=first_day,
                ),
            )


def licence_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """Goods that go to another end user or destination than their licence names."""
    declared, licence = exported(consignment), consignment.licence
    if declared is None or licence is None:
        return
    named: dict[str, Fact] = {
        "number": consignment.key,
        "day": declared["date"],
        "licence": licence["id"],
    }
    other = [*_other_user(declared, licence), *_other_place(declared, licence, same=False)]
    unclear = list(_other_place(declared, licence, same=None))
    if other:
        yield _finding(
            "LICENCE_MISMATCH",
            Severity.CRITICAL if controls_on(declared) else Severity.MAJOR,
            consignment,
            Message(
                "Declaration {number} of {day} under licence {licence} names {other}.",
                **named,
                other=(*other, *unclear),
            ),
            controls_on(declared),
        )
    elif unclear:
        yield _finding(
            "LICENCE_MISMATCH",
            Severity.MINOR,
            consignment,
            Message(
                "Declaration {number} of {day} under licence {licence} names {other}: what is no"
                " country cannot be compared.",
                **named,
                other=tuple(unclear),
            ),
            controls_on(declared),
        )


def _other_user(declared: Document, licence: Document) -> Iterator[Message]:
    user, named = declared.get("end_user"), licence["end_user"]
    if user and not _same(user, named):
        yield Message("end user {user}, the licence {named}", user=user, named=named)


def _other_place(declared: Document, licence: Document, *, same: bool | None) -> Iterator[Message]:
    """That the two countries are not the same, or that it cannot be told whether they are."""
    country, named = declared.get("country"), licence["destination"]
    if country and not _same(country, named) and same_country(country, named) is same:
        yield Message("destination {country}, the licence {named}", country=country, named=named)


def exported(consignment: Consignment) -> Document | None:
    """What is declared of goods that go out; nothing where it is not on record or comes in."""
    declared = consignment.declared
    return declared if declared is not None and declared["direction"] == "export" else None


def names_item(licence: Document, code: str) -> bool:
    """Whether a licence names an item, to the depth that both state (1C905.a is of 1C905)."""
    return any(same_control_code(str(named), code) for named in licence.get("control_codes") or ())


def _invalid(declared: Document, licence: Document | None) -> Message | None:
    """Why a licence is no good for a declaration; None where it is."""
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
    missing = [
        control
        for control in controls_on(declared)
        if control.control_code and not names_item(licence, control.control_code)
    ]
    if missing:
        return Message(
            "Licence {number} does not name {elements}.",
            number=number,
            elements=_elements(missing),
        )
    return None


def _same(one: str, other: str) -> bool:
    """Whether two names are the same but for width, case and spaces."""
    plain = (unicodedata.normalize("NFKC", name).casefold().split() for name in (one, other))
    return next(plain) == next(plain)


def _elements(controls: Sequence[Control]) -> tuple[str, ...]:
    return tuple(
        f"{control.element} ({control.control_code})" if control.control_code else control.element
        for control in controls
    )


def _finding(
    code: str,
    severity: Severity,
    consignment: Consignment,
    message: Message,
    controls: Sequence[Control] = (),
) -> Finding:
    notices = tuple(sorted({control.announcement for control in controls}))
    licence = (consignment.declared or {}).get("licence")
    return Finding(
        code=code,
        severity=severity,
        subject=Ref(Label.DECLARATION, consignment.key),
        message=message,
        basis=Message(_BY_NOTICE, notices=notices) if notices else Message(_IN_GENERAL),
        evidence=(consignment.key, licence) if licence else (consignment.key,),
    )

"""Findings on export licences: none where one is needed, not good for it, used beyond its right."""

import unicodedata
from collections.abc import Iterator, Sequence

from provenance.model.codes import same_control_code, same_country
from provenance.model.finding import Finding
from provenance.model.mass import kg
from provenance.model.reference import Control
from provenance.model.terms import Label, Ref, Severity
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.trade.controlled import controls_on

_BASIS = "Order 785 Art. 15; export control rules ({})"


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
            f"Declaration {consignment.key} of {declared['date']} exports {declared['goods']},"
            f" which hold {_elements(controls)} under control, and names no licence.",
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
                f"Declaration {key} of {day} takes {kg(net_g)} net of licence"
                f" {licence['id']} for {kg(licence['net_g'])}: {kg(over)} are beyond it.",
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
                f"Declaration {key} of {day} takes {kg(net_g)} net under licence {licence['id']}"
                f" for one shipment, which was declaration {first} of {first_day}.",
            )


def licence_mismatch(consignment: Consignment) -> Iterator[Finding]:
    """Goods that go to another end user or destination than their licence names."""
    declared, licence = exported(consignment), consignment.licence
    if declared is None or licence is None:
        return
    named = f"Declaration {consignment.key} of {declared['date']} under licence {licence['id']}"
    other = [*_other_user(declared, licence), *_other_place(declared, licence, same=False)]
    unclear = list(_other_place(declared, licence, same=None))
    if other:
        yield _finding(
            "LICENCE_MISMATCH",
            Severity.CRITICAL if controls_on(declared) else Severity.MAJOR,
            consignment,
            f"{named} names {'; '.join((*other, *unclear))}.",
            controls_on(declared),
        )
    elif unclear:
        yield _finding(
            "LICENCE_MISMATCH",
            Severity.MINOR,
            consignment,
            f"{named} names {'; '.join(unclear)}: what is no country cannot be compared.",
            controls_on(declared),
        )


def _other_user(declared: Document, licence: Document) -> Iterator[str]:
    user, named = declared.get("end_user"), licence["end_user"]
    if user and not _same(user, named):
        yield f"end user {user}, the licence {named}"


def _other_place(declared: Document, licence: Document, *, same: bool | None) -> Iterator[str]:
    """That the two countries are not the same, or that it cannot be told whether they are."""
    country, named = declared.get("country"), licence["destination"]
    if country and not _same(country, named) and same_country(country, named) is same:
        yield f"destination {country}, the licence {named}"


def exported(consignment: Consignment) -> Document | None:
    """What is declared of goods that go out; nothing where it is not on record or comes in."""
    declared = consignment.declared
    return declared if declared is not None and declared["direction"] == "export" else None


def names_item(licence: Document, code: str) -> bool:
    """Whether a licence names an item, to the depth that both state (1C905.a is of 1C905)."""
    return any(same_control_code(str(named), code) for named in licence.get("control_codes") or ())


def _invalid(declared: Document, licence: Document | None) -> str:
    number, day = declared["licence"], declared["date"]
    if licence is None:
        return f"Licence {number} is not on record."
    if licence["status"] not in ("valid", "used"):
        return f"Licence {number} is {licence['status']}."
    if not licence["valid_from"] <= day <= licence["valid_to"]:
        return (
            f"Licence {number} is valid from {licence['valid_from']} to {licence['valid_to']},"
            f" not on {day}."
        )
    parties = {declared["declarant"], declared.get("party")}
    if licence["holder"] not in parties:
        return f"Licence {number} is held by {licence['holder']}, who is no party here."
    missing = [
        control
        for control in controls_on(declared)
        if control.control_code and not names_item(licence, control.control_code)
    ]
    if missing:
        return f"Licence {number} does not name {_elements(missing)}."
    return ""


def _same(one: str, other: str) -> bool:
    """Whether two names are the same but for width, case and spaces."""
    plain = (unicodedata.normalize("NFKC", name).casefold().split() for name in (one, other))
    return next(plain) == next(plain)


def _elements(controls: Sequence[Control]) -> str:
    return ", ".join(
        f"{control.element} ({control.control_code})" if control.control_code else control.element
        for control in controls
    )


def _finding(
    code: str,
    severity: Severity,
    consignment: Consignment,
    message: str,
    controls: Sequence[Control] = (),
) -> Finding:
    notices = sorted({f"Announcement {control.announcement}" for control in controls})
    licence = (consignment.declared or {}).get("licence")
    return Finding(
        code=code,
        severity=severity,
        subject=Ref(Label.DECLARATION, consignment.key),
        message=message,
        basis=_BASIS.format(", ".join(notices) or "licences in general"),
        evidence=(consignment.key, licence) if licence else (consignment.key,),
    )

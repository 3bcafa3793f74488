"""Findings on export licences: none where one is needed, not valid on the day, exceeded."""

from collections.abc import Iterator, Mapping
from typing import Any

from provenance.model import Label, Ref, Severity
from provenance.reference import Control
from provenance.rules.controlled import controls_on
from provenance.rules.finding import Case, Consignment, Finding, kg

_BASIS = "Order 785 Art. 15; export control rules ({})"


def export_without_licence(case: Case) -> Iterator[Finding]:
    """Controlled goods declared for export under no licence."""
    for consignment, declared in _exports(case):
        if declared.get("licence"):
            continue
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


def licence_not_valid(case: Case) -> Iterator[Finding]:
    """A licence that is not on record, not in force on the day, or of another holder."""
    for consignment, declared in _exports(case):
        if not declared.get("licence"):
            continue
        reason = _invalid(declared, consignment.licence)
        if reason:
            controls = controls_on(declared)
            severity = Severity.CRITICAL if controls else Severity.MINOR
            yield _finding("LICENCE_NOT_VALID", severity, consignment, reason, controls)


def licence_exceeded(case: Case) -> Iterator[Finding]:
    """A declaration beyond what its licence has left, in the order of dates."""
    for consignment in case.consignments:
        licence = consignment.licence
        if licence is None:
            continue
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
                    (),
                )


def _exports(case: Case) -> Iterator[tuple[Consignment, Mapping[str, Any]]]:
    """The consignments whose declaration is on record and goes out: what comes in needs none."""
    for consignment in case.consignments:
        declared = consignment.declared
        if declared is not None and declared["direction"] == "export":
            yield consignment, declared


def _invalid(declared: Mapping[str, Any], licence: Mapping[str, Any] | None) -> str:
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
        if control.control_code and not _names(licence, control.control_code)
    ]
    if missing:
        return f"Licence {number} does not name {_elements(missing)}."
    return ""


def _names(licence: Mapping[str, Any], code: str) -> bool:
    """Whether a licence names an item; it may give the item's suffix too (1C905.a)."""
    return any(str(named).startswith(code) for named in licence.get("control_codes") or ())


def _elements(controls: tuple[Control, ...] | list[Control]) -> str:
    return ", ".join(
        f"{control.element} ({control.control_code})" if control.control_code else control.element
        for control in controls
    )


def _finding(
    code: str,
    severity: Severity,
    consignment: Consignment,
    message: str,
    controls: tuple[Control, ...],
) -> Finding:
    notices = sorted({f"Announcement {control.announcement}" for control in controls})
    declared = consignment.declared or {}
    licence = declared.get("licence")
    return Finding(
        code=code,
        severity=severity,
        subject=Ref(Label.DECLARATION, consignment.key),
        message=message,
        basis=_BASIS.format(", ".join(notices) or "licences in general"),
        evidence=(consignment.key, licence) if licence else (consignment.key,),
    )

"""Findings on rare earths under no control that the catalogue says need an ordinary licence."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from provenance.law.articles import PUBLISHED
from provenance.law.controls import ANY, Control, ControlState, standing
from provenance.model.codes import same_customs_code
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.reference.customs import code_digits, known
from provenance.model.terms import Severity
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Consignment
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.controlled import Item, items
from provenance.rules.trade.customs_codes import WHOLE, agree, declared_codes
from provenance.rules.trade.elements import lines_of
from provenance.rules.trade.exported import exported, of_declaration
from provenance.rules.trade.shipments import Shipments

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _in_catalogue(whole: Whole) -> "Flags":
    shipments = whole.of(Shipments)
    found = shipments.tested | shipments.told(export_without_ordinary_licence)
    return ~shipments.licensed & found


@screened(declarations=_in_catalogue)
def export_without_ordinary_licence(consignment: Consignment) -> Iterator[Finding]:
    """Rare earths that are under no control, and in the catalogue of that year on record.

    Where the catalogue's own line was not read, it is a sign and no more.
    """
    declared = exported(consignment)
    if declared is None or declared.get("licence"):
        return
    if any(not item.undecided for item in items(consignment)):
        return
    day = date.fromisoformat(declared["date"])
    for control, listed in catalogued(consignment, declared):
        severity = how_grave(control)
        said = Message(
            "Declaration {number} of {day} exports {goods} and names no licence;"
            " {notice:announcement} lists {codes}, which need an ordinary one.",
            number=consignment.key,
            day=day,
            goods=declared["goods"],
            notice=control.announcement,
            codes=tuple(listed),
        )
        item = Item(control, ControlState.IN_FORCE, None)
        yield of_declaration(
            "EXPORT_WITHOUT_LICENCE",
            severity,
            consignment,
            said,
            [item],
            variant="ordinary",
            about=("ordinary",),
        )


def catalogued(
    consignment: Consignment, declared: Document
) -> Iterator[tuple[Control, Sequence[str]]]:
    """The lines of the catalogue in force that day, with the codes of the goods that they list."""
    day = date.fromisoformat(declared["date"])
    lots = [draw.made.hs_code for draw in consignment.draws if draw.made and draw.made.hs_code]
    codes = dict.fromkeys([*lots, *(line.hs_code for line in lines_of(declared))])
    for control in standing(consignment.law.controls, day):
        in_force = control.element == ANY and control.state(day) is ControlState.IN_FORCE
        listed = [code for code in codes if in_force and _lists(control, code)]
        if listed:
            yield control, listed


def of_other_codes(
    consignment: Consignment, declared: Document, licence: Document
) -> Message | None:
    """That an ordinary licence, which is for its codes, has none of some that need it.

    Those need one that are of rare earths or in the catalogue; where none is, the goods are others
    than it is for. What is withheld, and what is no code, tells nothing.
    """
    own = [code for code in licence.get("hs_codes") or () if code_digits(code)]
    if licence["kind"] != "ordinary" or not own:
        return None
    day = date.fromisoformat(declared["date"])
    stated = declared_codes(declared)
    listed = {code for _, codes in catalogued(consignment, declared) for code in codes}
    asking = [c for c in stated if c in listed or known(c, day, consignment.law.codes)] or stated
    missing = [code for code in asking if not any(agree(code, one, WHOLE) for one in own)]
    if not missing:
        return None
    return Message(
        "Licence {number} is for {own}, not for {codes}.",
        number=licence["id"],
        own=tuple(own),
        codes=tuple(missing),
    )


def how_grave(control: Control) -> Severity:
    """How grave it is to leave without what the catalogue asks for: less where it was not read."""
    return Severity.MAJOR if control.status == PUBLISHED else Severity.MINOR


def _lists(control: Control, code: str) -> bool:
    """Whether a code is of one in the catalogue; one that is shorter may be of others."""
    return any(same_customs_code(own, code) and len(code) >= len(own) for own in control.hs_codes)

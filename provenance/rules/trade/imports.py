"""Findings on what came in: without a declaration, beyond it, or under somebody else's."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from provenance.ledger.grants import Gate, Grant
from provenance.ledger.lineage import Event
from provenance.ledger.papers import fits, party_of
from provenance.model.finding import Finding
from provenance.model.message import Fact, Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.rules.law import ground, ground_of
from provenance.rules.screening import screened
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Material
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.customs_codes import agree, declared_codes

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


def _not_so_declared(whole: Whole) -> "Flags":
    """Imports under no declaration of their own, or of another code, or not covered by it."""
    import numpy as np

    from provenance.ledger.columns.places import NONE, at_places, holds, told

    columns, papers, events = whole.columns, whole.columns.declarations, whole.columns.events
    imports = np.flatnonzero(columns.is_kind(EventKind.IMPORT))
    at = columns.declared[imports]
    own = holds(papers.known & ~papers.export, at)
    own &= at_places(papers.party, at) == events.who[imports]
    found = columns.is_kind(EventKind.IMPORT) & False
    found[imports[~own]] = True
    paper = np.full(len(events.keys), NONE)
    paper[imports[own]] = at[own]
    claims = np.flatnonzero(paper[columns.claims.event] != NONE)
    of, words = columns.claims.event[claims], columns.words

    def other(code: int, said: int) -> bool:
        return code != NONE and not agree(words[code], json.loads(words[said])[0], 6)

    found[of[told(other, columns.claims.code[claims], papers.said[paper[of]])]] = True
    return found | _not_covered(whole)


def _not_covered(whole: Whole) -> "Flags":
    from provenance.ledger.columns.tables import GATE

    grants = whole.columns.grants
    short = (grants.covered_g < grants.drawn_g) | (grants.parts == 0)
    return whole.columns.granted((grants.gate == GATE[Gate.IMPORT]) & short)


@screened(events=_not_so_declared)
def undeclared_import(material: Material) -> Iterator[Finding]:
    """An import without a declaration, or under one of another party or another code."""
    for event, grant in _imports(material):
        reason = _reason(material, event, grant)
        if reason:
            uncovered = grant.drawn_g - grant.covered_g
            share = 1.0 - grant.passed
            yield _finding("UNDECLARED_IMPORT", event, reason, uncovered, material, share=share)
        elif reason := _other_code(material, event):
            # Mass may be covered, of other goods than these: all of it is concerned.
            brought = sum(out.reo_g for out in material.outputs(event))
            yield _finding("UNDECLARED_IMPORT", event, reason, brought, material)


@screened(events=_not_covered)
def import_exceeded(material: Material) -> Iterator[Finding]:
    """A declaration that backs more than it states."""
    for event, grant in _imports(material):
        if grant.full or not grant.parts:
            continue
        over = grant.drawn_g - grant.covered_g
        message = Message(
            "Declaration {number} covers {covered:kg} of the {mass:kg} that {who} imported under it"
            " on {day}.",
            number=event.declaration,
            covered=grant.covered_g,
            mass=grant.drawn_g,
            who=event.enterprise,
            day=event.date,
        )
        yield _finding("IMPORT_EXCEEDED", event, message, over, material, share=1.0 - grant.passed)


def _barred(whole: Whole) -> "Flags":
    from provenance.ledger.columns.tables import GATE

    return whole.columns.granted(whole.columns.grants.gate == GATE[Gate.BARRED])


@screened(events=_barred)
def barred_import(material: Material) -> Iterator[Finding]:
    """Scrap that came in after it may not: solid waste, however it was declared."""
    for event in material.events:
        grant = event.grant(Gate.BARRED)
        if grant is None:
            continue
        paper = material.imports.get(event.declaration or "")
        declared = paper if paper is not None and paper["direction"] == "import" else None
        # Neither day may be before: the later one decides, as in the arithmetic.
        day = max(event.date, date.fromisoformat(declared["date"])) if declared else event.date
        what: dict[str, Fact] = {"who": event.enterprise, "mass": grant.drawn_g, "day": day}
        if declared is None:
            message = Message("{who} imported {mass:kg} of scrap on {day}: solid waste.", **what)
        else:
            message = Message(
                "{who} imported {mass:kg} of scrap on {day}, declared as {goods} under {codes}:"
                " solid waste.",
                **what,
                goods=declared["goods"],
                codes=declared_codes(declared),
            )
        roles = material.roles_of(event.enterprise, event)
        grounded = ground("BARRED_IMPORT", day, material.law, roles)
        yield Finding(
            code="BARRED_IMPORT",
            severity=grounded.severity(Severity.CRITICAL),
            subject=Ref(Label.EVENT, event.key),
            message=message,
            basis=grounded.basis,
            evidence=(event.key, *((event.declaration,) if event.declaration else ())),
            mass_g=grant.drawn_g,
            share=1.0,
        )


def _imports(material: Material) -> Iterator[tuple[Event, Grant]]:
    for event in material.events:
        grant = event.grant(Gate.IMPORT) if event.kind is EventKind.IMPORT else None
        if grant is not None:
            yield event, grant


def _reason(material: Material, event: Event, grant: Grant) -> Message | None:
    """Why an import is not declared, in plain words; None where it is."""
    number = event.declaration
    what: dict[str, Fact] = {"who": event.enterprise, "mass": grant.drawn_g, "day": event.date}
    if number is None:
        return Message("{who} imported {mass:kg} on {day} and names no declaration.", **what)
    what["number"] = number
    declared = material.imports.get(number)
    if declared is None:
        return Message(
            "{who} imported {mass:kg} on {day}; declaration {number} is not on record.", **what
        )
    if declared["direction"] != "import":
        return Message(
            "{who} imported {mass:kg} on {day}; {number} is an export declaration.", **what
        )
    party = party_of(declared)
    if party != event.enterprise:
        return Message(
            "{who} imported {mass:kg} on {day}; declaration {number} is {party}'s.",
            **what,
            party=party,
        )
    return None if grant.full or grant.parts else _uncovered(material, event, declared, what)


def _uncovered(
    material: Material, event: Event, declared: Document, what: Mapping[str, Fact]
) -> Message:
    """Why an import cannot draw on its own declaration."""
    codes = declared_codes(declared)
    if any(fits(code, event.product, event.date, material.law.codes) for code in codes):
        return Message(
            "{who} imported {mass:kg} on {day}; declaration {number} states net mass, and the lot"
            " has none.",
            **what,
        )
    return Message(
        "{who} imported {mass:kg} of {product:product} on {day}; declaration {number} has {codes},"
        " under which none travels.",
        **what,
        product=event.product,
        codes=codes,
    )


def _other_code(material: Material, event: Event) -> Message | None:
    """That an import claims another code than its declaration has; None where they agree.

    Six digits are international; of a shorter claim the digits that both have are compared.
    """
    declared = material.imports[event.declaration or ""]
    if agree(event.hs_code, declared["hs_code"], 6):
        return None
    return Message(
        "{who} imported {mass:kg} on {day} under code {code}; declaration {number} has {declared}.",
        who=event.enterprise,
        mass=sum(out.reo_g for out in material.outputs(event)),
        day=event.date,
        code=event.hs_code,
        number=event.declaration,
        declared=declared["hs_code"],
    )


def _finding(  # noqa: PLR0913 -- what is wrong, where, and by how much
    code: str,
    event: Event,
    message: Message,
    mass_g: int,
    material: Material,
    *,
    share: float = 1.0,
) -> Finding:
    named = (event.declaration,) if event.declaration else ()
    found = ground_of(code, event, material)
    return Finding(
        code=code,
        severity=found.severity(Severity.CRITICAL),
        subject=Ref(Label.EVENT, event.key),
        message=message,
        basis=found.basis,
        evidence=(event.key, *named),
        mass_g=mass_g,
        share=share,
    )

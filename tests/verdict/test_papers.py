"""The paper each kind of step should have, and when it is missing."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from provenance.ledger.grants import Gate, Grant, Part
from provenance.ledger.lineage import Event, Input, Lineage
from provenance.model.status import Status
from provenance.model.terms import EventKind, Label, Ref
from provenance.verdict.papers import Paper, Step, papers

EVENT = Event(EventKind.IMPORT, "I1", date(2026, 3, 1), "F", declaration="D", invoices=("V",))
PART = Ref(Label.INVOICE, "V")


def _told(*events: Event, documents: tuple[Ref, ...] = (), codes: tuple[str, ...] = ()) -> Any:
    draws = [Input("L", event.key, 1_000, True) for event in events]
    lineage = Lineage({}, {event.key: event for event in events}, draws, ())
    findings = [SimpleNamespace(code=code) for code in codes]
    verdict: Any = SimpleNamespace(lineage=lineage, documents=documents, findings=findings)
    return papers(verdict, 100).steps


def _grant(gate: Gate, covered: int, rest: Status, *parts: Ref) -> Grant:
    return Grant(
        gate, 1_000, covered, rest, parts=tuple(Part(ref, 1_000, covered) for ref in parts)
    )


@pytest.mark.parametrize(
    ("gate", "rest", "expected"),
    [
        (Gate.IMPORT, Status.UNDECLARED_IMPORT, Paper.DECLARATION),
        (Gate.OPENING_STOCK, Status.UNSUPPORTED_STOCK, Paper.INSPECTION),
        (Gate.SCRAP, Status.UNSUPPORTED_ORIGIN, Paper.INVOICE),
        (Gate.BYPRODUCT, Status.UNSUPPORTED_ORIGIN, Paper.PERMIT),
        (Gate.WASTE, Status.UNSUPPORTED_ORIGIN, Paper.LAB_TEST),
    ],
)
def test_a_right_is_shown_by_its_paper(gate: Gate, rest: Status, expected: Paper) -> None:
    (short,) = _told(replace(EVENT, grants=(_grant(gate, 400, rest),)))
    assert (short.expected, short.missing, short.short_g) == (expected, True, 600)
    (full,) = _told(replace(EVENT, grants=(_grant(gate, 1_000, rest, PART),)))
    assert (full.missing, full.short_g, full.found) == (False, 0, [PART])


def test_who_is_not_designated_lacks_that_and_not_the_quota() -> None:
    grant = _grant(Gate.MINING, 0, Status.UNDESIGNATED_MINING)
    (step,) = _told(replace(EVENT, grants=(grant,)))
    assert (step.expected, step.missing, step.short_g) == (Paper.DESIGNATION, True, 1_000)


def test_what_is_not_sold_needs_no_invoice() -> None:
    moved = replace(EVENT, kind=EventKind.TRANSFER, invoices=())
    assert [step.expected for step in _told(moved)] == [Paper.INVOICE]
    assert _told(replace(moved, reason="tolling")) == []


def test_a_licence_is_expected_where_one_is_needed_or_named() -> None:
    left = replace(EVENT, kind=EventKind.EXPORT)
    licence = Ref(Label.EXPORT_LICENCE, "L")
    assert [step.expected for step in _told(left)] == [Paper.DECLARATION]

    def last(**known: Any) -> Step:
        step: Step = _told(left, **known)[-1]
        return step

    assert (last(documents=(licence,)).found, last(documents=(licence,)).missing) == (
        [licence],
        False,
    )
    assert (last(codes=("EXPORT_WITHOUT_LICENCE",)).missing) is True

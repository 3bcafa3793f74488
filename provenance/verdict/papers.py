"""The papers of a subject in order of time: which each step should have, and which are missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.ledger.grants import QUOTA_ACTIVITY, Gate, Grant
from provenance.ledger.lineage import Event, Input
from provenance.model.status import Status
from provenance.model.terms import Activity, EventKind, Label, Ref
from provenance.verdict.conclusion import Verdict


class Paper(StrEnum):
    """What a step should have to show for itself."""

    DESIGNATION = "designation"
    QUOTA = "quota"
    PERMIT = "permit"
    INVOICE = "invoice"
    DECLARATION = "declaration"
    LICENCE = "licence"
    INSPECTION = "inspection"
    LAB_TEST = "lab_test"


@dataclass(frozen=True, slots=True)
class Step:
    """A paper that an event should have: those found, and the grams that none of them covers.

    `short_g` is in the measure of the right (REO, or net mass); where the paper says no mass, all
    that the event needs it for.
    """

    event: Event
    expected: Paper
    found: Sequence[Ref]
    missing: bool
    short_g: int
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of all steps in order of time, and how many of them are not told."""

    steps: Sequence[Step]
    left_out: int


def papers(verdict: Verdict, first: int) -> Papers:
    """The papers of a subject, at most so many: what is missing before what is there."""
    licences = [ref for ref in verdict.documents if ref.label is Label.EXPORT_LICENCE]
    unlicensed = any(finding.code in _UNLICENSED for finding in verdict.findings)
    everything = [
        step
        for event in verdict.lineage.events.values()
        for step in _steps(event, verdict.lineage.inputs_of, licences, unlicensed)
    ]
    # What is left out is what is there, and longest ago.
    everything.sort(key=lambda step: (not step.missing, -step.event.date.toordinal()))
    told = sorted(everything[:first], key=lambda step: (step.event.order, step.expected))
    return Papers(told, len(everything) - len(told))


_UNLICENSED = frozenset({"EXPORT_WITHOUT_LICENCE", "LICENCE_NOT_VALID"})
"""The findings that say a licence is lacking, or one that counts."""

_NAMED = {
    Gate.IMPORT: Paper.DECLARATION,
    Gate.BARRED: Paper.DECLARATION,
    Gate.OPENING_STOCK: Paper.INSPECTION,
    Gate.SCRAP: Paper.INVOICE,
    Gate.BYPRODUCT: Paper.PERMIT,
    Gate.UNDETERMINED: Paper.LAB_TEST,
    Gate.WASTE: Paper.LAB_TEST,
}
_UNDESIGNATED = frozenset({Status.UNDESIGNATED_MINING, Status.UNDESIGNATED_SEPARATION})


def _steps(
    event: Event,
    inputs_of: Mapping[str, Sequence[Input]],
    licences: Sequence[Ref],
    unlicensed: bool,
) -> Iterator[Step]:
    for grant in event.grants:
        if grant.drawn_g:
            yield from _of_right(event, grant)
    if event.kind is EventKind.TRANSFER and event.reason in (None, "sale"):
        found = [Ref(Label.INVOICE, number) for number in event.invoices]
        yield _step(event, Paper.INVOICE, found, _mass(event, inputs_of))
    if event.kind is EventKind.EXPORT:
        declared = [Ref(Label.DECLARATION, event.declaration)] if event.declaration else []
        yield _step(event, Paper.DECLARATION, declared, _mass(event, inputs_of))
        if licences or unlicensed:
            short = _mass(event, inputs_of) if unlicensed else 0
            yield Step(event, Paper.LICENCE, licences, unlicensed, short)


def _of_right(event: Event, grant: Grant) -> Iterator[Step]:
    """The papers of a draw: for quota, the leave to do it at all comes before the quota."""
    short = grant.drawn_g - grant.covered_g
    found = [part.entitlement for part in grant.parts]
    if grant.gate in _NAMED:
        named = found or _named_by(event, grant.gate)
        yield Step(event, _NAMED[grant.gate], named, short > 0, short)
    elif grant.gate in QUOTA_ACTIVITY or grant.gate is Gate.DESIGNATION:
        barred = grant.rest in _UNDESIGNATED and short > 0
        activity = QUOTA_ACTIVITY.get(grant.gate, Activity.MINING)
        yield Step(event, Paper.DESIGNATION, (), barred, short if barred else 0, activity)
        if grant.gate in QUOTA_ACTIVITY and not barred:
            yield Step(event, Paper.QUOTA, found, short > 0, short)


def _named_by(event: Event, gate: Gate) -> list[Ref]:
    """What an event names as its right, be it one or not."""
    if gate in {Gate.IMPORT, Gate.BARRED} and event.declaration:
        return [Ref(Label.DECLARATION, event.declaration)]
    if gate is Gate.OPENING_STOCK and event.inspection:
        return [Ref(Label.INSPECTION, event.inspection)]
    return [Ref(Label.INVOICE, number) for number in event.invoices if gate is Gate.SCRAP]


def _step(event: Event, expected: Paper, found: Sequence[Ref], mass_g: int) -> Step:
    return Step(event, expected, found, not found, 0 if found else mass_g)


def _mass(event: Event, inputs_of: Mapping[str, Sequence[Input]]) -> int:
    return sum(draw.reo_g for draw in inputs_of.get(event.key, ()))

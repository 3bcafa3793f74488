"""Cases to judge, from a settled lineage and a few documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from provenance.ledger.bounds.lawful import Bounds, bound
from provenance.ledger.composition.holding import Holding, divide
from provenance.ledger.custody import producing_outputs
from provenance.ledger.lineage import Lineage
from provenance.model.finding import Finding
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.rules import judge
from provenance.rules.quota_origin.circular_flow import loops, trails
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.licensed import Licensed
from provenance.rules.slices.material import Case, Consignment, Material, Shipped, Slice
from provenance.rules.trade.identifiers import numbers_in
from tests.ledger.build import MINE, PLANT, TRADER, Step, lot_as_made, shipment

DECLARATION = "530120260000000042"
IMPORT_DECLARATION = "530120261000000017"
LICENCE = "26-EL-000123"

NOTHING = Lineage({}, {}, (), ())
ROLES = {
    MINE: frozenset({"mining"}),
    PLANT: frozenset({"separation"}),
    TRADER: frozenset({"trade", "export"}),
}
"""What the mine, the plant and the trader are on record for."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All the slices there are to judge a subject by, as a verdict has them."""

    case: Case
    material: Material
    consignments: Sequence[Consignment] = ()

    @property
    def lineage(self) -> Lineage:
        return self.material.lineage

    def slices(self) -> tuple[Slice, ...]:
        numbers = numbers_in(self.lineage, [consignment.key for consignment in self.consignments])
        roles_in = self.material.roles_in
        there = [replace(t, roles=roles_in(t.events)) for t in trails(self.lineage)]
        round_ = [replace(loop, roles=roles_in(loop.events)) for loop in loops(self.lineage)]
        return (self.case, self.material, *self.consignments, *there, *round_, numbers)


def case(
    lineage: Lineage,
    lot: str = "",
    *,
    consignments: Sequence[Consignment] = (),
    **more: Any,
) -> Brief:
    """A lot as subject, or all that is exported; `more` is what else its material has."""
    exported = any(event.kind is EventKind.EXPORT for event in lineage.events.values())
    subject = Ref(Label.LOT, lot) if lot else Ref(Label.DECLARATION, DECLARATION)
    about = material(lineage, **more)
    holding = lot_as_made(lineage, lot) if lot else shipment(lineage) if exported else Holding(())
    judged = Case(
        subject=subject,
        holding=holding,
        lineage=lineage,
        grams=divide(holding, lineage),
        bounds=bound(holding, lineage) if holding.items else Bounds(0, 0, 0),
        roles=about.roles_at(lot) if lot else EXPORTER,
    )
    return Brief(judged, about, consignments)


def material(lineage: Lineage, **more: Any) -> Material:
    """Lots and events to judge, with the output that made each lot."""
    return Material(lineage, made=producing_outputs(lineage), **{"roles": ROLES, **more})


def said(step: Step, **fields: Any) -> Step:
    """A step whose event states more."""
    return replace(step, event=replace(step.event, **fields))


def stated(step: Step, **fields: Any) -> Step:
    """A step whose outputs all state more."""
    return replace(step, outputs=tuple(out._replace(**fields) for out in step.outputs))


def declared(**fields: Any) -> dict[str, Any]:
    """An export declaration as filed."""
    return {
        "direction": "export",
        "date": "2026-03-10",
        "declarant": TRADER,
        "hs_code": "2846901999",
        "goods": "氧化镝",
        "net_g": 100_000,
        "country": "DEU",
        "end_user": "Example Magnet GmbH",
    } | fields


def licence(**fields: Any) -> dict[str, Any]:
    """A licence for dysprosium as filed."""
    return {
        "id": LICENCE,
        "kind": "general",
        "end_user": "Example Magnet GmbH",
        "destination": "DEU",
        "holder": TRADER,
        "control_codes": ["1C905"],
        "net_g": 120_000,
        "valid_from": "2026-03-01",
        "valid_to": "2026-08-31",
        "status": "valid",
    } | fields


def consigned(
    declaration: Mapping[str, Any] | None,
    under: Mapping[str, Any] | None = None,
    licensed: Sequence[tuple[str, str, int]] = (),
    draws: Sequence[Shipped] = (),
) -> Consignment:
    """One declaration, whatever its goods are."""
    return Consignment(DECLARATION, declaration, under, Licensed(licensed), draws)


def raised(code: str, judged: Slice | Brief) -> list[Finding]:
    """The findings of this code that any rule has."""
    slices = judged.slices() if isinstance(judged, Brief) else (judged,)
    return [found for found in judge(*slices) if found.code == code]


def only(code: str, judged: Slice | Brief) -> Finding:
    (found,) = raised(code, judged)
    assert str(found.message).endswith(".")
    assert str(found.message)[0].isupper() or str(found.message)[0].isdigit()
    assert found.evidence
    assert str(found.basis)
    return found


# How much a breach weighs before and after the Regulations, and the Measures, came into force.
DAYS: tuple[tuple[str, bool, bool], ...] = (
    ("2024-09-30", False, False),
    ("2024-10-01", True, False),
    ("2025-07-27", True, False),
    ("2025-07-28", True, True),
)


def weighed(found: Finding, severity: Severity, *, in_force: bool) -> bool:
    """Whether a finding weighs what it should: what nothing on record forbade is minor."""
    cited = "no article on record" not in str(found.basis)
    return cited is in_force and found.severity is (severity if in_force else Severity.MINOR)

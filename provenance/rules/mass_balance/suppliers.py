"""Findings on who scrap is said to come from: bought invoices for scrap that never was."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from provenance.ledger.lineage import Event
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import EventKind, Label, Ref, Severity
from provenance.model.thresholds import Thresholds
from provenance.rules.law import ground_of
from provenance.rules.screening import screened
from provenance.rules.slices.material import Material
from provenance.rules.slices.suppliers import ScrapSupplier, Supplied
from provenance.rules.slices.whole import Whole

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags

MAKERS = frozenset({"magnet", "metal"})
"""Whose works give swarf, blocks and slag; how much need not be on record."""


def _from_no_maker(whole: Whole) -> "Flags":
    from provenance.ledger.columns.places import holds

    columns = whole.columns
    known = holds(whole.on_record & ~whole.does(*MAKERS), columns.events.source)
    return columns.is_kind(EventKind.SCRAP_INTAKE) & known


@screened(events=_from_no_maker)
def scrap_supplier_implausible(material: Material) -> Iterator[Finding]:
    """Scrap from a supplier on record that, by the records, never had so much.

    Of one that nobody says anything of nothing is concluded; of several intakes the last are over.
    """
    for event in material.events:
        supplier = material.suppliers.get(event.source or "")
        if event.kind is not EventKind.SCRAP_INTAKE or supplier is None:
            continue
        if not supplier.roles or not MAKERS.isdisjoint(supplier.roles):
            continue
        found = _beyond(event, supplier, material)
        if found is not None:
            yield found


def _beyond(event: Event, supplier: ScrapSupplier, material: Material) -> Finding | None:
    """What an intake takes the supplier beyond what it ever had; None where it does not."""
    per_reo = _net_per_reo(supplier)
    had = supplier.invoiced_g + supplier.had_g * per_reo
    so_far = 0.0
    for taken in supplier.supplied:
        mass = _net(taken, per_reo)
        so_far += mass
        if taken.event == event.key:
            break
    else:
        return None
    if so_far <= _allowed(had, material.limits):
        return None
    over = min(mass, so_far - had)
    grounded = ground_of("SCRAP_SUPPLIER_IMPLAUSIBLE", event, material)
    return Finding(
        code="SCRAP_SUPPLIER_IMPLAUSIBLE",
        severity=grounded.severity(Severity.MAJOR),
        subject=Ref(Label.EVENT, event.key),
        message=Message(
            "{who} took in {mass:kg} net of scrap from {supplier} on {day}, which had supplied"
            " {total:kg} with it; by the records it never made or bought more than {had:kg}.",
            who=event.enterprise,
            mass=round(mass),
            supplier=event.source,
            day=event.date,
            total=round(so_far),
            had=round(had),
        ),
        basis=grounded.basis,
        evidence=(event.key, event.source or "", *event.invoices),
        mass_g=round(taken.reo_g * over / mass),
        share=over / mass,
    )


def _allowed(had: float, limits: Thresholds) -> float:
    """What a supplier may supply, records being what they are."""
    return max(had * (1.0 + limits.supplied_share), had + limits.supplied_slack_g)


def _net(taken: Supplied, per_reo: float) -> float:
    return float(taken.net_g) if taken.net_g is not None else taken.reo_g * per_reo


def _net_per_reo(supplier: ScrapSupplier) -> float:
    """Net grams of its scrap to a gram REO, as intakes state them; 1 where none does."""
    stated = [(one.net_g, one.reo_g) for one in supplier.supplied if one.net_g is not None]
    return sum(net for net, _ in stated) / sum(reo for _, reo in stated) if stated else 1.0

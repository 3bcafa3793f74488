"""The findings: every rule is a pure function over one frozen slice, listed here.

To add one: a function in the file of its family, a line in RULES, a test with a case that must
raise it and a near miss that must not. What it judges is the type of its parameter (`slices`); what
of everything it need look at says the screen above it (`screening.py`), if it has one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, get_type_hints

from provenance.model.finding import Finding
from provenance.model.terms import Label
from provenance.rules.invoices.circular import invoice_cycle, invoice_without_movement
from provenance.rules.invoices.matching import (
    goods_renamed,
    invoice_mismatch,
    invoice_reused,
    movement_without_invoice,
)
from provenance.rules.mass_balance.claims import (
    feed_misdeclared,
    process_misdeclared,
    toll_processing,
)
from provenance.rules.mass_balance.contents import implausible_content
from provenance.rules.mass_balance.elements import element_imbalance, impossible_assay
from provenance.rules.mass_balance.labels import label_contradicted
from provenance.rules.mass_balance.lots import (
    impossible_sequence,
    lot_produced_twice,
    not_holder,
    overdrawn_lot,
    unexplained_mass,
)
from provenance.rules.mass_balance.recovery import implausible_recovery
from provenance.rules.mass_balance.recycling import recycled_cover, recycler_ore_input
from provenance.rules.mass_balance.suppliers import scrap_supplier_implausible
from provenance.rules.orders import order_overdue
from provenance.rules.quota_origin.allocation import quota_overallocated
from provenance.rules.quota_origin.circular_flow import circular_flow, cycle_of_lots
from provenance.rules.quota_origin.origin import no_quota_origin, over_quota, undesignated_producer
from provenance.rules.quota_origin.permits import no_mining_permit
from provenance.rules.report_parts import parts_differ
from provenance.rules.reports import late_flow_report, missing_flow_report, report_mismatch
from provenance.rules.screening import Judge, Screen, screens_of
from provenance.rules.slices.material import Slice
from provenance.rules.slices.whole import Whole
from provenance.rules.trade.declarations import declaration_mismatch
from provenance.rules.trade.identifiers import ambiguous_identifier, bad_identifier
from provenance.rules.trade.imports import barred_import, import_exceeded, undeclared_import
from provenance.rules.trade.licence_use import (
    licence_exceeded,
    licence_mismatch,
    licence_reused,
)
from provenance.rules.trade.licences import export_without_licence, licence_not_valid
from provenance.rules.trade.ordinary_licences import export_without_ordinary_licence
from provenance.rules.trade.species import misdeclared_species
from provenance.rules.trade.split_shipments import split_shipments
from provenance.rules.trade.tested import declaration_contradicted, lot_contradicted

if TYPE_CHECKING:
    from provenance.ledger.columns.places import Flags


class Rule(NamedTuple):
    """A rule, the kind of slice it judges, and what picks its candidates, None for everything."""

    judge: Judge
    scope: type
    screens: Mapping[Label, Screen] | None


def _rule(function: Judge) -> Rule:
    scope, *_ = get_type_hints(function).values()
    return Rule(function, scope, screens_of(function))


RULES: tuple[Rule, ...] = tuple(
    _rule(function)
    for function in (
        no_quota_origin,
        over_quota,
        undesignated_producer,
        no_mining_permit,
        quota_overallocated,
        unexplained_mass,
        overdrawn_lot,
        lot_produced_twice,
        not_holder,
        impossible_sequence,
        element_imbalance,
        impossible_assay,
        implausible_recovery,
        implausible_content,
        circular_flow,
        cycle_of_lots,
        undeclared_import,
        import_exceeded,
        barred_import,
        recycler_ore_input,
        recycled_cover,
        scrap_supplier_implausible,
        process_misdeclared,
        feed_misdeclared,
        toll_processing,
        late_flow_report,
        missing_flow_report,
        report_mismatch,
        parts_differ,
        order_overdue,
        invoice_without_movement,
        movement_without_invoice,
        invoice_mismatch,
        invoice_reused,
        invoice_cycle,
        goods_renamed,
        export_without_licence,
        export_without_ordinary_licence,
        licence_not_valid,
        licence_exceeded,
        licence_reused,
        licence_mismatch,
        declaration_mismatch,
        misdeclared_species,
        split_shipments,
        label_contradicted,
        lot_contradicted,
        declaration_contradicted,
        bad_identifier,
        ambiguous_identifier,
    )
)


def judge(*slices: Slice) -> list[Finding]:
    """Everything the rules have to say about some slices, in the order the rules are listed."""
    by_scope: defaultdict[type, list[Slice]] = defaultdict(list)
    for piece in slices:
        by_scope[type(piece)].append(piece)
    return [
        finding
        for rule in RULES
        for piece in by_scope.get(rule.scope, ())
        for finding in rule.judge(piece)
    ]


def candidates(whole: Whole, label: Label, scopes: Iterable[type]) -> "Flags | None":
    """Which lots, events or invoices rules on slices of some kinds have to look at; None: all."""
    wanted = tuple(scopes)
    found: Flags | None = None
    for rule in RULES:
        if rule.scope not in wanted:
            continue
        if rule.screens is None:
            return None
        screen = rule.screens.get(label)
        if screen is not None:
            picked = screen(whole)
            found = picked if found is None else found | picked
    return found

"""What can be planted: for every finding a scene, bad or all but bad.

What the product raises on it belongs in `rules`, which nothing here may see.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from provenance.simulate.plants import (
    authority,
    claims,
    controlled,
    drums,
    elements,
    exports,
    filings,
    imports,
    invoices,
    laboratory,
    mass,
    origin,
    shelter,
    waste,
)
from provenance.simulate.plants.false_declarations import false_declaration
from provenance.simulate.scene import Scene

Plant = Callable[[Scene], None]

_NAMED: Mapping[str, Plant] = {
    plant.__name__.upper(): plant
    for plant in (
        origin.no_quota_origin,
        origin.over_quota_mining,
        origin.over_quota_separation,
        origin.undesignated_producer,
        origin.no_mining_permit,
        mass.unexplained_mass,
        mass.overdrawn_lot,
        mass.lot_produced_twice,
        mass.not_holder,
        mass.impossible_sequence,
        mass.implausible_recovery,
        mass.implausible_content,
        mass.circular_flow,
        elements.element_imbalance,
        elements.recycler_ore_input,
        elements.recycled_cover,
        elements.scrap_supplier_implausible,
        imports.undeclared_import,
        imports.import_exceeded,
        imports.barred_import,
        claims.feed_misdeclared,
        claims.process_misdeclared,
        claims.toll_processing,
        filings.late_flow_report,
        filings.missing_flow_report,
        filings.report_mismatch,
        filings.quota_overallocated,
        authority.order_overdue,
        laboratory.test_contradicted,
        drums.label_contradicted,
        filings.bad_identifier,
        filings.ambiguous_identifier,
        invoices.invoice_without_movement,
        invoices.movement_without_invoice,
        invoices.invoice_mismatch,
        invoices.invoice_reused,
        invoices.invoice_cycle,
        invoices.goods_renamed,
        exports.export_without_licence,
        exports.licence_not_valid,
        exports.licence_exceeded,
        exports.licence_reused,
        exports.licence_mismatch,
        exports.declaration_mismatch,
        exports.misdeclared_species,
        exports.split_shipments,
    )
}
"""Each bears the name of the finding it raises."""

_OTHERS: Mapping[str, tuple[Plant, ...]] = {
    "NO_QUOTA_ORIGIN": (
        origin.dysprosium,
        imports.untold,
        shelter.auctioned,
        shelter.unrecorded,
    ),
    "OVER_QUOTA_MINING": (shelter.late_quota,),
    "EXPORT_WITHOUT_LICENCE": (controlled.by_code, controlled.by_lots, controlled.by_day),
    "LICENCE_NOT_VALID": (controlled.too_long,),
    "LICENCE_MISMATCH": (controlled.several_users,),
    "SPLIT_SHIPMENTS": (controlled.over_parties, controlled.over_ports),
    "RECYCLER_ORE_INPUT": (waste.carbonate_input,),
    "LABEL_CONTRADICTED": (drums.other_supplier, drums.other_works),
    "REPORT_MISMATCH": (filings.report_by_feed,),
    "RECYCLED_COVER": (waste.by_kind,),
    "TEST_CONTRADICTED": (laboratory.other_product, laboratory.other_goods),
    "TOLL_PROCESSING": (claims.tolling_before,),
    "UNDESIGNATED_PRODUCER": (shelter.byproduct, shelter.carbonate),
}
"""Further ways to come by a finding, which take turns with the one that bears its name."""


def _by_turns(first: Plant, *others: Plant) -> Plant:
    plants = (first, *others)

    def plant(scene: Scene) -> None:
        turn, which = divmod(scene.nth, len(plants))
        plants[which](replace(scene, nth=turn))

    return plant


PLANTS: Mapping[str, Plant] = MappingProxyType(
    {code: _by_turns(plant, *_OTHERS.get(code, ())) for code, plant in _NAMED.items()}
)
"""Every plant by the code of the finding it raises."""

UNSEEN: Mapping[str, Plant] = MappingProxyType({"FALSE_DECLARATION": false_declaration})
"""Plants that no finding is to be raised on, for it takes a look to know: `targets` ranks them."""

CATALOGUE: Mapping[str, Plant] = MappingProxyType({**PLANTS, **UNSEEN})
"""All that can be planted."""

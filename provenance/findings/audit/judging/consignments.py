"""Judging declarations: what they ship, under which licence, and how much of it is lawful."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from provenance.findings.audit.judging.judged import Judged
from provenance.findings.audit.view import View
from provenance.ledger.bounds.lawful import Bounds
from provenance.ledger.composition.holding import Holding, divide
from provenance.ledger.lineage import Lineage
from provenance.model.status import LAWFUL, UNLAWFUL, UNVERIFIED, Status
from provenance.model.terms import Conclusion, Label, Ref
from provenance.rules import judge
from provenance.rules.quota_origin.circular_flow import unchanged
from provenance.rules.slices.acts import EXPORTER
from provenance.rules.slices.material import Case
from provenance.verdict.conclusion import concluded, total
from provenance.verdict.dossier import gather, read_tests


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a declaration comes to pro rata: a conclusion, and how its grams divide."""

    conclusion: Conclusion
    lawful_g: int
    unlawful_g: int
    unverified_g: int


async def judge_declarations(
    view: View, keys: Collection[str]
) -> tuple[Judged, dict[str, Concluded]]:
    """These declarations with their licences and exports; what each export comes to."""
    judged = Judged()
    refs = [Ref(Label.DECLARATION, key) for key in sorted(keys)]
    judged.over("declaration", refs)
    dossier = await gather(view.store, refs)
    exports = frozenset(dossier.all_seeds)
    material = await view.material(exports)
    await read_tests(view.store, dossier, material.lineage)
    lineage = _handed_on(material.lineage, exports)
    found = {}
    for ref in refs:
        judged.under("declaration", ref, judge(dossier.consignment(ref.key, material)))
        holding = dossier.holding(ref, material.lineage)
        if not holding.reo_g:
            continue
        own = lineage.upstream(dossier.seeds[ref])
        found[ref.key], grams = comes_to(holding, material.lineage, view.settings.tolerance)
        bounds = Bounds(0, holding.reo_g, holding.reo_g)
        case = Case(ref, holding, own, grams, bounds, roles=EXPORTER, law=view.law)
        judged.under("declaration", ref, judge(case))
    return judged, found


def comes_to(
    holding: Holding, lineage: Lineage, tolerance: float
) -> tuple[Concluded, Mapping[Status, int]]:
    """What a holding comes to, and how its grams divide."""
    grams = divide(holding, lineage)
    parts = total(grams, LAWFUL), total(grams, UNLAWFUL), total(grams, UNVERIFIED)
    return Concluded(concluded(*parts, holding.reo_g, tolerance), *parts), grams


def _handed_on(lineage: Lineage, exports: Collection[Ref]) -> Lineage:
    """Less what went into the events that made what was exported: how much of that is there
    depends on what else is judged at the same time."""
    events = lineage.events
    inputs = [
        draw
        for draw in lineage.inputs
        if unchanged(events[draw.event]) or Ref(Label.EVENT, draw.event) in exports
    ]
    return replace(lineage, inputs=inputs)

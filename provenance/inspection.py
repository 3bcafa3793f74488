"""Lineage, rules, verdict: what the system has to say of a subject, in one place.

However many subjects are asked about at once, the store is asked the same few questions.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from provenance.dossier import Dossier, gather
from provenance.errors import MisuseError
from provenance.graph.lineage import Lineage
from provenance.graph.origins import trace
from provenance.graph.port import GraphStore
from provenance.graph.reading import read
from provenance.model import (
    LAWFUL,
    CustodyModel,
    EventKind,
    Label,
    Ref,
    Relation,
)
from provenance.rules import judge
from provenance.rules.finding import Case, Finding
from provenance.settings import Settings
from provenance.verdict import Origin, QuotaUse, Verdict, advise, conclude, reconcile, total

SUBJECTS = frozenset({Label.LOT, Label.DECLARATION, Label.EXPORT_LICENCE})


async def verdicts(
    store: GraphStore,
    subjects: Sequence[Ref],
    settings: Settings,
    custody: CustodyModel = CustodyModel.MASS_BALANCE,
) -> list[Verdict | None]:
    """The verdict on each subject, None where nothing in the store bears its number.

    Raises MisuseError for what no verdict can be given on, StoreUnavailableError.
    """
    for subject in subjects:
        if subject.label not in SUBJECTS:
            raise MisuseError(
                f"a verdict is given on a lot, a declaration or a licence, not {subject}"
            )
    dossier = await gather(store, subjects)
    seeds = sorted({seed for subject in subjects for seed in dossier.seeds(subject)})
    lineage = await store.lineage(seeds, up=True, most=settings.lineage_nodes)
    papers = await _imports(store, lineage)
    found: list[Verdict | None] = []
    for subject in subjects:
        if dossier.known(subject):
            case = _case(subject, dossier, lineage, papers, settings)
            found.append(await asyncio.to_thread(_verdict, case, custody))
        else:
            found.append(None)
    return found


async def _imports(store: GraphStore, lineage: Lineage) -> dict[str, Mapping[str, Any]]:
    """The declarations that imports in a lineage name, as filed."""
    named = {
        event.declaration
        for event in lineage.events.values()
        if event.kind is EventKind.IMPORT and event.declaration
    }
    refs = [Ref(Label.DECLARATION, number) for number in sorted(named)]
    things = await store.things(refs) if refs else []
    return {thing.ref.key: thing.props for thing in things if thing is not None and thing.known}


def _case(
    subject: Ref,
    dossier: Dossier,
    everyone: Lineage,
    imports: Mapping[str, Mapping[str, Any]],
    settings: Settings,
) -> Case:
    """Lay out one subject: its items, its own lineage, its documents. Grams come with judging."""
    lineage = everyone.upstream(dossier.seeds(subject))
    holding = dossier.holding(subject, lineage)
    reading = read(holding, lineage)
    return Case(
        subject=subject,
        holding=holding,
        lineage=lineage,
        grams=reading.statuses,
        bounds=reading.bounds,
        through=reading.through,
        consignments=[dossier.consignment(key) for key in dossier.shipments(subject)],
        imports=imports,
        tolerance=settings.tolerance,
    )


def _verdict(case: Case, custody: CustodyModel) -> Verdict:
    reo_g = case.holding.reo_g
    statuses, least, most = reconcile(case.grams, case.bounds, reo_g)
    case = replace(case, grams=statuses)
    origins = trace(case.through, case.lineage)
    findings = [_relate(finding, case) for finding in judge(case)]
    certain = least if custody is CustodyModel.SEGREGATED else total(statuses, LAWFUL)
    conclusion = conclude(statuses, certain, reo_g, case.tolerance)
    clearance, reasons = advise(case.subject, conclusion, findings, reo_g, case.tolerance)
    events = case.lineage.events
    return Verdict(
        subject=case.subject,
        reo_g=reo_g,
        statuses=statuses,
        lawful_min_g=least,
        lawful_max_g=most,
        custody_model=custody,
        conclusion=conclusion,
        clearance=clearance,
        reasons=reasons,
        origins=[
            Origin(key, events[key].enterprise, round(grams))
            for key, grams in sorted(origins.events.items(), key=lambda item: (-item[1], item[0]))
            if round(grams)
        ],
        quotas=[
            QuotaUse(key, round(grams))
            for key, grams in sorted(origins.quotas.items(), key=lambda item: (-item[1], item[0]))
            if round(grams)
        ],
        documents=_documents(case),
        findings=findings,
        lineage=case.lineage,
        settled_at=case.lineage.settled_at,
        waiting=case.lineage.waiting,
        cut=bool(case.lineage.cut),
    )


def _relate(finding: Finding, case: Case) -> Finding:
    """How a finding bears on the subject: its own, come to it by mass, or merely near."""
    own = {case.subject, *(item.seed for item in case.holding.items if item.draw)}
    own |= {Ref(Label.DECLARATION, consignment.key) for consignment in case.consignments}
    if finding.subject in own or finding.relation is not Relation.DIRECT:
        return finding
    if finding.subject.label is Label.LOT:
        reached = case.through.get(finding.subject.key, 0.0)
    else:
        outputs = case.lineage.outputs_of.get(finding.subject.key, ())
        reached = sum(case.through.get(out.lot, 0.0) for out in outputs)
    grams = round(reached * finding.share)
    relation = Relation.DERIVED if grams else Relation.ADJACENT
    return replace(finding, relation=relation, mass_g=grams or None)


def _documents(case: Case) -> list[Ref]:
    """The documents on the way: quotas, declarations, invoices, inspections, licences."""
    found: defaultdict[Ref, None] = defaultdict()
    for consignment in case.consignments:
        found[Ref(Label.DECLARATION, consignment.key)] = None
        if consignment.licence is not None:
            found[Ref(Label.EXPORT_LICENCE, consignment.licence["id"])] = None
    for event in sorted(case.lineage.events.values(), key=lambda event: event.order, reverse=True):
        if event.declaration:
            found[Ref(Label.DECLARATION, event.declaration)] = None
        if event.inspection:
            found[Ref(Label.INSPECTION, event.inspection)] = None
        for number in event.invoices:
            found[Ref(Label.INVOICE, number)] = None
        for grant in event.grants:
            for part in grant.parts:
                found[part.entitlement] = None
    return list(found)

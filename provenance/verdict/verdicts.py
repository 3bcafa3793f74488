"""From subjects to verdicts."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.graph.port.graph import GraphStore
from provenance.ledger.breakdown import break_down
from provenance.ledger.composition.origins import trace
from provenance.ledger.custody import producing_outputs
from provenance.ledger.lineage import Lineage
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.finding import Finding, Identity, finding_id
from provenance.model.terms import (
    LAWFUL,
    CustodyModel,
    EventKind,
    FindingStatus,
    Label,
    Ref,
    Relation,
)
from provenance.rules import judge
from provenance.rules.quota_origin.circular_flow import loops, trails
from provenance.rules.slices.filings import Document
from provenance.rules.slices.material import Case, Consignment, Loop, Material, Slice, Trail
from provenance.rules.trade.identifiers import numbers_in
from provenance.settings import Settings
from provenance.verdict.conclusion import (
    Origin,
    QuotaUse,
    Verdict,
    advise,
    conclude,
    reconcile,
    total,
)
from provenance.verdict.dossier import Dossier, gather

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
    seeds = dossier.all_seeds
    found_up = await store.graph.lineage(seeds, up=True, most=settings.lineage_nodes)
    if not found_up.cut.isdisjoint(seed for seed in seeds if seed.label is Label.EVENT):
        raise LimitExceededError(
            f"these subjects stand for more than {settings.lineage_nodes} lots and events"
            " (PROVENANCE_LINEAGE_NODES); ask for fewer at once"
        )
    lineage = found_up.cut_at_lots()
    papers = await _papers(store, lineage, settings)
    known = [subject for subject in dict.fromkeys(subjects) if dossier.known(subject)]
    judged = {}
    for subject in known:
        brief = _brief(subject, dossier, lineage, papers, settings)
        judged[subject] = await asyncio.to_thread(_judged, brief)
    reviewed = await _reviewed(store, [f for one in judged.values() for f in one.findings])
    found = {
        subject: await asyncio.to_thread(_verdict, one, reviewed, custody, settings.tolerance)
        for subject, one in judged.items()
    }
    return [found.get(subject) for subject in subjects]


@dataclass(frozen=True, slots=True)
class _Brief:
    """All the slices there are to judge a subject by, and why some goods are not seen."""

    case: Case
    material: Material
    unseen: Sequence[str]
    consignments: Sequence[Consignment]
    trails: Sequence[Trail]
    loops: Sequence[Loop]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say of a subject, before what people said of that."""

    brief: _Brief
    lawful_g: tuple[int, int]
    findings: Sequence[Finding]


async def _reviewed(
    store: GraphStore, findings: Sequence[Finding]
) -> Mapping[Identity, FindingStatus]:
    """What people said of findings, where an audit has found the same."""
    ids = {finding.identity: finding_id(*finding.identity) for finding in findings}
    kept = await store.findings.by_id(list(ids.values())) if ids else ()
    return {
        identity: same.status for identity, same in zip(ids, kept, strict=True) if same is not None
    }


async def _papers(store: GraphStore, lineage: Lineage, settings: Settings) -> dict[Ref, Document]:
    """Declarations that imports name and invoices of what came back, as far as on record."""
    named = {
        Ref(Label.DECLARATION, event.declaration)
        for event in lineage.events.values()
        if event.kind is EventKind.IMPORT and event.declaration
    }
    for trail in trails(lineage, limits=settings.thresholds):
        named |= {Ref(Label.INVOICE, number) for number in trail.steps[-1].event.invoices}
    refs = sorted(named)
    things = await store.graph.things(refs) if refs else []
    return {thing.ref: thing.props for thing in things if thing is not None and thing.known}


def _brief(
    subject: Ref,
    dossier: Dossier,
    everyone: Lineage,
    papers: Mapping[Ref, Document],
    settings: Settings,
) -> _Brief:
    """Lay out one subject: its items, its own lineage, its documents. Grams come with judging."""
    lineage = everyone.upstream(dossier.seeds[subject])
    holding = dossier.holding(subject, lineage)
    reading = break_down(holding, lineage)
    material = Material(
        lineage=lineage,
        imports=_of(Label.DECLARATION, papers),
        made=producing_outputs(lineage),
        tolerance=settings.tolerance,
        limits=settings.thresholds,
    )
    invoices = _of(Label.INVOICE, papers)
    red = {key for key, invoice in invoices.items() if invoice["status"] == "red_letter"}
    return _Brief(
        case=Case(subject, holding, lineage, reading.statuses, reading.bounds, reading.through),
        material=material,
        unseen=[
            f"export {key} under this declaration is by {who}, who is neither declarant nor party"
            for shipment in dossier.shipments[subject]
            for key, who in dossier.strangers(shipment)
        ],
        consignments=[dossier.consignment(key, material) for key in dossier.shipments[subject]],
        trails=list(trails(lineage, red, settings.thresholds)),
        loops=list(loops(lineage)),
    )


def _of(label: Label, papers: Mapping[Ref, Document]) -> dict[str, Document]:
    return {ref.key: props for ref, props in papers.items() if ref.label is label}


def _judged(brief: _Brief) -> _Judged:
    case = brief.case
    statuses, least, most = reconcile(case.grams, case.bounds, case.holding.reo_g)
    case = replace(case, grams=statuses)
    brief = replace(brief, case=case)
    numbers = numbers_in(case.lineage, [consignment.key for consignment in brief.consignments])
    patterns: tuple[Slice, ...] = (*brief.trails, *brief.loops)
    said = judge(case, brief.material, *brief.consignments, *patterns, numbers)
    findings = [_relate(finding, brief) for finding in said]
    return _Judged(brief, (least, most), findings)


def _verdict(
    judged: _Judged,
    reviewed: Mapping[Identity, FindingStatus],
    custody: CustodyModel,
    tolerance: float,
) -> Verdict:
    case = judged.brief.case
    statuses, reo_g = case.grams, case.holding.reo_g
    least, most = judged.lawful_g
    findings = [
        replace(finding, status=reviewed.get(finding.identity, finding.status))
        for finding in judged.findings
    ]
    origins = trace(case.through, case.lineage)
    certain = least if custody is CustodyModel.SEGREGATED else total(statuses, LAWFUL)
    conclusion = conclude(statuses, certain, reo_g, tolerance)
    lacking = case.holding.missing_g or not case.holding.items
    unseen = judged.brief.unseen if lacking else ()
    clearance, reasons = advise(case.subject, conclusion, findings, reo_g, tolerance, unseen)
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
            Origin(key, events[key].enterprise, grams) for key, grams in _largest(origins.events)
        ],
        quotas=[QuotaUse(key, grams) for key, grams in _largest(origins.quotas)],
        documents=_documents(judged.brief),
        findings=findings,
        case=case,
        settled_at=case.lineage.settled_at,
        waiting=case.lineage.waiting,
        cut=bool(case.lineage.cut),
        unseen=unseen,
    )


def _largest(parts: Mapping[str, float]) -> list[tuple[str, int]]:
    """Whole grams of each part that has any, the largest first."""
    order = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    return [(key, round(grams)) for key, grams in order if round(grams)]


def _relate(finding: Finding, brief: _Brief) -> Finding:
    """How a finding bears on the subject: its own, come to it by mass, or merely near."""
    case = brief.case
    own = {case.subject, *(item.seed for item in case.holding.items if item.draw)}
    own |= {Ref(Label.DECLARATION, consignment.key) for consignment in brief.consignments}
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


def _documents(brief: _Brief) -> list[Ref]:
    """The documents on the way: quotas, declarations, invoices, inspections, licences."""
    found: list[Ref] = []
    for consignment in brief.consignments:
        found.append(Ref(Label.DECLARATION, consignment.key))
        if consignment.licence is not None:
            found.append(Ref(Label.EXPORT_LICENCE, consignment.licence["id"]))
    for event in sorted(brief.case.lineage.events.values(), key=lambda e: e.order, reverse=True):
        if event.declaration:
            found.append(Ref(Label.DECLARATION, event.declaration))
        if event.inspection:
            found.append(Ref(Label.INSPECTION, event.inspection))
        found += [Ref(Label.INVOICE, number) for number in event.invoices]
        found += [part.entitlement for grant in event.grants for part in grant.parts]
    return list(dict.fromkeys(found))

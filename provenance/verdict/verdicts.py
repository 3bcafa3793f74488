"""From subjects to verdicts."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.graph.port.graph import GraphStore
from provenance.ledger.composition.origins import trace
from provenance.model.errors import LimitExceededError, MisuseError
from provenance.model.finding import Finding, Identity, finding_id
from provenance.model.message import Message
from provenance.model.status import LAWFUL, UNLAWFUL
from provenance.model.terms import Conclusion, CustodyModel, FindingStatus, Label, Ref, Relation
from provenance.rules import judge
from provenance.rules.slices.material import Case
from provenance.rules.trade.identifiers import numbers_in
from provenance.settings import Settings
from provenance.verdict.brief import Brief, documents, lay_out, on_record
from provenance.verdict.conclusion import (
    Origin,
    QuotaUse,
    Verdict,
    advise,
    conclude,
    headline,
    reconcile,
    total,
)
from provenance.verdict.dossier import gather, read_tests

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
                Message(
                    "a verdict is given on a lot, a declaration or a licence,"
                    " not {kind:label} {key}",
                    kind=subject.label,
                    key=subject.key,
                )
            )
    dossier = await gather(store, subjects)
    seeds = dossier.all_seeds
    found_up = await store.graph.lineage(seeds, up=True, most=settings.lineage_nodes)
    if not found_up.cut.isdisjoint(seed for seed in seeds if seed.label is Label.EVENT):
        raise LimitExceededError(
            Message(
                "these subjects stand for more than {most} lots and events"
                " (PROVENANCE_LINEAGE_NODES); ask for fewer at once",
                most=settings.lineage_nodes,
            )
        )
    lineage = await asyncio.to_thread(found_up.cut_at_lots)
    await read_tests(store, dossier, lineage)
    beside = await on_record(store, lineage, settings)
    known = [subject for subject in dict.fromkeys(subjects) if dossier.known(subject)]
    judged = {
        subject: await asyncio.to_thread(
            lambda one: _judged(lay_out(one, dossier, lineage, beside, settings)), subject
        )
        for subject in known
    }
    reviewed = await _reviewed(store, [f for one in judged.values() for f in one.findings])
    found = {
        subject: await asyncio.to_thread(_verdict, one, reviewed, custody, settings.tolerance)
        for subject, one in judged.items()
    }
    return [found.get(subject) for subject in subjects]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say of a subject, before what people said of that."""

    brief: Brief
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


def _judged(brief: Brief) -> _Judged:
    case = brief.case
    statuses, least, most = reconcile(case.grams, case.bounds, case.holding.reo_g)
    case = replace(case, grams=statuses)
    brief = replace(brief, case=case)
    numbers = numbers_in(case.lineage, [consignment.key for consignment in brief.consignments])
    said = judge(
        case,
        brief.material,
        *brief.consignments,
        *brief.trails,
        *brief.loops,
        *brief.labels,
        numbers,
    )
    own = {case.subject, *(item.seed for item in case.holding.items if item.draw)}
    own |= {Ref(Label.DECLARATION, consignment.key) for consignment in brief.consignments}
    findings = [_relate(finding, own, case) for finding in said]
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
    origins = trace(case.through, case.lineage, case.gated)
    certain = least if custody is CustodyModel.SEGREGATED else total(statuses, LAWFUL)
    conclusion = conclude(statuses, certain, reo_g, tolerance)
    lacking = case.holding.missing_g or not case.holding.items
    unseen = judged.brief.unseen if lacking else ()
    # Why goods are not seen is no reason to hold what is lawful without them.
    lawful = conclusion is Conclusion.LAWFUL
    against = () if lawful else (headline(conclusion, total(statuses, UNLAWFUL)), *unseen)
    clearance, reasons = advise(case.subject, against, findings, reo_g, tolerance)
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
        documents=documents(judged.brief),
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


def _relate(finding: Finding, own: Collection[Ref], case: Case) -> Finding:
    """How a finding bears on the subject: its own, come to it by mass, or merely near."""
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

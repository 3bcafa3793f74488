"""A verdict as one viewer may see it: every kilogram, and no name that is not theirs to know."""

from dataclasses import replace
from functools import partial

from provenance.access.policy.tables import Sight, sight_of
from provenance.access.scope.graph import ScopedGraph
from provenance.ledger.composition.edges import Edges
from provenance.model.finding import Finding
from provenance.model.message import Message
from provenance.model.terms import Clearance, Label
from provenance.verdict.conclusion import HOLDS, Origin, QuotaUse, Verdict
from provenance.verdict.edges import Traced


async def withheld(verdict: Verdict, graph: ScopedGraph) -> Verdict:
    """A verdict with what is upstream told by pseudonyms, and findings by what they are called.

    Sentences that findings and remedies were told in name firms, numbers and places of others.
    """
    lineage = await graph.shown(verdict.lineage)
    if sight_of(graph.viewer, Label.LOT) is Sight.JOINED:
        return verdict
    await graph.things(verdict.documents)
    masked, case = graph.masked, verdict.case
    findings = [_told(finding, graph) for finding in verdict.findings]
    through = {masked.key(Label.LOT, lot): grams for lot, grams in case.through.items()}
    holding = replace(
        case.holding,
        items=tuple(
            replace(
                item,
                lot=masked.key(Label.LOT, item.lot),
                draw=item.draw
                and item.draw._replace(
                    lot=masked.key(Label.LOT, item.lot),
                    event=masked.key(Label.EVENT, item.draw.event),
                ),
            )
            for item in case.holding.items
        ),
    )
    return replace(
        verdict,
        reasons=_reasons(verdict, findings),
        origins=[
            Origin(
                masked.key(Label.EVENT, one.event),
                masked.key(Label.ENTERPRISE, one.enterprise),
                one.grams,
            )
            for one in verdict.origins
        ],
        quotas=[QuotaUse(masked.key(Label.QUOTA, one.quota), one.grams) for one in verdict.quotas],
        documents=[masked.ref(ref) for ref in verdict.documents],
        findings=findings,
        case=replace(case, lineage=lineage, through=through, holding=holding),
        unseen=(),
    )


async def edges_withheld(found: Traced, graph: ScopedGraph) -> Traced:
    """What of a subject is in each edge, with the edges named as the viewer sees them."""
    lineage = await graph.shown(found.lineage)
    if sight_of(graph.viewer, Label.LOT) is Sight.JOINED:
        return found
    lot, event = partial(graph.masked.key, Label.LOT), partial(graph.masked.key, Label.EVENT)
    return Traced(
        lineage,
        Edges(
            {(lot(of), event(by)): grams for (of, by), grams in found.edges.draws.items()},
            {(event(by), lot(of)): grams for (by, of), grams in found.edges.made.items()},
        ),
    )


def _told(finding: Finding, graph: ScopedGraph) -> Finding:
    """A finding by what it is called, its weight, its mass and its legal basis."""
    subject = graph.masked.ref(finding.subject)
    title = Message("{code:finding}", code=finding.code)
    return replace(finding, subject=subject, message=title, evidence=(), about=())


def _reasons(verdict: Verdict, findings: list[Finding]) -> list[Message]:
    """Why a shipment is to be held: the conclusion, and what the findings are called."""
    if verdict.clearance is not Clearance.HOLD:
        return []
    grave = dict.fromkeys(one.code for one in findings if one.severity in HOLDS)
    named = [Message("{code:finding} ({code})", code=code) for code in grave]
    return [*verdict.reasons[:1], *named] if _is_headline(verdict) else named


def _is_headline(verdict: Verdict) -> bool:
    """Whether the first reason is the conclusion itself, which names nobody."""
    return bool(verdict.reasons) and not verdict.reasons[0].facts

"""Verdicts of a service, and what officers did with declarations."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from provenance.cli.server import Service
from provenance.cli.service.naming import names_of
from provenance.graph.port.kept import Decision
from provenance.model.finding import Finding
from provenance.model.from_json import grams, of_json, sentence
from provenance.model.status import Status
from provenance.model.terms import ClearanceDecision, CustodyModel, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Origin, QuotaUse, Verdict
from provenance.verdict.remedies import Remedy

if TYPE_CHECKING:
    from provenance.rules.slices.material import Case

__all__ = ["answers", "decide", "decisions", "names_of", "remedies_of"]

KINDS: Mapping[Label, str] = {
    Label.LOT: "lot",
    Label.EVENT: "event",
    Label.DECLARATION: "declaration",
    Label.EXPORT_LICENCE: "licence",
    Label.ENTERPRISE: "enterprise",
    Label.REGION: "region",
    Label.INVOICE: "invoice",
    Label.INDICATOR: "indicator",
    Label.QUOTA: "quota",
    Label.EXECUTION_REPORT: "executionReport",
}
"""What a question is about, as a service is asked."""

FINDING = """code severity relation kg evidence status about subject { label key }
  message(language: $in) basis(language: $in)"""

_VERDICTS = f"""
query V($subjects: [SubjectInput!]!, $custody: CustodyModel!, $in: Language!) {{
  verdicts(subjects: $subjects, custodyModel: $custody) {{
    subject {{ label key }} reoKg lawfulMinKg lawfulMaxKg conclusion custodyModel clearance
    clearanceReasons(language: $in) notCounted(language: $in) statuses {{ status kg }}
    origins {{ event {{ key }} enterprise {{ key }} kg }} quotas {{ quota {{ key }} kg }}
    documents {{ label key }} findings {{ {FINDING} }} settledAt waiting truncated
  }}
}}"""
_REMEDIES = """
query C($subject: SubjectInput!, $custody: CustodyModel!, $in: Language!) {
  verdict(subject: $subject, custodyModel: $custody) {
    remedies { record on { label key } text(language: $in) kg certain }
  }
}"""
_DECISION = "at by decision reason advice conclusion labTest { key }"
_DECISIONS = (
    f"query D($key: String!) {{ declaration(key: $key) {{ decisions {{ {_DECISION} }} }} }}"
)
_DECIDE = f"""mutation D($declaration: String!, $decision: ClearanceDecision!, $by: String,
  $reason: String!) {{ decideClearance(declaration: $declaration, decision: $decision, by: $by,
  reason: $reason) {{ {_DECISION} }} }}"""
_AT_ONCE = 50


async def answers(
    service: Service, refs: Sequence[Ref], settings: Settings, custody: CustodyModel
) -> list[Verdict]:
    found: list[Verdict] = []
    for n in range(0, len(refs), _AT_ONCE):
        subjects = [asked(ref) for ref in refs[n : n + _AT_ONCE]]
        told = await service.ask(_VERDICTS, subjects=subjects, custody=custody.name)
        found += [_verdict(one) for one in told["verdicts"] if one is not None]
    return found


async def remedies_of(service: Service, verdict: Verdict) -> list[Remedy]:
    subject, custody = asked(verdict.subject), verdict.custody_model.name
    told = await service.ask(_REMEDIES, subject=subject, custody=custody)
    return [of_json(Remedy, one) for one in told["verdict"]["remedies"]]


async def decisions(service: Service, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
    return {
        ref: list(map(_decision, found["decisions"]))
        for ref in refs
        if (found := (await service.ask(_DECISIONS, key=ref.key))["declaration"])
    }


async def decide(
    service: Service,
    settings: Settings,
    declaration: str,
    decision: ClearanceDecision,
    by: str,
    reason: str,
) -> Decision:
    said = {"declaration": declaration, "by": by, "reason": reason}
    told = await service.ask(_DECIDE, decision=decision.name, **said)
    return _decision(told["decideClearance"])


def asked(ref: Ref) -> dict[str, str]:
    """What a question is about, as a service is asked."""
    return {KINDS[ref.label]: ref.key}


def _decision(said: Mapping[str, Any]) -> Decision:
    test = said["labTest"]
    return of_json(Decision, said, answered_by=test and Ref(Label.LAB_TEST, test["key"]))


def _verdict(said: Mapping[str, Any]) -> Verdict:
    return of_json(
        Verdict,
        said,
        statuses={Status[one["status"]]: grams(one["kg"]) for one in said["statuses"]},
        reasons=tuple(map(sentence, said["clearanceReasons"])),
        unseen=tuple(map(sentence, said["notCounted"])),
        origins=[
            Origin(_key(one, "event"), _key(one, "enterprise"), grams(one["kg"]))
            for one in said["origins"]
        ],
        quotas=[QuotaUse(_key(one, "quota"), grams(one["kg"])) for one in said["quotas"]],
        findings=[of_json(Finding, one) for one in said["findings"]],
        case=cast("Case", None),  # which stays where it was judged
    )


def _key(said: Mapping[str, Any], of: str) -> str:
    """The number of a thing; empty where nobody may be told."""
    return said[of]["key"] if said[of] else ""

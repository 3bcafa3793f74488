"""Answers in plain JSON, in the names that every way of asking for them uses."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from provenance.exposure import Exposed, Reached
from provenance.graph.findings import Decision, KeptFinding
from provenance.ingest.records import SHANGHAI
from provenance.model import GRAMS_PER_KG, Ref
from provenance.remedies import Remedy
from provenance.routes import Route
from provenance.rules.finding import Finding
from provenance.stories import Member, Story
from provenance.verdict import Verdict


def kilograms(grams: int) -> int | float:
    """Grams as a JSON number of kilograms with at most three decimals.

    A whole number of kilograms stays an integer; dividing is correctly rounded, so what is
    written is the exact decimal for any mass below nine billion tonnes.
    """
    return grams / GRAMS_PER_KG if grams % GRAMS_PER_KG else grams // GRAMS_PER_KG


def shanghai(moment: datetime) -> str:
    """A time as people in China read it, with its offset."""
    return moment.astimezone(SHANGHAI).isoformat()


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the JSON that GraphQL answers and the command line prints."""
    return {
        "subject": _ref(verdict.subject),
        "reoKg": kilograms(verdict.reo_g),
        "lawfulKg": kilograms(verdict.lawful_g),
        "unlawfulKg": kilograms(verdict.unlawful_g),
        "unverifiedKg": kilograms(verdict.unverified_g),
        "lawfulMinKg": kilograms(verdict.lawful_min_g),
        "lawfulMaxKg": kilograms(verdict.lawful_max_g),
        "conclusion": verdict.conclusion.name,
        "custodyModel": verdict.custody_model.name,
        "clearance": verdict.clearance and verdict.clearance.name,
        "clearanceReasons": list(verdict.reasons),
        "statuses": [
            {"status": status.name, "kg": kilograms(grams)}
            for status, grams in verdict.statuses.items()
        ],
        "origins": [
            {
                "event": {"key": origin.event},
                "enterprise": {"key": origin.enterprise},
                "kg": kilograms(origin.grams),
            }
            for origin in verdict.origins
        ],
        "quotas": [
            {"quota": {"key": use.quota}, "kg": kilograms(use.grams)} for use in verdict.quotas
        ],
        "documents": [_ref(ref) for ref in verdict.documents],
        "findings": [finding_json(finding) for finding in verdict.findings],
        "settledAt": verdict.settled_at and shanghai(verdict.settled_at),
        "waiting": verdict.waiting,
        "truncated": verdict.cut,
    }


def remedy_json(remedy: Remedy) -> dict[str, Any]:
    """A remedy as the JSON that GraphQL answers and the command line prints."""
    return {
        "record": remedy.record,
        "on": _ref(remedy.on),
        "text": remedy.text,
        "kg": kilograms(remedy.gain_g),
        "certain": remedy.certain,
    }


def exposure_json(exposed: Exposed) -> dict[str, Any]:
    """An exposure as the JSON that GraphQL answers and the command line prints."""
    return {
        "subject": _ref(exposed.subject),
        "reoKg": kilograms(exposed.reo_g),
        "unlawfulKg": kilograms(exposed.unlawful_g),
        "lots": [_reached(row) for row in exposed.lots],
        "enterprises": [_reached(row) for row in exposed.enterprises],
        "exports": [_reached(row) for row in exposed.exports],
        "leftOut": exposed.left_out,
        "settledAt": exposed.settled_at and shanghai(exposed.settled_at),
        "waiting": exposed.waiting,
        "truncated": exposed.cut,
    }


def _reached(row: Reached) -> dict[str, Any]:
    return {
        "place": _ref(row.place),
        "kg": kilograms(row.grams),
        "unlawfulKg": kilograms(row.unlawful_g),
        "leastKg": kilograms(row.least_g),
        "mostKg": kilograms(row.most_g),
    }


def path_json(route: Route) -> dict[str, Any]:
    """A path as the JSON that GraphQL answers and the command line prints."""
    return {
        "kg": kilograms(route.grams),
        "start": {"key": route.start},
        "steps": [
            {
                "event": {"key": step.event.key},
                "date": step.event.date.isoformat(),
                "lot": {"key": step.lot},
                "reoKg": kilograms(step.reo_g),
            }
            for step in route.steps
        ],
    }


def finding_json(finding: Finding) -> Mapping[str, Any]:
    """A finding as the JSON that GraphQL answers and the command line prints."""
    return {
        "code": finding.code,
        "severity": finding.severity.name,
        "relation": finding.relation.name,
        "message": finding.message,
        "kg": None if finding.mass_g is None else kilograms(finding.mass_g),
        "basis": finding.basis,
        "evidence": list(finding.evidence),
        "status": finding.status.upper(),
        "subject": _ref(finding.subject),
    }


def kept_json(finding: KeptFinding) -> dict[str, Any]:
    """A kept finding as the command line prints and exports it, one JSON value a line."""
    label, key = finding.subject
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.name,
        "relation": finding.relation.name,
        "status": finding.status.name,
        "subject": {"kind": label.name.lower(), "key": key},
        "about": list(finding.about),
        "kg": None if finding.mass_g is None else kilograms(finding.mass_g),
        "message": finding.message,
        "evidence": list(finding.evidence),
        "basis": finding.basis,
        "day": finding.day and finding.day.isoformat(),
        "enterprise": finding.enterprise,
        "region": finding.region,
        "firstSeen": shanghai(finding.first_seen),
        "lastSeen": shanghai(finding.last_seen),
        "goneAt": finding.gone_at and shanghai(finding.gone_at),
        "reviews": [
            {
                "at": shanghai(said.at),
                "by": said.by,
                "decision": said.decision.name,
                "reason": said.reason,
            }
            for said in finding.reviews
        ],
    }


def decision_json(declaration: str, decided: Decision) -> dict[str, Any]:
    """What an officer did with a declaration, in the words of GraphQL."""
    return {
        "declaration": declaration,
        "at": shanghai(decided.at),
        "by": decided.by,
        "decision": decided.decision.name,
        "reason": decided.reason,
        "advice": decided.advice and decided.advice.name,
        "conclusion": decided.conclusion and decided.conclusion.name,
    }


def story_json(story: Story) -> dict[str, Any]:
    """A suspicious flow as the command line prints it, one JSON value a line."""
    return {
        "kind": story.pattern.name,
        "from": story.since and story.since.isoformat(),
        "to": story.until and story.until.isoformat(),
        "reoKg": None if story.reo_g is None else kilograms(story.reo_g),
        "netKg": None if story.net_g is None else kilograms(story.net_g),
        "finding": kept_json(story.finding),
        "members": [_member(member) for member in story.members],
        "leftOut": story.left_out,
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "thing": _ref(member.thing),
        "role": member.part.name,
        "name": member.name,
        "nameEn": member.name_en,
        "date": member.day and member.day.isoformat(),
        "reoKg": None if member.reo_g is None else kilograms(member.reo_g),
        "netKg": None if member.net_g is None else kilograms(member.net_g),
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"label": ref.label.name, "key": ref.key}

"""A verdict in JSON."""

from collections.abc import Mapping
from typing import Any

from provenance.graph.port.kept import Decision
from provenance.model.dates import shanghai
from provenance.model.finding import Finding
from provenance.model.mass import kilograms
from provenance.model.terms import Ref
from provenance.verdict.conclusion import Verdict
from provenance.verdict.exposure import Exposed, Reached
from provenance.verdict.paths import Route
from provenance.verdict.remedies import Remedy


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
        "status": finding.status.name,
        "subject": _ref(finding.subject),
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


def _ref(ref: Ref) -> dict[str, str]:
    return {"label": ref.label.name, "key": ref.key}

"""A verdict in JSON."""

from typing import TYPE_CHECKING, Any

from provenance.graph.port.kept import Decision
from provenance.model.finding import Finding
from provenance.model.mass import kilograms
from provenance.model.to_json import to_json
from provenance.verdict.conclusion import Verdict
from provenance.verdict.remedies import Remedy
from provenance.words.table import Language

if TYPE_CHECKING:
    from provenance.verdict.exposure import Exposed
    from provenance.verdict.paths import Route

_VERDICT = """
    subject reo_g lawful_g unlawful_g unverified_g lawful_min_g lawful_max_g conclusion
    custody_model clearance clearanceReasons=reasons statuses origins quotas documents findings
    settled_at waiting cut
"""
_DECISION = "at by decision reason advice conclusion open"
_FINDING = "code severity relation message mass_g basis evidence status subject"


def verdict_json(verdict: Verdict, language: Language = Language.EN) -> dict[str, Any]:
    """A verdict as the JSON that GraphQL answers and the command line prints, in a language."""
    return to_json(verdict, _VERDICT) | {
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
        "findings": [finding_json(finding, language) for finding in verdict.findings],
        "clearanceReasons": [reason.said(language) for reason in verdict.reasons],
    }


def remedy_json(remedy: Remedy, language: Language = Language.EN) -> dict[str, Any]:
    """A remedy as the JSON that GraphQL answers and the command line prints, in a language."""
    return to_json(remedy) | {"text": remedy.text.said(language)}


def exposure_json(exposed: "Exposed") -> dict[str, Any]:
    """An exposure as the JSON that GraphQL answers and the command line prints."""
    return to_json(exposed)


def path_json(route: "Route") -> dict[str, Any]:
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


def finding_json(finding: Finding, language: Language = Language.EN) -> dict[str, Any]:
    """A finding as the JSON that GraphQL answers and the command line prints, in a language."""
    return to_json(finding, _FINDING) | words_of(finding, language)


def words_of(finding: Finding, language: Language) -> dict[str, str]:
    """What is said of a finding in a language: its message, and the articles it rests on."""
    return {"message": finding.message.said(language), "basis": finding.basis.said(language)}


def decision_json(declaration: str, decided: Decision) -> dict[str, Any]:
    """What an officer did with a declaration, in the words of GraphQL."""
    return {"declaration": declaration, **to_json(decided, _DECISION)}

"""A finding in JSON."""

from typing import Any

from provenance.findings.suspicious import Member, Story
from provenance.graph.port.kept import KeptFinding
from provenance.model.dates import shanghai
from provenance.model.mass import kilograms
from provenance.verdict.wording import _ref


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

"""A finding in JSON."""

from typing import Any

from provenance.findings.suspicious import Story
from provenance.graph.port.kept import KeptFinding
from provenance.model.to_json import to_json

_KEPT = """
    id code severity relation status subject about mass_g message evidence basis day enterprise
    region first_seen last_seen gone_at reviews
"""
_STORY = "kind=pattern from=since to=until reo_g net_g finding members left_out"
_MEMBER = "thing role=part name name_en date=day reo_g net_g"


def kept_json(finding: KeptFinding) -> dict[str, Any]:
    """A kept finding as the command line prints and exports it, one JSON value a line."""
    label, key = finding.subject
    return to_json(finding, _KEPT) | {"subject": {"kind": label.name.lower(), "key": key}}


def story_json(story: Story) -> dict[str, Any]:
    """A suspicious flow as the command line prints it, one JSON value a line."""
    return to_json(story, _STORY) | {
        "finding": kept_json(story.finding),
        "members": [to_json(member, _MEMBER) for member in story.members],
    }

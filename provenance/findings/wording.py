"""A finding in JSON."""

from typing import Any

from provenance.findings.suspicious import Story
from provenance.graph.port.kept import KeptFinding
from provenance.model.to_json import to_json
from provenance.verdict.wording import words_of
from provenance.words.table import Language

_KEPT = """
    id code severity relation status subject about mass_g message evidence basis day enterprise
    region first_seen last_seen gone_at reviews
"""
_STORY = "kind=pattern from=since to=until reo_g net_g finding members left_out"
_MEMBER = "thing role=part name name_en date=day reo_g net_g"


def kept_json(finding: KeptFinding, language: Language = Language.EN) -> dict[str, Any]:
    """A kept finding as the command line prints and exports it, one JSON value a line."""
    label, key = finding.subject
    subject = {"subject": {"kind": label.name.lower(), "key": key}}
    return to_json(finding, _KEPT) | subject | words_of(finding, language)


def story_json(story: Story, language: Language = Language.EN) -> dict[str, Any]:
    """A suspicious flow as the command line prints it, one JSON value a line."""
    return to_json(story, _STORY) | {
        "finding": kept_json(story.finding, language),
        "members": [to_json(member, _MEMBER) for member in story.members],
    }

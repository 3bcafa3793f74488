"""What people say of findings, and officers do with declarations: with a name and a reason."""

from datetime import UTC, datetime

from provenance.findings.summaries import declared_below
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import KeptFinding, Review
from provenance.model.errors import UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import ReviewDecision
from provenance.model.text import has_lone_surrogate, required_text

FOLLOWED = 50_000
"""So far it is followed to whom a finding bears on; beyond, it may be anybody."""


async def review(
    store: GraphStore, finding: str, decision: ReviewDecision, by: str, reason: str
) -> KeptFinding:
    """Confirm, dismiss or reopen a finding; returns it with all that was said of it.

    Raises MisuseError without a name or a reason, UnknownSubjectError where there is no finding.
    """
    said = Review(
        datetime.now(UTC), required_text("by", by), decision, required_text("reason", reason)
    )
    if has_lone_surrogate(finding) or not await store.write(
        lambda writer: writer.findings.review(finding, said)
    ):
        raise unknown_finding(finding)
    (kept,) = await store.findings.by_id([finding])
    assert kept is not None  # findings are closed, never deleted
    # What is dismissed is no reason to hold what came of it.
    below = await declared_below(store, [kept.subject], FOLLOWED)
    await store.write(lambda writer: writer.declared.ask(below))
    return kept


def unknown_finding(finding: str) -> UnknownSubjectError:
    """The error of an id that no finding has."""
    return UnknownSubjectError(
        Message(
            "no finding was ever kept under the id {finding}; take it from findings",
            finding=ascii(finding[:40]),
        )
    )

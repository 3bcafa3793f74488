"""What people say of findings, and officers do with declarations: with a name and a reason."""

from collections.abc import Sequence
from datetime import UTC, datetime

from provenance.findings.summaries import declared_below
from provenance.graph.port.graph import GraphStore, Writer
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
    (kept,) = await review_all(store, [finding], decision, by, reason)
    if kept is None:
        raise unknown_finding(finding)
    return kept


async def review_all(
    store: GraphStore, findings: Sequence[str], decision: ReviewDecision, by: str, reason: str
) -> Sequence[KeptFinding | None]:
    """The same of several, for one reason: those there are, None for an id that none has.

    Raises MisuseError without a name or a reason.
    """
    said = Review(
        datetime.now(UTC), required_text("by", by), decision, required_text("reason", reason)
    )
    ids = [id_ for id_ in dict.fromkeys(findings) if not has_lone_surrogate(id_)]

    async def keep(writer: Writer) -> None:
        for id_ in ids:
            await writer.findings.review(id_, said)

    await store.write(keep)
    kept = dict(zip(ids, await store.findings.by_id(ids), strict=True))
    # What is dismissed is no reason to hold what came of it.
    subjects = {one.subject for one in kept.values() if one is not None}
    below = await declared_below(store, subjects, FOLLOWED)
    await store.write(lambda writer: writer.declared.ask(below))
    return [kept.get(id_) for id_ in findings]


def unknown_finding(finding: str) -> UnknownSubjectError:
    """The error of an id that no finding has."""
    return UnknownSubjectError(
        Message(
            "no finding was ever kept under the id {finding}; take it from findings",
            finding=ascii(finding[:40]),
        )
    )

"""What people say of findings, and officers do with declarations: with a name and a reason."""

from datetime import UTC, datetime

from provenance.errors import LimitExceededError, MisuseError, UnknownSubjectError
from provenance.graph.findings import Decision, KeptFinding, Review
from provenance.graph.port import GraphStore
from provenance.inspection import verdicts
from provenance.model import ClearanceDecision, Label, Ref, ReviewDecision
from provenance.settings import Settings

LONGEST = {"by": 200, "reason": 4_000}
"""So many characters a name and a reason may have."""


async def review(
    store: GraphStore, finding: str, decision: ReviewDecision, by: str, reason: str
) -> KeptFinding:
    """Confirm, dismiss or reopen a finding; returns it with all that was said of it.

    Raises MisuseError without a name or a reason, UnknownSubjectError where there is no finding.
    """
    said = Review(datetime.now(UTC), said_as("by", by), decision, said_as("reason", reason))
    if half(finding) or not await store.write(lambda writer: writer.review(finding, said)):
        raise UnknownSubjectError(
            f"no finding was ever kept under the id {finding[:40]!a}; take it from findings"
        )
    (kept,) = await store.kept([finding])
    assert kept is not None  # findings are closed, never deleted
    return kept


async def decide(  # noqa: PLR0913, PLR0917 - who, what and why are one sentence
    store: GraphStore,
    settings: Settings,
    declaration: str,
    decision: ClearanceDecision,
    by: str,
    reason: str,
) -> Decision:
    """Hold, release or sample a shipment; what the system advises now is kept beside it.

    Raises MisuseError without a name or a reason, UnknownSubjectError for an unknown declaration.
    """
    by, reason = said_as("by", by), said_as("reason", reason)
    ref = Ref(Label.DECLARATION, declaration)
    found = [None] if half(declaration) else await verdicts(store, [ref], settings)
    verdict = found[0]
    if verdict is None:
        raise UnknownSubjectError(f"no declaration bears the number {declaration[:40]!a}")
    decided = Decision(
        datetime.now(UTC), by, decision, reason, verdict.clearance, verdict.conclusion
    )
    await store.write(lambda writer: writer.decide(declaration, decided))
    return decided


def said_as(name: str, text: str) -> str:
    """A name or a reason without the space around it, if it is one."""
    said = text.strip()
    if not said or half(said):
        raise MisuseError(f"{name} is required: say in words that others can read later")
    if len(said) > LONGEST[name]:
        raise LimitExceededError(
            f"{name} may have {LONGEST[name]} characters, this one has {len(said)}"
        )
    return said


def half(text: str) -> bool:
    """Whether a text holds half a character, which no store can keep or be asked for."""
    return any("\ud800" <= character <= "\udfff" for character in text)

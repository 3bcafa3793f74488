"""An officer holds, samples or releases a shipment."""

from datetime import UTC, datetime

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.model.asking import ref_asked
from provenance.model.errors import UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import ClearanceDecision, Label
from provenance.model.text import required_text
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts


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
    by, reason = required_text("by", by), required_text("reason", reason)
    ref = ref_asked(Label.DECLARATION, declaration)
    (verdict,) = await verdicts(store, [ref], settings)
    if verdict is None:
        raise UnknownSubjectError(
            Message(
                "no declaration bears the number {declaration}", declaration=ascii(declaration[:40])
            )
        )
    decided = Decision(
        datetime.now(UTC), by, decision, reason, verdict.clearance, verdict.conclusion
    )
    await store.write(lambda writer: writer.findings.decide(ref.key, decided))
    return decided

"""Decisions: what officers did with a declaration, beside what the system said of it."""

import strawberry

from provenance.schema.base.enums import Clearance, ClearanceDecision, Conclusion
from provenance.schema.base.scalars import Moment


@strawberry.type(description="What an officer did with a declaration, and why.")
class Decision:
    """Shows a provenance.graph.port.kept.Decision."""

    at: Moment = strawberry.field(description="When it was decided.")
    by: str = strawberry.field(description="Who decided.")
    decision: ClearanceDecision = strawberry.field(description="What was decided.")
    reason: str = strawberry.field(description="Why.")
    advice: Clearance | None = strawberry.field(description="What the system advised then.")
    conclusion: Conclusion | None = strawberry.field(
        description="What the system's verdict came to then."
    )

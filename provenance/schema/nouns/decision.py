"""Decisions: what officers did with a declaration, beside what the system said of it."""

from typing import Any

import strawberry

from provenance.schema.base.context import Info
from provenance.schema.base.enums import Clearance, ClearanceDecision, Conclusion
from provenance.schema.base.fields import field
from provenance.schema.base.refs import LabTestRef
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
    open: bool = strawberry.field(description="Whether a test was asked for that has not come.")

    @field("The laboratory test that answers a sample: the first on its day or after.")
    async def lab_test(self, info: Info) -> LabTestRef | None:
        kept: Any = self
        answer = kept.answered_by
        return await info.context.things.load(answer) if answer is not None else None

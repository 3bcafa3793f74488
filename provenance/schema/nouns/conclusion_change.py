"""Why a verdict changed: from what to what, by which load, by which records."""

import strawberry

from provenance.schema.base.enums import Conclusion
from provenance.schema.base.scalars import Kilograms, Moment


@strawberry.type(description="A record that caused something.")
class Cause:
    """Shows a provenance.records.changes.RecordKey."""

    kind: str = strawberry.field(description="What kind of record it is, such as transfer.")
    id: str = strawberry.field(description="The record's own number.")


@strawberry.type(description="That what a declaration comes to has changed, and why.")
class ConclusionChange:
    """Shows a provenance.graph.port.kept.ConclusionChange."""

    at: Moment = strawberry.field(description="When an audit came to another conclusion.")
    before: Conclusion | None = strawberry.field(
        description="What it came to before; null at the first audit."
    )
    after: Conclusion | None = strawberry.field(
        description="What it comes to since; null where it is no more."
    )
    lawful_before_g: Kilograms | None = strawberry.field(
        name="lawfulKgBefore", description="How much of it was lawful before."
    )
    lawful_after_g: Kilograms | None = strawberry.field(
        name="lawfulKgAfter", description="How much of it is lawful since."
    )
    load: str | None = strawberry.field(description="What the audit after that load was told.")
    causes: list[Cause] = strawberry.field(
        description="The records received since the audit before that made it so: what stands"
        " upstream, its papers, rights to its balances, and withdrawals of such."
    )

"""An execution report beside the ledger, and the parts that it states apart."""

import strawberry

from provenance.schema.base.enums import Activity, FeedPart
from provenance.schema.base.scalars import Kilograms, Moment

REPORTED = "What execution reports say, in REO; null while none is in."


@strawberry.type(description="A part that an execution report states, beside the records.")
class ExecutionPart:
    """Shows a provenance.supervision.reporting.parts.ComparedPart."""

    part: FeedPart = strawberry.field(description="Which part: imported ore, or monazite.")
    reported_g: Kilograms = strawberry.field(
        name="reportedKg", description="What the report says of it, in REO."
    )
    least_g: Kilograms = strawberry.field(
        name="leastKg", description="What the records show of it at least."
    )
    most_g: Kilograms = strawberry.field(
        name="mostKg", description="What they allow of it at most, for they do not tell all."
    )
    differs: bool = strawberry.field(
        description="Whether it is more or less than they allow (REPORT_MISMATCH)."
    )


@strawberry.type(description="An execution report beside the ledger's draws on quota.")
class ExecutionCompared:
    """Shows a provenance.supervision.reporting.judging.Compared."""

    activity: Activity = strawberry.field(description="Mining or separation.")
    reported_g: Kilograms | None = strawberry.field(name="reportedKg", description=REPORTED)
    ledger_g: Kilograms = strawberry.field(
        name="ledgerKg", description="What the flow records drew on quota, in REO."
    )
    difference_g: Kilograms | None = strawberry.field(
        name="differenceKg", description="What the report says beyond the ledger."
    )
    differs: bool = strawberry.field(
        description="Whether that is more than measuring explains (REPORT_MISMATCH)."
    )
    filed_at: Moment | None = strawberry.field(description="When the report was filed.")
    parts: list[ExecutionPart] = strawberry.field(
        description="The parts it states apart: imported ore, monazite."
    )

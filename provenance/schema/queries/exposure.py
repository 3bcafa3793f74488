"""Exposure: where the mass of a lot or an event went, downstream."""

from typing import Any

import strawberry

from provenance.schema.base.connection import checked
from provenance.schema.base.context import Info
from provenance.schema.base.scalars import Kilograms, Moment
from provenance.schema.base.subject import Subject, SubjectInput
from provenance.verdict import exposure as downstream


@strawberry.type(description="A later lot, enterprise or export, and how much of it reached there.")
class Reached:
    """Shows a provenance.verdict.exposure.Reached."""

    place: Subject = strawberry.field(description="The lot, the enterprise, or the export event.")
    grams: Kilograms = strawberry.field(
        name="kg", description="How much reached it, where material mixes evenly."
    )
    unlawful_g: Kilograms = strawberry.field(
        name="unlawfulKg", description="What of that comes from the subject's unlawful part."
    )
    least_g: Kilograms = strawberry.field(
        name="leastKg", description="At least so much reached it under any allocation."
    )
    most_g: Kilograms = strawberry.field(
        name="mostKg", description="At most so much reached it under any allocation."
    )


@strawberry.type(
    description="Where a lot's or an event's mass went. What is in one lot is later in another:"
    " the lists do not add up."
)
class Exposure:
    """Shows a provenance.verdict.exposure.Exposed."""

    subject: Subject = strawberry.field(description="What it is about.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="Its mass, REO equivalent.")
    unlawful_g: Kilograms = strawberry.field(
        name="unlawfulKg", description="What of it is unlawful."
    )
    lots: list[Reached] = strawberry.field(description="Later lots, the largest part first.")
    enterprises: list[Reached] = strawberry.field(
        description="Who it was handed to; what went on and came back counts once."
    )
    exports: list[Reached] = strawberry.field(description="The export events it left by.")
    left_out: int = strawberry.field(description="How many places are not listed.")
    settled_at: Moment | None = strawberry.field(
        description="When the numbers it rests on were last worked out."
    )
    waiting: bool = strawberry.field(
        description="Whether something it rests on is still to be worked out."
    )
    cut: bool = strawberry.field(
        name="truncated", description="Whether more descends from it than one request may read."
    )


async def find(info: Info, subject: SubjectInput, first: int) -> Exposure | None:
    """The exposure of a lot or an event; None where it is unknown."""
    ref = subject.ref("exposure", *downstream.SUBJECTS)
    context = info.context
    found: Any = await downstream.expose(context.store, ref, context.settings, checked(first))
    shown: Exposure | None = found
    return shown

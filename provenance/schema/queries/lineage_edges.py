"""What stands between the lots and events of a lineage, and what of a subject is in it."""

from collections.abc import Mapping
from typing import Any, Self

import strawberry

from provenance.model.status import Status
from provenance.schema.base.enums import Product
from provenance.schema.base.scalars import Kilograms
from provenance.schema.base.subject import Subject
from provenance.schema.queries.verdict import StatusMass

_OF_SUBJECT = (
    "by status as it stood there: gates that it passes later turn it further. To the gram every lot"
    " hands on what it has and every event what it made; what is drawn or made last adds up to the"
    " subject as its verdict divides it. Upstream only."
)


@strawberry.type(description="A draw on a lot by an event.")
class LineageInput:
    """Shows a provenance.ledger.lineage.Input."""

    lot: str = strawberry.field(description="The key of the lot.")
    event: str = strawberry.field(description="The key of the event.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent drawn.")
    supported: bool = strawberry.field(
        description="Whether whoever drew could hold it: it was there, and it was theirs."
    )
    of_subject: list[StatusMass] = strawberry.field(
        description=f"How much of the subject is in the draw, {_OF_SUBJECT}"
    )
    of_subject_g: Kilograms = strawberry.field(
        name="ofSubjectKg", description="How much of the subject that is in all."
    )

    @classmethod
    def of(cls, draw: Any, held: Mapping[Status, int]) -> Self:
        """A draw with what of the subject is in it."""
        return cls(
            lot=draw.lot,
            event=draw.event,
            reo_g=draw.reo_g,
            supported=draw.supported,
            of_subject=_parts(held),
            of_subject_g=Kilograms(sum(held.values())),
        )


@strawberry.type(description="An event's claim to have produced a lot.")
class LineageOutput:
    """Shows a provenance.ledger.lineage.Output."""

    event: str = strawberry.field(description="The key of the event.")
    lot: str = strawberry.field(description="The key of the lot.")
    reo_g: Kilograms = strawberry.field(name="reoKg", description="REO equivalent claimed.")
    product: Product | None = strawberry.field(
        description="What the material is said to be; a transfer leaves it as it was."
    )
    net_g: Kilograms | None = strawberry.field(name="netKg", description="Net mass.")
    of_subject: list[StatusMass] = strawberry.field(
        description=f"How much of the subject was made there, {_OF_SUBJECT}"
    )
    of_subject_g: Kilograms = strawberry.field(
        name="ofSubjectKg", description="How much of the subject that is in all."
    )

    @classmethod
    def of(cls, out: Any, held: Mapping[Status, int]) -> Self:
        """What was made, with what of it is the subject's."""
        return cls(
            event=out.event,
            lot=out.lot,
            reo_g=out.reo_g,
            product=out.product,
            net_g=out.net_g,
            of_subject=_parts(held),
            of_subject_g=Kilograms(sum(held.values())),
        )


@strawberry.type(description="That of what is next to a lot or an event not all is shown.")
class LineageHidden:
    """How much of what is next to a node is not shown."""

    at: Subject = strawberry.field(description="The lot or the event.")
    inputs: int = strawberry.field(
        description="How many lots that went into it, or events that made it, are not shown."
    )
    outputs: int = strawberry.field(
        description="How many lots that came out of it, or events that drew on it, are not shown."
    )


def _parts(held: Mapping[Status, int]) -> list[StatusMass]:
    """What of a subject is in an edge, in the order of the statuses."""
    return [
        StatusMass(status=status, kg=Kilograms(held[status]))
        for status in Status
        if held.get(status)
    ]

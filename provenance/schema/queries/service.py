"""The service itself: its version, what its store holds, and what waits."""

from importlib.metadata import version

import strawberry

from provenance.graph.port.form import FORM
from provenance.graph.port.records import Holding
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Moment


@strawberry.type(description="How much there is of one kind.")
class Held:
    """A kind and its count."""

    kind: str = strawberry.field(description="Such as LOT, EXTRACTION, DECLARATION.")
    count: int = strawberry.field(description="How many are on record.")


@strawberry.type(description="What the service holds, how fresh that is, and what waits.")
class Service:
    """Shows a provenance.graph.port.records.Holding."""

    version: str = strawberry.field(description="Of this software.")
    form: int = strawberry.field(description="The form in which its store is written.")
    things: list[Held] = strawberry.field(
        description="What is on record, by kind; empty where nothing is loaded yet."
    )
    synthetic: bool = strawberry.field(description="Whether a firm says that it is made up (合成).")
    rejected: int = strawberry.field(description="Lines that were not taken.")
    received_at: Moment | None = strawberry.field(
        description="When the last record was received; null before the first."
    )
    settled_at: Moment | None = strawberry.field(
        description="When it was settled last; null before the first time."
    )
    audited_at: Moment | None = strawberry.field(
        description="When it was audited last; null before the first time."
    )
    to_settle: int = strawberry.field(description="How much waits to be settled.")
    to_audit: int = strawberry.field(description="How many things wait to be audited.")

    @classmethod
    def of(cls, held: Holding) -> "Service":
        return cls(
            version=version("provenance"),
            form=FORM,
            things=[Held(kind=kind.name, count=n) for kind, n in held.things.items()],
            synthetic=held.synthetic,
            rejected=held.rejected,
            received_at=held.received_at,
            settled_at=held.settled_at,
            audited_at=held.audited_at,
            to_settle=held.to_settle,
            to_audit=held.to_audit,
        )


@strawberry.type(description="Reading of the service itself.")
class ServiceQuery:
    """What can be asked about the service."""

    @field("What the service holds, how fresh that is, and what waits.")
    async def service(self, info: Info) -> Service:
        return Service.of(await info.context.store.records.holding())

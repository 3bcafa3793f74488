"""The service itself: its version, what may be asked of it, what its store holds and what waits."""

from asyncio import Future, ensure_future
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import strawberry

from provenance.graph.named import MOST_TEXTS
from provenance.graph.port.form import FORM
from provenance.graph.port.records import Holding, State
from provenance.schema.base.connection import LARGEST
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Moment
from provenance.settings import Settings
from provenance.verdict.requests import open_samples


@strawberry.type(description="How much there is of one kind.")
class Held:
    """A kind and its count."""

    kind: str = strawberry.field(description="Such as LOT, EXTRACTION, DECLARATION.")
    count: int = strawberry.field(description="How many are on record.")


@strawberry.type(description="How much one request may ask for; what asks for more is refused.")
class ServiceLimits:
    """What of provenance.settings bears on questions."""

    depth: int = strawberry.field(description="How deep a query may nest.")
    aliases: int = strawberry.field(description="How many aliases it may use.")
    cost: int = strawberry.field(description="How many things it may ask for, pages multiplied.")
    page: int = strawberry.field(description="How many things a page holds at most.")
    lineage: int = strawberry.field(description="A lineage of more lots and events is cut.")
    texts: int = strawberry.field(description="How many texts `resolve` takes.")
    records: int = strawberry.field(description="How many records `ingest` takes.")
    body_bytes: int = strawberry.field(description="How large a request may be.")
    seconds: float = strawberry.field(description="How long one operation may take.")

    @classmethod
    def of(cls, settings: Settings) -> "ServiceLimits":
        return cls(
            depth=settings.query_depth,
            aliases=settings.query_aliases,
            cost=settings.query_cost,
            page=LARGEST,
            lineage=settings.lineage_nodes,
            texts=MOST_TEXTS,
            records=settings.batch,
            body_bytes=settings.limits.body_bytes,
            seconds=settings.limits.request_s,
        )


@strawberry.type(description="How fresh the figures are.")
class Settlement:
    """Shows a provenance.graph.port.records.State."""

    settled_at: Moment | None = strawberry.field(
        description="When the store was settled last; null before the first time."
    )
    audited_at: Moment | None = strawberry.field(
        description="When it was audited last; null before the first time."
    )
    waiting: bool = strawberry.field(
        description="Whether anything waits to be settled: figures may change."
    )


def _held(tell: Callable[[Holding], Any], type_: Any, description: str) -> Any:
    """A field that is read of all the store holds, once for all such fields."""

    async def resolve(self: "Service", info: Info) -> Any:
        if not self.reading:
            self.reading.append(ensure_future(info.context.store.records.holding()))
        return tell(await self.reading[0])

    resolve.__annotations__["return"] = type_
    return strawberry.field(resolver=resolve, description=description)


@strawberry.type(
    description="What the service is and how fresh, for everybody; what it holds and what waits,"
    " for those who see everything and for operators."
)
class Service:
    """Shows a provenance.graph.port.records.State, and a Holding to whoever may ask for it."""

    state: strawberry.Private[State]
    reading: strawberry.Private[list["Future[Holding]"]]

    things: list[Held] = _held(
        lambda held: [Held(kind=kind.name, count=n) for kind, n in held.things.items()],
        list[Held],
        "What is on record, by kind; empty where nothing is loaded yet.",
    )
    rejected: int = _held(lambda held: held.rejected, int, "Lines that were not taken.")
    received_at: Moment | None = _held(
        lambda held: held.received_at,
        Moment | None,
        "When the last record was received; null before the first.",
    )
    to_settle: int = _held(lambda held: held.to_settle, int, "How much waits to be settled.")
    to_audit: int = _held(lambda held: held.to_audit, int, "How many things wait to be audited.")

    @field("Of this software.")
    def version(self) -> str:
        return version("provenance")

    @field("The form in which its store is written.")
    def form(self) -> int:
        return FORM

    @field("How much one request may ask for.")
    def limits(self, info: Info) -> ServiceLimits:
        return ServiceLimits.of(info.context.settings)

    @field("Whether a firm says that it is made up (合成).")
    def synthetic(self) -> bool:
        return self.state.synthetic

    @field("When it was settled last; null before the first time.")
    def settled_at(self) -> Moment | None:
        return self.state.settled_at

    @field("When it was audited last; null before the first time.")
    def audited_at(self) -> Moment | None:
        return self.state.audited_at

    @field("Whether anything waits to be settled: figures may change.")
    def waiting(self) -> bool:
        return self.state.waiting

    @field("Samples that officers took and no laboratory test has answered yet.")
    async def open_samples(self, info: Info) -> int:
        return await open_samples(info.context.store)


@strawberry.type(description="Reading of the service itself.")
class ServiceQuery:
    """What can be asked about the service."""

    @field("What the service is, how fresh, and what it holds.")
    async def service(self, info: Info) -> Service:
        return Service(state=await info.context.store.records.state(), reading=[])

"""Watches, as they are read."""

from typing import Any

import strawberry

from provenance.graph.port import watches
from provenance.model.message import Message
from provenance.schema.base.context import Info
from provenance.schema.base.enums import FindingStatus, Language, Severity
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.scalars import Day, Moment
from provenance.schema.base.subject import Subject


@strawberry.type(description="Which findings a watch is told of; what is null does not restrict.")
class WatchFilter:
    """Shows a provenance.graph.port.kept.FindingFilter."""

    codes: list[str] = strawberry.field(description="Any of these codes; any where it is empty.")
    severities: list[Severity] = strawberry.field(
        description="Any of these weights; any where it is empty."
    )
    statuses: list[FindingStatus] = strawberry.field(
        description="Any of these states of review, at that time; any where it is empty."
    )
    subjects: list[Subject] = strawberry.field(
        description="About any of these; about anything where it is empty."
    )
    enterprise: str | None = strawberry.field(
        description="The credit code of the enterprise they are counted under."
    )
    region: str | None = strawberry.field(
        description="A GB/T 2260 code; a place contains what lies in it."
    )
    declaration: str | None = strawberry.field(
        description="A declaration: about it, about what it declares, or with it as evidence."
    )
    since: Day | None = strawberry.field(name="from", description="About this day or later.")
    until: Day | None = strawberry.field(name="to", description="About this day or earlier.")
    first_seen_from: Moment | None = strawberry.field(
        description="Found first at this time or later."
    )
    text: str | None = strawberry.field(
        description="Part of the code, the message, the subject's number or the evidence."
    )


@strawberry.type(
    description="That an address is told of findings as they are raised, by signed webhooks."
)
class Watch:
    """Shows a provenance.graph.port.watches.Watch, without its secret."""

    id: strawberry.ID = strawberry.field(description="What it is known by; unwatch takes it.")
    filter: WatchFilter = strawberry.field(description="Which findings it is told of.")
    url: str = strawberry.field(description="Where they are sent.")
    by: str = strawberry.field(description="Who watches.")
    created_at: Moment = strawberry.field(description="When it was made.")
    active: bool = strawberry.field(
        description="Whether it is still told; not once the receiver answered 410 Gone."
    )
    behind: bool = strawberry.field(
        description="Whether something was raised that it may concern and was not told of yet."
    )
    delivered_up_to: int = strawberry.field(
        description="The sequence number up to which it was told of all that concerns it."
    )
    delivered_at: Moment | None = strawberry.field(description="When something was taken last.")
    last_attempt_at: Moment | None = strawberry.field(description="When it was last tried.")
    next_attempt_at: Moment | None = strawberry.field(
        description="When it is tried again after a failure; null where there was none."
    )
    failures: int = strawberry.field(description="How often it failed in a row.")
    error: strawberry.Private[Message | None]

    @field("Why it failed; null once it worked.")
    def last_error(self, language: In = Language.EN) -> str | None:
        return None if self.error is None else self.error.said(language)

    @classmethod
    def of(cls, shown: watches.Watch, last: int) -> "Watch":
        """A watch, in a store where the last raising has this number."""
        delivery = shown.delivery
        wanted: Any = shown.wanted
        return cls(
            id=strawberry.ID(shown.id),
            filter=wanted,
            url=shown.url,
            by=shown.by,
            created_at=shown.created_at,
            active=delivery.active,
            behind=shown.behind(last),
            delivered_up_to=delivery.told,
            delivered_at=delivery.told_at,
            last_attempt_at=delivery.tried_at,
            next_attempt_at=delivery.due_at,
            failures=delivery.failures,
            error=delivery.error,
        )


@strawberry.type(description="What can be asked of watches.")
class WatchQuery:
    """A part of the root of all queries."""

    @field("All watches in the order they were made, with how delivering to each goes.")
    async def watches(self, info: Info) -> list[Watch]:
        store = info.context.store
        last = await store.findings.last_raised()
        return [Watch.of(one, last) for one in await store.watches.all()]

"""What can be listened to, over WebSocket (graphql-transport-ws)."""

from collections.abc import AsyncIterator
from typing import Any

import strawberry

from provenance.findings.asked import asked_to_come
from provenance.graph.meant import meant_filter
from provenance.schema.base.context import Info
from provenance.schema.queries.findings import KeptFinding, Narrowed, wanted
from provenance.schema.queries.service import Settlement


async def _raised(info: Info, filter: Narrowed = None) -> AsyncIterator[KeptFinding]:
    store = info.context.store
    asked_for = await meant_filter(store.graph, await asked_to_come(store, wanted(filter)))
    async for finding in info.context.announcer.raised(asked_for, store.findings):
        info.context.forget()
        shown: Any = finding
        yield shown


async def _settled(info: Info) -> AsyncIterator[Settlement]:
    async for state in info.context.announcer.settled():
        info.context.forget()
        shown: Any = state
        yield shown


@strawberry.type(description="What can be listened to, over WebSocket (graphql-transport-ws).")
class Subscription:
    """The root of all subscriptions."""

    finding_raised: AsyncIterator[KeptFinding] = strawberry.subscription(
        resolver=_raised,
        description="Findings as they are raised from now on, by audits of this service or any"
        " other on the same store; one that was gone and is back is raised again.",
    )
    settled: AsyncIterator[Settlement] = strawberry.subscription(
        resolver=_settled,
        description="When the store was settled and audited last: at once, and whenever that has"
        " changed, whoever changed it.",
    )

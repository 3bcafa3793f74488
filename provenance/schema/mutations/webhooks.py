"""Watches: who is told of findings as they are raised, and how far each has been told."""

from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.findings.webhooks.watches import unwatch, watch
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.queries.findings import Narrowed, wanted
from provenance.schema.queries.webhooks import Watch


@strawberry.type(description="A new watch, and the secret that nobody is told again.")
class NewWatch:
    """What the mutation watch answers."""

    watch: Watch = strawberry.field(description="The watch.")
    secret: str = strawberry.field(
        description="What the receiver verifies signatures with (Standard Webhooks: whsec_…)."
    )


@strawberry.type(description="What can be changed of watches.")
class WatchMutation:
    """A part of the root of all mutations."""

    @field(
        "Tell an address, by signed webhooks, of what is raised from now on as far as the"
        " filter leaves it: at least once, in order, again and again until it is taken."
    )
    async def watch(
        self,
        info: Info,
        url: Annotated[str, argument(description="Where to: https://HOST/PATH, or http://.")],
        by: Annotated[
            str | None,
            argument(
                description="Your name: of whoever is signed in, no other; the owner says whose."
            ),
        ] = None,
        filter: Narrowed = None,
    ) -> NewWatch:
        store, settings = info.context.store, info.context.settings
        made = await watch(store, settings, wanted(filter), url, info.context.said_by(by))
        return NewWatch(watch=Watch.of(made, made.delivery.told), secret=made.secret)

    @field("End a watch; what it has not been told of it never is. Answers with it as it was.")
    async def unwatch(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The watch's id.")],
    ) -> Watch:
        ended: Any = await unwatch(info.context.store, id)
        return Watch.of(ended, ended.delivery.told)

"""The trail, for auditors."""

import json
from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import argument

from provenance.access.viewer import Role
from provenance.graph.port.trail import Entry, TrailFilter
from provenance.model.errors import MisuseError
from provenance.schema.base.connection import (
    After,
    Connection,
    Cursor,
    Edge,
    First,
    checked,
    cursor_of,
    page_of,
)
from provenance.schema.base.context import Info
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Moment


@strawberry.type(description="That somebody asked something, or changed something.")
class TrailEntry:
    """Shows a provenance.graph.port.trail.Entry."""

    id: strawberry.ID = strawberry.field(description="Its number, as an id.")
    number: int = strawberry.field(description="Its place, counted from 1; none is left out.")
    at: Moment = strawberry.field(description="When it was written, before the answer left.")
    who: str = strawberry.field(description="Who asked.")
    role: str = strawberry.field(description="In which role.")
    status: str = strawberry.field(
        description="answered, begun (a subscription), changed, or the code of the refusal."
    )
    asked: list[str] = strawberry.field(description="What was asked, such as Query.verdict.")
    body: str = strawberry.field(
        description="All of it, as the JSON that is hashed: from where, about whom, whose keys"
        " were given out, what was changed, and the hash of the entry before."
    )
    hash: str = strawberry.field(description="The SHA-256 of that.")

    @classmethod
    def of(cls, entry: Entry) -> "TrailEntry":
        body: dict[str, Any] = json.loads(entry.body)
        return cls(
            id=strawberry.ID(str(entry.number)),
            number=entry.number,
            at=datetime.fromisoformat(entry.at),
            who=entry.who,
            role=entry.role,
            status=body["status"],
            asked=list(body.get("asked", ())),
            body=entry.body,
            hash=entry.hash,
        )


@strawberry.type(description="Queries on who asked what.")
class TrailQuery:
    """Queries that auditors ask."""

    @field("Who asked what, and what was changed, the newest first. Asking this is in it too.")
    async def trail(  # noqa: PLR0913, PLR0917 - a filter, spelled out
        self,
        info: Info,
        who: Annotated[str | None, argument(description="Only of this user.")] = None,
        role: Annotated[str | None, argument(description="Only in this role.")] = None,
        about: Annotated[
            str | None,
            argument(description="Only what lists this key: asked about, given out or changed."),
        ] = None,
        since: Annotated[datetime | None, argument(description="Only from this time on.")] = None,
        until: Annotated[datetime | None, argument(description="Only up to this time.")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[TrailEntry]]:
        if role is not None and role not in set(Role):
            roles = ", ".join(Role)
            raise MisuseError(f"role {role[:40]!a} is none; there are {roles}")
        wanted = TrailFilter(who=who, role=role, about=about, since=since, until=until).asked()
        place = cursor_of(after).after
        before = int(place) if place.isdecimal() else None
        found = await info.context.store.trail.latest(wanted, before, checked(first) + 1)
        edges = [
            Edge(cursor=str(Cursor(str(entry.number))), node=TrailEntry.of(entry))
            for entry in found[:first]
        ]
        return page_of(edges, more=len(found) > first)

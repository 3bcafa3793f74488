"""Cases, as they are read."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

import strawberry
from strawberry import argument

from provenance.graph.port.cases import CaseVersion as Saved
from provenance.model.text import has_lone_surrogate
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
from provenance.schema.base.subject import Subject


@strawberry.type(description="A thing pinned to a case.")
class CasePin:
    """Shows a provenance.graph.port.cases.Pin."""

    subject: Subject = strawberry.field(description="What is pinned.")
    note: str = strawberry.field(description="What was noted of it.")


@strawberry.type(description="That somebody saved a case.")
class CaseVersion:
    """Shows a provenance.graph.port.cases.CaseVersion, without what was saved."""

    version: int = strawberry.field(description="Counted from 1; `case` takes it.")
    title: str = strawberry.field(description="What the case was called.")
    by: str = strawberry.field(description="Who saved it.")
    at: Moment = strawberry.field(description="When it was saved.")


@strawberry.type(description="What an investigator has put together: things pinned, with notes.")
class Case:
    """Shows a provenance.graph.port.cases.CaseVersion."""

    id: strawberry.ID = strawberry.field(description="What it is known by, and shared by.")
    version: int = strawberry.field(description="Which version this is; saveCase takes it.")
    title: str = strawberry.field(description="What it is called.")
    note: str = strawberry.field(description="What is noted of all of it.")
    open: bool = strawberry.field(description="Whether it is still worked on.")
    pins: list[CasePin] = strawberry.field(description="What is pinned, in the order it was put.")
    by: str = strawberry.field(description="Who saved this version.")
    at: Moment = strawberry.field(description="When this version was saved.")

    @field("All versions in order; each stays readable.")
    async def versions(self, info: Info) -> list[CaseVersion]:
        found: Any = await info.context.store.cases.versions(str(self.id))
        return list(found)

    @classmethod
    def of(cls, saved: Saved) -> Self:
        return cls(
            id=strawberry.ID(saved.case),
            version=saved.version,
            title=saved.title,
            note=saved.note,
            open=saved.open,
            pins=[
                CasePin(
                    subject=Subject(label=pin.subject.label, key=pin.subject.key), note=pin.note
                )
                for pin in saved.pins
            ],
            by=saved.by,
            at=saved.at,
        )


@strawberry.type(description="What can be asked of cases.")
class CaseQuery:
    """A part of the root of all queries."""

    @field("A case by its id, as it was saved last or in a version; null where there is none.")
    async def case(
        self,
        info: Info,
        id: Annotated[strawberry.ID, argument(description="The case's id.")],
        version: Annotated[
            int | None, argument(description="In this version; the last without it.")
        ] = None,
    ) -> Case | None:
        known = not has_lone_surrogate(id)
        found = await info.context.store.cases.versions(str(id)) if known else ()
        return next((Case.of(one) for one in _wanted(found, version)), None)

    @field("Cases, those saved last first.")
    async def cases(
        self,
        info: Info,
        open: Annotated[
            bool | None, argument(description="Only open ones, or only closed ones.")
        ] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Case]]:
        before = cursor_of(after).after or None
        page = await info.context.store.cases.page(open=open, before=before, first=checked(first))
        edges = [Edge(cursor=str(Cursor(one.place)), node=Case.of(one)) for one in page.items]
        return page_of(edges, more=page.more)


def _wanted(versions: Sequence[Saved], version: int | None) -> Sequence[Saved]:
    return versions[-1:] if version is None else [v for v in versions if v.version == version]

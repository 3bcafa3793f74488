"""What came in, load by load, and the lines that were not taken."""

import strawberry

from provenance.graph.port import records
from provenance.model.errors import MisuseError
from provenance.model.recognised import said_in_chinese
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
from provenance.schema.base.enums import Language
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.scalars import Moment

LONGEST_NUMBER = 18


@strawberry.type(description="What came in at one time from one file, or request.")
class Load:
    """Shows a provenance.graph.port.records.Load."""

    system: str = strawberry.field(description="Whose system it is from, such as MIIT.")
    file: str = strawberry.field(description="What the file is called.")
    received_at: Moment = strawberry.field(description="When it was received.")
    versions: int = strawberry.field(
        description="Versions of records that came and were new; of a load of more than"
        f" {records.LOOKED_THROUGH:,} those of this page."
    )


@strawberry.type(description="A line that was not taken; the rest of its file went in.")
class RejectedLine:
    """Shows a provenance.graph.port.records.Rejected."""

    number: int = strawberry.field(description="Its place among all that were not taken.")
    file: str = strawberry.field(description="What the file is called.")
    line: int = strawberry.field(description="Which line.")
    field_at_fault: str = strawberry.field(
        name="field", description="The field at fault; empty where it is all of it."
    )
    excerpt: str = strawberry.field(description="How it begins.")
    received_at: Moment = strawberry.field(description="When it was received.")
    why: strawberry.Private[str]

    @field("Why, in plain words.")
    def reason(self, language: In = Language.EN) -> str:
        if language is Language.ZH:
            return said_in_chinese(self.why, "rejections", "doubts")
        return self.why


@strawberry.type(description="Reading of what came in.")
class RecordQuery:
    """What can be asked about loads."""

    @field("What came in, load by load, the latest first.")
    async def loads(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[Edge[Load]]:
        before = _number(after)
        page = await info.context.store.records.loads(before, checked(first))
        edges = [
            Edge(
                cursor=str(Cursor(str(one.first))),
                node=Load(
                    system=one.system,
                    file=one.file,
                    received_at=one.received_at,
                    versions=one.versions,
                ),
            )
            for one in page.items
        ]
        return page_of(edges, more=page.more)

    @field("The lines that were not taken, in the order in which they came.")
    async def rejected(
        self, info: Info, first: First = 50, after: After = None
    ) -> Connection[Edge[RejectedLine]]:
        size = checked(first)
        found = await info.context.store.records.rejected(_number(after) or 0, size + 1)
        edges = [
            Edge(
                cursor=str(Cursor(str(number))),
                node=RejectedLine(
                    number=number,
                    file=one.file,
                    line=one.line,
                    field_at_fault=one.field,
                    excerpt=one.excerpt,
                    received_at=one.received_at,
                    why=one.reason,
                ),
            )
            for number, one in found[:size]
        ]
        return page_of(edges, more=len(found) > size)


def _number(after: str | None) -> int | None:
    """The number that a cursor stands for; MisuseError where it is none of these lists'."""
    text = cursor_of(after).after
    if not text:
        return None
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise MisuseError("this cursor is of another list: take it from a page of this one")
    return int(text)

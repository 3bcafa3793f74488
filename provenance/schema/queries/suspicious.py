"""Suspicious flows: connected stories of who moved what to whom, and why that is suspicious."""

from collections.abc import Sequence

import strawberry

from provenance.findings import suspicious as stories
from provenance.schema.base.connection import Connection, Cursor, Edge, checked, cursor_of, page_of
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Part, Pattern
from provenance.schema.base.scalars import Day, Kilograms
from provenance.schema.base.subject import Subject
from provenance.schema.queries.findings import KeptFinding


@strawberry.type(description="A thing and its part in a story.")
class StoryMember:
    """Shows a provenance.findings.suspicious.Member."""

    thing: Subject = strawberry.field(description="What it is.")
    part: Part = strawberry.field(name="role", description="What it does in the story.")
    name: str | None = strawberry.field(description="What an enterprise is called, in Chinese.")
    name_en: str | None = strawberry.field(description="What it is called in English.")
    day: Day | None = strawberry.field(
        name="date", description="When it happened, was made, put in, or issued."
    )
    reo_g: Kilograms | None = strawberry.field(
        name="reoKg", description="What of a lot moved, or what an event moved or made, in REO."
    )
    net_g: Kilograms | None = strawberry.field(
        name="netKg", description="Net mass that a document states."
    )


@strawberry.type(description="A suspicious flow as a connected story.")
class SuspiciousFlow:
    """Shows a provenance.findings.suspicious.Story."""

    pattern: Pattern = strawberry.field(name="kind", description="What kind of story it is.")
    finding: KeptFinding = strawberry.field(description="Why: what was found, and by which law.")
    members: list[StoryMember] = strawberry.field(
        description="Enterprises first, then what happened and its papers by day."
    )
    since: Day | None = strawberry.field(name="from", description="Its first day.")
    until: Day | None = strawberry.field(name="to", description="Its last day.")
    reo_g: Kilograms | None = strawberry.field(
        name="reoKg", description="The mass concerned, in REO, where that is known."
    )
    net_g: Kilograms | None = strawberry.field(
        name="netKg", description="What its documents state together, net."
    )
    left_out: int = strawberry.field(description="How many members are not told of.")


async def find(
    info: Info, patterns: Sequence[Pattern], first: int, after: str | None
) -> Connection[Edge[SuspiciousFlow]]:
    """A page of stories, the gravest first."""
    behind = cursor_of(after).after or None
    page = await stories.stories(info.context.store, patterns, behind, checked(first))
    edges = [Edge(cursor=str(Cursor(one.finding.place)), node=one) for one in page.items]
    return page_of(edges, more=page.more)

"""Declarations to look at, ranked by reasons: advice, never a finding."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.model.terms import Label, Ref
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
from provenance.schema.base.enums import Direction, Language, TargetSign
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.refs import DeclarationRef
from provenance.schema.base.scalars import Day
from provenance.supervision import targets as ranking
from provenance.supervision.targets import Declared, Reason, Scope


@strawberry.type(description="Why a declaration is worth a look: it has honest explanations too.")
class TargetReason:
    """Shows a provenance.supervision.targets.Reason."""

    reason: strawberry.Private[Reason]

    @field("What was noticed.")
    def sign(self) -> TargetSign:
        return self.reason.sign

    @field("What it counts, by the settings.")
    def points(self) -> int:
        return self.reason.points

    @field("In plain words, with the figures.")
    def why(self, language: In = Language.EN) -> str:
        return self.reason.why.said(language)

    @field("What would settle it: a test, a document, a look.")
    def settled_by(self, language: In = Language.EN) -> str:
        return self.reason.settles.said(language)

    @field("The numbers it rests on: declarations, invoices, lots, enterprises.")
    def evidence(self) -> list[str]:
        return list(self.reason.evidence)


@strawberry.type(description="A declaration without fitting flows that is worth a look.")
class Target:
    """Shows a provenance.supervision.targets.Target."""

    declared: strawberry.Private[Declared]
    points: int = strawberry.field(description="What the reasons add up to.")
    rank: int = strawberry.field(
        description="By which the list is in order: less than the points where others of the same"
        " party stand before it for the same reasons."
    )
    reasons: list[TargetReason] = strawberry.field(description="Why, the gravest sign first.")

    @field("Its number.")
    def key(self) -> str:
        return self.declared.number

    @field("The declaration itself.")
    async def declaration(self, info: Info) -> DeclarationRef | None:
        return await info.context.things.load(Ref(Label.DECLARATION, self.declared.number))


@strawberry.type(description="A page of declarations to look at, those with most points first.")
class TargetConnection(Connection[Edge[Target]]):
    """Edges of targets, and out of how many."""

    asked: int = strawberry.field(
        name="declarations", description="How many declarations were asked about."
    )
    without_flows: int = strawberry.field(
        description="How many of them have no lots on record that fit them."
    )
    total: int = strawberry.field(description="How many there are reasons to look at.")


@strawberry.type
class TargetQuery:
    """The part of the root that asks what to look at."""

    @field(
        "Declarations without flow records that are worth a look, by reasons that add up: advice"
        " where to look, never a finding against anyone, and no part of any verdict."
    )
    async def targets(  # noqa: PLR0913, PLR0917 - the question has so many sides
        self,
        info: Info,
        day: Annotated[Day | None, argument(description="Of this day.")] = None,
        since: Annotated[
            Day | None, argument(name="from", description="Of this day or later.")
        ] = None,
        until: Annotated[
            Day | None, argument(name="to", description="Of this day or earlier.")
        ] = None,
        port: Annotated[
            str | None,
            argument(description="A port's name, or the first four digits of its declarations."),
        ] = None,
        exporter: Annotated[
            str | None,
            argument(description="Who declares, or whose goods they are: a code or a name."),
        ] = None,
        direction: Annotated[
            Direction | None, argument(description="In or out; both without it.")
        ] = None,
        first: First = 50,
        after: After = None,
    ) -> TargetConnection:
        most, behind = checked(first), cursor_of(after).after
        imports = None if direction is None else direction is Direction.IMPORT
        scope = Scope.of(day, since, until, port, exporter, imports)
        context = info.context
        found = await ranking.targets(context.store, scope, context.settings)
        listed = [one for one in found.listed if one.place > behind]
        edges = [
            Edge(
                cursor=str(Cursor(one.place)),
                node=Target(
                    declared=one.declared,
                    points=one.points,
                    rank=one.rank,
                    reasons=[TargetReason(reason=reason) for reason in one.reasons],
                ),
            )
            for one in listed[:most]
        ]
        page = page_of(edges, more=len(listed) > most)
        return TargetConnection(
            edges=page.edges,
            page_info=page.page_info,
            asked=found.asked,
            without_flows=found.without_flows,
            total=len(found.listed),
        )

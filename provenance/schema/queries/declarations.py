"""Declarations listed by what they are and what they come to, as kept; nothing is worked out."""

from typing import Annotated

import strawberry
from strawberry import argument

from provenance.graph.on_record import firm_asked, place_asked
from provenance.graph.port import declared
from provenance.model.dates import check_window
from provenance.model.terms import Label, Ref
from provenance.schema.base.connection import (
    MOST_COUNTED,
    After,
    Connection,
    Cursor,
    Edge,
    First,
    checked,
    cursor_of,
    page_of,
    things_page,
)
from provenance.schema.base.context import Context, Info
from provenance.schema.base.enums import Clearance, Conclusion, DeclarationOrder, Direction
from provenance.schema.base.fields import field
from provenance.schema.base.scalars import Day
from provenance.schema.nouns.declaration import Declaration


@strawberry.input(
    description="Which declarations are asked for; what is not said does not restrict."
)
class DeclarationFilter:
    """A provenance.graph.port.declared.DeclarationFilter as asked."""

    direction: Direction | None = strawberry.field(default=None, description="In or out.")
    since: Day | None = strawberry.field(
        default=None, name="from", description="Of this day or later."
    )
    until: Day | None = strawberry.field(
        default=None, name="to", description="Of this day or earlier."
    )
    region: str | None = strawberry.field(
        default=None,
        description="Whose goods they are sits here: a GB/T 2260 code, or a place's name.",
    )
    enterprise: str | None = strawberry.field(
        default=None, description="The party or the declarant, by its credit code or name."
    )
    conclusions: list[Conclusion] | None = strawberry.field(
        default=None, description="What they come to, where material is mixed evenly: any of these."
    )
    advice: Clearance | None = strawberry.field(
        default=None, description="The advice; those whose advice waits have none."
    )
    decided: bool | None = strawberry.field(
        default=None, description="Whether an officer did anything with them."
    )

    async def wanted(self, context: Context) -> declared.DeclarationFilter:
        """The filter as it is said; MisuseError, UnknownSubjectError for what names nothing."""
        check_window(self.since, self.until)
        return declared.DeclarationFilter(
            direction=self.direction and self.direction.value,
            since=self.since,
            until=self.until,
            region=await place_asked(context.store, self.region),
            enterprise=await firm_asked(context.store, self.enterprise),
            conclusions=tuple(self.conclusions or ()),
            advice=self.advice,
            decided=self.decided,
        )


@strawberry.type(description="Queries that list declarations.")
class DeclarationQuery:
    """Declarations by what they come to."""

    @field("Customs declarations, by number unless another order is asked for.")
    async def declarations(
        self,
        info: Info,
        filter: Annotated[
            DeclarationFilter | None, argument(description="Which of them; all without.")
        ] = None,
        order: Annotated[
            DeclarationOrder, argument(description="What stands first.")
        ] = DeclarationOrder.KEY,
        first: First = 50,
        after: After = None,
    ) -> Connection[Edge[Declaration]]:
        context, behind = info.context, cursor_of(after).after or None
        wanted = await filter.wanted(context) if filter else declared.DeclarationFilter()
        if order is DeclarationOrder.KEY and wanted == declared.DeclarationFilter():
            graph = context.store.graph  # those that no audit has come to yet among them
            page = await graph.page(Label.DECLARATION, behind, checked(first))
            return things_page(page, lambda: graph.count(Label.DECLARATION))
        found = await context.store.declared.page(wanted, order, behind, checked(first))
        nodes = await context.things.load_many([Ref(Label.DECLARATION, k) for k, _ in found.items])
        edges = [
            Edge(cursor=str(Cursor(placed.place)), node=node)
            for placed, node in zip(found.items, nodes, strict=True)
            if node is not None  # gone since the last audit
        ]
        return page_of(
            edges,
            more=found.more,
            counted=lambda: context.store.declared.count(wanted, MOST_COUNTED),
        )

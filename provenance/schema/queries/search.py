"""Search: anything by its number or name, or part of it, in Chinese, pinyin or English."""

from typing import Annotated, Self

import strawberry
from strawberry import argument

from provenance.graph.named import Named, named, near
from provenance.graph.port.graph import Thing
from provenance.model.errors import MisuseError
from provenance.model.terms import Label
from provenance.model.text import no_longer
from provenance.schema.base.connection import First, checked
from provenance.schema.base.context import Info
from provenance.schema.base.enums import Language
from provenance.schema.base.fields import field
from provenance.schema.base.language import In
from provenance.schema.base.node import Node
from provenance.schema.base.scalars import Moment
from provenance.schema.base.things import node_of


@strawberry.type(description="Something that bears the text searched for.")
class SearchHit:
    """A thing as search shows it."""

    label: Label = strawberry.field(description="What it is.")
    key: str = strawberry.field(description="The natural number people hold in their hands.")
    name: str | None = strawberry.field(description="Its name, where it has one.")
    node: Node = strawberry.field(description="The thing itself.")

    @classmethod
    def of(cls, thing: Thing) -> Self:
        return cls(
            label=thing.ref.label,
            key=thing.ref.key,
            name=thing.props.get("name"),
            node=node_of(thing),
        )


@strawberry.type(description="A record that was withdrawn.")
class WithdrawnNumber:
    """Shows an entry of provenance.graph.named.Named.withdrawn."""

    record: str = strawberry.field(description="What kind of record it is, such as transfer.")
    key: str = strawberry.field(description="The record's own number.")
    at: Moment = strawberry.field(description="When its withdrawal was received.")


@strawberry.type(description="What a text names.")
class ResolvedText:
    """Shows a provenance.graph.named.Named."""

    text: str = strawberry.field(description="The text as it was given.")
    found: list[SearchHit] = strawberry.field(
        description="What it may mean: one thing, several, or none; the items of a transfer or an"
        " export are events of their own."
    )
    withdrawn: list[WithdrawnNumber] = strawberry.field(
        description="Records of this number that are withdrawn, where none of it is on record."
    )
    why: strawberry.Private[MisuseError | None]

    @field("Why it is no number of the kind it says, or of any; null where it is one.")
    def refused(self, language: In = Language.EN) -> str | None:
        return self.why.said(language) if self.why else None

    @field("What is like it, where nothing bears it.")
    async def near(self, info: Info, first: First = 5) -> list[SearchHit]:
        found = () if self.found else await near(info.context.store, self.text, checked(first))
        return [SearchHit.of(thing) for thing in found]

    @classmethod
    def of(cls, one: Named) -> Self:
        return cls(
            text=one.text,
            found=[SearchHit.of(thing) for thing in one.things],
            withdrawn=[
                WithdrawnNumber(record=record.kind, key=record.id, at=at)
                for record, at in one.withdrawn
            ],
            why=one.refused,
        )


@strawberry.type(description="Queries that find things by what they are called.")
class SearchQuery:
    """Queries by text."""

    @field(
        "Anything by its number or name, Chinese or English, or part of it, several words in any"
        " order; what fits best first, then the shortest number. Names are found by their pinyin"
        " too, and where nothing else fits with one character wrong."
    )
    async def search(
        self,
        info: Info,
        text: Annotated[str, argument(description="What to look for; one character is enough.")],
        labels: Annotated[
            list[Label] | None, argument(description="Only things of these kinds.")
        ] = None,
        first: First = 20,
    ) -> list[SearchHit]:
        graph, kinds = info.context.store.graph, frozenset(labels or ())
        found = await graph.search(no_longer("text", text), checked(first), kinds)
        return [SearchHit.of(thing) for thing in found]

    @field("What pasted numbers and names are, in the order asked: looked up under every kind.")
    async def resolve(
        self,
        info: Info,
        texts: Annotated[
            list[str],
            argument(
                description="At most 500, as they are pasted; the kind may stand before, as in"
                " lot:D1."
            ),
        ],
    ) -> list[ResolvedText]:
        return [ResolvedText.of(one) for one in await named(info.context.store, texts)]

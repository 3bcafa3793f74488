"""Search: anything by part of its number or of its name, in Chinese or in English."""

from typing import Self

import strawberry

from provenance.graph.port.graph import Thing
from provenance.model.terms import Label
from provenance.schema.base.node import Node
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

"""Further numbers of enterprises, and whose they are."""

from provenance.model.terms import EdgeType, Label
from provenance.schema.base.connection import Connection, Edge, many
from provenance.schema.base.node import Node, noun
from provenance.schema.base.refs import EnterpriseRef


@noun(Label.IDENTIFIER, "A number that an enterprise is known by beside its credit code.")
class Identifier(Node):
    """A number as enterprises state it."""

    enterprises: Connection[Edge[EnterpriseRef]] = many(
        EdgeType.KNOWN_AS, "Who states it; where several do, it means none of them."
    )

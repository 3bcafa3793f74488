"""From what a store holds of a thing to the GraphQL type it is shown as."""

from typing import Any

from provenance.graph.port.graph import Thing
from provenance.model.terms import Label

TYPES: dict[Label, type[Any]] = {}
"""The GraphQL type of each kind of thing; the noun's own module enters it."""


def node_of(thing: Thing, *, has_more: bool = False) -> Any:
    """A thing as its GraphQL type.

    What is filed becomes attributes under the names the store gives them, and a field that is
    not filed keeps the None its class has: reading a field is then plain attribute access, which
    a lineage of thousands of nodes needs.
    """
    node = object.__new__(TYPES[thing.ref.label])
    node.__dict__ = {
        **thing.props,
        "thing": thing,
        "key": thing.ref.key,
        # A store knows every lot that is drawn on; on record are those that someone produced.
        "on_record": thing.known and thing.props.get("claims") != 0,
        "has_more": has_more,
    }
    return node

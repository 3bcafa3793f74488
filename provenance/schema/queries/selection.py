"""What a question asks for, told before it is answered: a store need not read the rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLObjectType,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)

from provenance.schema.base.context import Info
from provenance.schema.limits.rows import python_name

Selection = Mapping[str, frozenset[str]]
"""Fields by their names in Python, and what is asked for of what they are, by these too."""


def selection(info: Info) -> Selection:
    """All that may be asked for of what a field is: what a directive skips, too."""
    raw = info._raw_info
    of = get_named_type(raw.return_type)
    found: dict[str, frozenset[str]] = {}
    for node in raw.field_nodes:
        for inner in _fields(node.selection_set, raw.fragments):
            type_ = _type_of(of, inner)
            below = _fields(inner.selection_set, raw.fragments)
            asked = frozenset(_named(type_, field) for field in below)
            name = _named(of, inner)
            found[name] = found.get(name, frozenset()) | asked
    return found


def _fields(selected: SelectionSetNode | None, fragments: Mapping[str, Any]) -> Iterator[FieldNode]:
    for node in selected.selections if selected else ():
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)
        else:
            yield from _fields(fragments[node.name.value].selection_set, fragments)  # type: ignore[attr-defined]


def _type_of(of: Any, field: FieldNode) -> Any:
    known = of.fields.get(field.name.value) if isinstance(of, GraphQLObjectType) else None
    return known and get_named_type(known.type)


def _named(of: Any, field: FieldNode) -> str:
    """What a field is called in Python; those that are none of ours, such as __typename, as is."""
    known = of.fields.get(field.name.value) if isinstance(of, GraphQLObjectType) else None
    return python_name(known) if known else field.name.value

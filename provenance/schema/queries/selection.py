"""What a question asks for, told before it is answered: a store need not read the rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    GraphQLObjectType,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from strawberry.types.nodes import get_variable_values

from provenance.schema.base.context import Info
from provenance.schema.limits.rows import python_name

Selection = Mapping[str, frozenset[str]]
"""Fields by their names in Python, and what is asked for of what they are, by these too."""


def selection(info: Info) -> Selection:
    """All that is asked for of what a field is, but for what a directive leaves out."""
    raw = info._raw_info
    of = get_named_type(raw.return_type)
    found: dict[str, frozenset[str]] = {}
    for node in raw.field_nodes:
        for inner in _fields(node.selection_set, raw):
            type_ = _type_of(of, inner)
            below = _fields(inner.selection_set, raw)
            asked = frozenset(_named(type_, field) for field in below)
            name = _named(of, inner)
            found[name] = found.get(name, frozenset()) | asked
    return found


def _fields(selected: SelectionSetNode | None, raw: Any) -> Iterator[FieldNode]:
    for node in selected.selections if selected else ():
        if _left_out(node, raw):
            continue
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, raw)
        else:
            yield from _fields(raw.fragments[node.name.value].selection_set, raw)  # type: ignore[attr-defined]


def _left_out(node: SelectionNode, raw: Any) -> bool:
    """Whether `@skip` or `@include` leave it out."""
    for directive in node.directives or ():
        if directive.name.value not in {"skip", "include"}:
            continue
        (given,) = directive.arguments or ()
        if isinstance(given.value, VariableNode):
            holds = get_variable_values(raw)[given.value.name.value]
        else:
            holds = isinstance(given.value, BooleanValueNode) and given.value.value
        if holds == (directive.name.value == "skip"):
            return True
    return False


def _type_of(of: Any, field: FieldNode) -> Any:
    known = of.fields.get(field.name.value) if isinstance(of, GraphQLObjectType) else None
    return known and get_named_type(known.type)


def _named(of: Any, field: FieldNode) -> str:
    """What a field is called in Python; those that are none of ours, such as __typename, as is."""
    known = of.fields.get(field.name.value) if isinstance(of, GraphQLObjectType) else None
    return python_name(known) if known else field.name.value

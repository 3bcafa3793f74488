"""What a document asks, and about whom: operations, and the keys that their arguments name."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
    value_from_ast_untyped,
)

from provenance.access.trail.keys import LONGEST, NAMED
from provenance.model.errors import MisuseError
from provenance.schema.base.node import decoded

Fragments = Mapping[str, SelectionSetNode]


def question(
    document: DocumentNode, name: str | None, variables: Mapping[str, Any]
) -> tuple[set[str], dict[str, set[str]]]:
    """The operations that a document asks, such as Query.verdict, and keys by kind."""
    asked: set[str] = set()
    about: dict[str, set[str]] = {}
    for operation, field in roots(document, name):
        asked.add(called(operation, field))
        for kind, key in _named(field, {**_defaults(operation), **variables}):
            about.setdefault(kind, set()).add(key[:LONGEST])
    return asked, about


def called(operation: OperationDefinitionNode, field: FieldNode) -> str:
    """What a question is called, such as Query.verdict."""
    return f"{operation.operation.value.capitalize()}.{field.name.value}"


def roots(
    document: DocumentNode, name: str | None = None
) -> Iterator[tuple[OperationDefinitionNode, FieldNode]]:
    """The questions of an operation by its name, of all of them without one, fragments included."""
    fragments = {
        one.name.value: one.selection_set
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode) and _is_asked(one, name):
            for field in _fields(one.selection_set, fragments, set()):
                yield one, field


def _is_asked(operation: OperationDefinitionNode, name: str | None) -> bool:
    return name is None or (operation.name is not None and operation.name.value == name)


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        one.variable.name.value: value_from_ast_untyped(one.default_value)
        for one in operation.variable_definitions or ()
        if one.default_value is not None
    }


def _fields(
    chosen: SelectionSetNode, fragments: Fragments, spread: set[str]
) -> Iterator[FieldNode]:
    for one in chosen.selections:
        if isinstance(one, FieldNode):
            yield one
        elif not isinstance(one, FragmentSpreadNode):
            yield from _fields(one.selection_set, fragments, spread)  # type: ignore[attr-defined]
        elif one.name.value not in spread and one.name.value in fragments:
            spread.add(one.name.value)  # once, however often it is spread: also within itself
            yield from _fields(fragments[one.name.value], fragments, spread)


def _named(field: FieldNode, variables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys that the arguments of a field name, each with its kind."""
    root = field.name.value
    for argument in field.arguments or ():
        inside = [(argument.name.value, value_from_ast_untyped(argument.value, dict(variables)))]
        while inside:
            name, value = inside.pop()
            if isinstance(value, dict):
                inside += value.items()
            elif isinstance(value, list):
                inside += ((name, one) for one in value)
            elif isinstance(value, str):
                yield from _key(NAMED.get(root if name == "key" else name), value)


def _key(kind: str | None, value: str) -> Iterator[tuple[str, str]]:
    if kind == "id":
        try:
            label, key = decoded(value)
            yield label.value, key
        except MisuseError:  # the id of a finding or a watch
            yield kind, value
    elif kind is not None:
        yield kind, value

"""Every question that the SDL allows, each with every argument that might reach something."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

DEPTH = 3
LONGEST, AT_ONCE = 6_000, 40
"""So many characters are chosen, so often, at once: a document may have 2,000 words and signs."""

SIZES = ("first", "maxNodes")

_NODES = ("Lot", "Event", "Enterprise", "Declaration", "Quota", "Invoice", "Violation")


@dataclass(frozen=True)
class Asked:
    """One question with one set of arguments, by the alias it is answered under."""

    name: str
    given: str


@dataclass(frozen=True)
class Portion:
    """A question with many sets of arguments, by the aliases they are answered under."""

    asked: dict[str, Asked]
    fragment: str

    @property
    def document(self) -> str:
        use = " { ...F }" if self.fragment else ""
        body = (f"{alias}: {one.name}{one.given}{use}" for alias, one in self.asked.items())
        return f"{{ {' '.join(body)} }}{self.fragment}"


def portions(
    schema: GraphQLSchema, name: str, field: GraphQLField, words: Sequence[str]
) -> Iterator[list[Portion]]:
    """A question of the root with each set of arguments, for each part of what can be chosen."""
    asked = [(f"a{n}", Asked(name, given)) for n, given in enumerate(_sets(field, words))]
    named = get_named_type(field.type)
    for chosen in _portions(schema, named):
        fragment = f" fragment F on {named.name} {{ {chosen} }}" if chosen else ""
        # One that must not be null takes all beside it away where it cannot be answered.
        at_once = 1 if isinstance(field.type, GraphQLNonNull) else AT_ONCE
        starts = range(0, len(asked), at_once)
        yield [Portion(dict(asked[at : at + at_once]), fragment) for at in starts]


def _portions(schema: GraphQLSchema, type_: Any) -> Iterator[str]:
    """All that can be chosen of a type, in portions that one document bears."""
    if is_leaf_type(type_):
        yield ""
        return
    portion: list[str] = []
    for one in _chosen(schema, type_, DEPTH):
        if portion and sum(map(len, portion)) + len(one) > LONGEST:
            yield " ".join(portion)
            portion = []
        portion.append(one)
    yield " ".join(portion)


def _chosen(schema: GraphQLSchema, type_: Any, depth: int) -> Iterator[str]:
    """Each field of a type that takes no argument it must have, with all below it."""
    yield "__typename"
    for name, field in getattr(type_, "fields", {}).items():
        if not _must_be_given(field):
            yield name + _below(schema, field, depth - 1)
    if isinstance(type_, GraphQLInterfaceType):
        for one in schema.get_implementations(type_).objects:
            for name, field in one.fields.items():
                if name not in type_.fields and not _must_be_given(field):
                    alias = f"{name}_{one.name}: {name}{_below(schema, field, depth - 2)}"
                    yield f"... on {one.name} {{ {alias} }}"


def _below(schema: GraphQLSchema, field: GraphQLField, depth: int) -> str:
    type_ = get_named_type(field.type)
    if is_leaf_type(type_):
        return ""
    if depth <= 0 or isinstance(type_, GraphQLInterfaceType):
        plain = [
            name
            for name, one in getattr(type_, "fields", {}).items()
            if is_leaf_type(get_named_type(one.type)) and not _must_be_given(one)
        ]
        return f" {{ __typename {' '.join(plain)} }}"
    size = f" {{ {' '.join(_chosen(schema, type_, depth))} }}"
    return size if len(size) < LONGEST else _below(schema, field, 0)


def _must_be_given(field: GraphQLField) -> bool:
    return any(isinstance(arg.type, GraphQLNonNull) for arg in field.args.values())


def _sets(field: GraphQLField, words: Sequence[str]) -> Iterator[str]:
    """The arguments of a field: those it must have, one varied at a time over all it might take."""
    required = {n: a for n, a in field.args.items() if isinstance(a.type, GraphQLNonNull)}
    if not required:
        yield ""
    first = {name: next(_values(arg.type, words)) for name, arg in required.items()}
    for name, arg in field.args.items():
        if name == "after":  # a cursor says where it is only to the service: see test_pages
            continue
        for value in ("50",) if name in SIZES else _values(arg.type, words):
            given = {**first, name: value}
            yield f"({', '.join(f'{one}: {said}' for one, said in given.items())})"


def _values(type_: Any, words: Sequence[str]) -> Iterator[str]:
    if isinstance(type_, GraphQLNonNull):
        yield from _values(type_.of_type, words)
    elif isinstance(type_, GraphQLList):
        yield from (f"[{value}]" for value in _values(type_.of_type, words))
    elif isinstance(type_, GraphQLEnumType):
        yield from type_.values
    elif isinstance(type_, GraphQLInputObjectType):
        for name, field in type_.fields.items():
            yield from (f"{{{name}: {value}}}" for value in _values(field.type, words))
    else:
        yield from _scalars(type_.name, words)


def _scalars(name: str, words: Sequence[str]) -> Iterator[str]:
    if name == "Int":
        yield from ("50", "2026")
    elif name == "Boolean":
        yield from ("true", "false")
    elif name in {"Kilograms", "Yuan"}:
        yield from ("0.01", "1000")
    elif name == "Date":
        yield '"2026-03-10"'
    elif name == "DateTime":
        yield '"2026-11-10T00:00:00+08:00"'
        yield '"2026-10-15T00:00:00+08:00"'  # when half of it was stated
    elif name == "ID":
        for label in _NODES:
            for word in words:
                plain = f"{label}:{word}".encode()
                yield f'"{base64.urlsafe_b64encode(plain).decode()}"'
    else:
        yield from (f'"{word}"' for word in words)


def object_type(schema: GraphQLSchema) -> GraphQLObjectType:
    """The root of all questions."""
    root = schema.query_type
    assert root is not None
    return root

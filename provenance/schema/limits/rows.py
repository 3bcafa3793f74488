"""Long lists of plain rows are answered a column at a time.

A lineage is thousands of rows of plain fields. Executing them field by field takes graphql-core
far longer than reading them took the store; where every selected field of a list is a leaf that
only needs its object, the columns are read and written at once, and everything else, errors
included, is left to graphql-core. A Table has its columns before there are any rows.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from operator import attrgetter
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from provenance.access.trail.keys import Answered
from provenance.schema.limits.given import KINDS, note, note_column


class Table:
    """Rows as columns, by the names that the fields of their type have in Python.

    Only for what is asked for by plain fields alone, and has a column for each of them.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]], length: int) -> None:
        self.columns = columns
        self.length = length

    def __iter__(self) -> Iterator[Any]:
        """For graphql-core, to which what can be gone over is a list: it never goes over it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Column:
    """How a field of many rows is answered: by its name in Python, and how it is read and written.

    Raises where one of them has no answer.
    """

    name: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    nullable: bool

    def answers(self, rows: "Rows") -> list[Any]:
        values = rows.columns[self.name] if isinstance(rows, Table) else map(self.read, rows)
        write = self.write
        if self.nullable:
            return [None if value is None else write(value) for value in values]
        return [write(value) for value in values]


Rows = Sequence[Any] | Table

Plan = Mapping[str, Column]
"""The columns of rows by the names they are answered under."""

MANY = 500
"""Lists of more rows are answered beside the loop that answers all askers."""


class RowsExecutor(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation as graphql-core does, but for lists of plain rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plans: dict[tuple[GraphQLObjectType, int], Plan | None] = {}
        asking = getattr(self.context_value, "asking", None)
        self._answered: Answered | None = asking and asking.answered

    def complete_object_value(  # noqa: PLR0913, PLR0917 - graphql-core's signature
        self,
        return_type: GraphQLObjectType,
        field_details_list: Any,
        info: Any,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        if self._answered is not None:
            note(self._answered, return_type.name, result)
        return super().complete_object_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def complete_iterable_value(  # noqa: PLR0913, PLR0917 - graphql-core's signature
        self,
        item_type: GraphQLOutputType,
        field_details_list: Any,
        info: Any,
        path: Any,
        items: Iterable[Any],
        position_context: Any,
    ) -> Any:
        complete = partial(
            super().complete_iterable_value,
            item_type,
            field_details_list,
            info,
            path,
            items,
            position_context,
        )
        row_type = get_nullable_type(item_type)
        if not isinstance(row_type, GraphQLObjectType) or not isinstance(items, list | Table):
            return complete()
        plan = self._plan(row_type, field_details_list)
        if not plan:
            return complete()
        if self._answered is not None:
            _note_rows(self._answered, row_type.name, plan, items)
        if (items.length if isinstance(items, Table) else len(items)) > MANY:
            return _rows_beside(plan, items, complete)
        rows = _rows(plan, items)
        return complete() if rows is None else rows

    def _plan(self, row_type: GraphQLObjectType, selected: Any) -> Plan | None:
        """The columns of a selection by the names they are answered under, None if not plain."""
        # As graphql-core does: the selection stays alive while its operation is executed.
        known = (row_type, id(selected))
        if known not in self._plans:
            fields = self.collect_subfields(row_type, selected).grouped_field_set
            columns = {
                name: _column(row_type, details[0].node.name.value)
                for name, details in fields.items()
            }
            plain = {name: column for name, column in columns.items() if column is not None}
            self._plans[known] = plain if len(plain) == len(columns) else None
        return self._plans[known]


def _rows(plan: Plan, items: Rows) -> list[dict[str, Any]] | None:
    """Plain rows, None where one is missing or has no answer."""
    if not isinstance(items, Table) and any(item is None for item in items):
        return None
    try:
        columns = [column.answers(items) for column in plan.values()]
    except Exception:  # graphql-core finds the same, and knows how to tell where
        return None
    return [dict(zip(plan, row, strict=True)) for row in zip(*columns, strict=True)]


def _note_rows(answered: Answered, type_name: str, plan: Plan, items: Rows) -> None:
    """Note the keys of rows, and those that their plain fields give."""
    if isinstance(items, Table):
        for name, values in items.columns.items():
            note_column(answered, type_name, name, values)
        return
    for item in items:
        note(answered, type_name, item)
    for column in plan.values():
        if column.name in KINDS:
            note_column(answered, type_name, column.name, map(column.read, items))


async def _rows_beside(plan: Plan, items: Rows, complete: Callable[[], Any]) -> Any:
    """The same while others are answered."""
    rows = await asyncio.to_thread(_rows, plan, items)
    if rows is not None:
        return rows
    found = complete()
    return await found if isawaitable(found) else found


def _column(row_type: GraphQLObjectType, name: str) -> Column | None:
    """How a field of many rows is answered, None where it is no leaf or needs more than a row."""
    if name == "__typename":
        return Column(name, lambda _: None, lambda _: row_type.name, nullable=False)
    field = row_type.fields.get(name)
    leaf = get_nullable_type(field.type) if field is not None else None
    if field is None or leaf is None or not is_leaf_type(leaf):
        return None
    read = _reader(field)
    if read is None:
        return None
    return Column(python_name(field), read, _writer(leaf), not is_non_null_type(field.type))


def python_name(field: GraphQLField) -> str:
    """What a field is called in Python."""
    definition: StrawberryField = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    return definition.python_name


def _reader(field: GraphQLField) -> Any:
    """What a field's value is read with, None where its resolver asks for more than the object."""
    definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if not isinstance(definition, StrawberryField) or field.args:
        return None
    if definition.is_basic_field:
        return attrgetter(definition.python_name)
    resolver = definition.base_resolver
    if resolver is None or resolver.is_async or resolver.info_parameter or definition.extensions:
        return None
    return resolver.wrapped_func if resolver.self_parameter else None


def _writer(leaf: GraphQLLeafType) -> Callable[[Any], Any]:
    """What a value is written with; raises where it is none of the type."""
    if isinstance(leaf, GraphQLEnumType):
        return {member.value: name for name, member in leaf.values.items()}.__getitem__
    coerce = leaf.coerce_output_value
    if leaf is GraphQLString:
        return lambda value: value if type(value) is str else coerce(value)

    def write(value: Any) -> Any:
        written = coerce(value)
        if written is None:
            raise TypeError(f"{leaf} has no way to write this")
        return written

    return write

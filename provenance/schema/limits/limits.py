"""What one query may ask for; what asks for more is refused before anything is read."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from graphql import DocumentNode, GraphQLError, TokenKind, VariableNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import _run_validation

from provenance.model.errors import LimitExceededError
from provenance.schema.base.context import Context
from provenance.schema.limits.allowed import forbidden
from provenance.schema.limits.asked import roots
from provenance.schema.limits.cost import Measure, Size
from provenance.settings import Settings
from provenance.settings.limits import Limits as Lengths

SHORT = 1_000
"""Queries of fewer characters are checked at once, longer ones beside the loop that answers all."""

FILES = {"workbook"}
"""The arguments that are files."""

_BITS = math.log2(10)
"""A digit, in bits."""


def limits(settings: Settings) -> Callable[[], SchemaExtension]:
    """The extension that keeps a schema's operations within the settings."""
    return lambda: Limits(settings)


class Limits(SchemaExtension):
    """Measures an operation before it is validated, and gives it a view of the store of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def on_operation(self) -> AsyncIterator[None]:
        execution, begun = self.execution_context, time.monotonic()
        limits = self._settings.limits
        execution.parse_options["max_tokens"] = limits.query_tokens
        length = len(execution.query or "")
        if length > limits.query_length:  # which is not even read
            raise refusal("query_length", limits.query_length, str(length), "characters")
        if isinstance(execution.context, Context):
            # A socket's context outlives its operations; what one has read is stale to the next.
            execution.context = await execution.context.fresh()
        yield
        if isinstance(execution.context, Context) and execution.context.sees_a_part:
            await asyncio.sleep(_left_s(time.monotonic() - begun, limits.even_s))

    async def on_validate(self) -> AsyncIterator[None]:
        document = self.execution_context.graphql_document
        assert document is not None  # validation comes after parsing
        error = (
            self._ambiguous(document)
            or self._forbidden(document)
            or _long_number(document, self._settings.limits.number_digits)
            or self._too_long(document, self.execution_context.variables or {})
            or self._exceeded(document)
        )
        if error is not None:
            self.execution_context.pre_execution_errors = [error]  # which spares the validation
        elif len(self.execution_context.query or "") > SHORT:
            # Fields of one name are compared each with each: a second, for the longest there is.
            await asyncio.to_thread(_run_validation, self.execution_context)
        yield

    def _ambiguous(self, document: DocumentNode) -> GraphQLError | None:
        """The error of not saying which of several operations is asked (GraphQL, section 6.1)."""
        kinds = [definition.kind for definition in document.definitions]
        named = self.execution_context._provided_operation_name
        if named or kinds.count("operation_definition") < 2:
            return None
        return GraphQLError("Must provide operation name if query contains multiple operations.")

    def _forbidden(self, document: DocumentNode) -> GraphQLError | None:
        """The error of asking what is not for this role, before anything is said of what it is."""
        context = self.execution_context.context
        return forbidden(document, context.viewer.role) if isinstance(context, Context) else None

    def _too_long(
        self, document: DocumentNode, variables: Mapping[str, Any]
    ) -> GraphQLError | None:
        """The error of a text, list or number longer than anything may ask for or take in."""
        settings = self._settings
        limits, files = settings.limits, _files(document)
        return longer(
            [value for name, value in variables.items() if name not in files],
            limits.model_copy(update={"list_length": max(limits.list_length, settings.batch)}),
        )

    def _exceeded(self, document: DocumentNode) -> GraphQLError | None:
        execution, settings = self.execution_context, self._settings
        try:
            size = Measure(execution.schema._schema, document, execution.variables or {}).largest()
        except RecursionError:
            size = Size(depth=self._settings.query_depth + 1)
        limits = (
            ("query_depth", settings.query_depth, size.depth, "levels deep"),
            ("query_aliases", settings.query_aliases, size.aliases, "aliases"),
            ("query_cost", settings.query_cost, size.cost, "things (pages within pages multiply)"),
        )
        for name, most, asked, unit in limits:
            if asked > most:
                return refusal(name, most, str(asked), unit)
        return None


def _left_s(taken: float, even: float) -> float:
    """How long it is to the next multiple of a time, in seconds."""
    return math.ceil(taken / even) * even - taken if even else 0.0


def _files(document: DocumentNode) -> set[str]:
    """The variables that are given as files, whose length is that of the body they come in."""
    return {
        argument.value.name.value
        for _, field in roots(document)
        for argument in field.arguments or ()
        if argument.name.value in FILES and isinstance(argument.value, VariableNode)
    }


def longer(values: Sequence[Any], limits: Lengths) -> GraphQLError | None:
    """The error of a value that is longer than it may be, or has one in it that is."""
    inside = list(values)
    while inside:
        value = inside.pop()
        name, unit, length = _length(value)
        if name and length > getattr(limits, name):
            return refusal(name, getattr(limits, name), str(length), unit)
        if isinstance(value, dict):
            inside += (*value, *value.values())
        elif isinstance(value, list):
            inside += value
    return None


def _length(value: object) -> tuple[str, str, int]:
    """The limit of a value's length, in what that is counted, and how long it is."""
    if isinstance(value, str):
        return "text_length", "characters in a text", len(value)
    if isinstance(value, list):
        return "list_length", "things in a list", len(value)
    if isinstance(value, int):
        return "number_digits", "digits in a number", math.ceil(value.bit_length() / _BITS)
    if isinstance(value, Decimal):
        return "number_digits", "digits in a number", len(value.as_tuple().digits)
    return "", "", 0


def _long_number(document: DocumentNode, most: int) -> GraphQLError | None:
    """The error of a number with more digits than Python, which checks it, would read."""
    token = document.loc and document.loc.start_token
    while token:
        if token.kind is TokenKind.INT and len(token.value or "") > most:
            return refusal("number_digits", most, str(len(token.value or "")), "digits in a number")
        token = token.next
    return None


def refusal(name: str, most: int, asked: str, unit: str) -> GraphQLError:
    """The error that names a limit, its value and what was asked."""
    return GraphQLError(
        f"{name} is {most} {unit}; this query asks for {asked}",
        extensions={"code": LimitExceededError.code, "limit": name, "most": most},
    )

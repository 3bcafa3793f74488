"""What one query may ask for; what asks for more is refused before anything is read."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

from graphql import DocumentNode, GraphQLError, TokenKind
from strawberry.extensions import SchemaExtension

from provenance.model.errors import LimitExceededError
from provenance.schema.base.context import Context
from provenance.schema.limits.allowed import forbidden
from provenance.schema.limits.cost import Measure, Size
from provenance.settings import Settings

TOKENS = 2_000
"""So many words and signs a query may have: more would be slow to check, whatever it asks."""

CHARACTERS = 100_000
"""So many characters a query may have, comments included: values are sent as variables."""

DIGITS = 1_000
"""So many digits a number in a query may have."""


def limits(settings: Settings) -> Callable[[], SchemaExtension]:
    """The extension that keeps a schema's operations within the settings."""
    return lambda: Limits(settings)


class Limits(SchemaExtension):
    """Measures an operation before it is validated, and gives it a view of the store of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def on_operation(self) -> AsyncIterator[None]:
        execution = self.execution_context
        execution.parse_options["max_tokens"] = TOKENS
        length = len(execution.query or "")
        if length > CHARACTERS:  # which is not even read
            raise refusal("query_length", CHARACTERS, str(length), "characters")
        if isinstance(execution.context, Context):
            # A socket's context outlives its operations; what one has read is stale to the next.
            execution.context = await execution.context.fresh()
        yield

    def on_validate(self) -> Iterator[None]:
        document = self.execution_context.graphql_document
        assert document is not None  # validation comes after parsing
        error = (
            self._ambiguous(document)
            or self._forbidden(document)
            or _long_number(document)
            or self._long_list(self.execution_context.variables or {})
            or self._exceeded(document)
        )
        if error is not None:
            self.execution_context.pre_execution_errors = [error]  # which spares the validation
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

    def _long_list(self, variables: Mapping[str, Any]) -> GraphQLError | None:
        """The error of a list that holds more than anything may ask for or take in."""
        most = max(self._settings.query_cost, self._settings.batch)
        inside = list(variables.values())
        while inside:
            value = inside.pop()
            if isinstance(value, dict):
                inside += value.values()
            elif isinstance(value, list) and len(value) > most:
                return refusal("list_length", most, str(len(value)), "things in a list")
        return None

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


def _long_number(document: DocumentNode) -> GraphQLError | None:
    """The error of a number with more digits than Python, which checks it, would read."""
    token = document.loc and document.loc.start_token
    while token:
        if token.kind is TokenKind.INT and len(token.value or "") > DIGITS:
            return refusal(
                "number_digits", DIGITS, str(len(token.value or "")), "digits in a number"
            )
        token = token.next
    return None


def refusal(name: str, most: int, asked: str, unit: str) -> GraphQLError:
    """The error that names a limit, its value and what was asked."""
    return GraphQLError(
        f"{name} is {most} {unit}; this query asks for {asked}",
        extensions={"code": LimitExceededError.code, "limit": name, "most": most},
    )

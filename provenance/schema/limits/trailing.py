"""Nothing is answered before the trail has it."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from graphql import GraphQLError, OperationType
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext

from provenance.access.trail.asking import ANSWERED, BEGUN, Asking
from provenance.access.trail.keys import listed
from provenance.model.errors import ProvenanceError
from provenance.schema.base.context import Context
from provenance.schema.limits.asked import called, question, roots
from provenance.traces import span

MOST_ASKED = 50
"""So many of the operations that one request names are in its entry: more it may not ask."""


class Trailing(SchemaExtension):
    """Puts in the trail what is asked, and whose keys the answer gives out, before it leaves."""

    def __init__(self) -> None:
        self._streams = False

    async def on_operation(self) -> AsyncIterator[None]:
        yield
        if not self._streams and (asking := self._asking()):
            await asking.told(_status(self.execution_context.result))

    def on_validate(self) -> Iterator[None]:
        execution, asking = self.execution_context, self._asking()
        if asking and execution.graphql_document:
            name, variables = execution._provided_operation_name, execution.variables or {}
            asked, about = question(execution.graphql_document, name, variables)
            asking.asked, asking.about = sorted(asked)[:MOST_ASKED], listed(about)
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        begins = self.execution_context.operation_type.value == OperationType.SUBSCRIPTION.value
        if begins and (asking := self._asking()):
            await asking.told(BEGUN)
        with span("graphql", _asked(self.execution_context)):
            yield

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        self._streams = True
        if asking := self._asking():
            try:
                await asking.told(_status(result))
            except ProvenanceError as error:  # the stream has no other way to say so
                result.data, result.errors = None, [GraphQLError("", original_error=error)]
                self.execution_context.schema.process_errors(result.errors)
        yield

    def _asking(self) -> Asking | None:
        context = self.execution_context.context
        return context.asking if isinstance(context, Context) else None


def _asked(execution: ExecutionContext) -> list[str]:
    """The questions of an operation that is found valid, by the names that the SDL has."""
    if execution.graphql_document is None:
        return []
    found = roots(execution.graphql_document, execution._provided_operation_name)
    return sorted({called(operation, field) for operation, field in found})[:MOST_ASKED]


def _status(result: Any) -> str:
    """The code of what was refused as a whole, else that it is answered."""
    if result is None or result.data is not None or not result.errors:
        return ANSWERED
    extensions = result.errors[0].extensions or {}
    return str(extensions.get("code", "GRAPHQL_VALIDATION_FAILED"))

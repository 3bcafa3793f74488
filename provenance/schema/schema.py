"""The schema: the nouns, the roots, and what every operation is held to."""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types import ExecutionContext
from strawberry.types.base import StrawberryObjectDefinition, StrawberryType
from strawberry.types.graphql import OperationType

from provenance.schema.base.connection import Connection
from provenance.schema.base.scalars import SCALARS
from provenance.schema.base.things import TYPES
from provenance.schema.limits.deadline import within
from provenance.schema.limits.failures import masked
from provenance.schema.limits.known import Known
from provenance.schema.limits.limits import limits
from provenance.schema.limits.rows import RowsExecutor
from provenance.schema.limits.trailing import Trailing
from provenance.schema.mutations.mutation import Mutation
from provenance.schema.queries.query import Query
from provenance.schema.queries.subscription import Subscription
from provenance.settings import Settings

ONCE = {OperationType.QUERY, OperationType.MUTATION}
"""What is answered once."""


class _Names(NameConverter):
    """A connection is named after what it connects, not after the edge: LotConnection."""

    def from_generic(
        self, generic_type: StrawberryObjectDefinition, types: list[StrawberryType | type]
    ) -> str:
        name = super().from_generic(generic_type, types)
        return name.replace("EdgeConnection", Connection.__name__)


class Schema(strawberry.Schema):
    """The schema, its operations limited by settings, its errors what a person may be told."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__(
            query=Query,
            mutation=Mutation,
            subscription=Subscription,
            types=list(TYPES.values()),
            extensions=[Known().extension, limits(settings), Trailing],
            execution_context_class=RowsExecutor,
            config=StrawberryConfig(scalar_map=SCALARS, name_converter=_Names()),
        )

    async def execute(self, query: str | None, **kwargs: Any) -> Any:  # type: ignore[override]
        """The answer to one question; what goes on being told is subscribed to over a socket."""
        allowed = set(kwargs.pop("allowed_operation_types", None) or ONCE) & ONCE
        return await super().execute(query, allowed_operation_types=allowed, **kwargs)

    async def _execute_operation(self, *args: Any, **kwargs: Any) -> Any:
        # Of HTTP and of sockets alike: where what was parsed and found valid is done.
        seconds = self._settings.limits.request_s
        return await within(seconds, super()._execute_operation(*args, **kwargs))

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        # The list is what is answered with, over HTTP as over sockets.
        errors[:] = [masked(error, self._settings) for error in errors]

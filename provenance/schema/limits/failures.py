"""What a person is told when something goes wrong, and what only the log is told."""

import structlog
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.exceptions import MissingQueryError, StrawberryGraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError

from provenance.model.errors import (
    MisuseError,
    ProvenanceError,
    RecordRejectedError,
    StoreOutdatedError,
    StoreTooNewError,
    StoreUnavailableError,
    TrailUnwritableError,
)
from provenance.schema.limits.limits import refusal
from provenance.settings import Settings

log = structlog.get_logger(__name__)

INTERNAL = "INTERNAL"
MASK = "Something went wrong inside; it is in the log."


def masked(error: GraphQLError, settings: Settings) -> GraphQLError:
    """An error as the person who asked is told of it: with a code, and nothing of our insides."""
    cause = _cause(error)
    if isinstance(cause, ProvenanceError):
        where = {"field": cause.field} if isinstance(cause, RecordRejectedError) else {}
        return _coded(error, cause.code, told(cause), **where)
    if not isinstance(cause, GraphQLError):
        log.error("graphql.failed", path=error.path, exc_info=cause)
        return _coded(error, INTERNAL, MASK)
    if "code" in (error.extensions or {}):
        return error
    if isinstance(cause, GraphQLSyntaxError):
        return _unreadable(error, settings)
    if error.path is None or isinstance(cause, StrawberryGraphQLError) or cause.nodes:
        return _coded(error, "GRAPHQL_VALIDATION_FAILED", error.message)
    # What is left is an answer that its own type refuses: ours to mend, not the asker's.
    log.error("graphql.unanswerable", path=error.path, message=error.message)
    return _coded(error, INTERNAL, MASK)


def told(error: ProvenanceError) -> str:
    """What went wrong, as whoever asks is told of it: of the store never where it is."""
    if not isinstance(error, StoreUnavailableError) or isinstance(error.message, str):
        return str(error)
    log.warning("store.unavailable", error=str(error))
    return next(words for kind, words in _UNAVAILABLE.items() if isinstance(error, kind))


_UNAVAILABLE = {
    TrailUnwritableError: "The trail cannot be written, and what is not in it is not answered;"
    " the log has why.",
    StoreOutdatedError: "The store is of an earlier version; whoever runs this has to upgrade it.",
    StoreTooNewError: "The store is of a later version than this service.",
    StoreUnavailableError: "The store does not answer, or there is none yet; the log has why.",
}


def _cause(error: GraphQLError) -> Exception:
    """The first error of those wrapped in one another."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(cause, CannotGetOperationTypeError):
        return MisuseError(cause.as_http_error_reason())
    if isinstance(cause, MissingQueryError):
        return MisuseError("No GraphQL query found in the request")
    return cause


def _unreadable(error: GraphQLError, settings: Settings) -> GraphQLError:
    if "tokens. Parsing aborted" in error.message:
        return refusal("query_tokens", settings.limits.query_tokens, "more", "words and signs")
    if "nested too deeply" in error.message:
        return refusal("query_depth", settings.query_depth, "more than can be read", "levels deep")
    return _coded(error, "GRAPHQL_PARSE_FAILED", error.message)


def _coded(error: GraphQLError, code: str, message: str, **more: str) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code, **more},
    )

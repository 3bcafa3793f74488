"""What is answered at /download/NAME.FORMAT?variables={…}: a file of what GraphQL answers."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from cross_web import HTTPException as Refused
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from provenance.model.errors import (
    ForbiddenError,
    LimitExceededError,
    MisuseError,
    ProvenanceError,
    UnknownSubjectError,
)
from provenance.model.text import shown
from provenance.schema.downloads.documents import DOCUMENTS, Document
from provenance.schema.downloads.table import as_csv
from provenance.schema.endpoint import STATUS, Endpoint
from provenance.schema.limits.guard import JSON, problem
from provenance.verdict.export.formats import FORMATS

MOST_ROWS = 20_000
"""So many rows a file has at most."""

Answer = Mapping[str, Any]
Ask = Callable[[str, Mapping[str, Any]], Awaitable[Answer]]
"""Asks a document with more variables than were said."""


class Downloads:
    """Asks GraphQL in the name of whoever asks for a file, and writes what it answers."""

    def __init__(self, graphql: Endpoint) -> None:
        self._graphql = graphql

    async def __call__(self, request: Request) -> Response:
        name, kind = request.path_params["name"], request.path_params["kind"]
        document = DOCUMENTS.get(name)
        if document is None or not _can_be(document, kind):
            return _refused(404, MisuseError(_offered()))
        answered = partial(self._answered, request, name, kind, document)
        return await self._graphql.admitted(request, JSON, answered)

    async def _answered(
        self, request: Request, name: str, kind: str, document: Document
    ) -> Response:
        """The file, or why there is none."""
        try:
            said = self._graphql.parse_json(request.query_params.get("variables") or "{}")
            if not isinstance(said, dict):
                raise Refused(400, f"`variables` must be an object, not {shown(said)}.")
            return await _file(name, kind, document, partial(self._ask, request, said))
        except Refused as error:
            return problem(error.status_code, MisuseError.code, error.reason)
        except DownloadError as error:
            code = str((error.error.extensions or {}).get("code", MisuseError.code))
            status = 403 if code == ForbiddenError.code else STATUS.get(code, 400)
            return problem(status, code, error.error.message)
        except ProvenanceError as error:
            return _refused(404 if isinstance(error, UnknownSubjectError) else 400, error)

    async def _ask(
        self, request: Request, said: Answer, query: str, more: Mapping[str, Any]
    ) -> Answer:
        """What is answered in the name of whoever asks. Raises DownloadError."""
        context = await self._graphql.get_context(request, Response())
        result = await self._graphql.schema.execute(
            query, variable_values={**said, **more}, context_value=context
        )
        if result.errors:
            raise DownloadError(result.errors[0])
        found: Answer = result.data or {}
        return found


class DownloadError(Exception):
    """What GraphQL found wrong with the question that a file answers."""

    def __init__(self, error: GraphQLError) -> None:
        super().__init__(error.message)
        self.error = error


def _refused(status: int, error: ProvenanceError) -> Response:
    """Why there is no file."""
    return problem(status, error.code, str(error))


def _can_be(document: Document, kind: str) -> bool:
    return kind in {"csv", "json"} or (kind in FORMATS and document.graph is not None)


def _offered() -> str:
    graphs = [name for name, document in DOCUMENTS.items() if document.graph]
    return (
        f"There is no such file: {', '.join(DOCUMENTS)} can be had as csv and json,"
        f" {', '.join(graphs)} as {', '.join(FORMATS)} too."
    )


async def _file(name: str, kind: str, document: Document, ask: Ask) -> Response:
    """A file of what is answered. Raises UnknownSubjectError, LimitExceededError."""
    answer = await ask(document.query, {})
    found = answer[document.root]
    if found is None:
        raise UnknownSubjectError("Nothing on record bears this number.")
    if document.graph is not None and kind in FORMATS:
        written = FORMATS[kind].write(document.graph(found))
        return _attached(written, FORMATS[kind].media_type, f"{name}.{kind}")
    rows = _rows(document, found)
    while document.pages and (after := _next(document, found)):
        if len(rows) >= MOST_ROWS:
            raise LimitExceededError(f"A file has at most {MOST_ROWS} rows; ask for less.")
        found = (await ask(document.query, {"after": after}))[document.root]
        rows += _rows(document, found)
    if kind == "csv":
        return _attached(as_csv(rows), "text/csv; charset=utf-8", f"{name}.csv")
    whole = rows if document.pages else found
    return _attached(
        json.dumps(whole, ensure_ascii=False).encode(), "application/json", f"{name}.json"
    )


def _rows(document: Document, found: Answer) -> list[Answer]:
    """The rows of an answer; of several lists one after the other, each with its list's name."""
    if document.pages:
        return [edge["node"] for edge in _connection(document, found)["edges"]]
    several = len(document.rows) > 1
    return [
        {"list": name, **row} if several else row for name in document.rows for row in found[name]
    ]


def _connection(document: Document, found: Answer) -> Answer:
    for name in document.rows:
        found = found[name]
    return found


def _next(document: Document, found: Answer) -> str | None:
    page = _connection(document, found)["pageInfo"]
    return str(page["endCursor"]) if page["hasNextPage"] else None


def _attached(body: bytes, media_type: str, file: str) -> Response:
    disposition = f'attachment; filename="{re.sub("[^a-z.]", "-", file)}"'
    return Response(body, media_type=media_type, headers={"content-disposition": disposition})

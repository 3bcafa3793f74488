"""What is answered at /download/NAME.FORMAT?variables={…}: a file of what GraphQL answers."""

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from provenance.model.errors import LimitExceededError, MisuseError, UnknownSubjectError
from provenance.schema.downloads.documents import DOCUMENTS, Document
from provenance.schema.downloads.table import as_csv
from provenance.schema.endpoint import Endpoint
from provenance.verdict.export.formats import FORMATS

MOST_ROWS = 20_000
"""So many rows a file has at most."""

Answer = Mapping[str, Any]


class Downloads:
    """Asks GraphQL in the name of whoever asks for a file, and writes what it answers."""

    def __init__(self, graphql: Endpoint) -> None:
        self._graphql = graphql

    async def __call__(self, request: Request) -> Response:
        name, kind = request.path_params["name"], request.path_params["kind"]
        document = DOCUMENTS.get(name)
        if document is None or not _can_be(document, kind):
            return self._graphql.refuse(404, MisuseError(_offered()))
        return await self._graphql.download(request, lambda ask: _file(name, kind, document, ask))


def _can_be(document: Document, kind: str) -> bool:
    return kind in {"csv", "json"} or (kind in FORMATS and document.graph is not None)


def _offered() -> str:
    graphs = [name for name, document in DOCUMENTS.items() if document.graph]
    return (
        f"There is no such file: {', '.join(DOCUMENTS)} can be had as csv and json,"
        f" {', '.join(graphs)} as {', '.join(FORMATS)} too."
    )


async def _file(name: str, kind: str, document: Document, ask: Any) -> Response:
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

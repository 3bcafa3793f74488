"""Asking the service as programs do: over HTTP, within the process."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from provenance.graph.port.graph import GraphStore
from provenance.schema import endpoint
from provenance.schema.http import create_http_app
from provenance.schema.schema import Schema
from provenance.settings import Settings

_MADE: list[Schema] = []


def _once(settings: Settings) -> Schema:
    """The schema for some settings: to put it together takes ten times as long as most tests."""
    made = next((made for made in _MADE if made._settings == settings), None)
    if made is None:
        _MADE.append(made := Schema(settings))
    return made


endpoint.Schema = _once


class Api:
    """One service on one store."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.http = client

    async def ask(self, query: str, **variables: object) -> Any:
        """The data of an answer that must have no errors."""
        answer = await self.send(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def fail(self, query: str, **variables: object) -> tuple[str, str]:
        """The code and message of the one error that an answer must have."""
        (error,) = (await self.send(query, **variables))["errors"]
        assert set(error) <= {"message", "locations", "path", "extensions"}
        return error["extensions"]["code"], error["message"]

    async def send(self, query: str, **variables: object) -> Any:
        asked = json.dumps({"query": query, "variables": variables})  # half characters as \\ud800
        response = await self.http.post(
            "/graphql", content=asked, headers={"content-type": "application/json"}
        )
        assert response.status_code == 200, response.text
        return response.json()


@asynccontextmanager
async def serving(store: Any, settings: Settings | None = None) -> AsyncIterator[Api]:
    """A service on a store, for as long as it is asked."""
    app = create_http_app(store, settings or Settings())
    # The service answers failures itself; the transport need not raise them as well.
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield Api(client)


class Counting:
    """A store that counts what is asked of it, by aspect and method: `graph.things`."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()

    def __getattr__(self, aspect: str) -> Any:
        return _Counted(getattr(self._store, aspect), aspect, self.calls)


class _Counted:
    """An aspect of a store that counts, or a method of it."""

    def __init__(self, part: Any, name: str, calls: Counter[str]) -> None:
        self._part, self._name, self._calls = part, name, calls

    def __getattr__(self, name: str) -> Any:
        return _Counted(getattr(self._part, name), f"{self._name}.{name}", self._calls)

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._calls[self._name] += 1
        return await self._part(*args, **kwargs)


class Broken:
    """A store of which everything fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        return self

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise self._error

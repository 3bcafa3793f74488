"""The service: the page, GraphQL over HTTP and sockets, and a word for monitors."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from provenance.access.identity.configured import check_settings
from provenance.access.identity.gate import Gate
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import MisuseError, ProvenanceError, StoreUnavailableError
from provenance.model.terms import Label, Ref
from provenance.schema.downloads.endpoint import Downloads
from provenance.schema.endpoint import Endpoint
from provenance.schema.limits.failures import told
from provenance.schema.limits.guard import Guard, problem
from provenance.schema.limits.hosts import Hosts
from provenance.schema.limits.metrics import Measured, Metrics
from provenance.schema.limits.metrics import endpoint as monitored
from provenance.schema.limits.queue import Queue
from provenance.schema.page import routes as page
from provenance.schema.signin import pages as signin
from provenance.schema.signin.door import Door
from provenance.settings import Settings

SHORT = 1_000
"""Answers of fewer bytes are not compressed: they fit a packet as they are."""

LEVEL = 6
"""How hard answers are compressed: the highest, 9, takes four times as long to save a tenth."""

WELCOME = """\
provenance: where rare earths come from, and how much of them is lawful.

This is its service for programs. POST GraphQL to /graphql, for example

  curl localhost:8000/graphql -H 'content-type: application/json' -d \\
    '{"query": "{ search(text: \\"530120\\") { label key name } }"}'

and with what it finds

  { verdict(subject: {declaration: "530120260000000042"}) {
      conclusion lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg
      clearance clearanceReasons origins { event { key date } enterprise { name } kg } } }

`python -m provenance.schema` prints all that can be asked. /healthz and /readyz say whether the
store answers, /metrics how much is answered and how fast.
"""


def create_http_app(
    store: GraphStore,
    settings: Settings,
    announcer: Announcer | None = None,
    meanwhile: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
) -> Starlette:
    """The service on a store; whoever opened the store closes it.

    `announcer` is told of what is audited in this process; without one, looking is all there is.
    `meanwhile` is what is done as long as the service runs. Raises MisuseError where nobody could
    sign in as it is set.
    """
    check_settings(settings)
    announcer = announcer or Announcer(store, settings.findings_look_s)
    door = Door(Gate(store, settings), settings)
    graphql: Any = Endpoint(store, settings, announcer, door)
    metrics = Metrics()
    return Starlette(
        routes=[
            Route("/healthz", Health(store, settings)),
            Route("/readyz", Health(store, settings)),
            Route("/metrics", monitored(metrics, door.admit)),
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            Route("/download/{name}.{kind}", Downloads(graphql).__call__),
            *signin.routes(door),
            *page.routes(WELCOME),
        ],
        middleware=[
            Middleware(Measured, metrics=metrics),
            Middleware(Guard, largest=settings.limits.body_bytes),
            Middleware(
                Hosts, names=(*settings.hosts, urlsplit(settings.access.url).hostname or "")
            ),
            *_shared(settings.origins),
            Middleware(Queue, limits=settings.limits),
            Middleware(GZipMiddleware, minimum_size=SHORT, compresslevel=LEVEL),
        ],
        exception_handlers={HTTPException: refused},
        lifespan=meanwhile,
    )


def _shared(origins: Sequence[str]) -> list[Middleware]:
    """What lets pages of other origins ask, nothing where none may."""
    if not origins:
        return []
    methods, headers = ("GET", "POST"), ("*",)
    return [
        Middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=methods, allow_headers=headers
        )
    ]


class Health:
    """Says whether the store answers."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self._answer())(scope, receive, send)

    async def _answer(self) -> Response:
        try:
            async with asyncio.timeout(self._settings.store_timeout_s):
                await self._store.graph.things([Ref(Label.REGION, "100000")])
        except ProvenanceError as error:
            return problem(503, error.code, told(error))
        except TimeoutError:
            seconds = f"{self._settings.store_timeout_s:g}"
            return problem(
                503, StoreUnavailableError.code, f"The store has not answered for {seconds} s."
            )
        return JSONResponse({"status": "ok"})


async def refused(request: Request, error: Exception) -> Response:
    """What is not there, or not done so, in the form of all other errors."""
    assert isinstance(error, HTTPException)
    return problem(error.status_code, MisuseError.code, error.detail, error.headers)

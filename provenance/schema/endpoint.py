"""GraphQL over HTTP as its specification has it, and what is no GraphQL refused in its form."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from json import JSONDecodeError
from typing import Any

from cross_web import HTTPException as Refused
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLRequestData
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from provenance.access.trail.journal import Journal
from provenance.access.viewer import Role, Viewer
from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import (
    DeadlineExceededError,
    MisuseError,
    ProvenanceError,
)
from provenance.model.text import has_lone_surrogate, shown
from provenance.records.canonical import parse
from provenance.schema.answer import answer
from provenance.schema.base.context import Context
from provenance.schema.limits.failures import INTERNAL
from provenance.schema.limits.guard import JSON, problem
from provenance.schema.limits.shares import Shares
from provenance.schema.schema import Schema
from provenance.schema.signin.door import Door
from provenance.schema.signin.pages import refusal
from provenance.schema.sockets import Handler, Socket
from provenance.settings import Settings

GRAPHQL_JSON = "application/graphql-response+json"
"""The type of an answer whose status tells whether the question could be run at all."""


SHORT = 65_536
"""Bodies of fewer bytes are read at once."""

INIT_S = 20
"""So long after a socket was opened who opened it has to be known."""

NOBODY = Viewer("", Role.OPERATOR)
"""Who has opened a socket and said nothing yet: nothing is answered before that is known."""


class Endpoint(GraphQL[Context, None]):
    """GraphQL for one store, over HTTP and sockets."""

    websocket_adapter_class = Socket
    graphql_transport_ws_handler_class = Handler

    def __init__(
        self, store: GraphStore, settings: Settings, announcer: Announcer, door: Door
    ) -> None:
        super().__init__(
            Schema(settings),
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            allowed_origins=settings.origins,
            connection_init_wait_timeout=timedelta(seconds=INIT_S),
        )
        self.door = door
        self.limits = settings.limits
        self.shares = Shares(settings.limits)
        self._store = store
        self._settings = settings
        self._announcer = announcer
        self._journal = Journal(store, settings.trail)

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        viewer = NOBODY if isinstance(request, WebSocket) else request.state.viewer
        context = Context(self._store, self._settings, self._announcer, viewer)
        context.journal, context.file = self._journal, self.shares.file
        context.address = request.client.host if request.client else ""
        return context

    async def run(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(request, WebSocket):
            return await super().run(request, *args, **kwargs)
        return await self.admitted(
            request, _accepted(request), partial(self._answered, request, *args, **kwargs)
        )

    async def admitted(
        self, request: Request, kind: str, answered: Callable[[], Awaitable[Response]]
    ) -> Response:
        """What somebody is answered who is known, within their share; of others a refusal."""
        try:
            admitted = await self.door.admit(request)
        except ProvenanceError as error:  # before anything of the question is read
            response = refusal(error, kind)
            if self.door.is_from_here(request):  # nobody else signs a browser out
                self.door.forget(response, request)
            return response
        request.state.viewer = admitted.viewer
        with self.shares.of(admitted.viewer.id):
            response = await answered()
        if admitted.number is not None:
            self.door.keep(response, request, admitted.number)
        return response

    async def _answered(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().run(request, *args, **kwargs)
        except PersistedQueryError:
            # By these words, and not by a status of refusal, clients know to send the query itself.
            text, code = "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED"
            return problem(200, code, text, kind=_accepted(request))
        except Refused as error:
            allow = {"Allow": "GET, POST"} if error.status_code == 405 else None
            code, kind = MisuseError.code, _accepted(request)
            return problem(error.status_code, code, error.reason, allow, kind)

    def should_render_graphql_ide(self, request: Any) -> bool:
        return False  # a request without a query is told so, not that there is nothing here

    async def parse_http_body(self, request: Any) -> GraphQLRequestData:
        """The question that a request asks. Raises Refused."""
        if request.method == "GET":
            asked: Any = dict(request.query_params)
            for name in ("variables", "extensions"):
                asked[name] = self.parse_json(asked[name]) if asked.get(name) else None
        elif _essence(request.content_type or "") == JSON:
            asked = await self._parsed(await request.get_body())
        else:
            raise Refused(400, f"A question is sent as {JSON}, in a body of that type.")
        return _question(asked)

    async def _parsed(self, body: bytes) -> Any:
        """What a body states; a long one is read beside the loop that answers all askers."""
        if len(body) <= SHORT:
            return self.parse_json(body)
        return await asyncio.to_thread(self.parse_json, body)

    def parse_json(self, data: str | bytes) -> Any:
        try:
            return self.decode_json(data)
        except JSONDecodeError as error:
            raise Refused(400, error.msg) from None

    def decode_json(self, data: str | bytes) -> object:
        """Numbers as they are written: masses are exact, and which of two counts is not guessed."""
        most = self._settings.limits.values
        if _values(data) > most:  # which would take fifty times the room once read
            raise JSONDecodeError(f"The request holds more than {most} values.", "", 0)
        try:
            text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        except UnicodeDecodeError:
            raise JSONDecodeError("The request must be UTF-8.", "", 0) from None
        try:
            return parse(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
        except ValueError as error:
            raise JSONDecodeError(f"The request {error}.", "", 0) from None

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        response = await super().get_sub_response(request)
        response.media_type = _accepted(request)
        return response

    async def process_result(self, request: Request, result: Any) -> Any:
        answer = await super().process_result(request, result)
        if result.data is None and not any(error.path for error in result.errors or ()):
            del answer["data"]  # not even begun
        return answer

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        status = 200
        if sub_response.media_type == GRAPHQL_JSON and "data" not in response_data:
            codes = [error["extensions"]["code"] for error in response_data["errors"]]
            status = next((STATUS[code] for code in codes if code in STATUS), 400)
        return answer(status, response_data, sub_response.media_type or JSON)


STATUS = {INTERNAL: 500, DeadlineExceededError.code: 504}
"""The statuses of what was not begun, or not ended, where it is not the question's own fault."""


class PersistedQueryError(Exception):
    """A query is asked for by its hash; none is kept here."""


def _values(data: str | bytes) -> int:
    """No fewer than a JSON text holds; a comma or bracket within a text counts too."""
    if isinstance(data, bytes):
        return 1 + data.count(b",") + data.count(b"[") + data.count(b"{")
    return 1 + data.count(",") + data.count("[") + data.count("{")


def _question(asked: object) -> GraphQLRequestData:
    if not isinstance(asked, dict):
        raise Refused(400, f"The request must be a JSON object, not {shown(asked)}.")
    # A form that was not filled in sends empty texts.
    given = {name: value for name, value in asked.items() if value is not None and value != ""}
    for name, type_, what in (
        ("query", str, "a text"),
        ("operationName", str, "a text"),
        ("variables", dict, "an object"),
        ("extensions", dict, "an object"),
    ):
        if name in given and not isinstance(given[name], type_):
            raise Refused(400, f"`{name}` must be {what}, not {shown(given[name])}.")
    operation, extensions = given.get("operationName"), given.get("extensions")
    if operation and has_lone_surrogate(operation):
        raise Refused(400, "`operationName` holds half a character.")
    query = given.get("query")
    if query is None and isinstance((extensions or {}).get("persistedQuery"), dict):
        raise PersistedQueryError
    return GraphQLRequestData(query, given.get("variables"), operation, extensions)


def _accepted(request: Any) -> str:
    """The type of answer a request would rather have: JSON, if it does not say."""
    wanted: dict[str, float] = {}
    for part in ",".join(request.headers.getlist("accept")).split(","):
        wanted[_essence(part)] = _weight(part)
    ours = wanted.get(GRAPHQL_JSON, 0)
    return GRAPHQL_JSON if ours and ours >= wanted.get(JSON, 0) else JSON


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _weight(part: str) -> float:
    for parameter in part.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 0
    return 1

"""GraphQL over sockets: what is no message of the protocol ends the conversation in plain words."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack
from typing import Any

import structlog
from graphql import GraphQLError, GraphQLSyntaxError, OperationType, get_operation_ast, parse
from starlette.websockets import WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)

from provenance.access.identity.gate import REFUSED
from provenance.model.errors import ProvenanceError, UnauthenticatedError
from provenance.model.text import printable, shown
from provenance.schema.base.context import Context
from provenance.schema.limits.shares import TurnedAwayError

log = structlog.get_logger(__name__)

LONGEST_REASON = 123
"""So many bytes of reason the frame that closes a socket has room for (RFC 6455, 5.5)."""

BAD_MESSAGE, FORBIDDEN, TOO_MANY = 4400, 4403, 4429


class Socket(ASGIWebSocketAdapter):
    """A socket on which every message that is read has the form it should."""

    view: Any

    async def iter_json(
        self, *, ignore_parsing_errors: bool = False
    ) -> AsyncGenerator[object, None]:
        message: Any
        async for message in super().iter_json(ignore_parsing_errors=ignore_parsing_errors):
            fault = _fault(message, self.view.limits.query_length)
            if fault:
                await self.close(BAD_MESSAGE, fault)
                return
            yield {name: value for name, value in message.items() if value is not None}

    async def send_json(self, message: Mapping[str, object]) -> None:
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected
        await super().send_json(message)

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        said = printable(reason, LONGEST_REASON).encode()[:LONGEST_REASON]
        await super().close(code, said.decode(errors="ignore"))


class Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """The conversation; an asker that hangs up is no failure of ours.

    Who asks is known from the first message on, and looked at again before each operation and each
    answer: whoever is signed out, removed or given another role meanwhile is told nothing more.
    """

    view: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held = ExitStack()

    async def handle(self) -> None:
        with self._held:
            await super().handle()

    async def run_operation(self, operation: Any) -> None:
        """Answer one question out of the share of whoever asks, be it on one socket or many."""
        shares, asker = self.view.shares, self._admitted.viewer.id
        listens = _listens(operation.query, operation.operation_name, self.view.limits.query_tokens)
        share = shares.listening if listens else shares.of
        try:
            with share(asker):
                await super().run_operation(operation)
        except TurnedAwayError as away:
            error = GraphQLError(str(away), extensions={"code": away.error.code})
            await operation.send_initial_errors([error])

    async def handle_connection_init(self, message: Any) -> None:
        payload = message.get("payload", {})
        if not self.connection_init_received and isinstance(payload, dict):
            try:
                self._token = _token_of(payload)
                self._admitted = await self.view.door.admit_socket(self._socket.ws, self._token)
            except ProvenanceError as error:
                await self.websocket.close(FORBIDDEN, str(error))
                return
            self.context.viewer = self._admitted.viewer
            try:
                self._held.enter_context(self.view.shares.socket(self._admitted.viewer.id))
            except TurnedAwayError as away:
                await self.websocket.close(TOO_MANY, str(away))
                return
        await super().handle_connection_init(message)

    async def handle_subscribe(self, message: Any) -> None:
        if not self.connection_acknowledged or await self._lasts():
            await super().handle_subscribe(message)

    async def send_message(self, message: Any) -> None:
        if message["type"] == "next" and not await self._lasts():
            raise WebSocketDisconnected
        await super().send_message(message)

    @property
    def _socket(self) -> Socket:
        assert isinstance(self.websocket, Socket)
        return self.websocket

    async def _lasts(self) -> bool:
        try:
            if await self.view.door.gate.lasts(self._token, self._admitted):
                return True
            words = str(REFUSED)
        except ProvenanceError as error:
            words = str(error)
        await self.websocket.close(FORBIDDEN, words)
        return False

    async def handle_task_exception(self, error: Exception) -> None:
        if not isinstance(error, WebSocketDisconnected):
            log.error("socket.failed", exc_info=error)


def _token_of(payload: dict[str, Any]) -> str | None:
    """The token that the first message shows, as the header of a request would."""
    found = next(
        (value for name, value in payload.items() if name.lower() == "authorization"), None
    )
    if not isinstance(found, str | None):
        raise UnauthenticatedError(REFUSED)
    return found


def _listens(query: str, name: str | None, most: int) -> bool:
    """Whether a question is one that goes on being answered."""
    if OperationType.SUBSCRIPTION.value not in query:
        return False
    try:
        document = parse(query, no_location=True, max_tokens=most)
    except (GraphQLSyntaxError, RecursionError):
        return False
    asked = get_operation_ast(document, name)
    return asked is not None and asked.operation is OperationType.SUBSCRIPTION


def _fault(message: Any, most: int) -> str:
    """What is wrong with the form of a message, nothing if it is right."""
    if not isinstance(message, dict):
        return f"A message must be a JSON object, not {shown(message)}."
    kind, payload = message.get("type"), message.get("payload")
    if not isinstance(kind, str):
        return f"The type of a message must be a text, not {shown(kind)}."
    if kind in {"subscribe", "complete"} and not isinstance(message.get("id"), str):
        return f"The id of a message must be a text, not {shown(message.get('id'))}."
    if kind != "subscribe":
        return ""
    if not isinstance(payload, dict):
        return f"The payload must be an object, not {shown(payload)}."
    return _fault_of_question(payload, most)


def _fault_of_question(payload: dict[str, Any], most: int) -> str:
    query, name = payload.get("query"), payload.get("operationName")
    if not isinstance(query, str):
        return f"`query` must be a text, not {shown(query)}."
    if len(query) > most:
        return f"`query` may have {most} characters, this one has {len(query)}."
    if not isinstance(payload.get("variables"), dict | None):
        return f"`variables` must be an object, not {shown(payload['variables'])}."
    if not isinstance(name, str | None):
        return f"`operationName` must be a text, not {shown(name)}."
    payload["operationName"] = name or None
    return ""

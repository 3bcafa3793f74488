"""What every answer over HTTP is held to, and the form that all refusals have."""

import json
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provenance.model.errors import LimitExceededError

JSON = "application/json"


class Guard:
    """Keeps bodies small and answers to themselves."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._largest:
                raise _TooLargeError
            return message

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("cache-control", "no-store")
                headers.setdefault("x-content-type-options", "nosniff")
            await send(message)

        try:
            if _announced(scope) > self._largest:
                raise _TooLargeError
            await self._app(scope, counted, careful)
        except ClientDisconnect:  # in the middle of a body: nobody is left to answer
            return
        except _TooLargeError:  # a body is read before anything is answered
            text = f"A request may have {self._largest} bytes; send less at once."
            await problem(413, LimitExceededError.code, text)(scope, receive, careful)


class _TooLargeError(Exception):
    """More bytes came than a request may have."""


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def problem(
    status: int,
    code: str,
    message: str,
    headers: Mapping[str, str] | None = None,
    kind: str = JSON,
) -> Response:
    """An error in GraphQL's form."""
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    # In ASCII: what is quoted of a request may hold half a character.
    return Response(json.dumps(body), status, headers, media_type=kind)

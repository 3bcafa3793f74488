"""What every answer over HTTP is held to, and the form that all refusals have."""

import json
from collections.abc import Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provenance.model.errors import LimitExceededError, MisuseError
from provenance.schema.limits.failures import INTERNAL, MASK
from provenance.schema.limits.shares import TurnedAwayError

log = structlog.get_logger(__name__)

JSON = "application/json"

HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}
"""What an answer is, where it does not say itself: for who asked, and to be shown nowhere."""

AMBIGUOUS = "A request has Content-Length or Transfer-Encoding, not both."


class Guard:
    """Keeps bodies small, answers to themselves, and what should not have happened in the log."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read, begun = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._largest:
                raise _TooLargeError
            return message

        async def careful(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        try:
            if _announced(scope) > self._largest:
                raise _TooLargeError
            if _is_ambiguous(scope):
                close = {"Connection": "close"}
                await problem(400, MisuseError.code, AMBIGUOUS, close)(scope, receive, careful)
                return
            await self._app(scope, counted, careful)
        except ClientDisconnect:  # in the middle of a body: nobody is left to answer
            return
        except TurnedAwayError as away:
            code, text = away.error.code, str(away.error)
            await problem(away.status, code, text, away.headers)(scope, receive, careful)
        except _TooLargeError:  # a body is read before anything is answered
            text = f"A request may have {self._largest} bytes; send less at once."
            await problem(413, LimitExceededError.code, text)(scope, receive, careful)
        except Exception as error:  # the log has it, the asker a code
            log.error("http.failed", path=scope["path"], exc_info=error)
            if begun:
                raise  # which ends the connection: half an answer is none
            await problem(500, INTERNAL, MASK)(scope, receive, careful)


class _TooLargeError(Exception):
    """More bytes came than a request may have."""


def _is_ambiguous(scope: Scope) -> bool:
    """Whether it is told twice how long a body is: whoever is in between may believe the other."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers and "content-length" in headers


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

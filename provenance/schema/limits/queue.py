"""Who waits for an answer: so many are answered at a time, and who has gone is no longer.

A body is read to its end before its turn comes, so that nobody who sends slowly holds one up.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provenance.model.errors import BusyError
from provenance.schema.limits.shares import Shares, TurnedAwayError
from provenance.settings.limits import Limits

FREE = frozenset({"/healthz", "/readyz", "/metrics"})
"""What is answered without waiting: monitors have to see how full it is."""

RETRY_S = 5


class Queue:
    """Lets each address have its share, so many be answered at a time and so many wait."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._shares = Shares(limits)
        self._turns = asyncio.Semaphore(limits.at_once)
        self._waiting = 0
        self._held_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in FREE:
            await self._app(scope, receive, send)
            return
        with self._shares.of((scope.get("client") or ("",))[0]):
            body = bytearray()
            try:
                async for piece in _pieces(receive):
                    self._held_bytes += len(piece)
                    body += piece
                    if self._held_bytes > self._limits.bodies_bytes:
                        raise _busy("bodies_bytes", self._limits.bodies_bytes)
                async with self._turn():
                    await self._answer(scope, bytes(body), receive, send)
            finally:
                self._held_bytes -= len(body)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait for a turn, where not too many do already. Raises TurnedAwayError."""
        if self._turns.locked() and self._waiting >= self._limits.waiting:
            raise _busy("waiting", self._limits.waiting)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.wait_s):
                await self._turns.acquire()
        except TimeoutError:
            raise _busy("wait_s", f"{self._limits.wait_s:g}") from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()

    async def _answer(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        """Answer, unless whoever asked goes first."""
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        gone = asyncio.create_task(_gone(receive))

        async def replayed() -> Message:
            return messages.pop() if messages else await asyncio.shield(gone)

        answered = False

        async def noted(message: Message) -> None:
            nonlocal answered
            await send(message)
            answered = message["type"] == "http.response.body" and not message.get("more_body")

        answering = asyncio.create_task(_done(self._app(scope, replayed, noted)))
        try:
            await asyncio.wait({answering, gone}, return_when=asyncio.FIRST_COMPLETED)
            if answered or answering.done():
                await answering
        finally:
            for task in (answering, gone):
                if not task.done():
                    task.cancel()
                    with suppress(asyncio.CancelledError, Exception):
                        await task


async def _done(work: Awaitable[None]) -> None:
    await work


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    """A body as it comes. Raises ClientDisconnect where it does not come to its end."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        yield message.get("body", b"")
        more = message.get("more_body", False)


async def _gone(receive: Receive) -> Message:
    """The message that whoever asked has gone, or was answered."""
    while (message := await receive())["type"] != "http.disconnect":
        pass
    return message


def _busy(name: str, most: object) -> TurnedAwayError:
    text = f"too many ask at once (limits.{name} is {most}); ask again in a while"
    return TurnedAwayError(503, BusyError(text), RETRY_S)

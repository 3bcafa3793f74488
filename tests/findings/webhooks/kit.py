"""A receiver as people run them: a real server on a port of this machine, up or down."""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from provenance.findings.webhooks.watches import watch
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Watch
from provenance.settings import Settings, Webhooks

QUICK = Webhooks(
    retry_s=0.02, retry_most_s=0.05, timeout_s=1_000, lease_s=1_000, networks=("127.0.0.0/8",)
)
SETTINGS = Settings(findings_look_s=0.01, webhooks=QUICK)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it came."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)

    @property
    def sequence(self) -> int:
        return int(self.told["sequence"])

    @property
    def subject(self) -> str:
        return str(self.told["data"]["subject"]["key"])


Answer = Callable[[Sent], Awaitable[Response]]


async def take(_: Sent) -> Response:
    return Response(status_code=204)


class Receiver:
    """Keeps all it was sent, and of it what it took, in that order."""

    def __init__(self, answer: Answer = take) -> None:
        self.answer = answer
        self.sent: list[Sent] = []
        self.taken: list[Sent] = []
        self._news = asyncio.Condition()
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"

    async def __aenter__(self) -> "Receiver":
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.down()

    async def up(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        app = Starlette(routes=[Route("/{path:path}", self._receive, methods=["POST", "GET"])])
        config = uvicorn.Config(app, log_level="critical", ws="none", lifespan="off")
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server._serve([listening]))
        while not self._server.started:  # noqa: ASYNC110 -- uvicorn has no event for it
            await asyncio.sleep(0.005)

    async def down(self) -> None:
        """Gone at once, whoever waits for an answer."""
        if self._server is None or self._serving is None:
            return
        self._server.should_exit = self._server.force_exit = True
        with suppress(asyncio.CancelledError):
            await self._serving
        self._server = None

    async def got(self, n: int, *, taken: bool = True) -> list[Sent]:
        """All it has, once it has so many."""
        listed = self.taken if taken else self.sent
        async with asyncio.timeout(30), self._news:
            await self._news.wait_for(lambda: len(listed) >= n)
        return listed

    async def got_up_to(self, sequence: int) -> None:
        """Wait until it took the event of this number."""
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(
                lambda: bool(self.taken) and self.taken[-1].sequence >= sequence
            )

    async def _receive(self, request: Request) -> Response:
        sent = Sent(dict(request.headers), await request.body())
        self.sent.append(sent)
        await self._tell()
        answer = await self.answer(sent)
        if answer.status_code < 300:
            self.taken.append(sent)
            await self._tell()
        return answer

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


def verified(secret: str, sent: Sent) -> bool:
    """As the specification has it, apart from what the product does."""
    content = ".".join((sent.headers["webhook-id"], sent.headers["webhook-timestamp"], ""))
    key = base64.b64decode(secret[len("whsec_") :])
    mac = hmac.new(key, content.encode() + sent.body, hashlib.sha256).digest()
    version, _, signature = sent.headers["webhook-signature"].partition(",")
    return version == "v1" and hmac.compare_digest(base64.b64decode(signature), mac)


async def watching(
    store: GraphStore, url: str, settings: Settings = SETTINGS, **wanted: Any
) -> Watch:
    return await watch(store, settings, FindingFilter(**wanted), url, "王")


async def until(store: GraphStore, holds: Callable[[list[Watch]], bool]) -> list[Watch]:
    """The watches of a store, once something is true of them."""
    async with asyncio.timeout(30):
        while not holds(found := list(await store.watches.all())):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return found

"""Connections of HTTP as few, and for as short, as the table of limits has it.

uvicorn closes a connection that was answered and asks nothing more; one that sends nothing, half a
head or half a body, or that does not take its answer, it would keep for ever.
"""

import asyncio
import resource
from ipaddress import ip_address, ip_network
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from provenance.settings.limits import Limits

SPARE_FILES = 64
"""So many files a process opens beside connections: stores, logs, receivers."""

_AWAY = (
    b"HTTP/1.1 %s\r\nconnection: close\r\nretry-after: 5\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n\r\n%s"
)
_FULL, _LATE = b"503 Service Unavailable", b"408 Request Timeout"


class Listening(Config):
    """How uvicorn listens, with the limits that `Bounded` keeps."""

    def __init__(self, app: Any, limits: Limits, proxies: tuple[str, ...], **more: Any) -> None:
        super().__init__(
            app,
            http=Bounded,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            timeout_keep_alive=limits.idle_s,  # type: ignore[arg-type]
            h11_max_incomplete_event_size=limits.head_bytes,
            ws_max_size=limits.message_bytes,
            ws_max_queue=1,
            backlog=limits.connections,
            **more,
        )
        self.limits = limits
        self._proxies = [ip_network(one, strict=False) for one in proxies]

    def is_proxy(self, address: str) -> bool:
        """Whether what comes from an address comes from others, through a proxy that is trusted."""
        return bool(self._proxies) and any(ip_address(address) in one for one in self._proxies)


class Bounded(H11Protocol):
    """One connection: turned away where there are too many, closed where it keeps us waiting."""

    config: Listening

    def __init__(self, config: Listening, server_state: ServerState, *args: Any, **more: Any):
        super().__init__(config, server_state, *args, **more)
        self._limits = config.limits
        self._awaited = ""
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._too_many():
            self.connections.discard(self)
            self._turn_away(_FULL, b"too many connections; close some, or try again later\n")
        else:
            self._look()

    def data_received(self, data: bytes) -> None:
        if not self.transport.is_closing():  # nothing is read of whoever was turned away
            super().data_received(data)
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait("")
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._wait("")  # some was taken: the time for the rest begins anew
        self._look()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._wait("")
        super().handle_websocket_upgrade(event)
        self._awaited = "another protocol"

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._look()

    def _too_many(self) -> bool:
        if len(self.connections) > _most(self._limits):
            return True
        address = _address(self)
        if not address or self.config.is_proxy(address):
            return False
        same = sum(_address(one) == address for one in self.connections)
        return same > self._limits.connections_per_address

    def _look(self) -> None:
        """See what is waited for of the other side, and wait no longer than that may take."""
        if self._awaited == "another protocol":
            return
        if self._is_behind():
            self._wait("answer")
        elif self.conn.their_state is h11.SEND_BODY:
            self._wait("body")
        elif self.conn.their_state is h11.IDLE and self.timeout_keep_alive_task is None:
            self._wait("head")
        else:
            self._wait("")

    def _is_behind(self) -> bool:
        """Whether something that was sent is not taken yet, or the end of it not noticed."""
        return self.transport.is_closing() or self.transport.get_write_buffer_size() > 0

    def _wait(self, awaited: str) -> None:
        if awaited == self._awaited:
            return
        self._awaited = awaited
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if awaited:
            seconds = self._limits.head_s if awaited == "head" else self._limits.body_s
            self._timer = self.loop.call_later(seconds, self._late)

    def _late(self) -> None:
        self._timer = None
        if self._awaited == "answer" and self._is_behind():
            self.transport.abort()  # which drops what nobody takes
        elif self._awaited == "answer":
            self._wait("")
            self._look()
        elif self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            self._turn_away(_LATE, b"the request did not come in time\n")
        else:
            self.transport.close()
            self._look()

    def _turn_away(self, status: bytes, why: bytes) -> None:
        self.transport.write(_AWAY % (status, len(why), why))
        self.transport.close()
        self._look()


def _address(connection: object) -> str:
    """Where a connection, of HTTP or a socket, comes from."""
    client: tuple[str, int] | None = getattr(connection, "client", None)
    return client[0] if client else ""


def _most(limits: Limits) -> int:
    """Connections at a time: never so many that no file could be opened any more."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return limits.connections
    return max(1, min(limits.connections, files - SPARE_FILES))

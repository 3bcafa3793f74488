"""Connections that keep the service waiting, or are too many, end; others are answered."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from provenance.cli.serve import bound
from provenance.schema.limits import connections
from provenance.schema.limits.connections import Listening
from provenance.settings.limits import Limits

HEAD = b"GET / HTTP/1.1\r\nhost: here\r\n\r\n"
QUICK = Limits(head_s=0.3, body_s=0.3, idle_s=0.3)


async def _app(scope: Any, receive: Any, send: Any) -> None:
    """Reads what is sent, then answers with its length, or with ever more."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message["body"], message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/endless":
        while not _ENDED.is_set():
            await send({"type": "http.response.body", "body": b" " * 65536, "more_body": True})
            await asyncio.sleep(0.001)
    told = b"%d" % len(body)
    await send({"type": "http.response.body", "body": told, "more_body": False})


_ENDED = threading.Event()


@contextlib.contextmanager
def _served(limits: Limits, proxies: tuple[str, ...] = ()) -> Iterator[int]:
    """The port of a service so limited."""
    config = Listening(
        _app,
        limits,
        proxies,
        log_config=None,
        log_level="critical",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with bound("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            _ENDED.set()
            server.should_exit = True
            thread.join()


def _connected(port: int, sent: bytes = b"") -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=10)
    found.sendall(sent)
    return found


def _read(connection: socket.socket) -> bytes:
    """All that is told until the other side ends."""
    told = b""
    with connection, contextlib.suppress(ConnectionResetError):
        while more := connection.recv(65536):
            told += more
    return told


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nhost: here\r\n",
        b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 9\r\n\r\n1234",
        b"POST / HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{",
    ],
)
def test_what_does_not_come_is_not_waited_for(sent: bytes) -> None:
    with _served(QUICK) as port:
        begun = time.monotonic()
        told = _read(_connected(port, sent))
        assert told.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
        assert 0.25 < time.monotonic() - begun < 5


def test_a_head_that_comes_a_byte_at_a_time_has_no_more_time() -> None:
    with _served(QUICK) as port, _connected(port) as connection:
        connection.settimeout(0.05)
        for byte in HEAD[:20]:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(bytes([byte]))
            try:
                told = connection.recv(99)
                break
            except TimeoutError:
                continue
        assert told.startswith(b"HTTP/1.1 408")


def test_who_was_answered_and_asks_nothing_more_is_let_go() -> None:
    with _served(QUICK) as port:
        told = _read(_connected(port, HEAD))
    assert told.startswith(b"HTTP/1.1 200")
    assert b"408" not in told


def test_several_requests_go_by_one_connection() -> None:
    with _served(QUICK) as port, _connected(port) as connection:
        for _ in range(4):
            time.sleep(0.15)  # together longer than any of the times
            connection.sendall(HEAD)
            told = b""
            while not told.endswith(b"\r\n0\r\n\r\n"):
                told += connection.recv(999)
            assert told.startswith(b"HTTP/1.1 200")


def test_who_does_not_take_the_answer_is_let_go() -> None:
    _ENDED.clear()
    with _served(QUICK) as port, _connected(port, HEAD.replace(b"/ ", b"/endless ", 1)) as one:
        time.sleep(1.5)
        told = _read(one)
        assert not _ENDED.is_set()
    assert not told.endswith(b"\r\n0\r\n\r\n")


def test_who_takes_the_answer_slowly_gets_it() -> None:
    _ENDED.clear()
    with _served(QUICK) as port, _connected(port, HEAD.replace(b"/ ", b"/endless ", 1)) as one:
        taken, begun = 0, time.monotonic()
        while time.monotonic() - begun < 1:
            taken += len(one.recv(1 << 20))
            time.sleep(0.02)
        _ENDED.set()
        assert taken > 1 << 20
        assert _read(one).endswith(b"1\r\n0\r\n0\r\n\r\n")


def test_too_many_are_turned_away_at_once_and_the_rest_is_served() -> None:
    with _served(Limits(connections=4)) as port:
        kept = [_connected(port) for _ in range(4)]
        time.sleep(0.1)
        told = _read(_connected(port))
        assert told.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert b"retry-after: 5\r\n" in told
        kept[0].sendall(HEAD)
        assert kept[0].recv(999).startswith(b"HTTP/1.1 200")
        kept.pop().close()
        time.sleep(0.1)
        kept.append(_connected(port, HEAD))
        assert kept[-1].recv(999).startswith(b"HTTP/1.1 200")
        for one in kept:
            one.close()


@pytest.mark.parametrize(("proxies", "status"), [((), b"503"), (("127.0.0.0/8",), b"200")])
def test_one_address_has_its_share_but_a_proxy(proxies: tuple[str, ...], status: bytes) -> None:
    with (
        _served(Limits(connections_per_address=2), proxies) as port,
        contextlib.ExitStack() as all_,
    ):
        for _ in range(2):
            all_.enter_context(_connected(port))
        time.sleep(0.1)
        with _connected(port, HEAD) as third:
            assert third.recv(12) == b"HTTP/1.1 " + status


def test_there_are_never_so_many_that_no_file_can_be_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections.resource, "getrlimit", lambda _: (100, 100))
    assert connections._most(Limits()) == 36
    assert connections._most(Limits(connections=7)) == 7


def test_heads_are_no_longer_than_the_table_says() -> None:
    with _served(Limits(head_bytes=999)) as port:
        told = _read(_connected(port, b"GET / HTTP/1.1\r\nx: " + b"x" * 2_000))
    assert told.startswith(b"HTTP/1.1 400") or told.startswith(b"HTTP/1.1 431")

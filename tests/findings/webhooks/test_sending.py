"""Whatever a receiver is like, sending ends in time and says what came of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from provenance.findings.webhooks.message import trial
from provenance.findings.webhooks.reach import client
from provenance.findings.webhooks.schedule import Outcome
from provenance.findings.webhooks.sending import send
from provenance.findings.webhooks.signing import new_secret
from provenance.graph.port.kept import FindingFilter
from provenance.graph.port.watches import Watch
from provenance.settings import Webhooks
from tests.graph.kit import NOON

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

HERE = ("127.0.0.0/8",)
"""Where the receivers of tests are."""

TERMS = Webhooks(timeout_s=2, networks=HERE)
IMPATIENT = Webhooks(timeout_s=0.1, networks=HERE)


def to(url: str) -> Watch:
    return Watch(
        id="w", wanted=FindingFilter(), url=url, secret=new_secret(), by="王", created_at=NOON
    )


async def sent(url: str, terms: Webhooks = TERMS) -> Outcome:
    watch = to(url)
    async with client(terms) as http:
        return await send(http, watch, trial(watch, datetime.now(UTC)), terms)


@asynccontextmanager
async def answering(talk: Talk) -> AsyncIterator[str]:
    """A server that talks as it likes, once it has the head of a request."""

    async def talked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await talk(reader, writer)
        except OSError:
            pass  # the other side has had enough
        finally:
            writer.close()

    server = await asyncio.start_server(talked, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def saying(*lines: str) -> Talk:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join(("HTTP/1.1 " + lines[0], *lines[1:], "", "")).encode())
        await writer.drain()

    return talk


@pytest.mark.parametrize(
    ("lines", "error", "ended", "wait_s"),
    [
        (["204 No Content"], None, False, 0),
        (["200 OK", "content-length: 0"], None, False, 0),
        (["202 Accepted", "content-length: 0"], None, False, 0),
        (["200 OK", "content-encoding: gzip", "content-length: 3"], None, False, 0),
        (["404 Not Found", "content-length: 0"], "HTTP 404", False, 0),
        (["503 Busy", "retry-after: 120", "content-length: 0"], "HTTP 503", False, 120),
        (["429 Slow", "retry-after: never", "content-length: 0"], "HTTP 429", False, 0),
        (["503 Busy", f"retry-after: {'9' * 50}", "content-length: 0"], "HTTP 503", False, 0),
        (["410 Gone", "content-length: 0"], "HTTP 410: the receiver wants no more", True, 0),
    ],
)
async def test_what_counts_is_the_status(
    lines: list[str], error: str | None, ended: bool, wait_s: float
) -> None:
    async with answering(saying(*lines)) as url:
        outcome = await sent(url)
    why = outcome.error and str(outcome.error)
    assert (why, outcome.ended, outcome.wait_s) == (error, ended, wait_s)


async def _rubbish(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff this is no HTTP \r\n\r\n" * 10)
    await writer.drain()


async def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for letter in b"HTTP/1.1 200 OK\r\n" + b"x-more: y\r\n" * 10_000:
        writer.write(bytes((letter,)))
        await writer.drain()
        await asyncio.sleep(0.02)


async def _head_without_end(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"x-more: " + b"y" * 10_000 + b"\r\n")
        await writer.drain()


@pytest.mark.parametrize("talk", [_rubbish, _hang_up, _drip, _head_without_end])
async def test_what_is_no_answer_fails(talk: Talk) -> None:
    async with answering(talk) as url:
        outcome = await sent(url, IMPATIENT)
    assert outcome.error
    assert len(str(outcome.error)) <= 300
    assert not outcome.ended


async def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 100_000)
            await writer.drain()

    async def slow(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n")
        await asyncio.sleep(60)

    for talk in (endless, slow):
        async with answering(talk) as url:
            assert await sent(url) == Outcome()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "http://a..b/", "ftp://h/"]
)
async def test_where_nobody_is_it_fails_in_words(url: str) -> None:
    outcome = await sent(url)
    assert outcome.error
    assert "internal" not in str(outcome.error)


async def test_what_an_operator_no_longer_allows_is_not_sent() -> None:
    async with answering(saying("204 No Content")) as url:
        outcome = await sent(url, Webhooks(hosts=("example.org",), networks=HERE))
        assert "127.0.0.1 is no host that receivers may be on" in str(outcome.error)
        assert await sent(url, Webhooks(hosts=("127.0.0.1",), networks=HERE)) == Outcome()


async def test_cookies_of_a_receiver_are_not_kept() -> None:
    talk = saying("204 No Content", "set-cookie: a=b; path=/")
    async with answering(talk) as url, client(TERMS) as http:
        watch = to(url)
        assert await send(http, watch, trial(watch, NOON), TERMS) == Outcome()
        assert list(http.cookies.jar) == []

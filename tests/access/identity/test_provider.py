"""A provider that misbehaves: bounded in size and time, believed at safe addresses alone."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from provenance.access.identity import provider as at_work
from provenance.access.identity.provider import Provider
from provenance.access.identity.tokens import RefusedError
from provenance.settings.access import Access, Algorithm
from tests.access.identity.kit import made

Writing = Callable[[asyncio.StreamWriter, str], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Writing) -> AsyncIterator[tuple[str, list[str]]]:
    """A server that writes what it likes, by the path asked; its address, and what was asked."""
    asked: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head.split()[1])
        try:
            await answer(writer, asked[-1])
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        server.close()


def say(writer: asyncio.StreamWriter, body: object, status: str = "200 OK", more: str = "") -> None:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status}\r\ncontent-length: {len(raw)}\r\nconnection: close\r\n{more}\r\n"
    writer.write(head.encode() + raw)


def of(issuer: str, now: Callable[[], float] = lambda: 0.0) -> Provider:
    return Provider(Access(issuer=issuer, algorithms=tuple(Algorithm)), now)


def speaking(keys: Callable[[], object], **more: Any) -> Writing:
    """A provider that says what it should, with these keys."""

    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        host, port = writer.get_extra_info("sockname")[:2]
        at = f"http://{host}:{port}"
        if path == "/keys":
            say(writer, {"keys": keys()})
        else:
            say(writer, {"issuer": at, "jwks_uri": f"{at}/keys", **more})

    return answer


async def test_keys_are_fetched_once_and_again_for_an_unknown_one_a_minute_later() -> None:
    first, second = made("RS256"), made("ES256")
    held, clock = [first.as_dict(private=False)], [0.0]
    async with serving(speaking(lambda: held)) as (issuer, asked):
        provider = of(issuer, lambda: clock[0])
        assert [key.kid for key in await provider.keys(first.kid)] == [first.kid]
        assert len(await provider.keys(None)) == 1
        held.append(second.as_dict(private=False))
        at_once = await asyncio.gather(*(provider.keys(f"unknown {n}") for n in range(50)))
        assert (at_once, await provider.keys(second.kid)) == ([[]] * 50, [])
        assert asked.count("/keys") == 1
        clock[0] = at_work.PAUSE_S
        assert len(await provider.keys(second.kid)) == 1
        await asyncio.gather(*(provider.keys(f"unknown {n}") for n in range(50)))
        assert asked.count("/keys") == 2


async def test_only_public_keys_of_a_kind_that_signs_are_taken() -> None:
    good = made("ES256").as_dict(private=False)
    bad = [
        OctKey.generate_key(256).as_dict(private=True),
        made("RS256").as_dict(private=True),
        {**made("ES256").as_dict(private=False), "use": "enc"},
        {**made("ES256").as_dict(private=False), "alg": "ES512"},
        {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"kty": "OKP", "crv": "X25519", "x": "x"},
        {"kty": ["RSA"]},
        {},
        7,
        None,
    ]
    with pytest.warns(match="2048"):
        bad.append(RSAKey.generate_key(1_024).as_dict(private=False))
    async with serving(speaking(lambda: [*bad, good])) as (issuer, _):
        (taken,) = await of(issuer).keys(None)
        assert taken.as_dict(private=False) == {**good, "kid": taken.kid}


async def test_too_long_an_answer_is_not_read() -> None:
    sent = 0

    async def answer(writer: asyncio.StreamWriter, _: str) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while sent < 100 * at_work.MOST_BYTES:
            writer.write(b" " * 65_536)
            await writer.drain()
            sent += 65_536

    async with serving(answer) as (issuer, _):
        with pytest.raises(RefusedError, match="too long an answer"):
            await of(issuer).endpoint("jwks_uri")
    assert sent < 50 * at_work.MOST_BYTES


async def test_who_sends_a_byte_a_moment_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "PATIENCE_S", 0.3)

    async def answer(writer: asyncio.StreamWriter, _: str) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(answer) as (issuer, _):
        with pytest.raises(RefusedError, match="TimeoutError"):
            await asyncio.wait_for(of(issuer).endpoint("jwks_uri"), 10)


@pytest.mark.parametrize("body", [b"", b"[", b"[1]", b"null", b"\xff", b"[" * 99_999])
async def test_what_is_no_object_is_refused(body: bytes) -> None:
    async def answer(writer: asyncio.StreamWriter, _: str) -> None:
        say(writer, body)

    async with serving(answer) as (issuer, _):
        with pytest.raises(RefusedError):
            await of(issuer).endpoint("jwks_uri")


async def test_redirects_are_not_followed() -> None:
    async def answer(writer: asyncio.StreamWriter, _: str) -> None:
        say(writer, {}, "302 Found", "location: /elsewhere\r\n")

    async with serving(answer) as (issuer, asked):
        with pytest.raises(RefusedError, match="HTTP 302"):
            await of(issuer).endpoint("jwks_uri")
    assert asked == ["/.well-known/openid-configuration"]


async def test_a_document_of_another_issuer_is_refused() -> None:
    async with serving(speaking(list, issuer="https://login.example.cn")) as (issuer, _):
        with pytest.raises(RefusedError, match="another issuer"):
            await of(issuer).endpoint("jwks_uri")


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1/keys",
        "http://login.example.cn/keys",
        "ftp://127.0.0.1/",
        "keys",
        "",
        7,
        None,
    ],
)
async def test_addresses_that_others_can_read_or_change_are_refused(address: object) -> None:
    async with serving(speaking(list, jwks_uri=address)) as (issuer, _):
        with pytest.raises(RefusedError, match="no jwks_uri"):
            await of(issuer).endpoint("jwks_uri")

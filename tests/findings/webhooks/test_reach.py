"""Receivers are at public addresses, or where the operator allows: judged once resolved."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any

import pytest
from structlog.testing import capture_logs

from provenance.findings.webhooks import reach
from provenance.findings.webhooks.reach import may_be_at, resolved
from provenance.findings.webhooks.watches import check_receiver
from provenance.model.errors import MisuseError
from provenance.settings import Webhooks
from tests.findings.webhooks.test_sending import HERE, answering, saying, sent

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.7", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.7", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_none(address: str) -> None:
    assert not may_be_at(ip_address(address), Webhooks())


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_one(address: str) -> None:
    assert may_be_at(ip_address(address), Webhooks())


def test_what_the_operator_allows_is_one_however_it_is_written() -> None:
    terms = Webhooks(networks=("10.0.0.0/8", "::1"))
    for address in ("10.0.0.7", "::ffff:10.0.0.7", "64:ff9b::a00:7", "::1"):
        assert may_be_at(ip_address(address), terms)
    assert not may_be_at(ip_address("127.0.0.1"), terms)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::1]",
     "[::ffff:127.0.0.1]", "169.254.169.254"],
)  # fmt: skip
async def test_numbers_are_seen_through_as_a_watch_is_made_and_as_it_is_told(host: str) -> None:
    with pytest.raises(MisuseError, match="is at no public address"):
        check_receiver(f"http://{host}/", Webhooks())
    assert not any(may_be_at(one, Webhooks()) for one in await resolved(host.strip("[]"), 80))


@pytest.mark.parametrize("port", [22, 25, 1023])
def test_ports_of_other_services_are_none(port: int) -> None:
    with pytest.raises(MisuseError, match="is no port of receivers"):
        check_receiver(f"https://example.org:{port}/", Webhooks())


def _resolving(monkeypatch: pytest.MonkeyPatch, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Let names mean what a test says, and note what is connected to."""
    connected: list[str] = []

    async def found(host: str, port: int) -> Sequence[Any]:
        return [ip_address(one) for one in names.get(host, [host])]

    real = reach.Reach.__init__

    def made(self: Any, terms: Webhooks) -> None:
        real(self, terms)
        connect = self._connect.connect_tcp

        async def noted(host: str, *args: Any, **more: Any) -> Any:
            connected.append(host)
            return await connect(host, *args, **more)

        self._connect.connect_tcp = noted

    monkeypatch.setattr(reach, "resolved", found)
    monkeypatch.setattr(reach.Reach, "__init__", made)
    return connected


async def test_the_address_that_was_judged_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = _resolving(monkeypatch, {"hooks.example": ["10.0.0.7", "127.0.0.1"]})
    heads: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await saying("204 No Content")(reader, writer)

    async with answering(talk) as url:
        port = url.rsplit(":", 1)[1]
        outcome = await sent(f"http://hooks.example:{port}", Webhooks(networks=HERE))
    assert (outcome.error, connected, heads) == (None, ["127.0.0.1"], [])


async def test_a_name_that_is_at_no_public_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected = _resolving(monkeypatch, {"inner.example": ["127.0.0.1", "::1", "10.0.0.7"]})
    outcome = await sent("http://inner.example:8000/", Webhooks(hosts=("inner.example",)))
    assert connected == []
    assert str(outcome.error) == (
        "inner.example is at no public address; the operator allows others"
        " (PROVENANCE_WEBHOOKS__NETWORKS)"
    )


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with answering(saying("204 No Content")) as url:
        assert (await sent(url, Webhooks(networks=HERE))).error is None


async def test_nothing_is_told_of_what_is_behind_an_address() -> None:
    """Whether a port is closed, or who answers there in what words: the same for all."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        told = {str((await sent(f"http://127.0.0.1:{closed.getsockname()[1]}/")).error)}

    async def banner(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 secret banner\r\n\r\n")
        await writer.drain()

    async def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    with capture_logs():
        for talk in (banner, hangs_up):
            async with answering(talk) as url:
                told.add(str((await sent(url)).error))
    assert told == {"no answer that is HTTP came from there; the log has why"}

"""Which addresses receivers may be at: public ones, and those that the operator allows.

The address that a name resolves to is what is judged, and the very one that is then connected to:
a name that means another address the next time has no next time. It is still the name that the
certificate is held against, and that the request is for.
"""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from http.cookiejar import DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore2
import httpx2

from provenance.settings import Webhooks

Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses of IPv6 that a gateway sends on to the one of IPv4 in their last bits (RFC 6052)."""


class NotPublicError(Exception):
    """No address that a name has is one that receivers may be at."""


def client(terms: Webhooks) -> httpx2.AsyncClient:
    """What requests are sent with: to where receivers may be, by no proxy, following nobody."""
    transport = httpx2.AsyncHTTPTransport(
        limits=httpx2.Limits(max_connections=None), trust_env=False
    )
    # httpx has no way to hand it on: the pool is its own, and not yet used.
    transport._pool._network_backend = Reach(terms)
    http = httpx2.AsyncClient(
        transport=transport, follow_redirects=False, timeout=None, trust_env=False
    )
    http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
    return http


class Reach(httpcore2.AsyncNetworkBackend):
    """Connects to where receivers may be, and nowhere else."""

    def __init__(self, terms: Webhooks) -> None:
        self._terms = terms
        self._connect = httpcore2.AnyIOBackend()

    async def connect_tcp(  # type: ignore[override]
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        **more: Any,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to an address of a host. Raises NotPublicError."""
        addresses = [one for one in await resolved(host, port) if may_be_at(one, self._terms)]
        if not addresses:
            raise NotPublicError
        for address in addresses[:-1]:
            try:
                return await self._connect.connect_tcp(str(address), port, timeout, **more)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._connect.connect_tcp(str(addresses[-1]), port, timeout, **more)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.AsyncNetworkStream:
        raise NotPublicError

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def resolved(host: str, port: int) -> Sequence[Address]:
    """The addresses of a host, whatever it is written like: 2130706433 is 127.0.0.1."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(str(error)) from None
    return _addresses(found)


def written_as_number(host: str) -> Sequence[Address]:
    """The address that a host is where it is no name, however it is written; nothing of names."""
    try:
        return _addresses(socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST))
    except (OSError, UnicodeError):
        return ()


def may_be_at(address: Address, terms: Webhooks) -> bool:
    """Whether a receiver may be at an address: it is public, or the operator allows it."""
    meant = _meant(address)
    allowed = (ip_network(one, strict=False) for one in terms.networks)
    if any(meant in network for network in allowed):
        return True
    return meant.is_global and not (meant.is_multicast or meant.is_reserved or meant.is_unspecified)


def _meant(address: Address) -> Address:
    """The address of IPv4 that one of IPv6 stands for, where it stands for one."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (address,))[-1]


def _addresses(found: Iterable[Any]) -> Sequence[Address]:
    """Each address once, in the order in which they are to be tried."""
    plain = (str(where[0]).partition("%")[0] for *_, where in found)
    return [ip_address(one) for one in dict.fromkeys(plain)]

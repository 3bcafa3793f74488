"""An organisation's identity provider (OpenID Connect): what it says of itself, and its keys."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx2
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key
from pydantic_core import PydanticCustomError

from provenance.access.identity.tokens import RefusedError, fits
from provenance.settings.access import Access
from provenance.settings.values import secure_url

log = structlog.get_logger(__name__)

MOST_BYTES = 256 * 1024
"""So many bytes an answer of a provider may have."""

PATIENCE_S = 5.0
"""So long a provider may take to answer, in all."""

PAUSE_S = 60.0
"""So long after keys were fetched they are not fetched again, whatever keys tokens name."""

FRESH_S, STALE_S = 3_600.0, 86_400.0
"""Keys are fetched again after so long; where that fails, for so long they still count."""

_SHORTEST_MODULUS = 340
"""Characters of base64 that a modulus of 2,048 bits has at least."""


class Provider:
    """A provider as the settings name it; nothing is fetched before it is needed."""

    def __init__(self, terms: Access, now: Callable[[], float] = time.monotonic) -> None:
        self._terms = terms
        self._now = now
        self._document: tuple[float, Mapping[str, Any]] | None = None
        self._keys: Sequence[Key] = ()
        self._fetched_at = self._tried_at = float("-inf")
        self._one = asyncio.Lock()

    async def keys(self, id_: str | None) -> Sequence[Key]:
        """Its keys by an id, all without one: fetched again where none has the id."""
        if not self._knows(id_):
            async with self._one:
                if not self._knows(id_) and self._now() - self._tried_at >= PAUSE_S:
                    await self._fetch()
        if self._now() - self._fetched_at > STALE_S:
            return ()
        return [key for key in self._keys if id_ is None or key.kid == id_]

    def _knows(self, id_: str | None) -> bool:
        fresh = self._now() - self._fetched_at < FRESH_S
        return fresh and any(id_ is None or key.kid == id_ for key in self._keys)

    async def _fetch(self) -> None:
        self._tried_at = self._now()
        try:
            found = (await self.ask("GET", "jwks_uri")).get("keys")
        except RefusedError as error:
            log.warning("provider.keys_not_fetched", why=str(error))
            return
        listed = found if isinstance(found, list) else []
        self._keys = [key for each in listed[:100] if (key := self._key(each)) is not None]
        self._fetched_at = self._now()

    def _key(self, stated: Any) -> Key | None:
        """A public key that signs by an algorithm that is set; None for any other."""
        if not isinstance(stated, dict) or stated.get("kty") not in ("RSA", "EC", "OKP"):
            return None
        if "d" in stated or (
            stated["kty"] == "RSA" and len(stated.get("n", "")) < _SHORTEST_MODULUS
        ):
            return None
        try:
            key = JWKRegistry.import_key(stated)
        except (JoseError, ValueError, TypeError, KeyError):
            return None
        return key if any(fits(key, algorithm) for algorithm in self._terms.algorithms) else None

    async def endpoint(self, name: str) -> str:
        """One of its addresses, from its discovery document. Raises RefusedError."""
        found = (await self._discovered()).get(name)
        try:
            if isinstance(found, str) and found:
                return secure_url(found.partition("?")[0]) and found
        except PydanticCustomError:
            pass
        raise RefusedError(f"provider: no {name}")

    async def says(self, name: str) -> Any:
        """Whatever else its discovery document says, None where nothing. Raises RefusedError."""
        return (await self._discovered()).get(name)

    async def _discovered(self) -> Mapping[str, Any]:
        if self._document is None or self._now() - self._document[0] > FRESH_S:
            issuer = self._terms.issuer
            at = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
            found = await _fetched("GET", at)
            if found.get("issuer") != issuer:
                raise RefusedError("provider: another issuer")
            self._document = (self._now(), found)
        return self._document[1]

    async def ask(self, method: str, name: str, **more: Any) -> dict[str, Any]:
        """What it answers at one of its addresses, a JSON object. Raises RefusedError."""
        return await _fetched(method, await self.endpoint(name), **more)


async def _fetched(method: str, url: str, **more: Any) -> dict[str, Any]:
    try:
        async with (
            asyncio.timeout(PATIENCE_S),
            _client() as http,
            http.stream(method, url, **more) as answer,
        ):
            body = b""
            async for piece in answer.aiter_raw():  # as it was sent: nothing is unpacked
                body += piece
                if len(body) > MOST_BYTES:
                    raise RefusedError("provider: too long an answer")
        found = json.loads(body) if answer.status_code == 200 else None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, RecursionError) as error:
        raise RefusedError(f"provider: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise RefusedError(f"provider: HTTP {answer.status_code}")
    return found


def _client() -> httpx2.AsyncClient:
    """It follows nobody anywhere: a provider is where it was said."""
    headers = {
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": "provenance",
    }
    return httpx2.AsyncClient(follow_redirects=False, timeout=None, headers=headers)

"""Signing in at a provider: the code flow of OpenID Connect with PKCE.

What has to be there when a browser comes back (state, nonce, verifier) is in a cookie that the
service has signed: any of its processes may go on, and nobody fills a store by beginning.
"""

import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from provenance.access.identity.keys import Keys
from provenance.access.identity.people import of_claims
from provenance.access.identity.provider import Provider
from provenance.access.identity.tokens import RefusedError, Terms, signed, verified
from provenance.access.identity.users import OURS
from provenance.access.viewer import Viewer
from provenance.settings.access import Access, Algorithm

LIFE_S = 600
"""So long signing in at the provider may take."""

CALLBACK = "/login/callback"

KIND = "provenance-login+jwt"


class Begun(NamedTuple):
    """Where a browser goes to sign in, and the cookie it comes back with."""

    to: str
    cookie: str


class Login:
    """Signing in at one provider."""

    def __init__(self, terms: Access, keys: Keys, provider: Provider) -> None:
        self._terms, self._keys, self._provider = terms, keys, provider
        self._back = f"{terms.url}{CALLBACK}"

    async def begin(self) -> Begun:
        """Send somebody to the provider. Raises RefusedError where that does not answer."""
        at = await self._provider.endpoint("authorization_endpoint")
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._terms.client_id,
            "redirect_uri": self._back,
            "scope": self._terms.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }
        now = int(time.time())
        claims = {
            "iss": OURS, "aud": CALLBACK, "sub": state, "iat": now, "exp": now + LIFE_S,
            "nonce": nonce, "verifier": verifier,
        }  # fmt: skip
        separator = "&" if urlsplit(at).query else "?"
        cookie = signed(claims, await self._keys.signing(), KIND)
        return Begun(f"{at}{separator}{urlencode(asked)}", cookie)

    async def finish(self, said: Mapping[str, str], cookie: str) -> Viewer:
        """Who has come back from the provider. Raises RefusedError."""
        terms = Terms(OURS, CALLBACK, [Algorithm.ED25519], [KIND], 0)
        kept = await verified(cookie, terms, self._keys.public, time.time())
        if not secrets.compare_digest(said.get("state", "").encode(), kept["sub"].encode()):
            raise RefusedError("login: state")
        if said.get("iss", self._terms.issuer) != self._terms.issuer:  # RFC 9207
            raise RefusedError("login: issuer")
        if not said.get("code"):
            raise RefusedError("login: no code")
        given = await self._exchanged(said["code"], kept["verifier"])
        claims = await self._identified(str(given.get("id_token", "")), kept["nonce"])
        if self._terms.role_claim not in claims and given.get("access_token"):
            claims = {**await self._told(given["access_token"], claims["sub"]), **claims}
        return of_claims(claims, self._terms)

    async def _exchanged(self, code: str, verifier: str) -> dict[str, Any]:
        """What the provider gives for a code."""
        secret = self._terms.client_secret.get_secret_value()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": verifier,
            "client_id": self._terms.client_id,
        }
        takes = await self._provider.says("token_endpoint_auth_methods_supported")
        basic = secret and (not isinstance(takes, list) or "client_secret_basic" in takes)
        more = {"auth": (self._terms.client_id, secret)} if basic else {}
        if secret and not basic:
            form["client_secret"] = secret
        return await self._provider.ask("POST", "token_endpoint", data=form, **more)

    async def _identified(self, token: str, nonce: str) -> dict[str, Any]:
        """What an ID token says, which must be for us and of this signing in."""
        terms = Terms(
            self._terms.issuer,
            self._terms.client_id,
            self._terms.algorithms,
            ["jwt", None],
            self._terms.clock_skew_s,
        )
        claims = await verified(token, terms, self._provider.keys, time.time())
        if claims.get("nonce") != nonce:
            raise RefusedError("login: nonce")
        alone = claims["aud"] in (self._terms.client_id, [self._terms.client_id])
        if claims.get("azp", self._terms.client_id if alone else None) != self._terms.client_id:
            raise RefusedError("login: azp")
        return claims

    async def _told(self, access_token: str, sub: str) -> dict[str, Any]:
        """What the provider tells of whoever has signed in, where the ID token does not."""
        bearer = {"authorization": f"Bearer {access_token}"}
        told = await self._provider.ask("GET", "userinfo_endpoint", headers=bearer)
        if told.get("sub") != sub:
            raise RefusedError("login: userinfo")
        return told


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()

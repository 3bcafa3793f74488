"""The one way from what a request shows to who asks, and the one answer where that is nobody."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from provenance.access.identity.keys import Keys
from provenance.access.identity.login import Login
from provenance.access.identity.people import of_claims
from provenance.access.identity.provider import Provider
from provenance.access.identity.sessions import Proven, Sessions, SignedIn
from provenance.access.identity.tokens import RefusedError, Terms, claimed, verified
from provenance.access.identity.users import OURS, TOKEN
from provenance.access.viewer import OWNER, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import UnauthenticatedError
from provenance.model.message import Message
from provenance.settings import Settings
from provenance.settings.access import AccessMode, Algorithm

log = structlog.get_logger(__name__)

REFUSED = Message("sign in: nothing was shown that proves who you are, or it does no longer")
"""What is said, whatever it was that did not hold."""

_KINDS_OF_ACCESS = ("at+jwt", "jwt", None)
"""How providers mark access tokens (RFC 9068), or do not. An ID token is for another audience."""


class Gate:
    """Who asks. Where nobody has to sign in, whoever shows nothing is the owner."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        terms = settings.access
        self._store, self._terms = store, terms
        self._keys = Keys(store, settings)
        self._provider = Provider(terms)
        self._ours = terms.mode is AccessMode.TOKENS or not terms.issuer
        self.open = not terms.configured
        self.sessions = Sessions(store, terms)
        self.login = Login(terms, self._keys, self._provider) if terms.client_id else None

    async def admit(
        self, authorization: str | None, number: str | None = None, *, renew: bool = False
    ) -> SignedIn:
        """Who shows a token, else the number of a session, which `renew` may make another.

        Raises UnauthenticatedError.
        """
        try:
            if authorization is not None:
                return SignedIn(await self._bearer(authorization))
            if number is not None:
                return await self.sessions.shown(number, renew=renew)
            if self.open:
                return SignedIn(OWNER)
            raise RefusedError("nothing")
        except RefusedError as error:
            raise refused(error) from None

    async def lasts(self, authorization: str | None, signed_in: SignedIn) -> bool:
        """Whether who was admitted still would be, in the same role."""
        try:
            if authorization is not None:
                return await self._bearer(authorization) == signed_in.viewer
            if signed_in.family is not None:
                return await self.sessions.lasting(signed_in.family) == signed_in.viewer
        except RefusedError:
            return False
        return self.open

    async def sign_in(self, token: str) -> Proven:
        """Whom a session is to be of, for a token. Raises UnauthenticatedError."""
        try:
            return await self._of_token(token)
        except RefusedError as error:
            raise refused(error) from None

    async def _bearer(self, authorization: str) -> Viewer:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise RefusedError("scheme")
        return (await self._of_token(token.strip())).viewer

    async def _of_token(self, token: str) -> Proven:
        issuer, terms = claimed(token).get("iss"), self._terms
        if issuer == OURS and self._ours:
            return await self._of_ours(token)
        if not (terms.issuer and terms.audience) or issuer != terms.issuer:
            raise RefusedError("issuer")
        wanted = Terms(
            terms.issuer, terms.audience, terms.algorithms, _KINDS_OF_ACCESS, terms.clock_skew_s
        )
        claims = await verified(token, wanted, self._provider.keys, time.time())
        return Proven(of_claims(claims, terms), _end_of(claims))

    async def _of_ours(self, token: str) -> Proven:
        essential = ("iss", "aud", "sub", "exp", "nbf", "iat", "mark")
        wanted = Terms(
            OURS, OURS, [Algorithm.ED25519], [TOKEN], self._terms.clock_skew_s, essential
        )
        claims = await verified(token, wanted, self._keys.public, time.time())
        user = await self._store.access.user(claims["sub"])
        if user is None or user.mark != claims["mark"]:
            raise RefusedError("user")
        return Proven(user, _end_of(claims))


def _end_of(claims: Mapping[str, Any]) -> datetime:
    """When a token ends; one of no end that calendars know, as late as they do."""
    try:
        return datetime.fromtimestamp(claims["exp"], UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)


def refused(error: RefusedError) -> UnauthenticatedError:
    """What is said of whatever did not hold; the log has which, and never what was shown."""
    log.info("access.refused", why=str(error))
    return UnauthenticatedError(REFUSED)

"""What a request shows of who sent it, and the cookies that let a browser show it.

A cookie is sent by browsers whoever makes them ask. Ours is `SameSite=Strict`, which leaves pages
of the same site (another port, a subdomain somebody else has) and old browsers. So it counts only
where a browser says itself that no other page asks: by `Sec-Fetch-Site`, which no script can set,
as same-origin or none (an address typed); or, where a browser or a connection has no such header,
by `Origin`, which no script can set either and every POST bears, as our own; there the body must be
JSON too, which no form can send and no page of another origin without our leave (CORS), which we
give to none with cookies. Hence a page of another origin can never ask in somebody's name, whatever
it sends; a token in `Authorization` is nothing a browser adds by itself.
"""

from typing import Any
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from provenance.access.identity.configured import NOT_OPEN_TO_ALL
from provenance.access.identity.gate import Gate
from provenance.access.identity.login import LIFE_S
from provenance.access.identity.sessions import SignedIn
from provenance.model.errors import ForbiddenError
from provenance.model.loopback import is_address, is_loopback
from provenance.settings import Settings

SESSION, LOGIN = "provenance_session", "provenance_login"

_JSON = "application/json"


class Door:
    """Lets in who shows who they are, and hands out cookies."""

    def __init__(self, gate: Gate, settings: Settings) -> None:
        self.gate = gate
        self._url = settings.access.url
        self._life_s = int(settings.access.session_h * 3_600)

    async def admit(self, asked: HTTPConnection) -> SignedIn:
        """Who sent a request. Raises UnauthenticatedError, ForbiddenError."""
        self._refuse_from_afar(asked)
        number = self._number(asked) if self._cookie_counts(asked) else None
        return await self.gate.admit(asked.headers.get("authorization"), number, renew=True)

    async def admit_socket(self, asked: HTTPConnection, token: str | None) -> SignedIn:
        """Who opened a socket. Raises UnauthenticatedError, ForbiddenError."""
        self._refuse_from_afar(asked)
        number = self._number(asked) if asked.headers.get("origin") == self._own(asked) else None
        return await self.gate.admit(token, number)

    def is_from_here(self, asked: HTTPConnection) -> bool:
        """Whether a browser says that no page of another origin asks."""
        site = asked.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        return asked.headers.get("origin") == self._own(asked)

    def number_shown(self, asked: HTTPConnection) -> str | None:
        """The number of the session that a page of ours shows."""
        return self._number(asked) if self.is_from_here(asked) else None

    def login_shown(self, asked: HTTPConnection) -> str:
        """What was kept of a signing in that went to the provider; it comes from elsewhere."""
        return asked.cookies.get(self._named(LOGIN, asked), "")

    def keep(self, response: Response, asked: HTTPConnection, number: str) -> None:
        """Let a browser show a session."""
        self._set(response, asked, SESSION, number, max_age=self._life_s, samesite="strict")

    def keep_login(self, response: Response, asked: HTTPConnection, cookie: str) -> None:
        """Let a browser show, as it comes back from the provider, that it was sent there."""
        self._set(response, asked, LOGIN, cookie, max_age=LIFE_S, samesite="lax")

    def forget(self, response: Response, asked: HTTPConnection) -> None:
        """Let a browser show nothing any more."""
        for name in (SESSION, LOGIN):
            if self._named(name, asked) in asked.cookies:
                self._set(response, asked, name, "", max_age=0, samesite="strict")

    def _number(self, asked: HTTPConnection) -> str | None:
        return asked.cookies.get(self._named(SESSION, asked))

    def _cookie_counts(self, asked: HTTPConnection) -> bool:
        kind = asked.headers.get("content-type", "").partition(";")[0].strip().lower()
        return self.is_from_here(asked) and ("sec-fetch-site" in asked.headers or kind == _JSON)

    def _own(self, asked: HTTPConnection) -> str:
        """Our origin: as it is set, else as the request names us."""
        return self._url or f"{_scheme(asked)}://{asked.headers.get('host', '')}"

    def _is_secure(self, asked: HTTPConnection) -> bool:
        """Whether cookies go over TLS alone: always, but over plain HTTP on this machine."""
        own = urlsplit(self._own(asked))
        return not (own.scheme == "http" and is_loopback(own.hostname or ""))

    def _named(self, name: str, asked: HTTPConnection) -> str:
        # The prefix keeps subdomains, and who is on the way, from setting one of this name.
        return f"__Host-{name}" if self._is_secure(asked) else name

    def _set(
        self, response: Response, asked: HTTPConnection, name: str, value: str, **more: Any
    ) -> None:
        secure = self._is_secure(asked)
        named = self._named(name, asked)
        response.set_cookie(named, value, path="/", secure=secure, httponly=True, **more)

    def _refuse_from_afar(self, asked: HTTPConnection) -> None:
        """Where nobody has to sign in, whoever came in from another machine gets no answer."""
        here = (asked.scope.get("server") or ("",))[0]
        if self.gate.open and is_address(here) and not is_loopback(here):
            raise ForbiddenError(NOT_OPEN_TO_ALL)


def _scheme(asked: HTTPConnection) -> str:
    return {"ws": "http", "wss": "https"}.get(asked.url.scheme, asked.url.scheme)

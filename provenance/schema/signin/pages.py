"""The routes by which a browser signs in and out: with a token, or at the provider."""

import json
from collections.abc import Awaitable, Callable
from html import escape
from urllib.parse import parse_qs

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from provenance.access.identity.gate import REFUSED, refused
from provenance.access.identity.login import CALLBACK
from provenance.access.identity.sessions import Proven
from provenance.access.identity.tokens import MOST_BYTES, RefusedError
from provenance.model.errors import (
    ForbiddenError,
    MisuseError,
    ProvenanceError,
    StoreUnavailableError,
    UnauthenticatedError,
)
from provenance.model.message import Message
from provenance.schema.limits.guard import JSON, problem
from provenance.schema.signin.door import Door
from provenance.words.table import Language

log = structlog.get_logger(__name__)

_HEADERS = {
    "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none';"
    " base-uri 'none'",
    "referrer-policy": "same-origin",  # by no-referrer forms would be of no origin
    "x-frame-options": "DENY",
}

_FORM = """<form method="post" action="/login">
<p><label>{label} <input type="password" name="token" required autofocus
autocomplete="off"></label></p><p><button>{button}</button></p></form>"""

FROM_HERE = Message("signing in and out is for pages of this service itself")

_STATUS = {UnauthenticatedError: 401, ForbiddenError: 403, StoreUnavailableError: 503}


def status_of(error: ProvenanceError) -> int:
    """The status that tells of an error."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)


def routes(door: Door) -> list[Route]:
    """All routes of signing in and out."""
    pages = Pages(door)
    return [
        Route("/login", pages.begin, methods=["GET"]),
        Route("/login", pages.with_token, methods=["POST"]),
        Route(CALLBACK, pages.come_back, methods=["GET"]),
        Route("/logout", pages.end, methods=["POST"]),
    ]


Page = Callable[["Pages", Request], Awaitable[Response]]


def _told(page: Page) -> Page:
    """A page that says in both languages what went wrong; to programs in the form of all errors."""

    async def answer(pages: "Pages", request: Request) -> Response:
        try:
            return await page(pages, request)
        except ProvenanceError as error:
            status = status_of(error)
            if _is_of_program(request):
                return refusal(error)
            return _page(error.said(Language.BOTH), status)

    return answer


class Pages:
    """Signing in and out at one door."""

    def __init__(self, door: Door) -> None:
        self._door, self._gate = door, door.gate

    @_told
    async def begin(self, request: Request) -> Response:
        """Go to the provider, or ask for a token where there is none or `?token` says so."""
        login = self._gate.login
        if login is None or "token" in request.query_params:
            label = Message("Token").said(Language.BOTH)
            button = Message("Sign in").said(Language.BOTH)
            return _page("", 200, _FORM.format(label=escape(label), button=escape(button)))
        try:
            begun = await login.begin()
        except RefusedError as error:
            log.warning("login.no_provider", why=str(error))
            raise StoreUnavailableError(
                Message("the identity provider does not answer: try again later")
            ) from None
        response = RedirectResponse(begun.to, 303, _HEADERS)
        self._door.keep_login(response, request, begun.cookie)
        return response

    @_told
    async def with_token(self, request: Request) -> Response:
        """Sign in whoever shows a token."""
        if not self._door.is_from_here(request):
            raise ForbiddenError(FROM_HERE)
        proven = await self._gate.sign_in(await _token_in(request))
        return await self._signed_in(request, proven)

    @_told
    async def come_back(self, request: Request) -> Response:
        """Sign in whoever comes back from the provider as the one who was sent there."""
        try:
            if self._gate.login is None:
                raise RefusedError("login: none")
            said, kept = dict(request.query_params), self._door.login_shown(request)
            who = await self._gate.login.finish(said, kept)
        except RefusedError as error:
            raise refused(error) from None
        return await self._signed_in(request, Proven(who))

    @_told
    async def end(self, request: Request) -> Response:
        """Sign out, here and on the server."""
        if not self._door.is_from_here(request):
            raise ForbiddenError(FROM_HERE)
        number = self._door.number_shown(request)
        if number is not None:
            await self._gate.sessions.end(number)
        if _is_of_program(request):
            response: Response = JSONResponse({"signedOut": True})
        else:
            response = _page(Message("You are signed out.").said(Language.BOTH), 200)
        self._door.forget(response, request)
        return response

    async def _signed_in(self, request: Request, proven: Proven) -> Response:
        number = await self._gate.sessions.begin(proven, self._door.number_shown(request))
        viewer = proven.viewer
        if _is_of_program(request):
            response: Response = JSONResponse({"name": viewer.name, "role": viewer.role})
        else:
            # A page, and not a redirect: a strict cookie is not sent where the way began elsewhere.
            onward = '<meta http-equiv="refresh" content="0;url=/">'
            words = Message("Signed in as {name}.", name=viewer.name).said(Language.BOTH)
            response = _page(words, 200, head=onward)
        self._door.forget(response, request)
        self._door.keep(response, request, number)
        return response


def refusal(error: ProvenanceError, kind: str = JSON) -> Response:
    """Why somebody is not let in, in the form of all errors."""
    status = status_of(error)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return problem(status, error.code, str(error), headers, kind)


async def _token_in(request: Request) -> str:
    """The token that a form or a program sends. Raises UnauthenticatedError, MisuseError."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > 2 * MOST_BYTES:
            raise UnauthenticatedError(REFUSED)
    try:
        if _is_of_program(request):
            found = json.loads(body).get("token")
        else:
            found = parse_qs(body.decode("ascii")).get("token", [""])[0].strip()
    except (ValueError, AttributeError, RecursionError):
        found = None
    if not isinstance(found, str):
        raise MisuseError(Message("say which token: {form}", form='{"token": "…"}'))
    return found


def _is_of_program(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON


def _page(words: str, status: int, more: str = "", head: str = "") -> HTMLResponse:
    title = Message("Sign in").said(Language.BOTH)
    text = (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        f'<meta name="viewport" content="width=device-width"><main><h1>provenance</h1>'
        f"<p>{escape(words)}</p>{more}</main></html>\n"
    )
    headers = {**_HEADERS, "WWW-Authenticate": "Bearer"} if status == 401 else _HEADERS
    return HTMLResponse(text, status, headers)

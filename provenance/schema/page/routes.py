"""The addresses of the page. It and its files are everyone's; what it shows is asked of GraphQL."""

from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from provenance.model.message import Message
from provenance.schema.page import files
from provenance.schema.page.files import ASSETS, INDEX, File
from provenance.words.table import Language

VIEWS = (
    *("search", "batch", "shipments", "lots", "licences", "lineage", "paths", "exposure"),
    *("stories", "cases", "quotas", "reports", "targets", "balance", "findings", "enterprises"),
    *("records", "settings"),
)
"""What the addresses of views begin with: each is answered with the page, which knows the rest."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
PAGE = {"cache-control": "no-cache", "content-security-policy": POLICY}
ASSET = {"cache-control": "public, max-age=31536000, immutable"}
"""An asset bears its hash in its name: what has the name is always the same."""

BUILD = "make page"
INSTALL = "python -m pip install --force-reinstall --no-deps provenance"


def routes(welcome: str) -> list[Route]:
    """All routes of the page; `welcome` is for programs that come by at its root."""
    shown = Shown(welcome)
    return [
        Route("/", shown.root),
        *(Route(f"/{view}", shown.page) for view in VIEWS),
        *(Route(f"/{view}/{{rest:path}}", shown.page) for view in VIEWS),
        Route(f"/{ASSETS}/{{name}}", asset),
    ]


class Shown:
    """The page, or how to build it."""

    def __init__(self, welcome: str) -> None:
        self._welcome = welcome

    async def root(self, request: Request) -> Response:
        """The page for browsers; for programs what can be asked here."""
        if "text/html" in request.headers.get("accept", ""):
            response = await self.page(request)
        else:
            response = PlainTextResponse(self._welcome)
        response.headers["vary"] = "Accept"
        return response

    async def page(self, request: Request) -> Response:
        """The page, whatever view of it is asked for."""
        index = files.read(INDEX) if files.is_built() else None
        if index is None:
            return HTMLResponse(_unbuilt(), 503, PAGE)
        return _sent(request, index, PAGE)


async def asset(request: Request) -> Response:
    """A file that the page consists of. Raises HTTPException where there is none of that name."""
    name = f"{ASSETS}/{request.path_params['name']}"
    found = files.read(name) if files.is_built() else None
    if found is None:
        raise HTTPException(404)
    return _sent(request, found, ASSET)


def _sent(request: Request, file: File, headers: dict[str, str]) -> Response:
    if file.gzipped is None:
        return Response(file.body, headers=headers, media_type=file.kind)
    vary = {**headers, "vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(file.body, headers=vary, media_type=file.kind)
    packed = {**vary, "content-encoding": "gzip"}
    return Response(file.gzipped, headers=packed, media_type=file.kind)


def unbuilt() -> Message | None:
    """What to do where there is no page to be shown; None where there is one."""
    if files.is_built():
        return None
    command = BUILD if files.is_checkout() else INSTALL
    return Message(
        "The page is not built, as npm could not be reached then: run `{command}`, and start again"
        " (GraphQL answers meanwhile)",
        command=command,
    )


def _unbuilt() -> str:
    words = unbuilt()
    assert words is not None
    return (
        '<!doctype html><html lang="zh"><meta charset="utf-8"><title>provenance</title>'
        f"<h1>provenance</h1><p>{escape(words.said(Language.BOTH))}</p></html>\n"
    )

"""A service asked over GraphQL, with the token that `provenance login` keeps for it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import PydanticCustomError

from provenance.model import errors
from provenance.model.errors import MisuseError, ProvenanceError, StoreUnavailableError
from provenance.model.message import Message
from provenance.settings.sources import usual_files
from provenance.settings.values import secure_url

Server = Annotated[
    str | None,
    typer.Option(
        "--server", metavar="URL", help="Ask a service, as `provenance login` signed you in."
    ),
]

PATIENCE_S = 120.0
"""So long a service may take to answer."""

_BY_CODE: Mapping[str, type[ProvenanceError]] = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ProvenanceError)
}


def address_of(server: str, address: str | None = None) -> str:
    """Where a service is. Raises MisuseError for what is no such place, or beside a store."""
    if address is not None:
        raise MisuseError(Message("--store and --server are two places: name one"))
    try:
        at = secure_url(server.strip())
    except PydanticCustomError:
        at = ""
    if not at:
        raise MisuseError(
            Message(
                "{server} is no address of a service: write such as https://provenance.example.cn,"
                " http:// on this machine alone",
                server=server,
            )
        )
    return at.rstrip("/").removesuffix("/graphql")


def tokens_kept() -> dict[str, str]:
    """The tokens that are kept, by the address of the service each is for."""
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_tokens(tokens: Mapping[str, str]) -> None:
    """Keep tokens where nobody but their owner reads them."""
    from provenance.access.identity.private_file import write_private  # not for who only asks

    _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private(_file(), json.dumps(tokens))


async def ask(at: str, query: str, token: str | None = None, **variables: object) -> Any:
    """What a service answers to a question, with a token or the one that is kept for it.

    Raises the error that the service names, StoreUnavailableError where it does not answer.
    """
    import httpx2  # which takes a third of a second

    token = token or tokens_kept().get(at)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    body = {"query": query, "variables": variables}
    try:
        async with httpx2.AsyncClient(follow_redirects=False, timeout=PATIENCE_S) as http:
            answer = await http.post(f"{at}/graphql", json=body, headers=headers)
        said = answer.json()
        failed = said.get("errors")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, AttributeError):
        raise StoreUnavailableError(
            Message("{at} does not answer as a service of this kind would", at=at)
        ) from None
    if not failed:
        return said["data"]
    code = failed[0].get("extensions", {}).get("code", "")
    if code == errors.UnauthenticatedError.code:
        raise errors.UnauthenticatedError(
            Message("{at} does not know you: `provenance login --server {at}`", at=at)
        )
    raise _BY_CODE.get(code, ProvenanceError)(str(failed[0].get("message", "")))


def _file() -> Path:
    return Path(usual_files()[1]).with_name("servers.json")

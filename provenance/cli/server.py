"""A service asked over GraphQL, with the token that `provenance login` keeps for it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from provenance.cli.output import Terminal
from provenance.model import errors
from provenance.model.errors import MisuseError, ProvenanceError, StoreUnavailableError
from provenance.model.message import Message
from provenance.settings.sources import usual_files
from provenance.settings.values import secure_url

PATIENCE_S = 120.0
"""So long a service may take to answer."""

_BY_CODE: Mapping[str, type[ProvenanceError]] = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ProvenanceError)
}


def address_of(server: str) -> str:
    """Where a service is. Raises MisuseError for what is no such place."""
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


@dataclass(slots=True)
class Service:
    """A service that is asked, in the name of whoever the token is."""

    at: str
    http: Any
    token: str | None

    async def ask(self, query: str, **variables: object) -> Any:
        """What it answers to a question, whose variables that are None are left out.

        Raises the error that it names, StoreUnavailableError where it does not answer.
        """
        import httpx2

        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        said = {name: value for name, value in variables.items() if value is not None}
        if "$in:" in query:
            said["in"] = Terminal.language.name
        body = {"query": query, "variables": said}
        try:
            answer = await self.http.post(f"{self.at}/graphql", json=body, headers=headers)
            told = answer.json()
            failed = told.get("errors")
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, AttributeError):
            raise StoreUnavailableError(
                Message("{at} does not answer as a service of this kind would", at=self.at)
            ) from None
        if failed:
            raise self._error(failed[0])
        return told["data"]

    async def each(self, query: str, **variables: object) -> AsyncIterator[Any]:
        """The things of a list, whose one question takes `after`, page by page."""
        async for page in self.pages(query, **variables):
            for edge in page["edges"]:
                yield edge["node"]

    async def pages(self, query: str, **variables: object) -> AsyncIterator[Any]:
        """The pages of a list."""
        after = None
        while True:
            (page,) = (await self.ask(query, after=after, **variables)).values()
            yield page
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def _error(self, failed: Mapping[str, Any]) -> ProvenanceError:
        code = failed.get("extensions", {}).get("code", "")
        if code == errors.UnauthenticatedError.code:
            return errors.UnauthenticatedError(
                Message("{at} does not know you: `provenance login --server {at}`", at=self.at)
            )
        return _BY_CODE.get(code, ProvenanceError)(str(failed.get("message", "")))


@asynccontextmanager
async def service(at: str, token: str | None = None) -> AsyncIterator[Service]:
    """A service that is asked with a token, or the one that is kept for it."""
    import httpx2  # which takes a third of a second

    async with httpx2.AsyncClient(follow_redirects=False, timeout=PATIENCE_S) as http:
        yield Service(at, http, token or tokens_kept().get(at))


def _file() -> Path:
    return Path(usual_files()[1]).with_name("servers.json")

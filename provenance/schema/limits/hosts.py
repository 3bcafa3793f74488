"""The names that this service answers to.

A page can have its own name point at this machine, and would then be of one origin with us for the
browser that shows it. Numbers are nobody's name, and a browser that shows a page from a number has
it from there.
"""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from provenance.model.errors import MisuseError
from provenance.model.loopback import is_address, is_loopback
from provenance.schema.limits.guard import problem

ANY = "*"


class Hosts:
    """Answers who names this service as it is called; the rest is told so, and nothing else."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names if name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._are_ours(Headers(scope=scope).getlist("host")):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403, "reason": ""})
        else:
            text = (
                "This service does not go by that name (Host); its operator sets PROVENANCE_HOSTS."
            )
            await problem(421, MisuseError.code, text)(scope, receive, send)

    def _are_ours(self, hosts: list[str]) -> bool:
        if ANY in self._names:
            return True
        if len(hosts) != 1:
            return False
        name = _without_port(hosts[0]).lower()
        return name in self._names or is_address(name) or is_loopback(name)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() and not name.endswith(":") else host

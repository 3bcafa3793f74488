"""How much the service answers, and how fast, for a monitor (Prometheus): counts, and no names."""

import os
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from time import perf_counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provenance.access.identity.sessions import SignedIn
from provenance.access.viewer import Role
from provenance.model.errors import ForbiddenError, ProvenanceError
from provenance.schema.limits.guard import problem
from provenance.traces import span

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The times that answers are sorted by, as monitors are used to."""

PATHS = frozenset({"/graphql", "/login", "/login/callback", "/logout", "/healthz", "/readyz"})
"""What is told apart; whatever else is asked for is `other`, for a name might be in it."""

TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counts what one process of the service answers."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._times: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(SECONDS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self.under_way = 0

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count an answer, by its path, its status and how long it took."""
        self._answers[path, status] += 1
        self._times[path][bisect_left(SECONDS, seconds)] += 1
        self._seconds[path] += seconds

    def text(self) -> str:
        """All counts, as Prometheus reads them; each process of several tells its own."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        of = f'process="{os.getpid()}"'
        yield "# TYPE provenance_requests counter"
        for (path, status), count in sorted(self._answers.items()):
            yield f'provenance_requests_total{{{of},path="{path}",status="{status}"}} {count}'
        yield "# TYPE provenance_request_seconds histogram"
        for path, counts in sorted(self._times.items()):
            up_to = 0
            for limit, count in zip((*map(str, SECONDS), "+Inf"), counts, strict=True):
                up_to += count
                labels = f'{of},path="{path}",le="{limit}"'
                yield f"provenance_request_seconds_bucket{{{labels}}} {up_to}"
            yield f'provenance_request_seconds_sum{{{of},path="{path}"}} {self._seconds[path]:.6f}'
            yield f'provenance_request_seconds_count{{{of},path="{path}"}} {up_to}'
        yield "# TYPE provenance_requests_under_way gauge"
        yield f"provenance_requests_under_way{{{of}}} {self.under_way}"


class Measured:
    """Has all that is asked over HTTP counted, what is refused before it is read among it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"] if scope["path"] in PATHS else "other"
        begun, status = perf_counter(), 499  # as the asker gone before there was an answer

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.under_way += 1
        with span(path) as noted:
            try:
                await self._app(scope, receive, seen)
            finally:
                self._metrics.under_way -= 1
                self._metrics.answered(path, status, perf_counter() - begun)
                noted("http.response.status_code", status)


def endpoint(
    metrics: Metrics, admit: Callable[[Request], Awaitable[SignedIn]]
) -> Callable[[Request], Awaitable[Response]]:
    """What answers a monitor: whoever runs the service, and nobody else."""

    async def told(request: Request) -> Response:
        try:
            if (await admit(request)).viewer.role not in {Role.OWNER, Role.OPERATOR}:
                raise ForbiddenError("counts of the service are for the role operator")
        except ForbiddenError as error:
            return problem(403, error.code, str(error))
        except ProvenanceError as error:
            return problem(401, error.code, str(error), {"www-authenticate": "Bearer"})
        return PlainTextResponse(metrics.text(), media_type=TYPE)

    return told

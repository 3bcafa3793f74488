"""What a command asks: a store, or a service over GraphQL; the same questions, the same answers.

A question is a function of a store. That of a service bears its name, in the module of
`cli/service` that `ANSWERED` has for the question, or for the module it is in.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from provenance.cli.running import opened, server_asked, settings_of
from provenance.graph.port.graph import GraphStore
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.cli.server import Service

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Question = Callable[Concatenate[GraphStore, Given], Awaitable[Answer]]
Listing = Callable[Concatenate[GraphStore, Given], AsyncIterator[Answer]]

ANSWERED: Mapping[str, str] = {
    "provenance.cli.answers": "naming",
    "provenance.cli.answers.years": "quotas",
    "provenance.cli.filing": "filing",
    "provenance.cli.findings": "findings",
    "provenance.cli.graphs": "tracing",
    "provenance.cli.ingest": "filing",
    "provenance.cli.law": "law",
    "provenance.cli.quotas": "quotas",
    "provenance.cli.quotas.notices_loaded": "filing",
    "provenance.cli.search": "naming",
    "provenance.cli.status": "running",
    "provenance.cli.suspicious": "findings",
    "provenance.cli.tracing": "tracing",
    "provenance.cli.trail": "running",
    "provenance.cli.utilisation": "utilisation",
    "provenance.cli.verdict": "verdicts",
    "provenance.cli.webhooks": "running",
    "provenance.findings.asked": "findings",
    "provenance.findings.causes": "findings",
    "provenance.findings.review": "findings",
    "provenance.findings.suspicious": "findings",
    "provenance.findings.webhooks.watches": "running",
    "provenance.graph.named": "naming",
    "provenance.graph.on_record": "supervision",
    "provenance.ingest.load": "filing",
    "provenance.ingest.template": "filing",
    "provenance.supervision.balance.reading": "supervision",
    "provenance.supervision.consequences": "supervision",
    "provenance.supervision.reporting.reading": "supervision",
    "provenance.supervision.targets.ranking": "targets",
    "provenance.verdict.clearance": "verdicts",
    "provenance.verdict.exposure": "tracing",
    "provenance.verdict.lots_of": "naming",
    "provenance.verdict.paths": "tracing",
    "provenance.verdict.requests": "verdicts",
    "provenance.verdict.requests.open_samples": "running",
}
"""Who answers what in place of a store."""


class Place(Protocol):
    """A store or a service."""

    async def ask(
        self, question: Question[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        """What it answers to a question."""

    def each(
        self, question: Listing[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> AsyncIterator[Answer]:
        """What it answers bit by bit."""


@dataclass(frozen=True, slots=True)
class OfStore:
    """A store that is asked."""

    store: GraphStore

    async def ask(
        self, question: Question[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        return await question(self.store, *args, **kwargs)

    def each(
        self, question: Listing[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> AsyncIterator[Answer]:
        return question(self.store, *args, **kwargs)


@dataclass(frozen=True, slots=True)
class OfService:
    """A service that is asked."""

    service: "Service"

    async def ask(
        self, question: Question[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        answer: Answer = await same(question)(self.service, *args, **kwargs)
        return answer

    def each(
        self, question: Listing[Given, Answer], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> AsyncIterator[Answer]:
        answers: AsyncIterator[Answer] = same(question)(self.service, *args, **kwargs)
        return answers


def same(question: Callable[..., Any]) -> Callable[..., Any]:
    """The function that asks a service what another asks a store."""
    of = question.__module__
    answered = ANSWERED.get(f"{of}.{question.__name__}") or ANSWERED[of]
    module = import_module(f"{__package__}.service.{answered}")
    found: Callable[..., Any] = getattr(module, question.__name__)
    return found


@asynccontextmanager
async def reached(
    address: str | None, *, create: bool = False
) -> AsyncIterator[tuple[Place, Settings]]:
    """The service that is to be asked, or else the store at an address, and the settings."""
    at = server_asked(address)
    if at is None:
        async with opened(address, create=create) as (store, settings):
            yield OfStore(store), settings
        return
    from provenance.cli.server import service

    async with service(at) as asked:
        yield OfService(asked), settings_of(None)

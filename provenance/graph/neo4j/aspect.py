"""A part of the Neo4j store, and how its methods come to ask."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from provenance.graph.neo4j.ask import Ask
from provenance.traces import span

Result = TypeVar("Result")
Given = ParamSpec("Given")

Apart = Callable[[Callable[[Ask], Awaitable[None]]], Awaitable[None]]
"""Commits some work before the rest."""


class Run(Protocol):
    """Lets one piece of work ask; again, where it reads and saw more than one state."""

    async def __call__(self, work: Callable[[Ask], Awaitable[Result]], /) -> Result: ...


class Turn:
    """One transaction of a writer; `changed` says whether there is anything to tell readers of."""

    changed = False

    def __init__(self, ask: Ask, apart: Apart) -> None:
        self.ask, self.apart = ask, apart

    async def __call__(self, work: Callable[[Ask], Awaitable[Result]], /) -> Result:
        return await work(self.ask)


class Aspect:
    """A part of the store, or of its writer: what is asked of it is one piece of work."""

    def __init__(self, run: Run) -> None:
        self._run = run


class WriterAspect(Aspect):
    """A part of a writer."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(turn)
        self._turn = turn


Work = Callable[Concatenate[Any, Ask, Given], Awaitable[Result]]
Method = Callable[Concatenate[Any, Given], Coroutine[Any, Any, Result]]


def asking(work: Work[Given, Result]) -> Method[Given, Result]:
    """Make a method of an aspect one piece of work that asks."""

    @wraps(work)
    async def run(self: Aspect, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with span(work.__qualname__):
            return await self._run(lambda ask: work(self, ask, *args, **kwargs))

    return run


def changing(work: Work[Given, Result]) -> Method[Given, Result]:
    """Make a method of a writer one that changes what readers go by."""

    @wraps(work)
    async def run(self: WriterAspect, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        self._turn.changed = True
        with span(work.__qualname__):
            return await work(self, self._turn.ask, *args, **kwargs)

    return run

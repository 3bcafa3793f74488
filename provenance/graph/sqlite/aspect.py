"""A part of the embedded store, and how its methods come by a connection."""

from collections.abc import Callable, Coroutine
from functools import wraps
from sqlite3 import Connection
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from provenance.traces import span

Result = TypeVar("Result")
Given = ParamSpec("Given")


class Run(Protocol):
    """Runs one piece of work in a thread that has a connection."""

    async def __call__(self, work: Callable[[Connection], Result], /) -> Result: ...


class Aspect:
    """A part of the store, or of its writer: what is asked of it runs with one connection."""

    def __init__(self, run: Run) -> None:
        self._run = run


def on_connection(
    work: Callable[Concatenate[Any, Connection, Given], Result],
) -> Callable[Concatenate[Any, Given], Coroutine[Any, Any, Result]]:
    """Make a method of an aspect one trip to such a thread: one snapshot, where it reads."""

    @wraps(work)
    async def trip(self: Aspect, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with span(work.__qualname__):
            return await self._run(lambda db: work(self, db, *args, **kwargs))

    return trip

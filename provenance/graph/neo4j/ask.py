"""Asking Neo4j one statement at a time, and the deadline that each pushes on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from neo4j import AsyncManagedTransaction, Record

from provenance.graph.neo4j.queries import once, steady
from provenance.model.message import Message

CHUNK = 10_000
"""Rows in one statement."""


class Ask(Protocol):
    """One statement with its parameters; returns what it returns as `found`, None for no row."""

    async def __call__(self, text: str, /, **parameters: Any) -> Any: ...


async def many(ask: Ask, text: str, rows: Sequence[Any]) -> list[Any]:
    """A statement over any number of `rows`; returns all that it found."""
    found: list[Any] = []
    for at in range(0, len(rows), CHUNK):
        found += await ask(text, rows=rows[at : at + CHUNK]) or ()
    return found


def packed(kinds: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Sequence[Any]]]:
    """Rows of several kinds, in that order, as many at a time as one statement takes."""
    step: dict[str, Sequence[Any]] = dict.fromkeys(kinds, ())
    room = CHUNK
    for kind, rows in kinds.items():
        at = 0
        while at < len(rows):
            if not room:
                yield step
                step, room = dict.fromkeys(kinds, ()), CHUNK
            step[kind] = rows[at : at + room]
            at += len(step[kind])
            room -= len(step[kind])
    yield step


class UnsteadyError(Exception):
    """What was read so far is not of one state: it has to be read again."""


class Look:
    """Asks for reading, as long as all that it is shown is of one state. Raises UnsteadyError."""

    def __init__(self, send: Callable[..., Awaitable[Record | None]]) -> None:
        self._send = send
        self._states: set[int] = set()

    async def __call__(self, text: str, /, **parameters: Any) -> Any:
        record = await self._send(steady(text), parameters)
        if record is None or not record["steady"]:
            raise UnsteadyError
        self._states.add(record["begun"])
        if len(self._states) > 1:
            raise UnsteadyError
        return record["found"]


class Asking:
    """Asks in a transaction."""

    def __init__(self, tx: AsyncManagedTransaction) -> None:
        self._tx = tx

    async def __call__(self, text: str, /, **parameters: Any) -> Any:
        result = await self._tx.run(once(text), given=parameters)
        return found_in(await result.single())


class Deadline:
    """A deadline that each statement of a transaction pushes on; work of our own has none."""

    def __init__(self, limit: asyncio.Timeout) -> None:
        self._limit = limit
        self._seconds = 0.0
        self._behind_a_load = False

    def expect(self, seconds: float, *, behind_a_load: bool = False) -> None:
        """From now on give up after so long."""
        self._seconds, self._behind_a_load = seconds, behind_a_load

    @property
    def words(self) -> Message:
        """What the database has not done in time."""
        seconds = f"{self._seconds:g}"
        if self._behind_a_load:
            return Message("is held by another load, for longer than {seconds} s", seconds=seconds)
        return Message("has not answered for {seconds} s", seconds=seconds)

    def start(self) -> None:
        self._limit.reschedule(asyncio.get_running_loop().time() + self._seconds)

    def over(self, tx: AsyncManagedTransaction) -> Ask:
        """Ask in a transaction, each statement within the time."""
        asking = Asking(tx)

        async def ask(text: str, /, **parameters: Any) -> Any:
            self.start()
            found = await asking(text, **parameters)
            self._limit.reschedule(None)
            return found

        return ask


def found_in(record: Record | None) -> Any:
    return record["found"] if record else None

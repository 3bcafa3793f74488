"""The wire to Neo4j: when to give up on it, what to say then, and how to read one state of it.

Neo4j isolates no more than "read committed", and shows a large commit to readers bit by bit. So a
writer says on a node of its own that its commit begins, and then that it is done; a read is done
again if that node did not stand still meanwhile.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from neo4j import (
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    NotificationMinimumSeverity,
    Record,
    RoutingControl,
)
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from provenance.graph.neo4j.ask import Ask, Asking, Deadline, Look, UnsteadyError, found_in
from provenance.graph.neo4j.queries import query
from provenance.graph.port.form import FORM
from provenance.model.errors import MisuseError, StoreUnavailableError
from provenance.model.message import Message

Result = TypeVar("Result")

PAUSES = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds before each try at reading one state; after the last, a read waits its turn to write."""

PATIENCE = 8
"""A statement of a write may take so many times longer: it carries thousands of rows."""

BUGS = ("Neo.ClientError.Statement.", "Neo.ClientError.Schema.")
"""Errors that say the queries are wrong, not that the server is gone."""

# Without a handler of its own the driver's words on retries would go to stderr.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Link:
    """A driver with its bookmarks and deadlines. All methods raise StoreUnavailableError."""

    def __init__(
        self, uri: str, login: tuple[str, str], *, timeout_s: float, wait_s: float
    ) -> None:
        if not uri.startswith(("neo4j", "bolt")):
            raise MisuseError(
                Message("{uri} is no address of a Neo4j: write neo4j://HOST:7687", uri=uri)
            )
        self.uri, self._user = uri, login[0]
        self._timeout_s, self._wait_s = timeout_s, wait_s
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        try:
            self._driver = AsyncGraphDatabase.driver(
                uri,
                auth=login,
                connection_timeout=timeout_s,
                connection_acquisition_timeout=timeout_s,
                max_transaction_retry_time=timeout_s,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as error:
            raise MisuseError(
                Message(
                    "{uri} is no address of a Neo4j: {why:system_error}", uri=uri, why=str(error)
                )
            ) from error

    async def close(self) -> None:
        with suppress(StoreUnavailableError):
            async with self._watched():
                await self._driver.close()

    async def do(self, text: str, /, *, patience: float = 1, **parameters: Any) -> Any:
        """One statement in a transaction of its own."""
        async with self._watched(patience):
            return found_in(await self._send(text, parameters, RoutingControl.WRITE))

    async def read(self, work: Callable[[Ask], Awaitable[Result]]) -> Result:
        """Let some work ask, again where a commit came in between: it sees one state."""
        async with self._watched():
            for pause in PAUSES:
                await asyncio.sleep(pause)
                with suppress(UnsteadyError):
                    return await work(Look(self._send))
            return await self._read_alone(work)

    async def write(self, work: Callable[[Ask], Awaitable[tuple[Result, bool]]]) -> Result:
        """Let some work write alone; it returns its result, and whether it changed anything."""

        async def turn(ask: Ask, deadline: Deadline) -> tuple[Result, bool]:
            deadline.expect(self._wait_s, behind_a_load=True)
            left_open = await ask(query("lock"), form=FORM)
            deadline.expect(self._timeout_s * PATIENCE)
            if left_open:
                await self.do(query("mend_publication"))
            return await work(ask)

        return await self._commit(turn)

    async def commit_apart(self, work: Callable[[Ask], Awaitable[None]]) -> None:
        """Commit some work before the rest, for a writer that itself changed nothing yet."""

        async def turn(ask: Ask, deadline: Deadline) -> tuple[None, bool]:
            deadline.expect(self._timeout_s * PATIENCE)
            await work(ask)
            return None, True

        await self._commit(turn)

    async def commit_beside(self, work: Callable[[Ask], Awaitable[None]]) -> None:
        """Commit what no reader of the graph goes by, whoever writes meanwhile."""

        async def turn(ask: Ask, deadline: Deadline) -> tuple[None, bool]:
            deadline.expect(self._timeout_s)
            await work(ask)
            return None, False

        await self._commit(turn)

    async def _commit(
        self, work: Callable[[Ask, Deadline], Awaitable[tuple[Result, bool]]]
    ) -> Result:
        """One transaction, tried again where the server says so; readers see none of it or all."""
        begun = 0
        async with (
            self._watched() as deadline,
            self._driver.session(bookmark_manager=self._bookmarks) as session,
        ):

            async def turn(tx: AsyncManagedTransaction) -> Result:
                nonlocal begun
                result, changed = await work(deadline.over(tx), deadline)
                if changed:
                    begun = await self.do(query("begin_publication"))
                deadline.start()  # for the commit, once this returns
                return result

            result = await session.execute_write(turn)
        if begun:
            # What is committed is committed: if this fails, the next writer mends it.
            with suppress(StoreUnavailableError):
                await self.do(query("end_publication"), number=begun)
        return result

    async def _read_alone(self, work: Callable[[Ask], Awaitable[Result]]) -> Result:
        """Read with writers held off, where they come too thick to read between them."""

        async def turn(tx: AsyncManagedTransaction) -> Result:
            ask = Asking(tx)
            await ask(query("lock"), form=FORM)
            await ask(query("mend_publication"))
            return await work(ask)

        async with self._driver.session(bookmark_manager=self._bookmarks) as session:
            return await session.execute_write(turn)

    async def _send(
        self,
        text: str,
        parameters: Mapping[str, Any],
        routing: RoutingControl = RoutingControl.READ,
    ) -> Record | None:
        return await self._driver.execute_query(
            text,
            given=parameters,
            routing_=routing,
            bookmark_manager_=self._bookmarks,
            result_transformer_=AsyncResult.single,
        )

    @asynccontextmanager
    async def _watched(self, patience: float = 1) -> AsyncIterator[Deadline]:
        """Give up in time, and say so in plain words."""
        limit = asyncio.timeout(None)
        deadline = Deadline(limit)
        deadline.expect(self._timeout_s * patience)
        try:
            async with limit:
                deadline.start()
                yield deadline
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise self._unavailable(deadline.words) from error
        except (Neo4jError, DriverError) as error:
            if isinstance(error, Neo4jError) and str(error.code).startswith(BUGS):
                raise
            if isinstance(error, AuthError):
                raise self._unavailable(
                    Message("refuses the user {user}", user=self._user)
                ) from error
            if isinstance(error, Neo4jError) and "MemoryPoolOutOfMemory" in str(error.code):
                raise self._unavailable(Message("needs more memory: raise NEO4J_HEAP")) from error
            raise self._unavailable(
                Message("does not answer: {why:system_error}", why=str(error))
            ) from error

    def _unavailable(self, words: Message) -> StoreUnavailableError:
        return StoreUnavailableError(
            Message(
                "the store {uri} {words}. Check that Neo4j runs there and that"
                " NEO4J_USER and NEO4J_PASSWORD are right, then try again",
                uri=self.uri,
                words=words,
            )
        )

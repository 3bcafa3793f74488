"""How a process puts entries in the trail: all that wait in one transaction."""

import asyncio
from contextvars import Context

import structlog

from provenance.graph.port.graph import GraphStore
from provenance.graph.port.trail import Draft
from provenance.model.errors import ProvenanceError, TrailUnwritableError
from provenance.model.message import Message
from provenance.settings.trail import Trail as Terms

log = structlog.get_logger(__name__)

AT_ONCE = 1_000
"""So many entries are written at a time."""

Waiting = tuple[Draft, "asyncio.Future[None]"]


class Journal:
    """Puts entries in the trail of a store; whoever comes while others are written waits for the
    next turn, and is written with all who came meanwhile."""

    def __init__(self, store: GraphStore, terms: Terms) -> None:
        self._store = store
        self.terms = terms
        self._waiting: list[Waiting] = []
        self._turn: asyncio.Task[None] | None = None

    async def append(self, draft: Draft) -> None:
        """Return once an entry is in the trail, for good. Raises TrailUnwritableError."""
        waiting: Waiting = draft, asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        if self._turn is None:
            # In a context of its own: it writes what others ask too, whoever has gone by then.
            self._turn = asyncio.create_task(self._write(), context=Context())
        try:
            async with asyncio.timeout(self.terms.wait_s):
                await waiting[1]
        except TimeoutError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise TrailUnwritableError(
                Message(
                    "the trail was not written within {seconds} s, and what is not in it is not"
                    " answered: others hold the store, ask again later",
                    seconds=f"{self.terms.wait_s:g}",
                )
            ) from None

    async def _write(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            error = await self._appended([draft for draft, _ in taken])
            for _, future in taken:
                if future.done():  # whoever asked is gone, or waits no longer
                    continue
                if error is None:
                    future.set_result(None)
                else:
                    future.set_exception(error)
        self._turn = None

    async def _appended(self, drafts: list[Draft]) -> TrailUnwritableError | None:
        """None once they are kept, else why they are not."""
        try:
            await self._store.trail.append(drafts)
        except ProvenanceError as error:
            return _unwritable(error.message)
        except Exception as error:
            log.error("trail.unwritable", exc_info=error)
            return _unwritable(type(error).__name__)
        return None


def _unwritable(why: str | Message) -> TrailUnwritableError:
    return TrailUnwritableError(
        Message(
            "the trail cannot be written, and what is not in it is not answered: {why}", why=why
        )
    )

"""One audit at a time: who comes while one runs joins the next, and waits for its result."""

import asyncio
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from provenance.findings.audit.run import audit
from provenance.findings.audit.steps import Audited
from provenance.findings.summaries import AT_ONCE, sum_up
from provenance.graph.port.graph import GraphStore
from provenance.model.work import WORK
from provenance.settings import Settings

Judge = Callable[[str], Awaitable[Audited]]
"""An audit of what waits, given the loads after which it is."""


class Turns:
    """The audits of one store in one process: eight that come at once cost two, not eight.

    What came before a turn began is judged in it; so each gets the result of an audit that began
    after its own records were kept, and none pays for judging the same things beside another.
    """

    def __init__(self) -> None:
        self._running = asyncio.Lock()
        self._loads: list[str] = []
        self._next: asyncio.Task[Audited] | None = None
        self._begun: set[asyncio.Task[Audited]] = set()

    async def judged(self, load: str, judge: Judge) -> Audited:
        """What the next audit comes to; whoever gives up waiting leaves it to the others."""
        self._loads.append(load)
        if self._next is None:
            self._next = asyncio.create_task(self._turn(judge))
            self._begun.add(self._next)  # which nobody may be waiting for by the time it runs
            self._next.add_done_callback(self._begun.discard)
        return await asyncio.shield(self._next)

    async def _turn(self, judge: Judge) -> Audited:
        WORK.set(None)  # it is for all who wait, however long the first of them does
        async with self._running:
            loads, self._loads, self._next = self._loads, [], None
            return await judge("; ".join(loads))


_TURNS: WeakKeyDictionary[GraphStore, Turns] = WeakKeyDictionary()


async def audit_in_turn(store: GraphStore, settings: Settings, load: str) -> Audited:
    """Judge what waits to be audited, together with whoever else asks meanwhile.

    Conclusions that changed name all loads the audit was after; of some declarations bounds and
    advice are worked out as well. Raises StoreUnavailableError.
    """
    turns = _TURNS.setdefault(store, Turns())

    async def judge(loads: str) -> Audited:
        found = await audit(store, settings, load=loads)
        await sum_up(store, settings, AT_ONCE)
        return found

    return await turns.judged(load, judge)

"""Tells of findings as they are raised, whichever process audits.

The store is where they are read from, in the order of their numbers: nobody misses one, gets one
twice, or holds others up by reading slowly. An audit in this process says when there is something
to read; what other processes raise is seen by looking every now and then, once for all who wait.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from math import inf
from typing import Generic, TypeVar

from provenance.graph.port.findings import Findings
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.records import State

Seen = TypeVar("Seen")

PAGE = 200


class Look(Generic[Seen]):
    """Something that all who wait look at together, every so often, `at` when it was last."""

    def __init__(self, look: Callable[[], Awaitable[Seen]]) -> None:
        self._look = look
        self._looking = asyncio.Lock()
        self.at = -inf
        self._seen: Seen

    async def seen(self, every_s: float) -> Seen:
        """What it was when somebody looked, so many seconds ago at most."""
        async with self._looking:
            now = asyncio.get_running_loop().time()
            if now - self.at >= every_s:
                self.at = now
                self._seen = await self._look()
            return self._seen


class Announcer:
    """Tells subscribers of one service what is raised in its store, and when it was settled or
    audited; `every_s` is in seconds."""

    def __init__(self, store: GraphStore, every_s: float) -> None:
        self._store = store
        self._every_s = every_s
        self._woken = asyncio.Event()
        self._raising = Look(self._read_last)
        self._freshness = Look(self._read_state)

    def announce(self) -> None:
        """Say that an audit has kept findings: whoever waits looks at once."""
        self._raising.at = self._freshness.at = -inf
        self._woken.set()
        self._woken = asyncio.Event()

    async def raised(
        self, wanted: FindingFilter, findings: Findings | None = None
    ) -> AsyncIterator[KeptFinding]:
        """What a filter leaves of all that is raised from now on. Raises StoreUnavailableError.

        They are read from `findings`, as whoever listens may see them; without it, all of them.
        """
        findings = findings or self._store.findings
        seen = await self._store.findings.last_raised()
        while True:
            latest = await self._beyond(seen)
            while found := await findings.raised(wanted, seen, PAGE):
                for finding in found:
                    yield finding
                seen = found[-1].raised
            seen = max(seen, latest)

    async def settled(self) -> AsyncIterator[State]:
        """How fresh the store is, now and whenever that has changed. Raises StoreUnavailableError.

        Looking is for all who wait at once.
        """
        told = None
        while True:
            woken = self._woken
            if (state := await self._state()) != told:
                told = state
                yield state
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await woken.wait()

    async def _beyond(self, seen: int) -> int:
        """Wait until something was raised behind a number; returns the number of the last."""
        while True:
            woken = self._woken
            if (latest := await self._latest()) > seen:
                return latest
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await woken.wait()

    async def _read_last(self) -> int:
        return await self._store.findings.last_raised()

    async def _read_state(self) -> State:
        return await self._store.records.state()

    async def _latest(self) -> int:
        """The number of the last that was raised, as of a moment ago."""
        return await self._raising.seen(self._every_s)

    async def _state(self) -> State:
        """How fresh the store is, as of a moment ago."""
        return await self._freshness.seen(self._every_s)

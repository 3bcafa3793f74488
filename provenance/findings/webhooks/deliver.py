"""Delivering what is raised to those who watch: at least once, each watch in order.

A watch is told by one task of one process at a time, which holds it in the store, one raising
after the other; so a receiver that does not answer holds up its own watch and nothing else. What
was taken is kept in the store every second and when a turn ends. A process that dies in between
lets what it sent since be sent again.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import structlog

from provenance.findings.background import in_background
from provenance.findings.webhooks.message import raised
from provenance.findings.webhooks.reach import client
from provenance.findings.webhooks.schedule import failed, taken
from provenance.findings.webhooks.sending import send
from provenance.graph.meant import meant_filter
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.model.errors import StoreUnavailableError
from provenance.settings import Settings

log = structlog.get_logger(__name__)

PAGE = 200
"""Raisings read at a time, and told in one turn: then it is another watch's."""

KEEP_S = 1.0
"""So often it is kept how far a watch was told; each time is a write for the store."""


class Deliverer:
    """Delivers what is raised in a store; several may, in one process or many."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self._store = store
        self._terms = settings.webhooks
        self._look_s = settings.findings_look_s
        self._holder = uuid4().hex
        self._told: set[str] = set()
        self._turned = asyncio.Event()

    def at_work(self) -> AbstractAsyncContextManager[None]:
        """Deliver meanwhile; at the end what is in flight is given up, to be sent again."""
        return in_background(self.run())

    async def run(self) -> None:
        """Deliver until cancelled; a store that is gone is waited for."""
        async with client(self._terms) as http, asyncio.TaskGroup() as turns:
            while True:
                self._turned.clear()
                try:
                    for watch in await self._take(datetime.now(UTC)):
                        turns.create_task(self._turn(http, watch))
                except StoreUnavailableError as error:
                    log.warning("webhooks.waiting_for_store", error=str(error))
                except Exception as error:
                    log.error("webhooks.failed", exc_info=error)
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._look_s):
                        await self._turned.wait()

    async def run_once(self) -> None:
        """Deliver what waits now; what fails is left. Raises StoreUnavailableError."""
        started = datetime.now(UTC)  # what fails is due again later, however long this takes
        async with client(self._terms) as http:
            while taken_on := await self._take(started):
                await asyncio.gather(*(self._turn(http, watch) for watch in taken_on))

    async def _take(self, now: datetime) -> Sequence[Watch]:
        """Take on those for whom something may wait at a time, the longest waiting first."""
        free = self._terms.at_once - len(self._told)
        due = [one for one in await self._store.watches.all() if one.due(now, self._holder)]
        if not due or not free:
            return ()
        last = await self._store.findings.last_raised()
        behind = [one for one in due if one.behind(last) and one.id not in self._told]
        behind.sort(key=lambda one: one.delivery.tried_at or one.created_at)
        ids = self._shared(behind, {one.id: one for one in due})
        if not ids:
            return ()
        lease = self._lease(hold=True)
        taken_on = await self._store.write(lambda writer: writer.watches.lease(ids, lease))
        self._told |= {watch.id for watch in taken_on}
        return taken_on

    def _shared(self, behind: Sequence[Watch], due: Mapping[str, Watch]) -> list[str]:
        """Whom to take on of those who wait: no host more than a quarter of all at a time, nor
        those that did not answer last time more than half."""
        told = [due[id_] for id_ in self._told if id_ in due]
        hosts, failing = Counter(map(_host, told)), sum(map(_failed, told))
        picked: list[str] = []
        for one in behind:
            if len(picked) + len(self._told) >= self._terms.at_once:
                break
            full = hosts[_host(one)] >= max(1, self._terms.at_once // 4)
            if full or (_failed(one) and failing >= max(1, self._terms.at_once // 2)):
                continue
            picked.append(one.id)
            hosts[_host(one)] += 1
            failing += _failed(one)
        return picked

    async def _turn(self, http: httpx2.AsyncClient, watch: Watch) -> None:
        """Tell a watch what waits for it; whatever comes of that is no matter of the others."""
        try:
            await self._tell(http, watch)
            self._turned.set()
        except StoreUnavailableError as error:
            log.warning("webhooks.waiting_for_store", watch=watch.id, error=str(error))
        except Exception as error:
            log.error("webhooks.failed", watch=watch.id, exc_info=error)
        finally:
            self._told.discard(watch.id)

    async def _tell(self, http: httpx2.AsyncClient, watch: Watch) -> None:
        """Tell a watch what waits for it, up to a page, and let go of it."""
        done = watch.delivery
        try:
            last = await self._store.findings.last_raised()
            wanted = await meant_filter(self._store.graph, watch.wanted)
            page = await self._store.watches.raisings(wanted, done.told, PAGE)
            kept_at = _clock()
            for finding in page:
                outcome = await send(http, watch, raised(watch, finding), self._terms)
                now = datetime.now(UTC)
                if outcome.error is not None:
                    done = failed(done, outcome, now, self._terms)
                    return
                done = taken(done, finding.raised, now)
                if _clock() - kept_at >= KEEP_S:
                    if not await self._keep(watch, done, hold=True):
                        return
                    kept_at = _clock()
            if len(page) < PAGE:
                done = replace(done, told=max(done.told, last))
        finally:
            await self._keep(watch, done, hold=False)

    async def _keep(self, watch: Watch, done: Delivery, *, hold: bool) -> bool:
        """Keep how far a watch was told; false where it is no longer this process's to tell."""
        lease = self._lease(hold=hold)
        return await self._store.write(lambda writer: writer.watches.advance(watch.id, done, lease))

    def _lease(self, *, hold: bool) -> Lease:
        now = datetime.now(UTC)
        seconds = self._terms.lease_s + self._terms.timeout_s
        return Lease(self._holder, now, now + timedelta(seconds=seconds) if hold else now)


def _host(watch: Watch) -> str:
    return urlsplit(watch.url).netloc.lower()


def _failed(watch: Watch) -> bool:
    return watch.delivery.failures > 0


def _clock() -> float:
    return asyncio.get_running_loop().time()

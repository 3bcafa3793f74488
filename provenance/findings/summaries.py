"""Bounds and advice of declarations, worked out after audits: lists show them, none computes them.

A verdict takes some milliseconds and an audit may leave a hundred thousand to give: those of the
latest declarations come first, a few at a time.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager

import structlog

from provenance.findings.background import in_background
from provenance.graph.pages import everything
from provenance.graph.port.declared import Summary, Waits
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import LimitExceededError, StoreUnavailableError
from provenance.model.terms import EdgeType, EventKind, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.verdicts import verdicts

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""So many verdicts are given at a time: what they share upstream is read once."""


async def sum_up(
    store: GraphStore,
    settings: Settings,
    most: int | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Work out what waits, or so many of it, the latest first; returns how many that were.

    Calls back with how many are done. Raises StoreUnavailableError; what was kept stays.
    """
    done = 0
    while most is None or done < most:
        wanted = AT_ONCE if most is None else min(AT_ONCE, most - done)
        waiting = await store.declared.waiting(wanted)
        if not waiting:
            break
        found = await _verdicts(store, settings, waiting)
        summed = [(one, _summary(verdict) if verdict else None) for one, verdict in found]
        await store.write(lambda writer: writer.declared.sum_up(summed))  # noqa: B023
        done += len(waiting)
        on_progress(done)
    return done


async def _verdicts(
    store: GraphStore, settings: Settings, waiting: Sequence[Waits]
) -> list[tuple[Waits, Verdict | None]]:
    """Their verdicts as each would be given by itself: fewer at a time where they are large."""
    refs = [Ref(Label.DECLARATION, one.key) for one in waiting]
    try:
        found = await verdicts(store, refs, settings)
    except LimitExceededError:
        if len(waiting) == 1:
            return [(waiting[0], None)]
    else:
        if len(waiting) == 1 or not any(verdict and verdict.cut for verdict in found):
            return list(zip(waiting, found, strict=True))
    middle = len(waiting) // 2
    first = await _verdicts(store, settings, waiting[:middle])
    return [*first, *await _verdicts(store, settings, waiting[middle:])]


def _summary(verdict: Verdict) -> Summary:
    return Summary(
        conclusion=verdict.conclusion,
        reo_g=verdict.reo_g,
        lawful_g=verdict.lawful_g,
        unlawful_g=verdict.unlawful_g,
        unverified_g=verdict.unverified_g,
        lawful_min_g=verdict.lawful_min_g,
        lawful_max_g=verdict.lawful_max_g,
        advice=verdict.clearance,
        settled_at=verdict.settled_at,
        waiting=False,
    )


async def declared_below(
    store: GraphStore, refs: Collection[Ref], most: int
) -> frozenset[str] | None:
    """The declarations for export of what came of some things; None for any, where it is too much.

    Of lots and events what descends from them, of declarations themselves, of licences all under
    them; nothing else is in a verdict on goods.
    """
    licences = [ref for ref in refs if ref.label is Label.EXPORT_LICENCE]
    under = await everything(store.graph, licences, EdgeType.UNDER, out=False)
    found = {near.thing.ref.key for all_ in under.values() for near in all_}
    found |= {ref.key for ref in refs if ref.label is Label.DECLARATION}
    material = sorted(ref for ref in refs if ref.label in {Label.LOT, Label.EVENT})
    if material:
        below = await store.graph.lineage(material, up=False, most=most)
        if below.cut:
            return None
        found |= {
            event.declaration
            for event in below.events.values()
            if event.kind is EventKind.EXPORT and event.declaration
        }
    return frozenset(found)


class Summing:
    """Works out in the background of a service what waits; several may, each what it comes by."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def at_work(self) -> AbstractAsyncContextManager[None]:
        """Work meanwhile; at the end what is under way is left to whoever comes next."""
        return in_background(self.run())

    async def run(self) -> None:
        """Work until cancelled, half of the time at most; a store that is gone is waited for."""
        clock = asyncio.get_running_loop().time
        while True:
            begun, done = clock(), 0
            try:
                done = await sum_up(self._store, self._settings, AT_ONCE)
            except StoreUnavailableError as error:
                log.warning("summaries.waiting_for_store", error=str(error))
            except Exception as error:
                log.error("summaries.failed", exc_info=error)
            pause = 0.0 if done else self._settings.findings_look_s
            await asyncio.sleep(max(pause, clock() - begun))

"""The trail in Neo4j.

It has a lock of its own, taken after that of the store by who holds both: an answer does not wait
for a load to end before it is in the trail. Readers go by the graph, not by this.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict

from provenance.graph.neo4j.ask import Ask, many
from provenance.graph.neo4j.aspect import Aspect, Run, WriterAspect, asking
from provenance.graph.neo4j.queries import query
from provenance.graph.port.trail import Draft, Entry, TrailFilter
from provenance.graph.rows.trail import chained, compared, entry_from


class Trail(Aspect):
    """What is answered of the trail."""

    def __init__(
        self, run: Run, beside: Callable[[Callable[[Ask], Awaitable[None]]], Awaitable[None]]
    ) -> None:
        super().__init__(run)
        self._beside = beside

    @asking
    async def page(self, ask: Ask, after: int, first: int) -> list[Entry]:
        return _read(await ask(query("trail_page"), after=after, first=first))

    @asking
    async def latest(
        self, ask: Ask, wanted: TrailFilter, before: int | None, first: int
    ) -> list[Entry]:
        values = compared(wanted)
        return _read(await ask(query("trail_latest"), **values, before=before, first=first))

    @asking
    async def head(self, ask: Ask) -> Entry | None:
        return await _head(ask)

    async def append(self, drafts: Sequence[Draft]) -> None:
        await self._beside(lambda ask: _append(ask, drafts))


class TrailWriter(WriterAspect):
    """What is kept of the trail."""

    @asking
    async def append(self, ask: Ask, drafts: Sequence[Draft]) -> None:
        await _append(ask, drafts)

    @asking
    async def expire(self, ask: Ask, number: int, seal: str) -> None:
        await ask(query("trail_seal"), number=number, seal=seal)
        while await ask(query("trail_forget"), number=number):
            continue

    @asking
    async def reseal(self, ask: Ask, number: int, seal: str) -> None:
        await ask(query("trail_reseal"), number=number, seal=seal)


async def _append(ask: Ask, drafts: Sequence[Draft]) -> None:
    await ask(query("trail_lock"))
    last = await _head(ask)
    rows = [asdict(entry) for entry in chained(last, drafts)]
    await many(ask, query("trail_append"), rows)


async def _head(ask: Ask) -> Entry | None:
    return next(iter(_read(await ask(query("trail_head")))), None)


def _read(found: Sequence[dict[str, object]] | None) -> list[Entry]:
    return [entry_from(props) for props in found or ()]

"""What is kept in Neo4j of watches, and of what was raised while somebody watches."""

from collections.abc import Sequence

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.aspect import Aspect, WriterAspect, asking, changing
from provenance.graph.neo4j.findings import compared
from provenance.graph.neo4j.queries import query
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.graph.rows.findings import kept_from, moment
from provenance.graph.rows.watches import delivery_row, watch_from, watch_row


class WatchWriter(WriterAspect):
    """What is kept of watches."""

    @changing
    async def keep(self, ask: Ask, watch: Watch) -> None:
        await ask(query("keep_watch"), row=watch_row(watch))

    @changing
    async def remove(self, ask: Ask, id_: str) -> bool:
        removed = bool(await ask(query("remove_watch"), id=id_))
        await ask(query("forget_raisings"))
        return removed

    # Readers go by the graph, not by how far watches have been told, nor by how secrets are kept:
    # of the next three they need not be told, and so need not read again.

    @asking
    async def reseal(self, ask: Ask, id_: str, before: str, after: str) -> None:
        await ask(query("reseal_watch"), id=id_, before=before, after=after)

    @asking
    async def lease(self, ask: Ask, ids: Sequence[str], lease: Lease) -> list[Watch]:
        found = await ask(
            query("lease_watches"),
            ids=list(ids),
            holder=lease.holder,
            now=moment(lease.now),
            until=moment(lease.until),
        )
        return [watch_from(props) for props in found]

    @asking
    async def advance(self, ask: Ask, id_: str, delivery: Delivery, lease: Lease) -> bool:
        held = await ask(
            query("advance_watch"),
            id=id_,
            holder=lease.holder,
            until=moment(lease.until),
            row=delivery_row(delivery),
        )
        await ask(query("forget_raisings"))
        return bool(held)


class Watches(Aspect):
    """What is answered of watches."""

    @asking
    async def all(self, ask: Ask) -> list[Watch]:
        return [watch_from(props) for props in await ask(query("watches"))]

    @asking
    async def raisings(
        self, ask: Ask, wanted: FindingFilter, after: int, first: int
    ) -> list[KeptFinding]:
        values = await compared(ask, wanted)
        rows = await ask(query("raisings"), **values, after=after, first=first)
        return [kept_from(*row) for row in rows]

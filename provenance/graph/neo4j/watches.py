"""What is kept in Neo4j of watches, and of what was raised while somebody watches."""

from collections.abc import Sequence

from provenance.graph.neo4j.ask import Ask
from provenance.graph.neo4j.findings import compared
from provenance.graph.neo4j.queries import query
from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.graph.port.watches import Delivery, Lease, Watch
from provenance.graph.rows.findings import kept_from, moment
from provenance.graph.rows.watches import delivery_row, watch_from, watch_row


async def keep_watch(ask: Ask, watch: Watch) -> None:
    await ask(query("keep_watch"), row=watch_row(watch))


async def remove_watch(ask: Ask, id_: str) -> bool:
    removed = bool(await ask(query("remove_watch"), id=id_))
    await ask(query("forget_raisings"))
    return removed


async def lease_watches(ask: Ask, ids: Sequence[str], lease: Lease) -> list[Watch]:
    found = await ask(
        query("lease_watches"),
        ids=list(ids),
        holder=lease.holder,
        now=moment(lease.now),
        until=moment(lease.until),
    )
    return [watch_from(props) for props in found]


async def advance_watch(ask: Ask, id_: str, delivery: Delivery, lease: Lease) -> bool:
    held = await ask(
        query("advance_watch"),
        id=id_,
        holder=lease.holder,
        until=moment(lease.until),
        row=delivery_row(delivery),
    )
    await ask(query("forget_raisings"))
    return bool(held)


async def watches(ask: Ask) -> list[Watch]:
    return [watch_from(props) for props in await ask(query("watches"))]


async def raisings(ask: Ask, wanted: FindingFilter, after: int, first: int) -> list[KeptFinding]:
    values = await compared(ask, wanted)
    rows = await ask(query("raisings"), **values, after=after, first=first)
    return [kept_from(*row) for row in rows]

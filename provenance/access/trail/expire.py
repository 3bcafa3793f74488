"""Letting go of entries that were kept as long as they are to be; the rest still verifies."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from joserfc.jwk import OKPKey

from provenance.access.trail.asking import Asking
from provenance.access.trail.changes import trailed
from provenance.access.trail.seals import Seal, Seals, signed
from provenance.access.trail.verify import Fault, verify
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.trail import Entry, Trail
from provenance.graph.rows.trail import moment
from provenance.model.errors import MisuseError
from provenance.model.message import Message

AT_ONCE = 1_000
"""Entries read at a time."""


async def expire(store: GraphStore, asking: Asking, seals: Seals, now: datetime) -> Seal | None:
    """Forget all entries older than is set, in one transaction with the entry that says so.

    Returns the last that is forgotten, None where none is so old. Raises MisuseError where the
    trail does not hold as it is: what was tampered with is not sealed over.
    """
    days = asking.journal.terms.keep_days
    last = await _last_before(store.trail, moment(now - timedelta(days=days)))
    if last is None:
        return None
    found = await verify(store.trail, seals.read)
    if found.fault is not None:
        raise MisuseError(
            Message(
                "the trail does not hold at {number}: {why}; nothing of it is let go",
                number=found.fault.number,
                why=found.fault.why,
            )
        )
    seal = Seal.of(last)
    sealed = await seals.signed(seal)
    await trailed(store, asking).write(lambda writer: writer.trail.expire(last.number, sealed))
    return seal


async def resealing(
    trail: Trail, seals: Seals
) -> Callable[[Writer, OKPKey], Awaitable[None]] | Fault:
    """What signs anew, with the key that is to sign, what stands for entries that are let go.

    A fault where the trail does not hold as it is: what was tampered with is not sealed over.
    """
    found = await verify(trail, seals.read)
    if found.fault is not None:
        return found.fault
    left = next((entry for entry in await trail.page(0, 1) if entry.seal), None)

    async def reseal(writer: Writer, key: OKPKey) -> None:
        if left is not None:
            await writer.trail.reseal(left.number, signed(Seal.of(left), key))

    return reseal


async def _last_before(trail: Trail, at: str) -> Entry | None:
    """The last entry in a row from the first on that was written before a time."""
    last, after = None, 0
    while rows := await trail.page(after, AT_ONCE):
        for entry in rows:
            if entry.at >= at:
                return last
            last = last if entry.seal else entry
        after = rows[-1].number
    return last

"""From lines to a settled graph: records are kept batch by batch, and settled once at the end."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.records import Rejected
from provenance.ingest.settle import Settled, settle
from provenance.records.changes import Changes, RecordKey
from provenance.records.filing import Parsed, Rejection
from provenance.records.identifiers import in_question
from provenance.records.supersede import (
    Histories,
    Incoming,
    Superseded,
    changes,
    linked,
    renamed,
    supersede,
)

BATCH = 5_000
"""Lines kept in one transaction: what a crash may cost, and what memory holds at once."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a load has come, in lines: kept, of those new to the store, and rejected."""

    committed: int = 0
    new: int = 0
    rejected: int = 0
    settled: Settled | None = None


async def load(
    store: GraphStore,
    lines: Iterable[Parsed | Rejection],
    *,
    batch: int = BATCH,
    on_commit: Callable[[Tally], None] = lambda _: None,
    on_settle: Callable[[], None] = lambda: None,
) -> Tally:
    """Keep all records of some lines and settle what they touched.

    Calls back after each batch that is safely kept, and when settling begins. What an earlier
    load left unsettled, because it was killed, is settled too. Raises StoreUnavailableError;
    what was committed stays.
    """
    tally = Tally()
    for chunk in batches(lines, batch):
        tally = await _commit(store, chunk, tally)
        on_commit(tally)
    on_settle()
    return replace(tally, settled=await settle(store))


async def _commit(store: GraphStore, chunk: Sequence[Parsed | Rejection], tally: Tally) -> Tally:
    new = await store.write(lambda writer: keep(writer, chunk))
    rejected = sum(isinstance(line, Rejection) for line in chunk)
    committed = len(chunk) - rejected
    return Tally(tally.committed + committed, tally.new + new, tally.rejected + rejected)


async def keep(writer: Writer, chunk: Sequence[Parsed | Rejection]) -> int:
    """Keep some lines within what a writer does; returns how many versions were new."""
    incoming = [Incoming(line.record, line.source) for line in chunk if isinstance(line, Parsed)]
    rejected = [_rejected(line) for line in chunk if isinstance(line, Rejection)]
    if rejected:
        await writer.records.reject(rejected)
    if not incoming:
        return 0
    histories = await _histories(writer, {item.key for item in incoming}, incoming)
    found = supersede(histories, incoming)
    if found.versions:
        await writer.records.apply(await _meant(writer, found))
    return len(found.versions)


async def _histories(
    writer: Writer, keys: Collection[RecordKey], incoming: Sequence[Incoming] = ()
) -> Histories:
    """All versions of some records, and of all that their standing hangs on."""
    histories = await writer.records.histories(list(keys))
    while missing := linked(histories, incoming) - histories.keys():
        histories = {**histories, **await writer.records.histories(sorted(missing))}
    return histories


async def _meant(writer: Writer, found: Superseded) -> Changes:
    """What records change, by what the numbers in them mean.

    Where a number means another enterprise from now on, whatever names it is stated anew.
    """
    claims = await writer.records.claims(sorted(in_question(found.replaced.values())))
    before, after = claims.meanings(), claims.after(found.replaced.values()).meanings()
    moved = {number for number in {*before, *after} if before.get(number) != after.get(number)}
    if moved:
        naming = set(await writer.records.naming(sorted(moved))) - found.replaced.keys()
        unread = await _histories(writer, naming - found.after.keys())
        others = renamed(naming, {**unread, **found.after})
        found = replace(found, replaced={**found.replaced, **others})
        more = await writer.records.claims(sorted(in_question(others.values()) - moved))
        before, after = {**more.meanings(), **before}, {**more.meanings(), **after}
    return changes(found, before, after)


def _rejected(line: Rejection) -> Rejected:
    return Rejected(
        file=line.file,
        line=line.line,
        field=line.field,
        reason=line.words,
        excerpt=line.excerpt,
        received_at=datetime.now(UTC),
    )


def batches(
    lines: Iterable[Parsed | Rejection], size: int
) -> Iterator[Sequence[Parsed | Rejection]]:
    """Yield lines so many at a time."""
    rest = iter(lines)
    while chunk := list(islice(rest, size)):
        yield chunk

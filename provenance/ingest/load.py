"""From lines to a settled graph: records are kept batch by batch, and settled once at the end."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import NamedTuple

from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.records import Rejected
from provenance.ingest.settle import settle
from provenance.ingest.warned import Doubted, Warned, replacing
from provenance.ingest.whole import Settled
from provenance.records.changes import Changes, Overwritten, RecordKey
from provenance.records.filing import Parsed, Rejection
from provenance.records.identifiers import claimed_after, in_question
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
    """How far a load has come, in lines: kept, of those new to the store, and rejected.

    Those that replaced others of the same number and revision are counted apart from what is new.
    """

    committed: int = 0
    new: int = 0
    replaced: int = 0
    rejected: int = 0
    settled: Settled | None = None


async def load(  # noqa: PLR0913 - one callback for each thing worth hearing of
    store: GraphStore,
    lines: Iterable[Parsed | Rejection],
    *,
    batch: int = BATCH,
    on_commit: Callable[[Tally], None] = lambda _: None,
    on_settle: Callable[[], None] = lambda: None,
    on_warned: Callable[[Warned], object] = lambda _: None,
) -> Tally:
    """Keep all records of some lines and settle what they touched.

    Calls back after each batch that is safely kept, with what in it is worth a look, and when
    settling begins. What an earlier
    load left unsettled, because it was killed, is settled too. Raises StoreUnavailableError;
    what was committed stays.
    """
    tally = Tally()
    doubted = Doubted()
    for chunk in batches(lines, batch):
        kept = await store.write(partial(keep, chunk=chunk))
        good = [line for line in chunk if isinstance(line, Parsed)]
        tally = Tally(
            committed=tally.committed + len(good),
            new=tally.new + kept.new,
            replaced=tally.replaced + len(kept.replaced),
            rejected=tally.rejected + len(chunk) - len(good),
        )
        for warned in (*await doubted.of(store, good), *replacing(kept.replaced, good)):
            on_warned(warned)
        on_commit(tally)
    on_settle()
    return replace(tally, settled=await settle(store))


class Kept(NamedTuple):
    """How many records were new to a store, and which replaced others at the same revision."""

    new: int = 0
    replaced: Sequence[Overwritten] = ()


async def keep(writer: Writer, chunk: Sequence[Parsed | Rejection]) -> Kept:
    """Keep some lines within what a writer does."""
    incoming = [
        Incoming.of(line.record, line.source, line.filed, line.body)
        for line in chunk
        if isinstance(line, Parsed)
    ]
    rejected = [_rejected(line) for line in chunk if isinstance(line, Rejection)]
    if rejected:
        await writer.records.reject(rejected)
    if not incoming:
        return Kept()
    keys = dict.fromkeys(item.key for item in incoming)
    histories = await _histories(writer, keys, incoming)
    found = supersede(histories, incoming)
    if found.versions:
        await writer.records.apply(await _meant(writer, found))
    return Kept(len(found.versions) - len(found.overwritten), found.overwritten)


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
    before, after = claims.meanings(), claimed_after(claims, found.replaced.values()).meanings()
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

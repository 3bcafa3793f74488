"""Writing a store anew, row by row: what was received through the way of a load, what was said as
it was. What is committed stays: after a crash it goes on from there."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from provenance.findings.audit import Audited, audit
from provenance.graph.port.archive import Kept, Row
from provenance.graph.port.form import OLD, Rebuilding, Work
from provenance.graph.port.graph import GraphStore, Writer
from provenance.graph.port.place import Renewal
from provenance.graph.port.records import Rejected
from provenance.ingest.archive.renaming import Renamed
from provenance.ingest.load import keep
from provenance.ingest.settle import settle
from provenance.model.source import Source
from provenance.records.canonical import parse, record_of
from provenance.records.changes import RecordKey
from provenance.records.explain import explain
from provenance.records.filing import Parsed
from provenance.records.kinds.registry import RECORD_KINDS
from provenance.records.otherwise import as_filed
from provenance.settings import Settings

Progress = Callable[[str, int], None]

CARRYING = "carrying over"
"""What is being done while rows are carried over."""


@dataclass(slots=True)
class Rebuilt:
    """What a store that was written anew holds: rows by kind, and versions refused today."""

    rows: dict[Kept, int] = field(default_factory=dict)
    refused: int = 0
    audited: Audited | None = None


async def rebuild(
    renewal: Renewal,
    settings: Settings,
    *,
    judge: bool = True,
    on_progress: Progress = lambda *_: None,
) -> Rebuilt:
    """Carry over all rows, settle, and judge everything anew (unless told that nothing changed).

    Calls back with what is being done and how many rows were carried over. Raises
    StoreUnavailableError; what was committed stays, and the same again goes on from there.
    """
    store, so_far = renewal.store, renewal.so_far
    rebuilt, renamed, done = Rebuilt(), Renamed(), 0
    async for rows in _portions(renewal.rows(), settings.batch):
        kind = rows[0].kind
        rebuilt.rows[kind] = rebuilt.rows.get(kind, 0) + len(rows)
        carried = _as_today(rows, renamed)
        rebuilt.refused += kind is Kept.VERSION and sum(isinstance(c, Rejected) for c in carried)
        skip = max(0, so_far.done - done)
        done += len(rows)
        if skip < len(rows):
            portion, at = carried[skip:], replace(so_far, done=done)
            await store.write(lambda writer: _carry(writer, kind, portion, at))  # noqa: B023
        on_progress(CARRYING, done)
    on_progress("settling", done)
    await settle(store)
    if judge:
        rebuilt.audited = await _judge(store, settings, so_far.work, on_progress)
    else:
        await store.write(_as_audited)
    await store.write(lambda writer: writer.archive.mark(None))
    return rebuilt


async def _portions(rows: AsyncIterator[Row], size: int) -> AsyncIterator[list[Row]]:
    """Rows so many at a time, of one kind."""
    portion: list[Row] = []
    async for row in rows:
        if portion and (len(portion) == size or portion[0].kind is not row.kind):
            yield portion
            portion = []
        portion.append(row)
    if portion:
        yield portion


Carried = Parsed | Rejected | Mapping[str, Any]
"""What becomes of a row: a record, a line that was not taken, or a row under today's numbers."""


def _as_today(rows: Sequence[Row], renamed: Renamed) -> list[Carried]:
    kind = rows[0].kind
    if kind is Kept.VERSION:
        return [_received(row.props, renamed) for row in rows]
    if kind is Kept.REJECTED:
        return [_rejected(row.props) for row in rows]
    return [renamed.row(row) for row in rows]


async def _carry(writer: Writer, kind: Kept, rows: Sequence[Carried], at: Rebuilding) -> None:
    """Keep some rows, and in the same transaction how far that is."""
    if kind in (Kept.VERSION, Kept.REJECTED):
        await keep(writer, [row for row in rows if isinstance(row, Parsed)])
        if rejected := [row for row in rows if isinstance(row, Rejected)]:
            await writer.records.reject(rejected)
    else:
        await writer.archive.put(kind, [row for row in rows if isinstance(row, Mapping)])
    await writer.archive.mark(at)


def _received(props: Mapping[str, Any], renamed: Renamed) -> Parsed | Rejected:
    """A version as it is read today; what is refused today is a line that was not taken, in full.

    Where a number or code is read otherwise today, the text as it was kept then stays beside it.
    """
    key, body = RecordKey(props["kind"], props["id"]), str(props["body"])
    at = datetime.fromisoformat(props["received_at"])
    source = Source(props["system"], props["file"], props["line"], at)
    try:
        fields = parse(body)
        record = record_of(fields)
    except ValidationError as error:
        wrong, reason = explain(error, RECORD_KINDS[key.kind])
        return Rejected(source.file, source.line, wrong, reason, body, at)
    except ValueError as error:
        return Rejected(source.file, source.line, "", str(error), body, at)
    renamed.learn(key, body, record)
    assert isinstance(fields, dict)  # record_of has seen to it
    return Parsed(record, source, filed=props.get("filed") or as_filed(record, fields, fields))


def _rejected(props: Mapping[str, Any]) -> Rejected:
    at = datetime.fromisoformat(props["received_at"])
    place = props["file"], props["line"], props["field"]
    return Rejected(*place, props["reason"], props["excerpt"], at)


async def _judge(
    store: GraphStore, settings: Settings, work: Work, on_progress: Progress
) -> Audited:
    """Judge everything by the rules of today; what is not found any more is gone."""
    began = datetime.now(UTC)
    load = f"{work} from {OLD} {began:%Y-%m-%d %H:%M:%S}"
    return await audit(store, settings, whole=True, load=load, on_progress=on_progress)


async def _as_audited(writer: Writer) -> None:
    await writer.queue.audited(await writer.queue.unaudited())

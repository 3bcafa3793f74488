"""Recording one thing an authority states: as the next version of its record, if it is a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.access.viewer import OWNER, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import KeptFinding
from provenance.ingest.submit import submit
from provenance.model.errors import MisuseError, RecordRejectedError
from provenance.model.message import Message
from provenance.model.terms import Label, Ref
from provenance.records.canonical import canonical
from provenance.records.changes import History, RecordKey
from provenance.records.filing import Filing, Parsed, Rejection
from provenance.records.kinds.registry import AnyRecord
from provenance.records.kinds.withdrawal import Withdrawal
from provenance.records.mapping import LABEL_OF
from provenance.settings import Settings


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as kept, and whether it is new or said nothing that was not known."""

    record: AnyRecord
    new: bool

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.record.record, self.record.id)


async def record(
    store: GraphStore,
    settings: Settings,
    fields: Mapping[str, object],
    name: str,
    viewer: Viewer = OWNER,
) -> Recorded:
    """Keep a record given by its fields, settle and judge what it touches.

    Without a `revision` a change of a record that is there is its next revision; the same again
    changes nothing. `name` is where it is said to come from. Raises RecordRejectedError for what
    is no good record, ForbiddenError for what is not for the viewer to state, MisuseError for one
    that is withdrawn, StoreUnavailableError.
    """
    filing = Filing(name, datetime.now(UTC))
    line = _judged(filing, fields)
    key = RecordKey(line.record.record, line.record.id)
    (versions,) = await store.graph.versions([key])
    head = History(tuple(versions)).head
    if head is not None:
        await _refuse_void(store, key)
        if "revision" not in fields:
            line = _judged(filing, {**fields, "revision": head.revision})
            if canonical(line.record) != head.body:
                line = _judged(filing, {**fields, "revision": head.revision + 1})
    taken = await submit(store, settings, [line], name, viewer)
    return Recorded(line.record, taken.tally.new + taken.tally.replaced > 0)


def _judged(filing: Filing, fields: Mapping[str, object]) -> Parsed:
    line = filing.judge(dict(fields), 1, "")
    if isinstance(line, Rejection):
        raise RecordRejectedError(line.reason, line.field)
    return line


async def _refuse_void(store: GraphStore, key: RecordKey) -> None:
    if key.kind not in LABEL_OF:
        return
    (thing,) = await store.graph.things([Ref(LABEL_OF[key.kind], key.id)])
    if thing is None or not thing.known:
        raise MisuseError(
            Message(
                "{kind} {id} is withdrawn: what is said under its number counts for"
                " nothing. Use another number, or withdraw its withdrawal",
                kind=key.kind,
                id=key.id,
            )
        )


async def withdraw(
    store: GraphStore,
    settings: Settings,
    fields: Mapping[str, object],
    name: str,
    viewer: Viewer = OWNER,
) -> Recorded:
    """Withdraw a record that is on record, in all its revisions; fields as of a withdrawal.

    Raises what `record` raises, and MisuseError for what nobody ever stated.
    """
    line = _judged(Filing(name, datetime.now(UTC)), fields)
    assert isinstance(line.record, Withdrawal)
    target = RecordKey(line.record.withdraws.record, line.record.withdraws.id)
    (versions,) = await store.graph.versions([target])
    if not versions:
        raise MisuseError(
            Message(
                "there is no {kind} {id} to withdraw", kind=target.kind, id=ascii(target.id[:40])
            )
        )
    return await record(store, settings, fields, name, viewer)


async def findings_on(store: GraphStore, ref: Ref) -> list[KeptFinding]:
    """What audits find wrong with a thing, and with what it was handed out of, the gravest first.

    An indicator, or a quota, of which too much was handed out is found on that, not on its parts.
    """
    refs = [ref]
    for _ in range(2):  # from an adjustment to its quota, from there to what that is part of
        for thing in await store.graph.things(refs):
            refs += _handed_out_of(thing.props) if thing is not None else ()
    found = await store.findings.on(list(dict.fromkeys(refs)))
    open_ = {f.id: f for findings in found.values() for f in findings if f.gone_at is None}
    return sorted(open_.values(), key=lambda finding: finding.place)


def _handed_out_of(props: Mapping[str, object]) -> list[Ref]:
    named = {"quota": Label.QUOTA, "within": Label.QUOTA, "indicator": Label.INDICATOR}
    return [Ref(label, str(props[name])) for name, label in named.items() if props.get(name)]

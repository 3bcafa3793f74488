"""Which version of a record counts, and what a batch of records changes in the graph.

The highest revision counts, among equals the last received; a withdrawal voids a record in all
its revisions unless it is itself withdrawn (design, section 2).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from provenance.model.source import Source
from provenance.records.canonical import canonical, revive
from provenance.records.changes import (
    NONE,
    WITHDRAWAL,
    Changes,
    History,
    Overwritten,
    RecordKey,
    Version,
)
from provenance.records.claims import AS_FILED, Meanings
from provenance.records.identifiers import Replaced
from provenance.records.kinds.registry import AnyRecord
from provenance.records.projection import own, project
from provenance.records.touched import touched

Histories = Mapping[RecordKey, History]


class Incoming(NamedTuple):
    """A record as received; `body` is its canonical text."""

    key: RecordKey
    record: AnyRecord
    source: Source
    filed: str | None
    body: str

    @classmethod
    def of(
        cls, record: AnyRecord, source: Source, filed: str | None = None, body: str | None = None
    ) -> "Incoming":
        """A record, with its canonical text where that is known already."""
        key = RecordKey(record.record, record.id)
        return cls(key, record, source, filed, body or canonical(record))


def linked(histories: Histories, incoming: Iterable[Incoming]) -> set[RecordKey]:
    """The records whose standing hangs on these: their withdrawals, and what they withdraw."""
    found = {RecordKey(WITHDRAWAL, id_) for h in histories.values() for id_ in h.withdrawn_by}
    for key, history in histories.items():
        if key.kind == WITHDRAWAL and history.head is not None:
            found.add(target(history.head.body))
    return found | {target(item.body) for item in incoming if item.key.kind == WITHDRAWAL}


@dataclass(frozen=True, slots=True)
class Superseded:
    """What records that came in make count otherwise, before what it states is worked out."""

    after: Histories
    versions: Sequence[Version]
    overwritten: Sequence[Overwritten]
    withdrawals: Mapping[str, RecordKey]
    standing: Mapping[RecordKey, bool]
    replaced: Mapping[RecordKey, Replaced]


def supersede(histories: Histories, incoming: Iterable[Incoming]) -> Superseded:
    """What these records replace, given all versions of them and of all they are linked with."""
    after = dict(histories)
    records: dict[str, AnyRecord] = {}
    versions: list[Version] = []
    overwritten: list[Overwritten] = []
    withdrawals: dict[str, RecordKey] = {}
    seq = max((v.seq for h in histories.values() for v in h.versions), default=0)
    for item in incoming:
        key, record, source, filed, body = item
        history = after.get(key, NONE)
        last = history.at(record.revision) if history.versions else None
        if last is not None and last.body == body:
            continue
        seq += 1
        version = Version(key, record.revision, body, source, seq, filed)
        versions.append(version)
        if last is not None:
            overwritten.append(Overwritten(last, version))
        records[body] = record
        if key.kind == WITHDRAWAL:
            withdrawals |= _withdraw(after, version)
            history = after.get(key, NONE)
        after[key] = History((*history.versions, version), history.withdrawn_by)
    replaced, standing = {}, {}
    for key, history in after.items():
        old, new = counting(key, histories), counting(key, after)
        if history.versions:
            standing[key] = new is not None
        if old != new:
            came = records.get(new) if new is not None else None
            replaced[key] = Replaced(_revived(old), came or _revived(new))
    standing = standing if versions else {}
    return Superseded(after, versions, overwritten, withdrawals, standing, replaced)


def renamed(keys: Iterable[RecordKey], histories: Histories) -> dict[RecordKey, Replaced]:
    """Records that count as they did, to be stated anew: what they name means another now."""
    found = {key: _revived(counting(key, histories)) for key in keys}
    return {key: Replaced(record, record) for key, record in found.items()}


def changes(found: Superseded, before: Meanings = AS_FILED, after: Meanings = AS_FILED) -> Changes:
    """What is to be changed in a store: what was stated goes out, what is stated now comes in.

    Numbers meant these enterprises `before` the records came in, and mean those `after`.
    """
    pairs = found.replaced.values()
    removed = [own(project(old, before)) for old, _ in pairs if old is not None]
    added = [project(new, after) for _, new in pairs if new is not None]
    return Changes(
        versions=found.versions,
        standing=found.standing,
        withdrawals=found.withdrawals,
        removed=removed,
        added=added,
        touched=frozenset(touched(removed, added)),
    )


def _revived(text: str | None) -> AnyRecord | None:
    return None if text is None else revive(text)


def all_counting(versions: Iterable[Version]) -> list[str]:
    """The texts of the records that count, of all versions of them in the order received.

    Of withdrawals of these no earlier version may be missing either.
    """
    histories: dict[RecordKey, History] = {}
    for version in versions:
        key = version.record
        if key.kind == WITHDRAWAL:
            _withdraw(histories, version)
        history = histories.get(key, NONE)
        histories[key] = History((*history.versions, version), history.withdrawn_by)
    found = (counting(key, histories) for key in histories if key.kind != WITHDRAWAL)
    return [text for text in found if text is not None]


def target(body: str) -> RecordKey:
    """What a withdrawal, given as its text, withdraws."""
    named = json.loads(body)["withdraws"]
    return RecordKey(named["record"], named["id"])


def _withdraw(after: dict[RecordKey, History], version: Version) -> dict[str, RecordKey]:
    """Point a withdrawal at what its counting version names; returns it if it changed."""
    key = version.record
    before = after.get(key, NONE)
    head = History((*before.versions, version)).head
    if head is not version:
        return {}
    if before.head is not None:
        old = target(before.head.body)
        left = after[old].withdrawn_by - {key.id}
        after[old] = after[old]._replace(withdrawn_by=left)
    new = target(version.body)
    named = after.get(new, NONE)
    after[new] = named._replace(withdrawn_by=named.withdrawn_by | {key.id})
    return {key.id: new}


def counting(key: RecordKey, histories: Histories) -> str | None:
    """The text that counts for a record, None while it is unknown or withdrawn."""
    history = histories.get(key, NONE)
    if not history.versions or (history.withdrawn_by and _void(key, histories, frozenset())):
        return None
    head = history.head
    return None if head is None else head.body


def _void(key: RecordKey, histories: Histories, asked: frozenset[RecordKey]) -> bool:
    """Whether a withdrawal in force names the record; withdrawals in a circle void nothing."""
    history = histories.get(key, NONE)
    return any(
        not _void(by, histories, asked | {key})
        for by in (RecordKey(WITHDRAWAL, id_) for id_ in sorted(history.withdrawn_by))
        if by not in asked
    )

"""What counts otherwise since some version was received: by which records, and what they state."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from provenance.records.canonical import revive
from provenance.records.changes import NONE, WITHDRAWAL, Fragment, History, RecordKey
from provenance.records.claims import AS_FILED, Meanings
from provenance.records.happening import joined
from provenance.records.identifiers import Replaced, claims, named
from provenance.records.kinds.registry import AnyRecord
from provenance.records.projection import own, project
from provenance.records.supersede import Histories, counting, target


class News(NamedTuple):
    """That something counts otherwise than before: by these records; what is gone and what came."""

    causes: tuple[RecordKey, ...]
    gone: Fragment
    come: Fragment


def _bound_up(histories: Histories) -> set[RecordKey]:
    """What withdraws these records, and what they withdraw or once did."""
    by = {id_ for history in histories.values() for id_ in history.withdrawn_by}
    return {RecordKey(WITHDRAWAL, id_) for id_ in by} | {
        target(version.body)
        for key, history in histories.items()
        if key.kind == WITHDRAWAL
        for version in history.versions
    }


def _as_of(last: int, histories: Histories) -> Histories:
    """The histories as they stood once a version had been received."""
    past = {
        key: History(tuple(version for version in history.versions if version.seq <= last))
        for key, history in histories.items()
    }
    withdrawn: defaultdict[RecordKey, set[str]] = defaultdict(set)
    for key, history in past.items():
        if key.kind == WITHDRAWAL and history.head is not None:
            withdrawn[target(history.head.body)].add(key.id)
    return {
        key: History(history.versions, frozenset(withdrawn[key])) for key, history in past.items()
    }


def _replaced(before: Histories, now: Histories) -> dict[RecordKey, Replaced]:
    """The records that count otherwise than before."""
    found = {}
    for key in now:
        old, new = counting(key, before), counting(key, now)
        if old != new:
            found[key] = Replaced(
                revive(old) if old is not None else None, revive(new) if new is not None else None
            )
    return found


def _news(
    before: Histories,
    now: Histories,
    received: Collection[RecordKey],
    meanings: Meanings = AS_FILED,
    naming: Iterable[AnyRecord] = (),
) -> Iterator[News]:
    """What counts otherwise, of the enterprises that numbers mean now.

    With an enterprise comes whatever is `naming` it by a further number of its own.
    """
    pieces: defaultdict[str, list[Fragment]] = defaultdict(list)
    for record in naming:
        for number in set(named(record)):
            pieces[number].append(project(record, meanings))
    for key, (old, new) in _replaced(before, now).items():
        stated = new is not None and now[key].head != before[key].head
        by = (key,) if stated else tuple(sorted(_withdrawals(key, before, now) & set(received)))
        come = [project(new, meanings)] if new is not None else []
        for number in sorted(claims(record for record in (old, new) if record is not None).by):
            come += pieces[number]
        yield News(by, own(project(old, meanings)) if old else Fragment(), joined(come))


def _withdrawals(key: RecordKey, *histories: Mapping[RecordKey, History]) -> set[RecordKey]:
    """All that withdraws a record, or its withdrawals."""
    found: set[RecordKey] = set()
    stack = [key]
    while stack:
        at = stack.pop()
        for some in histories:
            by = {RecordKey(WITHDRAWAL, id_) for id_ in some.get(at, NONE).withdrawn_by}
            stack += by - found
            found |= by
    return found

"""Who may state what: an authority's facts count only from it, a firm's only from itself."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from provenance.access.locality import Locality, locality_of
from provenance.access.policy.tables import rows
from provenance.access.scope.own import numbers_of
from provenance.access.viewer import Authority, Role, Viewer
from provenance.graph.port.graph import GraphStore
from provenance.model.errors import ForbiddenError
from provenance.model.message import Message
from provenance.records.canonical import revive
from provenance.records.changes import History, RecordKey
from provenance.records.kinds.registry import AnyRecord
from provenance.records.kinds.withdrawal import Withdrawal

_ANY, _ITSELF, _FILER = "any", "itself", "filer"
_ITS_OWN = ("seller", "enterprise")
"""The fields that say whose a firm's record is: of a transfer, who hands over files it."""


async def refuse_filing(store: GraphStore, viewer: Viewer, records: Iterable[AnyRecord]) -> None:
    """Raise ForbiddenError where one of these records is not for the viewer to state.

    Nor is one that says otherwise what is on record under its number as another's, or withdraws
    what is: who files a record revises and withdraws it (design, section 2).
    """
    if viewer.role is Role.OWNER:
        return
    said = list(records)
    numbers = await numbers_of(store, viewer)
    on_record = await _heads(store, said)
    heads = [one for one in on_record.values() if one is not None]
    place = await locality_of(viewer, store, [*said, *heads])
    for record in said:
        before = on_record.get(_about(record))
        stated = [before] if isinstance(record, Withdrawal) else [record, before or record]
        if not all(one is not None and _may_state(viewer, one, numbers, place) for one in stated):
            raise ForbiddenError(
                Message(
                    "{kind} {id} is not for {who} to state or to change",
                    kind=record.record,
                    id=record.id,
                    who=viewer.name or viewer.id,
                )
            )


async def _heads(
    store: GraphStore, records: Iterable[AnyRecord]
) -> Mapping[RecordKey, AnyRecord | None]:
    """What is on record already under the numbers of records, or of what they withdraw."""
    keys = list(dict.fromkeys(map(_about, records)))
    found = await store.graph.versions(keys) if keys else ()
    heads = {key: History(tuple(all_)).head for key, all_ in zip(keys, found, strict=True)}
    return {key: head and revive(head.body) for key, head in heads.items()}


def _about(record: AnyRecord) -> RecordKey:
    if isinstance(record, Withdrawal):
        return RecordKey(record.withdraws.record, record.withdraws.id)
    return RecordKey(record.record, record.id)


def _may_state(
    viewer: Viewer, record: AnyRecord, numbers: Collection[str], place: Locality | None
) -> bool:
    by = _by().get(record.record, "")
    if by == _ITSELF:
        own = next((getattr(record, name) for name in _ITS_OWN if hasattr(record, name)), "")
        return viewer.role is Role.ENTERPRISE and own in numbers
    if viewer.authority is None or by == _FILER:
        return False
    if by != _ANY:
        return viewer.authority in {Authority(name) for name in by.split()}
    return place is None or place.holds(record)


@cache
def _by() -> Mapping[str, str]:
    return {row["record"]: row["by"] for row in rows("filing")}

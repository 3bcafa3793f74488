"""What a batch of records changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from provenance.model.source import Source
from provenance.model.terms import EdgeType, Ref

Value = str | int | float | bool | list[str] | None
"""What a node or an edge may bear: what both stores can hold and show."""


WITHDRAWAL = "withdrawal"
"""The kind of record that voids another."""


class RecordKey(NamedTuple):
    """A record by its kind and its id, which is unique in its kind."""

    kind: str
    id: str


class Version(NamedTuple):
    """One received version of a record: its canonical text and where it came from.

    `seq` counts versions as received over the whole store, 0 while not yet stored; `filed` is the
    text as filed where a number or code in it was written otherwise.
    """

    record: RecordKey
    revision: int
    body: str
    source: Source
    seq: int = 0
    filed: str | None = None


def received_by(until: datetime | None, versions: Sequence[Version]) -> list[Version]:
    """Those of some versions that were received by then: times compare, whatever their offsets."""
    return [v for v in versions if until is None or v.source.received_at <= until]


def latest(received: Iterable[tuple[RecordKey, str]]) -> dict[RecordKey, datetime]:
    """The last of the times at which something about each record was received."""
    found: dict[RecordKey, datetime] = {}
    for record, text in received:
        at = datetime.fromisoformat(text)
        found[record] = max(found.get(record, at), at)
    return found


class History(NamedTuple):
    """All the versions of a record, and the withdrawals (their ids) that name it."""

    versions: tuple[Version, ...] = ()
    withdrawn_by: frozenset[str] = frozenset()

    @property
    def head(self) -> Version | None:
        """The version that counts: the highest revision, among equals the last received."""
        if len(self.versions) == 1:
            return self.versions[0]
        return max(self.versions, key=lambda v: (v.revision, v.seq), default=None)

    def at(self, revision: int) -> Version | None:
        """The version of a revision that was received last; None where none was."""
        same = [version for version in self.versions if version.revision == revision]
        return max(same, key=lambda version: version.seq, default=None)


NONE = History()
"""Of a record that nobody filed."""


class Node(NamedTuple):
    """A thing as a record states it; `names` and more `numbers` are found beside its key."""

    ref: Ref
    props: Mapping[str, Value]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Edge(NamedTuple):
    """A connection as a record states it; `n` tells apart several of one type between two nodes."""

    type: EdgeType
    tail: Ref
    head: Ref
    n: int = 0
    reo_g: int | None = None
    props: Mapping[str, Value] = MappingProxyType({})


class Fragment(NamedTuple):
    """The piece of graph that one record states."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


class Touch(StrEnum):
    """Why something waits to be settled: what about it has changed."""

    EVENT = "event"
    ACTOR = "actor"
    CLAIMED = "claimed"
    DRAWN = "drawn"
    TESTED = "tested"
    HANDED = "handed"
    ENTERPRISE = "enterprise"
    QUOTA = "quota"
    DECLARATION = "declaration"
    INSPECTION = "inspection"
    INVOICE = "invoice"
    DESIGNATION = "designation"
    CODE = "code"


class Mark(NamedTuple):
    """Something that waits to be settled."""

    touch: Touch
    key: str


class Overwritten(NamedTuple):
    """That a version with other content takes another's place: same record, same revision."""

    earlier: Version
    later: Version


@dataclass(frozen=True, slots=True)
class Changes:
    """What a batch of records changes: versions, heads, pieces of graph, and what they touch."""

    versions: Sequence[Version] = ()
    standing: Mapping[RecordKey, bool] = field(default_factory=dict)
    withdrawals: Mapping[str, RecordKey] = field(default_factory=dict)
    removed: Sequence[Fragment] = ()
    added: Sequence[Fragment] = ()
    touched: frozenset[Mark] = frozenset()

"""What was known at a time: the versions received by then, as if nothing had come since.

Of each record the version counts that counted then, and a withdrawal voids what it voided then, by
the rule by which a load changes the graph.
"""

import asyncio
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from provenance.graph.port.graph import GraphStore, Neighbour, Thing
from provenance.graph.port.paging import Page
from provenance.graph.rows.material import Props, number
from provenance.graph.rows.register import REGISTERED, register_from
from provenance.ledger.quota.register import Register
from provenance.model.dates import known_by
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.terms import EdgeType, Label, Ref
from provenance.records.canonical import revive
from provenance.records.changes import Fragment, RecordKey, Version
from provenance.records.identifiers import claims
from provenance.records.mapping import KIND_OF, PLACES
from provenance.records.projection import project
from provenance.records.supersede import all_counting

REGISTER_KINDS = tuple(KIND_OF[label] for label in REGISTERED)
"""The kinds of record that a register is made of."""

KEPT_OF = (
    *REGISTERED,
    Label.INDICATOR,
    Label.INSPECTION,
    Label.VIOLATION,
    Label.ORDER,
    Label.PENALTY,
    Label.REFERRAL,
    Label.ARTICLE,
    Label.CONTROL,
)
"""What can be read as it stood: what authorities hand out, allow, find and decide."""

_KINDS = tuple(KIND_OF[label] for label in KEPT_OF)
_EDGES = frozenset(
    {EdgeType.PART_OF, EdgeType.KNOWN_AS}
    | {edge for kind in _KINDS for _, edge, _ in PLACES[kind][1]}
)


def pieces(versions: Iterable[Version]) -> list[Fragment]:
    """The graph that versions state together, given in the order received: of records that count.

    Of the records they are of, of enterprises, and of withdrawals of these, no earlier version
    may be missing.
    """
    records = [revive(text) for text in all_counting(versions)]
    meanings = claims(records).meanings()
    return [project(record, meanings) for record in records]


def register_of(versions: Iterable[Version]) -> Register:
    """Who may mine and separate how much, by the versions received."""
    things: defaultdict[Label, list[tuple[str, Props]]] = defaultdict(list)
    for node in (node for piece in pieces(versions) for node in piece.nodes):
        things[node.ref.label].append((node.ref.key, node.props))
    return register_from({label: sorted(things[label], key=_key) for label in REGISTERED})


def _key(thing: tuple[str, Props]) -> str:
    return thing[0]


async def register_as_of(store: GraphStore, at: datetime) -> Register:
    """All that was on record at a time about who may mine and separate how much.

    Raises MisuseError for a time to come, StoreUnavailableError.
    """
    return register_of(await store.records.stated(REGISTER_KINDS, known_by(at)))


async def as_of(store: GraphStore, at: datetime) -> "PastGraph":
    """What authorities had handed out, allowed, found and decided, as known at a time.

    Raises MisuseError for a time to come, StoreUnavailableError.
    """
    versions = await store.records.stated(_KINDS, known_by(at))
    return await asyncio.to_thread(PastGraph, versions, at)


class PastGraph:
    """The graph of what authorities state, as known at a time: a Reader of its own.

    Raises MisuseError where it is asked along an edge that other records state.
    """

    def __init__(self, versions: Sequence[Version], at: datetime) -> None:
        self._at = at
        self._things: dict[Ref, Thing] = {}
        self._near: defaultdict[tuple[EdgeType, bool, Ref], set[Ref]] = defaultdict(set)
        self._versions: defaultdict[RecordKey, list[Version]] = defaultdict(list)
        for version in versions:
            self._versions[version.record].append(version)
        stated = pieces(versions)
        for edge in (edge for piece in stated for edge in piece.edges):
            self._near[edge.type, True, edge.tail].add(edge.head)
            self._near[edge.type, False, edge.head].add(edge.tail)
            for end in (edge.tail, edge.head):
                self._things[end] = Thing(end, {"id": number(end)}, known=False, at=at)
        for node in (node for piece in stated for node in piece.nodes):
            bears = {"id": number(node.ref), **node.props}
            self._things[node.ref] = Thing(node.ref, bears, known=True, at=at)
        self._keys = _by_label(self._things)

    async def things(self, refs: Sequence[Ref]) -> Sequence[Thing | None]:
        return [self._things.get(ref) for ref in refs]

    async def page(self, label: Label, after: str | None, first: int) -> Page:
        keys = self._keys.get(label, [])
        behind = keys[bisect_right(keys, after or "") :]
        return Page([self._things[Ref(label, key)] for key in behind[:first]], len(behind) > first)

    async def neighbours(
        self, refs: Sequence[Ref], edge: EdgeType, *, out: bool, after: str | None, first: int
    ) -> Sequence[Page]:
        if edge not in _EDGES:
            raise MisuseError(
                Message(
                    "asOf shows what authorities had handed out, allowed, found and decided;"
                    " what enterprises did and what was drawn is known only as it stands"
                    " now: ask for it without asOf"
                )
            )
        found = []
        for ref in refs:
            near = sorted(
                self._near.get((edge, out, ref), ()), key=lambda end: (end.key, end.label)
            )
            behind = [Neighbour(self._things[end], {}) for end in near if end.key > (after or "")]
            found.append(Page(behind[:first], len(behind) > first))
        return found

    async def versions(self, records: Sequence[RecordKey]) -> Sequence[Sequence[Version]]:
        return [self._versions.get(record, []) for record in records]


def _by_label(refs: Iterable[Ref]) -> Mapping[Label, list[str]]:
    found: defaultdict[Label, list[str]] = defaultdict(list)
    for label, key in sorted(refs):
        found[label].append(key)
    return found

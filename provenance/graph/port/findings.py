"""What a store must do to keep findings, and what people decided: a part of the store's port."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from provenance.graph.port.kept import (
    ConclusionChange,
    Decision,
    Facets,
    FindingFilter,
    FindingOrder,
    Found,
    Keeping,
    KeptFinding,
    Review,
)
from provenance.graph.port.paging import Page
from provenance.model.terms import Ref


class Unaudited(NamedTuple):
    """What waits to be audited: things whose findings may have changed, and what came since.

    Of the versions received those behind number `after` came since the last audit, up to `last`;
    none did where there was no audit. Each time of asking is a turn: what is touched from then on
    waits for another, be it among these things or not.
    """

    things: frozenset[Ref]
    after: int
    last: int
    turn: int


class AuditQueue(Protocol):
    """What a Writer tells of what waits to be audited."""

    async def unaudited(self, *, things: bool = True) -> Unaudited:
        """Everything whose findings may have changed since it was last audited; without the
        `things`, none of them, for who audits everything anyway."""

    async def audited(self, done: Unaudited) -> None:
        """Take what was audited off the queue."""


class FindingWriter(Protocol):
    """What a Writer keeps of audits, reviews and decisions."""

    async def keep(self, scopes: Sequence[str], found: Sequence[Found], at: datetime) -> Keeping:
        """Keep what was found; what is open under these scopes and not among it is gone at `at`.

        What is found again keeps its first_seen, its status and its reviews, and reopens if it
        was gone. All in one transaction: an audit of everything keeps its findings in portions.
        """

    async def review(self, finding: str, review: Review) -> bool:
        """Keep what someone said of a finding, by its id; false where there is none."""

    async def decide(self, declaration: str, decision: Decision) -> None:
        """Keep what an officer did with a declaration."""

    async def keep_conclusions(self, changes: Sequence[ConclusionChange]) -> None:
        """Keep changes of conclusions."""


class Findings(Protocol):
    """What a GraphStore answers of findings, reviews and decisions."""

    async def page(
        self,
        wanted: FindingFilter,
        after: str | None,
        first: int,
        order: FindingOrder = FindingOrder.SEVERITY,
    ) -> Page:
        """KeptFindings that a filter leaves by severity, then id, behind the place of one.

        In another order Neo4j goes over all that the filter leaves, as it does to count them.
        """

    async def count(self, wanted: FindingFilter, most: int) -> int:
        """How many findings a filter leaves; no further than to one more than so many."""

    async def facets(self, wanted: FindingFilter) -> Facets:
        """How many findings a filter leaves, of each kind."""

    async def by_id(self, ids: Sequence[str]) -> Sequence[KeptFinding | None]:
        """The findings with these ids, in the order asked; None for what was never found."""

    async def on(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[KeptFinding]]:
        """All that was ever found on these things, the gravest first; gone ones among it."""

    async def raised(self, wanted: FindingFilter, after: int, first: int) -> Sequence[KeptFinding]:
        """Findings that a filter leaves as they were opened, behind a number."""

    async def last_raised(self) -> int:
        """The number of the finding that was opened last, 0 before any was."""

    async def sampled(self) -> Sequence[Ref]:
        """The declarations of which an officer ever took a sample, in order."""

    async def decisions(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[Decision]]:
        """What officers did with these declarations, in that order."""

    async def changes(self, refs: Sequence[Ref]) -> Mapping[Ref, Sequence[ConclusionChange]]:
        """How the conclusions on these subjects changed, in that order."""


AT_ONCE = 1_000
"""Findings read at a time."""

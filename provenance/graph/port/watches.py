"""Watches: who is told of findings as they are raised, where, and how far each has been told.

What is told is a raising: a finding as it was when it was opened, anew or again. While somebody
watches, a store keeps every raising until all who watch have been told of it; so what is raised,
gone and raised again while a receiver is down is told as the two events that it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from provenance.graph.port.kept import FindingFilter, KeptFinding
from provenance.model.message import Message


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a watch has been told, and how telling it last went.

    `told` is the number of a raising: all up to it were taken, or do not concern the watch.
    `failures` counts those since the last success; nothing is tried before `due_at`.
    """

    told: int = 0
    told_at: datetime | None = None
    tried_at: datetime | None = None
    failures: int = 0
    error: Message | None = None
    due_at: datetime | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """That someone wants to be told, at an address, of what a filter leaves.

    `secret` signs what is sent there. `holder` is the process that delivers to it, `held_until`
    how long nobody else does.
    """

    id: str
    wanted: FindingFilter
    url: str
    secret: str = field(repr=False)
    by: str
    created_at: datetime
    delivery: Delivery = Delivery()
    holder: str | None = None
    held_until: datetime | None = None

    def due(self, now: datetime, who: str) -> bool:
        """Whether someone may try it now: it is time, and nobody else does."""
        free = self.held_until is None or self.held_until <= now or self.holder == who
        due_at = self.delivery.due_at
        return self.delivery.active and free and (due_at is None or due_at <= now)

    def behind(self, last: int) -> bool:
        """Whether it may not have been told of all, where the last raising has this number."""
        return self.delivery.active and self.delivery.told < last


class Lease(NamedTuple):
    """Who delivers, as of when, and until when nobody else does."""

    holder: str
    now: datetime
    until: datetime


class WatchWriter(Protocol):
    """What a Writer keeps of watches."""

    async def keep(self, watch: Watch) -> None:
        """Keep a watch, in place of the one with its id; from now on raisings wait for it."""

    async def remove(self, id_: str) -> bool:
        """Forget a watch; false where there is none."""

    async def reseal(self, id_: str, before: str, after: str) -> None:
        """Keep a secret otherwise, where it is still kept as it was before."""

    async def lease(self, ids: Sequence[str], lease: Lease) -> Sequence[Watch]:
        """Those of these watches that are due and nobody else holds: they are the holder's now."""

    async def advance(self, id_: str, delivery: Delivery, lease: Lease) -> bool:
        """Keep how far a watch has been told, and hold it on; false where another holds it.

        What all who watch have been told of is forgotten.
        """


class Watches(Protocol):
    """What a GraphStore answers of watches."""

    async def all(self) -> Sequence[Watch]:
        """All watches, in the order they were made."""

    async def raisings(
        self, wanted: FindingFilter, after: int, first: int
    ) -> Sequence[KeptFinding]:
        """Findings that a filter leaves, each as it was when it was raised, behind a number.

        They are without reviews. What nobody waits for may be missing.
        """

"""The trail: who asked what, what it was answered, and every change, one entry behind the other.

Each entry holds the hash of the one before, so that none can be cut out, changed, put in or moved
without all that come after saying so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import has_lone_surrogate

Keys = Mapping[str, Any]
"""Keys by kind, each kind with a count: see access/trail/keys.py. Never contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry before it has its place: what its body says of one question, or of one change.

    `asked` names operations such as Query.verdict, `about` whom they name, `answered` whose keys
    were given out, `changes` what was recorded, reviewed, decided, watched. `request` is the same
    in all entries of one request; `status` is answered, changed, or the code of a refusal. `at` is
    when it was kept for good, where it waited for its place.
    """

    who: str
    role: str
    status: str
    source: str = ""
    request: str = ""
    asked: Sequence[str] = ()
    about: Keys = field(default_factory=dict)
    answered: Keys = field(default_factory=dict)
    changes: Mapping[str, Keys] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it is kept: `body` is its JSON text, `hash` the SHA-256 of that.

    `at` is when it was written, UTC, to the microsecond. Where older entries have expired the last
    of them is left without its body, under `seal`: its number and hash, signed by the service.
    """

    number: int
    at: str
    who: str
    role: str
    body: str
    hash: str
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries are asked for; what is None does not restrict.

    `about` is a key that was asked about, given out or changed, as an entry lists it.
    """

    who: str | None = None
    role: str | None = None
    about: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def asked(self) -> "TrailFilter":
        """The same, if it can leave anything; MisuseError where it cannot."""
        for name, text in (("who", self.who), ("about", self.about)):
            if text is not None and (not text.strip() or has_lone_surrogate(text)):
                words = "{name} names nothing: leave it out to ask of all"
                raise MisuseError(Message(words, name=name))
        if self.since and self.until and self.until < self.since:
            raise MisuseError(
                Message(
                    "from {since} to {until} ends before it begins; exchange the days",
                    since=self.since.isoformat(),
                    until=self.until.isoformat(),
                )
            )
        return self


class Trail(Protocol):
    """What a GraphStore answers of the trail, and how a question is put in it."""

    async def page(self, after: int, first: int) -> Sequence[Entry]:
        """So many entries behind a number, in order."""

    async def latest(self, wanted: TrailFilter, before: int | None, first: int) -> Sequence[Entry]:
        """So many entries that a filter leaves, the newest first, all of lower numbers."""

    async def head(self) -> Entry | None:
        """The last entry, None before the first."""

    async def append(self, drafts: Sequence[Draft]) -> None:
        """Keep entries for good, in a transaction of their own, whoever else writes.

        They stand behind the last at once, or as soon as whoever writes to the store has done so.
        """


class TrailWriter(Protocol):
    """What a Writer keeps of the trail."""

    async def append(self, drafts: Sequence[Draft]) -> None:
        """Put entries behind the last, in the transaction of what they tell."""

    async def expire(self, number: int, seal: str) -> None:
        """Forget all entries up to a number; of that one the hash is left, under a seal."""

    async def reseal(self, number: int, seal: str) -> None:
        """Put another seal on what is left of an entry that is forgotten."""

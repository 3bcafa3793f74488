"""What declarations come to, as kept beside them: lists of them are narrowed and ordered by it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from provenance.graph.port.paging import Page
from provenance.model.regions import beginnings
from provenance.model.terms import Clearance, Conclusion, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a declaration comes to, in grams REO, where material is mixed evenly.

    An audit says how it divides; its bounds and the advice are worked out after it, and are those
    of before, or None, while that is `waiting`. `settled_at` is what these rest on.
    """

    conclusion: Conclusion
    reo_g: int
    lawful_g: int
    unlawful_g: int
    unverified_g: int
    lawful_min_g: int | None = None
    lawful_max_g: int | None = None
    advice: Clearance | None = None
    settled_at: datetime | None = None
    waiting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declaration as an audit finds it: what it is listed by, and what it comes to.

    `region` is the place of whose goods they are; an import has no summary.
    """

    key: str
    day: date | None = None
    direction: str | None = None
    party: str | None = None
    declarant: str | None = None
    region: str | None = None
    summary: Summary | None = None


class Order(StrEnum):
    """How declarations are listed: by number, or the latest, or those with most mass, first."""

    KEY = "key"
    NEWEST = "newest"
    UNLAWFUL = "unlawful"
    HEAVIEST = "heaviest"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationFilter:
    """Which declarations are asked for; what is empty or None does not restrict.

    Both days are inclusive; a place contains what lies in it. `enterprise` is the party or the
    declarant. `decided` is whether an officer did anything with it. `keys` are all there are for
    whoever sees a part.
    """

    direction: str | None = None
    since: date | None = None
    until: date | None = None
    region: str | None = None
    enterprise: str | None = None
    conclusions: tuple[Conclusion, ...] = ()
    advice: Clearance | None = None
    decided: bool | None = None
    keys: tuple[str, ...] | None = None

    @property
    def within(self) -> tuple[str, ...] | None:
        """What the codes of all places within the region begin with."""
        return None if self.region is None else beginnings(self.region)


class Placed(NamedTuple):
    """A declaration's number, and its place in a list of that order."""

    key: str
    place: str


class Waits(NamedTuple):
    """A declaration whose bounds and advice are to be worked out, and how often that was asked."""

    key: str
    asked: int


class Declarations(Protocol):
    """What a GraphStore answers of what declarations come to."""

    async def summaries(self, refs: Sequence[Ref]) -> Mapping[Ref, Summary]:
        """What these declarations come to; of imports and others nothing."""

    async def page(
        self, wanted: DeclarationFilter, order: Order, after: str | None, first: int
    ) -> Page:
        """Placed ones that a filter leaves, behind the place of one."""

    async def count(self, wanted: DeclarationFilter, most: int) -> int:
        """How many a filter leaves; no further than to one more than so many."""

    async def waiting(self, first: int) -> Sequence[Waits]:
        """So many whose bounds and advice are to be worked out, the latest first."""


class DeclarationWriter(Protocol):
    """What a Writer keeps of what declarations come to."""

    async def keep(self, found: Sequence[Declared], gone: Collection[str]) -> None:
        """Keep what an audit says of these, and nothing of those that are gone.

        Bounds and advice are to be worked out again; those of before stay where it divides as it
        did.
        """

    async def ask(self, keys: Collection[str] | None) -> None:
        """Have bounds and advice of these worked out again; of all without any."""

    async def sum_up(self, found: Sequence[tuple[Waits, Summary | None]]) -> None:
        """Keep what was worked out, None where nothing came of it; never over what is later."""

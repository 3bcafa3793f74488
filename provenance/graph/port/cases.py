"""Cases that investigators keep: things pinned, each with a note, in all the versions saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from provenance.graph.port.paging import Page
from provenance.model.terms import Ref


@dataclass(frozen=True, slots=True)
class Pin:
    """A thing pinned to a case, and what was noted of it."""

    subject: Ref
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVersion:
    """A case as somebody saved it; versions of a `case` are counted from 1, and the last counts."""

    case: str
    version: int
    title: str
    note: str
    pins: tuple[Pin, ...]
    open: bool
    by: str
    at: datetime

    @property
    def place(self) -> str:
        """Where the case stands in a list: by when it was saved last, then by its id."""
        return f"{self.at.isoformat()} {self.case}"


class Cases(Protocol):
    """What a GraphStore answers of cases."""

    async def page(self, *, open: bool | None, before: str | None, first: int) -> Page:
        """The last versions of cases, that saved last first, behind the `place` of one."""

    async def versions(self, case: str) -> Sequence[CaseVersion]:
        """All versions of a case in order, none where there is none."""


class CaseWriter(Protocol):
    """What a Writer keeps of cases."""

    async def save(self, version: CaseVersion) -> bool:
        """Keep a version; false where it is not the one after the last."""

    async def remove(self, case: str) -> bool:
        """Forget a case in all its versions; false where there is none."""

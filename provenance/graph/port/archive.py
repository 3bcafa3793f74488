"""What a store keeps that cannot be worked out anew, row by row: for backups and upgrades."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from provenance.graph.port.form import Rebuilding


class Kept(StrEnum):
    """The kinds of row, in the order in which they are carried from store to store."""

    VERSION = "version"
    REJECTED = "rejected"
    FINDING = "finding"
    REVIEW = "review"
    DECISION = "decision"
    CHANGE = "change"
    DECLARED = "declared"
    WATCH = "watch"
    RAISING = "raising"
    CASE = "case_version"
    USER = "access_user"
    KEY = "access_key"
    TRAIL = "trail"


KEYS: Mapping[Kept, str] = {
    Kept.VERSION: "seq",
    Kept.REJECTED: "number",
    Kept.FINDING: "id",
    Kept.REVIEW: "number",
    Kept.DECISION: "number",
    Kept.CHANGE: "number",
    Kept.DECLARED: "key",
    Kept.WATCH: "id",
    Kept.RAISING: "raised",
    Kept.CASE: "id",
    Kept.USER: "name",
    Kept.KEY: "id",
    Kept.TRAIL: "number",
}
"""By which rows of a kind are told apart, and in whose order they are."""


class Row(NamedTuple):
    """What is kept of one thing, by names that both stores use; what is None is left out."""

    kind: Kept
    props: Mapping[str, Any]


class Archive(Protocol):
    """What a Writer reads out row by row, and takes in."""

    async def rows(self, kind: Kept, after: Any, first: int) -> Sequence[Row]:
        """Rows of a kind in order of their key, behind a key; None is before all."""

    async def put(self, kind: Kept, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep rows of findings and of what people said, numbers and all.

        Two findings of one id become one, first seen when the earlier was.
        """

    async def rebuilding(self) -> Rebuilding | None:
        """Whether the store is being written anew, and how far."""

    async def mark(self, rebuilding: Rebuilding | None) -> None:
        """Note how far it is; None: it is whole, and of today's form."""

"""What a document is made of: tables of rows, whatever it is written as.

Masses are grams inside and tonnes REO where people read, shown as exactly as any of a column
needs; a party is its name with its code, a place likewise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from provenance.model.mass import GRAMS_PER_T
from provenance.words.table import Words


class Named(NamedTuple):
    """An enterprise or a place: its number, and what it is called."""

    key: str
    name: Words


class Kind(StrEnum):
    """What the cells of a column hold, which says how they are written."""

    TEXT = "text"
    NAMED = "named"
    COUNT = "count"
    TONNES = "tonnes"
    NET = "net"
    SHARE = "share"
    YUAN = "yuan"
    DAY = "day"
    MOMENT = "moment"


MASSES = frozenset({Kind.TONNES, Kind.NET})
NUMBERS = MASSES | {Kind.COUNT, Kind.SHARE, Kind.YUAN}

Cell = None | str | int | float | Decimal | date | datetime | Words | Named
"""A cell: None where nothing is known. Of a mass it is grams, of SHARE a share of 1."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it holds, and how wide it is beside others."""

    title: Words
    kind: Kind = Kind.TEXT
    width: int = 5

    @property
    def unit(self) -> str:
        """What its numbers are in."""
        return {Kind.TONNES: "t REO", Kind.NET: "t", Kind.YUAN: "CNY"}.get(self.kind, "")


@dataclass(frozen=True)
class Table:
    """Rows under columns, with what they add up to; `name` is that of its file or sheet."""

    name: str
    title: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Sequence[Cell]] = ()
    note: Words | None = None

    @cached_property
    def places(self) -> Sequence[int]:
        """How many decimals each column of masses needs so that nothing is rounded: 0, 3 or 6."""
        return [
            _places(row[at] for row in (*self.rows, *self.totals)) if column.kind in MASSES else 0
            for at, column in enumerate(self.columns)
        ]


@dataclass(frozen=True)
class Document:
    """A report: of what place and period, made when, and its tables in order.

    Its files are called after `name` (what it is) and `key` (of which period and place). `facts`
    are the figures that stand first; `synthetic` says that some of what is shown is made up.
    """

    name: str
    key: str
    title: Words
    place: Named
    period: Words
    made_at: datetime
    basis: Words
    facts: Sequence[tuple[Words, Words]]
    tables: Sequence[Table]
    notes: Sequence[Words] = ()
    synthetic: bool = False
    words: Mapping[str, Words] = field(default_factory=dict)


def tonnes(grams: int) -> Decimal:
    """Grams as exact tonnes."""
    return Decimal(grams) / GRAMS_PER_T


def _places(cells: Iterable[Cell]) -> int:
    masses = [cell for cell in cells if isinstance(cell, int)]
    if all(grams % GRAMS_PER_T == 0 for grams in masses):
        return 0
    return 3 if all(grams % 1_000 == 0 for grams in masses) else 6

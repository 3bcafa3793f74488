"""What a sheet and a column of a month's workbook are: what the template writes and is read back.

A column is found by its name, Chinese or English, wherever it stands.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from provenance.records.formats.xlsx.words import REPORTS, Words, folded

GUIDE: Final = "说明 Guide"
STOCK: Final = "结存批次 Stock"
ON_RECORD: Final = "已登记 On record"

ENTERPRISE: Final = "企业信用代码 Enterprise"
MONTH: Final = "月份 Month"

HEADER_ROWS: Final = 2
"""Names of columns stand in two rows, Chinese above English."""


class Reads(Enum):
    """How the cells of a column are read."""

    ID = "a number as text"
    CODE = "a credit code"
    TEXT = "text"
    IDS = "numbers, one under the other"
    WORD = "a word of a list"
    FLAG = "yes or no"
    DATE = "a date of the month"
    MOMENT = "a date with a time"
    PERIOD = "a month or its year"
    KG = "kilograms"
    T = "tonnes"
    SHARE = "a share of 1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of the record it states, its names, how it is read.

    `kinds` are the records of the sheet that have this field, all where it is empty.
    """

    field: str
    zh: str
    en: str
    reads: Reads = Reads.TEXT
    required: bool = False
    words: Words | None = None
    kinds: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """Its names as they are compared."""
        return folded(self.zh), folded(self.en)

    @property
    def title(self) -> str:
        """Its names as messages say them."""
        return f"{self.zh} {self.en}"

    def needed_by(self, kind: str) -> bool:
        return self.required and self.fits(kind)

    def fits(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of records: their kind (None where a column says it), and what its rows state.

    `lists` are the fields that hold one part a row, of all the rows that bear one record's number;
    `actor` is the field that the enterprise of the workbook fills.
    """

    zh: str
    en: str
    kind: str | None
    columns: tuple[Column, ...]
    lists: tuple[str, ...] = ()
    actor: str | None = "enterprise"

    @property
    def title(self) -> str:
        return f"{self.zh} {self.en}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record it holds."""
        return (self.kind,) if self.kind else tuple(REPORTS.chinese)

    @property
    def assayed(self) -> str | None:
        """The lots of which it gives assays, by the field that holds them."""
        lots = [c.field for c in self.columns if c.field.endswith(".product")]
        return lots[0].rpartition(".")[0] if lots else None

    def part(self, column: Column) -> str | None:
        """The list that a column is about, None where it is about the record as a whole."""
        outer = column.field.partition(".")[0]
        return outer if outer in self.lists else None

    def column(self, name: str) -> Column | None:
        """The column of that name, in either language; assays have one for every oxide."""
        wanted = folded(name)
        found = next((column for column in self.columns if wanted in column.names), None)
        if found is None and self.assayed and (oxide := _ASSAY.fullmatch(name.strip())):
            return assay(self.assayed, oxide[1])
        return found


_ASSAY = re.compile(r"(?:配分\s*|[Ss]hare\s+)([A-Za-z][A-Za-z0-9-]{0,19})")


def assay(lot: str, oxide: str) -> Column:
    """The column with an oxide's share of a lot's REO."""
    return Column(f"{lot}.assay.{oxide}", f"配分 {oxide}", f"Share {oxide}", Reads.SHARE)

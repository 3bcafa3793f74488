"""What a template is filled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from provenance.model.dates import last_day
from provenance.model.terms import Product
from provenance.records.formats.xlsx.head import Head
from provenance.records.kinds.registry import AnyRecord


class Held(NamedTuple):
    """A lot in an enterprise's hands at the end of a month, and the grams REO left of it."""

    lot: str
    product: Product | None
    reo_g: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """An enterprise's month: what it filed, in order of date, and the lots left at its end."""

    head: Head
    name: str | None = None
    records: Sequence[AnyRecord] = ()
    stock: Sequence[Held] = ()

    @property
    def last_day(self) -> date:
        return last_day(self.head.month)

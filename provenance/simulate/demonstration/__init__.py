"""A small national year of rare earths to try the product on: made up, and plain about it.

`records()` writes the year 2024 as records of the product, the published quotas of the groups
among them; the firms, their codes and all that they do are synthetic, on the books of the
simulator. `EXAMPLES` are three export declarations in it of which the truth is known.
"""

from collections.abc import Iterator

from provenance.simulate.book import Book, Record
from provenance.simulate.demonstration import (
    authority,
    examples,
    flows,
    industry,
    irregular,
    reports,
)
from provenance.simulate.demonstration.examples import EXAMPLES, Example
from provenance.simulate.demonstration.people import Person, people

__all__ = ["EXAMPLES", "SEED", "Example", "Person", "Record", "people", "records", "written"]

SEED = 785
"""The number of the Order of the State Council that the Rare Earth Regulations are."""


def records(seed: int = SEED) -> Iterator[Record]:
    """The year as record dicts, by date; the same for the same seed."""
    yield from sorted(written(seed).records, key=_when)


def written(seed: int = SEED) -> Book:
    """The book of the year, with the truth about all lots in it."""
    book = Book(seed)
    firms = industry.cast(book)
    authority.give_rights(book, firms)
    flows.work(book, firms)
    examples.plant(book, firms)
    irregular.plant(book, firms)
    reports.file(book, firms)
    return book


def _when(record: Record) -> str:
    dates = (record.get(name) for name in ("date", "issued_on", "filed_at", "valid_from"))
    # What has no date comes first, enterprises above all; papers go before what refers to them.
    return str(next(filter(None, dates), ""))[:10]

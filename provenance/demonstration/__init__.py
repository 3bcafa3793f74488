"""A small national year of rare earths to try the product on: made up, and plain about it.

`records()` writes the year 2024 as records of the product, the published quotas of the groups
among them; the firms, their codes and all that they do are synthetic. `EXAMPLES` are three export
declarations in it of which the truth is known.
"""

from collections.abc import Iterator

from provenance.demonstration import examples, flows, irregular, reports
from provenance.demonstration.authority import Record, standing
from provenance.demonstration.book import Book
from provenance.demonstration.examples import EXAMPLES, Example

__all__ = ["EXAMPLES", "SEED", "Example", "Record", "records"]

SEED = 785
"""The number of the Order of the State Council that the Rare Earth Regulations are."""


def records(seed: int = SEED) -> Iterator[Record]:
    """The year as record dicts, what stands first and then by date; the same for the same seed."""
    yield from standing()
    book = Book(seed)
    flows.year(book)
    examples.plant(book)
    irregular.plant(book)
    reports.file(book)
    yield from sorted(book.records, key=_when)


def _when(record: Record) -> str:
    dates = (record.get(name) for name in ("date", "issued_on", "filed_at", "valid_from"))
    # What has no date, a withdrawal, comes last. Papers go before what refers to them.
    return str(next(filter(None, dates), "9999"))[:10]

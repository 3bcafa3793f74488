"""Tables that are data: CSV files beside the module that reads them."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of `name`.csv beside a package, by the names of its columns."""
    text = (files(package) / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())

"""The files a command was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from provenance.model.errors import MisuseError
from provenance.records.formats.reading import FORMATS, Format, Parsed, Rejection, read


@dataclass(frozen=True, slots=True)
class Given:
    """The files of an ingest, and what was said of them."""

    files: list[str]
    record: str | None = None
    format: str | None = None
    filer: str | None = None
    system: str | None = None
    audit: bool = True


def lines_of(given: Given, received_at: datetime) -> Iterator[Parsed | Rejection]:
    """The records and rejections in some files. Raises MisuseError for what is said of them."""
    if given.format is not None and given.format not in FORMATS:
        raise MisuseError(f"{given.format} is no format: {', '.join(FORMATS)}")
    return read(
        given.files,
        kind=given.record,
        format=cast("Format | None", given.format),
        system=given.system,
        filer=given.filer,
        received_at=received_at,
    )

"""Progress of long work, on standard error, so that standard output stays for programs."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from provenance.printing import ERR

_BLOCK = 1 << 20
_PACKED = (b"\x1f\x8b", b"PK")
"""How a gzipped file and a workbook begin."""


@contextmanager
def loading(paths: Sequence[str]) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that counts lines read; of known length where the files can be counted first."""
    with _bar("records") as progress:
        yield progress, progress.add_task("loading", total=lines_in(paths))


@contextmanager
def writing(lots: int) -> Iterator[tuple[Progress, TaskID]]:
    """A bar that counts lots of a made-up world."""
    with _bar("lots") as progress:
        yield progress, progress.add_task("writing", total=lots)


@contextmanager
def auditing() -> Iterator[tuple[Progress, TaskID]]:
    """A count of what was judged; how much there is shows only as it is read."""
    with _bar("judged") as progress:
        yield progress, progress.add_task("auditing", total=None)


def _bar(what: str) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(what),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=ERR, transient=not ERR.is_terminal)


def lines_in(paths: Sequence[str]) -> int | None:
    """How many lines plain files have; None for standard input, globs and what is packed."""
    total = 0
    for path in paths:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            block = file.read(_BLOCK)
            if block.startswith(_PACKED):
                return None
            while block:
                total += block.count(b"\n")
                block = file.read(_BLOCK)
    return total
